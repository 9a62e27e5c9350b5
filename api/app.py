"""The HTTP application: `/graphql` for programs and, as a page, for people; `/health` for whoever keeps it running."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from api import http
from api.execute import answer
from api.schema import schema
from graph.errors import ParcoursError
from graph.gateway import AsyncGateway

GRAPHIQL = Path(__file__).parent / "graphiql"
PATIENCE = 4.5
"""Seconds that `/health` waits for the store."""

HEALTH = """\
CALL dbms.components() YIELD versions
OPTIONAL MATCH (g:Graph {key: 'graph'})
RETURN [versions[0], g.revision]"""


def create_app(gateway: AsyncGateway, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application over one store; it closes the gateway when it ends.

    Requests for any other than these hosts are refused, so that no page can reach a loopback API by a name of its own.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        schema()
        yield
        await gateway.close()

    async def graphql(request: Request) -> Response:
        return await _graphql(request, gateway)

    async def health(_: Request) -> Response:
        return await _health(gateway)

    app = FastAPI(title="Parcours", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_route("/graphql", graphql, methods=["GET", "POST"])
    app.add_route("/health", health, methods=["GET"])
    app.mount("/graphiql", StaticFiles(directory=GRAPHIQL), name="graphiql")
    return app


async def _graphql(request: Request, gateway: AsyncGateway) -> Response:
    if request.method == "GET" and http.wants_page(request):
        return FileResponse(GRAPHIQL / "page.html")
    try:
        media = http.accepted(request)
    except http.Unreadable as error:
        return http.refused(error)
    try:
        return http.written(await answer(await http.read(request), gateway), media)
    except http.Unreadable as error:
        return http.refused(error, media)


async def _health(gateway: AsyncGateway) -> Response:
    try:
        async with asyncio.timeout(PATIENCE):
            version, revision = await gateway.value(HEALTH, {})
    except (ParcoursError, TimeoutError) as error:
        reason = str(error) or f"The store did not answer within {PATIENCE} seconds"
        return _json({"status": "unavailable", "store": {"answers": False, "reason": reason}, "revision": None}, 503)
    return _json({"status": "ok", "store": {"answers": True, "version": version}, "revision": revision}, 200)


def _json(body: dict[str, object], status: int) -> Response:
    return Response(orjson.dumps(body), status, media_type="application/json")
