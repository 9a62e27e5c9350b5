"""The processes that answer: one, or several on the same socket, of which the first replaces those that are gone."""

import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

from api.app import ENDING
from graph.errors import ParcoursError
from graph.saying import saying
from parcours import logs
from parcours.settings import Settings

IDLE = 75
"""Seconds that a connection stays open between requests: longer than proxies keep theirs, so none meets its end."""

LAST = 1
"""Seconds that requests have to end by themselves once serving is to end (see `parcours.signals`)."""

SILENT = 120.0
"""Seconds after which a worker that says nothing is replaced: on a loaded machine it takes long to start."""

NO_WORKER = saying(
    "a worker cannot start, so nothing is served any more: the log says why",
    "un processus ne peut pas démarrer, donc plus rien n'est servi : le journal dit pourquoi",
)

Ready = Callable[[], None]

log = logging.getLogger("parcours.workers")


def run(application: Callable[[], ASGIApp], sock: socket.socket, settings: Settings, ready: Ready) -> None:
    """Serve on this socket until told to stop; `ready` is called once somebody answers there.

    Ends with a status that is not 0 if who should answer cannot start; the log says why.
    """
    logs.set_up(settings.log)
    config = uvicorn.Config(
        application,
        factory=True,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # heeded once it is noted who it is that sends them (`parcours.proxied`)
        workers=settings.workers,
        timeout_keep_alive=IDLE,
        timeout_worker_healthcheck=int(SILENT),
        timeout_graceful_shutdown=LAST,
    )
    if settings.workers == 1:
        Alone(config, ready).run(sockets=[sock])
    else:
        Workers(config, [sock], ready).run()


def end_with_parent() -> None:
    """A worker whose parent was killed ends too: it would serve on, and hold the port, without a store."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


class Answering(uvicorn.Server):
    """A process that answers."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer no more; what would go on for as long as somebody listens ends first."""
        if ending := self.lifespan.state.get(ENDING):
            ending()
        await super().shutdown(sockets)


class Alone(Answering):
    """This very process, answering."""

    def __init__(self, config: uvicorn.Config, ready: Ready) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


class Worker(Process):
    """A process of its own, answering."""

    @property
    def server(self) -> uvicorn.Server:
        """What answers in it, made there."""
        if self._server is None:
            self._server = Answering(self.config)
        return self._server


class Workers(Multiprocess):
    """Processes of their own. They are asked how they are without waiting for the answer, so signals are heard."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], ready: Ready) -> None:
        super().__init__(config, sockets)
        self._ready: Ready | None = ready
        self._heard: dict[Process, float] = {}
        self._startable = True

    def run(self) -> None:
        """Serve until told to stop. ParcoursError if a worker cannot start."""
        super().run()
        if not self._startable:
            raise ParcoursError(NO_WORKER())

    def init_processes(self) -> None:
        """Start all of them."""
        for _ in range(self.processes_num):
            self.processes.append(self._started())

    def _started(self) -> Worker:
        worker = Worker(self.config, self.sockets)
        worker.start()
        return worker

    def keep_subprocess_alive(self) -> None:
        """Replace those that are gone, or have said nothing for very long."""
        for place, worker in enumerate(self.processes):
            if self.should_exit.is_set():  # they end, and are not to be replaced
                return
            if self._gets_on(worker):
                continue
            self._heard.pop(worker, None)
            worker.kill()
            worker.join()
            if worker.exitcode == STARTUP_FAILURE:  # as would the next
                log.error("worker %s cannot start: serving ends", worker.pid)
                self._startable = False
                self.should_exit.set()
                return
            self.processes[place] = self._started()
            log.warning(
                "worker %s is gone (exit status %s): %s replaces it",
                worker.pid,
                worker.exitcode,
                self.processes[place].pid,
            )

    def _gets_on(self, worker: Process) -> bool:
        now = time.monotonic()
        if not worker.process.is_alive():
            return False
        if worker not in self._heard:
            self._ask(worker, now)
        elif worker.parent_conn.poll():
            if worker.parent_conn.recv():
                self._tell()
            self._ask(worker, now)
        return now - self._heard[worker] < SILENT

    def _ask(self, worker: Process, now: float) -> None:
        worker.parent_conn.send(b"ping")
        self._heard[worker] = now

    def _tell(self) -> None:
        ready, self._ready = self._ready, None
        if ready:
            ready()
