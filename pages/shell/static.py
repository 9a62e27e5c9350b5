"""The files that pages need: one style sheet, one script, the font, an icon; nothing comes from elsewhere."""

from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from pages import font
from pages.addresses import STATIC
from pages.shell.rendering import colours

A_DAY = {"Cache-Control": "public, max-age=86400"}
"""For fonts: the style sheet names them, and no address changes with them."""
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For what has another address once it is different."""


class Kept(StaticFiles):
    """Files that a browser keeps, as long as these headers say."""

    def __init__(self, directory: Path, headers: Mapping[str, str]) -> None:
        super().__init__(directory=directory)
        self._headers = headers

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept."""
        response = await super().get_response(path, scope)
        response.headers.update(self._headers)
        return response


def routes() -> list[Route | Mount]:
    """Where the files are."""
    return [
        Route("/static/colours.css", _colours, methods=["GET"]),
        Mount("/static/font", Kept(font.FOLDER, A_DAY)),
        Mount("/static", Kept(STATIC, FOREVER)),
    ]


def style(page: str, name: str, text: str) -> Route:
    """A style sheet that a page makes."""

    async def serve(_: Request) -> Response:
        return Response(text, headers={"Cache-Control": "no-cache"}, media_type="text/css")

    return Route(f"/static/{page}/{name}.css", serve, methods=["GET"])


async def _colours(_: Request) -> Response:
    return Response(colours(), headers={"Cache-Control": "no-cache"}, media_type="text/css")
