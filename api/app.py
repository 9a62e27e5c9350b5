"""The HTTP application: `/graphql` for programs and, as a page, for people; `/health` for whoever keeps it running."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import orjson
from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.staticfiles import StaticFiles

from api import answers, documents, http, telemetry, visits
from api.access import LOOPBACK, OPERATIONS, Access, Entrance, Guard
from api.acts import Acts
from api.answers import Answers, State
from api.census import Census
from api.changes import Changes
from api.execute import Answer, Store, answer
from api.execute import Request as Asked
from api.limits import Budget
from api.profile import DEVELOPMENT, Profile
from api.schema import schema
from api.trusted import Documents
from api.turns import Turns
from api.visit import current
from api.warming import CLIENT, warm
from graph.errors import Overloaded, ParcoursError, TookTooLong
from graph.gateway import AsyncGateway
from graph.language import Language
from graph.machine import media

GRAPHIQL = StaticFiles(directory=Path(__file__).parent / "graphiql")
GRAPHQL_PATH, HEALTH_PATH, GRAPHIQL_PATH = OPERATIONS, "/health", "/graphiql"
ENDING = "ending"
"""What of the state of its lifespan a server is to call before it waits for answers to end: some never would."""

ENOUGH = 1.9
"""Seconds that the store has for what `/health` asks; with those that word of it may take, less than five."""

SMALLEST_GZIP, GZIP_LEVEL = 1_000, 4
"""Bytes from which an answer is compressed, and how hard: higher levels take far longer for little."""

HEALTH = """\
CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel'
OPTIONAL MATCH (g:Graph {key: 'graph'})
RETURN [versions[0], g.revision]"""


@dataclass(frozen=True)
class Memory:
    """What the API remembers: answers for a graph whose state is so many seconds old (null: none, 0: each asks the
    store), and what clients spend of so much a minute (null: as much as they like)."""

    seconds: float | None = 1.0
    budget: int | None = None


class Door:
    """What stands between HTTP and the operations: who may ask what, and how it is told."""

    def __init__(
        self,
        gateway: AsyncGateway,
        profile: Profile,
        access: Access,
        documents: Documents,
        memory: Memory,
        language: Language,
        turns: Turns,
    ) -> None:
        self.gateway = gateway
        self.profile = profile
        self.access = access
        self.documents = documents
        self.language = language
        self.answers = Answers(gateway, memory.seconds)
        self.changes = Changes(self.answers)
        self.census = Census(gateway)
        self.budget = Budget(memory.budget) if memory.budget else None
        self.turns = turns
        self.acts = Acts()
        self._looking: asyncio.Task[tuple[int, dict[str, object]]] | None = None

    async def graphql(self, request: Request) -> Response:
        """Answer `/graphql`."""
        if self._shows_graphiql(request):
            page = await GRAPHIQL.get_response("page.html", request.scope)
            page.headers.add_vary_header("Accept")
            return page
        try:
            return await self._operation(request, http.accepted(request))
        except http.Refusal as refusal:
            return http.refused(refusal, http.taken(request))

    def opens(self, request: Request) -> bool:
        """Whether anybody may have this: how it is, and a page to ask from, in which there is no answer yet."""
        path = _path(request)
        page = self.profile.graphiql and path.startswith(f"{GRAPHIQL_PATH}/")
        return page or path == HEALTH_PATH or self._shows_graphiql(request)

    def _shows_graphiql(self, request: Request) -> bool:
        own = _path(request) == GRAPHQL_PATH
        return own and self.profile.graphiql and http.reads(request) and http.wants_page(request)

    async def _operation(self, request: Request, media: str) -> Response:
        if http.reads(request) and not self.profile.get:
            raise http.Refusal(405, "Send a POST", headers={"Allow": "POST"})
        visit = current()
        asked = await http.read(request, visit.client, self.documents.text, self.language)
        if documents.acts(asked.document, asked.operation_name, self.profile):
            return await self._act(request, replace(asked, by=visit.by), media)
        key, state = await self._state(request, asked)
        headers = http.VARY | (answers.headers(key, state) if state else {})
        # A POST brings what it asks in its body: it selects no representation that a client could have already.
        known = http.field(request, "if-none-match") if http.reads(request) else None
        if answers.named(known, headers):
            return Response(status_code=304, headers=headers)
        body = self.answers.find(key, state)
        if body is None:
            found = await self.ask(asked, state, request.headers)
            if found.errors:
                return http.written(found, media)
            body = orjson.dumps(found.to_json())
            self.answers.keep(key, state, body)
        if known == "*":  # any answer will do, but there has to be one
            return Response(status_code=304, headers=headers)
        return http.body(body, media, headers)

    async def _act(self, request: Request, asked: Asked, media: str) -> Response:
        """Answer a mutation: never over GET, and never from memory."""
        if http.reads(request):
            raise http.Refusal(405, "Send a POST: over GET the graph is only read", headers={"Allow": "POST"})
        return http.written(await self.act(asked, request.headers), media)

    async def act(self, asked: Asked, headers: Headers | None = None) -> Answer:
        """Do what an operation asks for, whoever brings it; nothing that was known before holds any longer."""
        try:
            return await self.ask(asked, None, headers)
        finally:
            self.answers.forget()

    async def ask(self, asked: Asked, state: State | None = None, headers: Headers | None = None) -> Answer:
        """Answer an operation, whoever brings it: a request, or a page in this process. It is limited either way."""
        with telemetry.operation(headers or Headers()) as span:
            sizes = partial(self.census.sizes, state)
            found = await answer(asked, self.gateway, self.profile, self.budget, self.turns, sizes, self.acts)
            telemetry.tell(span, asked, found)
        return found

    async def _state(self, request: Request, asked: Asked) -> tuple[bytes, State | None]:
        """What answers to this request are known by, and the state of the graph, where either is of use."""
        if asked.explain or (self.answers.seconds is None and not http.reads(request)):
            return b"", None
        return answers.key(asked), await self.answers.state(http.revision(request))

    async def health(self, request: Request) -> Response:
        """Answer `/health`: its status to anybody, the rest to who may ask the graph or sits at this machine."""
        status, body = await self._health()
        if not self._trusts(request):
            body = {"status": body["status"]}
        return Response(orjson.dumps(body), status, media_type="application/json")

    def _trusts(self, request: Request) -> bool:
        if self.access.demands:
            return self.access.bearer(request.headers) is not None
        return current().client in LOOPBACK

    async def _health(self) -> tuple[int, dict[str, object]]:
        """How it is; one look at the store does for all who ask meanwhile."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        return await asyncio.shield(self._looking)

    async def _look(self) -> tuple[int, dict[str, object]]:
        try:
            version, revision = await self.gateway.value(HEALTH, {}, ENOUGH)
        except (TookTooLong, Overloaded) as error:  # whoever keeps it running must not end what has too much to do
            return 200, {"status": "busy", "store": {"answers": True, "reason": str(error)}, "revision": None}
        except ParcoursError as error:
            return 503, {"status": "unavailable", "store": {"answers": False, "reason": str(error)}, "revision": None}
        return 200, {"status": "ok", "store": {"answers": True, "version": version}, "revision": revision}


