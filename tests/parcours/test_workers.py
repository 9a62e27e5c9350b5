"""That the API serves is said once it does."""

import multiprocessing
import os
import signal
import time
from contextlib import asynccontextmanager
from functools import partial

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.supervisors.multiprocess import SIGNALS, Process

from graph.errors import ParcoursError
from parcours import workers
from parcours.commands.serve import listening
from parcours.settings import Settings

SLOW = 1.0


def application(made):
    """An application that takes its time, and then notes that it is there."""
    time.sleep(SLOW)
    made.set()
    return Starlette(routes=[Route("/", lambda _: PlainTextResponse("here"))])


def serve(number, made, told):
    """Serve until this process ends itself, having asked what it serves."""

    def ready():
        at = f"http://127.0.0.1:{sock.getsockname()[1]}"
        told.put((made.is_set(), number == 1 or httpx.get(at).text))
        os.kill(os.getpid(), signal.SIGINT)

    with listening("127.0.0.1", 0) as sock:
        workers.run(partial(application, made), sock, Settings(workers=number), ready)


@pytest.mark.parametrize("number", [1, 2])
def test_serving_is_told_once_somebody_answers(number):
    spawn = multiprocessing.get_context("spawn")
    made, told = spawn.Event(), spawn.Queue()
    process = spawn.Process(target=serve, args=(number, made, told))
    process.start()
    assert told.get(timeout=60) == (True, number == 1 or "here")
    process.join(30)
    assert not process.is_alive()


def unable():
    """An application whose lifespan does not begin."""

    @asynccontextmanager
    async def lifespan(_):
        raise OSError("there is no store")
        yield

    return Starlette(lifespan=lifespan)


@pytest.fixture
def signals():
    """Serving takes the signals of this process, which gets them back."""
    before = {each: signal.getsignal(each) for each in SIGNALS}
    yield
    for each, former in before.items():
        signal.signal(each, former)


@pytest.mark.usefixtures("signals")
def test_workers_that_cannot_start_are_told():
    with listening("127.0.0.1", 0) as sock, pytest.raises(ParcoursError, match="cannot start"):
        workers.run(unable, sock, Settings(workers=2), lambda: None)


@pytest.mark.usefixtures("signals")
def test_workers_that_are_to_end_are_not_replaced():
    config = uvicorn.Config(unable, workers=2)
    ending, gone = workers.Workers(config, [], lambda: None), Process(config, [])
    gone.start()
    gone.process.kill()
    gone.process.join()
    ending.processes.append(gone)
    ending.should_exit.set()
    ending.keep_subprocess_alive()
    assert ending.processes == [gone]
    gone.kill()
