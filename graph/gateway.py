"""The file that speaks to the store: it reads, and writes in parts; what goes wrong is told by `refusals.py`."""

import asyncio
import gc
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from opentelemetry import trace

from graph.address import PROBE, Address
from graph.driver import exceptions, neo4j
from graph.errors import BadInput, ParcoursError, StoreUnavailable, TookTooLong, WriterBusy
from graph.refusals import AGAIN, ALL, LOST, TOO_LONG, named, sent_back
from graph.saying import saying
from graph.watch import LATE, NO_END, PATIENCE, SILENT, Watch

VERSION = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]"
"""From 2025 on a store names its versions of Cypher beside its own."""

OLDEST = (5, 26)
"""The oldest Neo4j whose Cypher has everything that our statements use."""

PART = 100_000
"""Rows that one transaction writes at most: a change of fewer rows is seen whole or not at all."""

BATCH = 10_000
"""Rows that one statement takes."""

RETRIES = (0.1, 0.3, 1.0, 3.0)
"""Seconds to wait before a statement that was sent back is tried again."""

TURN = "MATCH (g:Graph {key: 'lock'}) SET g.held = true"
"""Waits for the right to write, and holds it for as long as its transaction lasts."""

GLANCE = 0.5
"""Seconds after which somebody else has the right to write."""

HALF = saying(
    "a text holds half a character (a lone surrogate): nothing can be called so",
    "un texte contient un demi-caractère (un « surrogate » seul) : rien ne peut s'appeler ainsi",
)
TOO_MUCH = saying(
    "this touches more than {most:,} nodes and edges at once: do it in several acts",
    "cela touche plus de {most:,} nœuds et relations à la fois\N{NO-BREAK SPACE}: faites-le en plusieurs fois",
)
BUSY = saying("Somebody else is writing: try again", "Quelqu'un d'autre écrit en ce moment : réessayez")
TOO_OLD = saying(
    "{uri} runs Neo4j {version}; Parcours needs {needed} or newer",
    "{uri} est un Neo4j {version} ; il faut à Parcours la version {needed} ou une plus récente",
)

IDLE = 1.0
"""Seconds after which a connection may have died meanwhile, with the store or on the way."""

READS, WRITES = 600.0, 3600.0
"""Seconds after which the store stops a statement of a command; and a transaction, or what is read row by row."""

Rows = list[list[Any]]

Read = Callable[..., Rows]
"""`Gateway.read` or `Work.run`."""

Observer = Callable[[str, Mapping[str, Any]], None]

TEMPORAL: dict[str, Any] = {
    kind.__name__: kind for kind in (neo4j.time.Date, neo4j.time.DateTime, neo4j.time.Time, neo4j.time.Duration)
}
"""The values that the store has and JSON does not, by name; each has an `iso_format`, and is made from it."""

TRACER = trace.get_tracer("parcours.graph")

_OPTIONS: dict[str, Any] = {
    "notifications_min_severity": "OFF",
    "telemetry_disabled": True,
    "connection_timeout": 5.0,  # a refused one fails at once, whatever stands here
    "connection_acquisition_timeout": 30.0,  # what is reached, and slow to let us in, is busy
    "max_connection_pool_size": -1,  # who asks bounds its statements: a drained pool looks like a store that is gone
    "max_transaction_retry_time": 3.0,
    "user_agent": "parcours",
}


