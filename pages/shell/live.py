"""Pages that show what others change: they listen to the graph's revision, and fetch themselves anew when it rises."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api import http
from api.app import Door
from api.changes import Stream
from graph.errors import Overloaded
from pages.shell import signing

SEEN = "Last-Event-ID"
"""The field by which a browser that listens again says what it heard last."""


def route(door: Door) -> Route:
    """Where pages listen. Who may open a page may, for as long as that holds."""

    async def serve(request: Request) -> Response:
        def may() -> bool:
            return signing.caller(door.access, request) is not None

        if not may():
            return Response(status_code=401)
        if door.changes.full:
            return Response(status_code=503, headers={"Retry-After": str(Overloaded.retry_after)})
        return Stream(door.changes, http.revision(request, SEEN), may)

    return Route("/changes/stream", serve, methods=["GET"])