Routes = Callable[[Door], Sequence[BaseRoute]]
"""Makes what is served beside the API, by one who is behind its door."""


def nothing(_: Door) -> Sequence[BaseRoute]:
    """The API alone."""
    return ()


def create_app(
    gateway: AsyncGateway,
    profile: Profile = DEVELOPMENT,
    access: Access | None = None,
    documents: Documents | None = None,
    memory: Memory | None = None,
    language: Language = Language.EN,
    turns: Turns | None = None,
    routes: Routes = nothing,
    known: Iterable[Asked] = (),
) -> FastAPI:
    """The application over one store; it closes the gateway when it ends.

    Unless told otherwise it lets in any host and no other site's pages, demands no tokens, and runs any document.
    `language` is that of answers to readers who ask for none. `routes` are served beside, behind the same guard;
    they are handed the door, and say themselves who may come in.
    What is `known` to be asked is planned before anybody does.
    """
    media.settle()
    access = access or Access()
    door = Door(gateway, profile, access, documents or Documents(), memory or Memory(), language, turns or Turns())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Callable[[], None]]]:
        schema()
        warming = asyncio.create_task(warm(Store(gateway, door.turns, CLIENT), known, profile))
        yield {ENDING: door.changes.end}
        warming.cancel()
        with suppress(asyncio.CancelledError):
            await warming
        door.acts.close()
        await door.changes.close()
        await gateway.close()

    # FastAPI's own spans and logs would quote the URL, and so the document and the variables of a query over GET.
    quiet: TelemetryConfig = {"tracing": False, "logs": False}
    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None, telemetry=quiet)
    app.add_route(GRAPHQL_PATH, door.graphql, methods=["GET", "POST"] if profile.get or profile.graphiql else ["POST"])
    app.add_route(HEALTH_PATH, door.health, methods=["GET"])
    if profile.graphiql:
        app.mount(GRAPHIQL_PATH, GRAPHIQL, name="graphiql")
    beside = routes(door)
    app.router.routes.extend(beside)
    _wrap(app, access, door, beside)
    return app


def _path(request: Request) -> str:
    """The path that routes go by: as it came, without what we are mounted under; a URL is made of the `Host`, too."""
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", ""))


def _wrap(app: FastAPI, access: Access, door: Door, beside: Sequence[BaseRoute]) -> None:
    """What every request passes, from the inside out."""

    def opens(request: Request) -> bool:
        own = (route for route in app.routes if route not in beside)
        return door.opens(request) or all(route.matches(request.scope)[0] is Match.NONE for route in own)

    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_GZIP, compresslevel=GZIP_LEVEL)
    app.add_middleware(Entrance, access=access, opens=opens)
    if access.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=access.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
            allow_private_network=True,
            expose_headers=[visits.ID, "ETag", "Retry-After"],
        )
    app.add_middleware(Guard, access=access)
    app.add_middleware(visits.Visits)
