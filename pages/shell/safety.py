"""What a browser may do with anything that pages serve: nothing from elsewhere is loaded, no script stands in it."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors {}"
EMBED = "/embed"
"""Below this, pictures can be shown on pages of others."""


class Safety:
    """Middleware that says so with each answer; pages of the origins in `framing` may show pictures in a frame."""

    def __init__(self, app: ASGIApp, framing: Sequence[str] = ()) -> None:
        self.app = app
        self.framing = " ".join(framing) or "'none'"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        shown = scope["path"].removeprefix(scope.get("root_path", "")).startswith(EMBED)

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY.format(self.framing if shown else "'none'")
                headers["Referrer-Policy"] = "same-origin"
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self.app(scope, receive, answered)
