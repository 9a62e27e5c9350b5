"""Requests, as logs tell of them once they are answered."""

import logging
import re
import secrets
import time
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.visit import VISIT, Visit

ID = "X-Request-ID"
OPENING = re.compile(r"(/join/).+", re.S)
"""Paths that open something, which no log is to tell."""
SAFE = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
"""Ids that are taken over; nothing else gets into a log or a header."""

log = logging.getLogger("parcours.requests")


class Visits:
    """Middleware that gives each request an id, hands it back, and logs the request when it is over."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, status = time.perf_counter(), 500
        visit = Visit(_id(Headers(scope=scope).get(ID)), scope["client"][0] if scope.get("client") else "local")

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID] = visit.id
            await send(message)

        token = VISIT.set(visit)
        try:
            return await self.app(scope, receive, answered)
        finally:
            VISIT.reset(token)
            if log.isEnabledFor(logging.INFO):
                _tell(visit, scope, status, time.perf_counter() - started)


def _id(given: str | None) -> str:
    return given if given and SAFE.fullmatch(given) else secrets.token_hex(16)


def _tell(visit: Visit, scope: Scope, status: int, seconds: float) -> None:
    """One line; a formatter that knows `request` writes its parts apart."""
    told = {
        "id": visit.id,
        "client": visit.client,
        "method": scope["method"],
        "path": quote(OPENING.sub(r"\1-", scope["path"])),
        "operation": visit.operation,
        "status": status,
        "ms": round(seconds * 1000, 2),
        "codes": visit.codes,
    }
    log.info("%s", " ".join(f"{name}={value}" for name, value in told.items() if value), extra={"request": told})