class Gateway:
    """A store, for commands: one caller, statement after statement. `observer` sees each statement as it leaves.

    `limit` is how many seconds a statement may take; `room` is called before rows are written, and may object.
    """

    def __init__(
        self,
        address: Address,
        observer: Observer | None = None,
        limit: float = READS,
        room: Callable[[], None] | None = None,
    ) -> None:
        self.address = address
        self.observer = observer
        self.limit = limit
        self.room = room
        self.watch = Watch(address.uri, address.is_there, self.close)
        with self._errors():
            auth = (address.username, address.password)
            # What is written is not tried again: a connection that lay idle is looked at before it is trusted.
            self._driver = neo4j.GraphDatabase.driver(address.uri, auth=auth, liveness_check_timeout=IDLE, **_OPTIONS)

    def close(self) -> None:
        """Give the connections back; who waits for the store waits no longer."""
        self.watch.close()
        self._driver.close()

    def version(self) -> str:
        """The server's version. StoreUnavailable if it does not answer, or is older than what we need."""
        ((version,),) = self.read(VERSION)
        if tuple(int(part) for part in version.split("-")[0].split(".")[:2]) < OLDEST:
            needed = ".".join(map(str, OLDEST))
            raise StoreUnavailable(TOO_OLD(uri=self.address.uri, version=version, needed=needed))
        return str(version)

    def read(self, statement: str, **parameters: Any) -> Rows:
        """The rows that a statement gives; tried once more when the connection was lost on the way."""
        with self._errors():
            try:
                return self._read(statement, parameters)
            except UnicodeEncodeError as error:
                raise BadInput(HALF()) from error
            except AGAIN:
                if self.watch.given_up:
                    raise
                return self._read(statement, parameters)

    def _read(self, statement: str, parameters: Mapping[str, Any]) -> Rows:
        if self.observer:
            self.observer(statement, parameters)
        query = neo4j.Query(statement, timeout=self.limit)
        with self.watch.over(self.limit), self._reading() as session:
            return [record.values() for record in session.run(query, dict(parameters))]

    def each(self, statement: str, **parameters: Any) -> Iterator[list[Any]]:
        """The rows that a statement gives, one after the other: there may be more than fit into memory."""
        query = neo4j.Query(statement, timeout=WRITES)
        with self._errors(), self._reading() as session:
            with self.watch.over(WRITES):
                records = iter(session.run(query, parameters))
            while True:
                with self.watch.over(WRITES):
                    record = next(records, None)
                if record is None:
                    return
                yield record.values()

    def command(self, statement: str, **parameters: Any) -> Rows:
        """Run one statement in a transaction of its own: a constraint, an index, a setting of the graph.

        Two commands that come at once may stand in each other's way; the one that is sent back tries again.
        """
        for wait in (*RETRIES, None):
            try:
                return self._command(statement, parameters)
            except exceptions.Neo4jError as error:
                if wait is None or not sent_back(error):
                    raise self._named(error) from error
                time.sleep(wait)
        raise AssertionError("the last try either gives rows or raises")

    def _command(self, statement: str, parameters: Mapping[str, Any]) -> Rows:
        try:
            with self.watch.over(self.limit), self._session() as session:
                query = neo4j.Query(statement, timeout=self.limit)
                return [record.values() for record in session.run(query, dict(parameters))]
        except Exception as error:
            if self.watch.given_up or isinstance(error, exceptions.DriverError | OSError):
                raise self._named(error) from error
            raise

    @contextmanager
    def writing(self, within: float = math.inf) -> Iterator["Work"]:
        """The right to write, of which there is one: whoever comes second waits for the first.

        The right is a lock that a transaction of its own holds, so that the store takes it back when its holder dies.
        What was not committed when the block is left by an error is rolled back. Another writer is waited for as long
        as the store is there (StoreUnavailable once it is not), and `within` seconds: WriterBusy, and this gateway is
        closed then.
        """
        with self._errors(), self._session() as turn, self._session() as session:
            with self.watch.over(within, WriterBusy(BUSY())):
                lock = turn.begin_transaction()
                lock.run(TURN).consume()
            work = Work(self, session, lock)
            try:
                yield work
                work.commit()
            finally:
                with self.watch.over(WRITES):
                    work.leave()
                    lock.rollback()

    def _reading(self) -> neo4j.Session:
        return self._driver.session(database=self.address.database, default_access_mode=neo4j.READ_ACCESS)

    def is_free(self) -> bool:
        """Whether nobody has the right to write; takes a few seconds to find out that somebody has."""
        try:
            with (
                self.watch.over(self.limit),
                self._session() as session,
                session.begin_transaction(timeout=GLANCE) as glance,
            ):
                glance.run(TURN).consume()
                glance.rollback()
                return True
        except exceptions.Neo4jError as error:
            if any(ending in (error.code or "") for ending in TOO_LONG):
                return False
            raise self._named(error) from error
        except (exceptions.DriverError, OSError) as error:
            raise self._named(error) from error

    def _session(self) -> neo4j.Session:
        return self._driver.session(database=self.address.database)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if self.watch.given_up or isinstance(error, ALL):  # closed under its hands, the driver raises anything
                raise self._named(error) from error
            raise

    def _named(self, error: Exception) -> ParcoursError:
        lost = isinstance(error, LOST)
        return self.watch.given_up or named(error, self.address, lost and self.address.is_there())


class Work:
    """A change that is being written: one transaction while it is small, several once it passes `PART` rows."""

    def __init__(self, gateway: Gateway, session: neo4j.Session, lock: neo4j.Transaction) -> None:
        self._gateway = gateway
        self._session = session
        self._lock = lock
        self._transaction: neo4j.Transaction | None = None
        self._rows = 0
        self.whole = False
        """Whether it is one transaction, however long: what is too long for one is refused then."""

    def run(self, statement: str, **parameters: Any) -> Rows:
        """Run one statement within the change."""
        if self._gateway.observer:
            self._gateway.observer(statement, parameters)
        with self._gateway.watch.over(WRITES):
            if self._transaction is None:
                self._transaction = self._session.begin_transaction(timeout=WRITES)
            return [record.values() for record in self._transaction.run(statement, parameters)]

    def look(self, statement: str, **parameters: Any) -> Rows:
        """Run one statement beside the change, which it does not see: nothing of what it was asked is kept.

        A transaction remembers all that it was ever sent.
        """
        return self._gateway.command(statement, **parameters)

    def write(self, statement: str, rows: Sequence[Any], **parameters: Any) -> None:
        """Run one statement for all rows (its `$rows`), batch by batch."""
        for start in range(0, len(rows), BATCH):
            if self._gateway.room:
                self._gateway.room()
            batch = rows[start : start + BATCH]
            self.run(statement, rows=batch, **parameters)
            self._rows += len(batch)
            if self._rows >= PART:
                if self.whole:
                    raise BadInput(TOO_MUCH(most=PART))
                self.commit()

    def commit(self) -> None:
        """Make what was written so far lasting and visible."""
        if self._transaction is not None:
            with self._gateway.watch.over(WRITES):
                self._lock.run("RETURN 1").consume()  # fails when the right to write is lost
                self._transaction.commit()
        much, self._transaction, self._rows = self._rows >= PART, None, 0
        if much:
            gc.collect()  # a transaction and its results refer to each other, and to all rows that were sent

    def leave(self) -> None:
        """Roll back what was not committed."""
        if self._transaction is not None:
            self._transaction.close()
        self._transaction = None


