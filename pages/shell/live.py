"""Pages that show what others change: they listen to the graph's revision, and fetch themselves anew when it rises."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.app import Door
from api.changes import Changes, Stream
from pages.shell import signing

PATH = "/changes/stream"
LATER = 5
"""Seconds after which one may ask again who came when as many listened as may."""


def route(door: Door) -> Route:
    """Where pages listen. Who may open a page may."""
    changes = Changes(door.gateway)

    async def serve(request: Request) -> Response:
        if signing.name(door.access, request) is None:
            return Response(status_code=401)
        if changes.full:
            return Response(status_code=503, headers={"Retry-After": str(LATER)})
        seen = request.headers.get("last-event-id", "")
        return Stream(changes, int(seen) if seen.isdecimal() and len(seen) < 16 else None)

    return Route(PATH, serve, methods=["GET"])