class AsyncGateway:
    """A store, for the API: many callers, one statement each. `observer` sees each statement as it leaves."""

    def __init__(self, address: Address, observer: Observer | None = None, timeout: float = 30.0) -> None:
        self.address = address
        self.observer = observer
        self.timeout = timeout
        auth = (address.username, address.password)
        self._driver = neo4j.AsyncGraphDatabase.driver(address.uri, auth=auth, **_OPTIONS)
        self._looker = ThreadPoolExecutor(1, "looker")  # its time is its own, however busy we are ourselves
        self._looking: asyncio.Future[bool] | None = None

    async def close(self) -> None:
        """Give the connections back."""
        self._looker.shutdown(wait=False)
        await self._driver.close()

    async def value(self, statement: str, parameters: Mapping[str, Any], seconds: float | None = None) -> Any:
        """The one value that a statement gives in its one record; null if it gives none.

        It may take so many seconds, `timeout` unless told.

        Tried once more when a connection was lost on the way. StoreUnavailable, within five seconds, when the store is
        gone; one that is merely busy is waited for as long as a statement may take: TookTooLong.
        """
        if self.observer:
            self.observer(statement, parameters)
        told = {"db.system.name": "neo4j", "db.namespace": self.address.database}
        with TRACER.start_as_current_span("neo4j", kind=trace.SpanKind.CLIENT, attributes=told):
            return await self._watched(statement, parameters, seconds or self.timeout)

    async def command(self, statement: str, parameters: Mapping[str, Any], seconds: float) -> None:
        """Run one statement in a transaction of its own, within so many seconds; it is tried once.

        NotAllowed where the store lets nobody write.
        """
        if self.observer:
            self.observer(statement, parameters)
        try:
            async with asyncio.timeout(seconds), self._driver.session(database=self.address.database) as session:
                await (await session.run(neo4j.Query(statement, timeout=seconds), dict(parameters))).consume()
        except ALL as error:
            raise named(error, self.address, False) from error

    async def _watched(self, statement: str, parameters: Mapping[str, Any], seconds: float) -> Any:
        """Wait for the value, and look after a while, again and again, whether the store is there at all."""
        watches: list[asyncio.Task[None]] = []
        try:
            async with asyncio.timeout(seconds + LATE) as waiting:
                loop = asyncio.get_running_loop()
                begin = loop.call_later(PATIENCE, lambda: watches.append(loop.create_task(self._watch(waiting))))
                try:
                    return await self._retried(statement, parameters, seconds)
                finally:
                    begin.cancel()
                    for watch in watches:
                        watch.cancel()
        except TimeoutError as error:
            if any(watch.done() for watch in watches):
                raise StoreUnavailable(SILENT(uri=self.address.uri)) from error
            raise TookTooLong(NO_END()) from error

    async def _watch(self, waiting: asyncio.Timeout) -> None:
        """End the wait once the store is gone."""
        while await self._is_there():
            await asyncio.sleep(PATIENCE)
        waiting.reschedule(asyncio.get_running_loop().time())

    async def _is_there(self) -> bool:
        """One look does for all that wait."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().run_in_executor(self._looker, self.address.is_there)
        looking = self._looking
        await asyncio.wait({looking}, timeout=PROBE)
        return looking.done() and looking.result()

    async def _retried(self, statement: str, parameters: Mapping[str, Any], seconds: float) -> Any:
        try:
            try:
                return await self._value(statement, parameters, seconds)
            except UnicodeEncodeError as error:
                raise BadInput(HALF()) from error
            except AGAIN:
                return await self._value(statement, parameters, seconds)
        except ALL as error:
            there = isinstance(error, LOST) and await self._is_there()
            raise named(error, self.address, there) from error

    async def _value(self, statement: str, parameters: Mapping[str, Any], seconds: float) -> Any:
        query = neo4j.Query(statement, timeout=seconds)
        database = self.address.database
        async with self._driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
            record = await (await session.run(query, dict(parameters))).single()
            return record[0] if record else None
