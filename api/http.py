"""GraphQL over HTTP: reading requests and writing answers, as the specification of that name asks.

https://graphql.github.io/graphql-over-http/draft/
"""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from api import errors
from api.execute import Answer, Request
from api.language import preferred
from api.visit import current
from graph.language import Language

RESPONSE = "application/graphql-response+json"
JSON = "application/json"
LARGEST_BODY = 1_000_000
"""Bytes that a request may have."""

REVISION = "Parcours-Revision"
"""The field of a request by which a client names the revision that it knows of: what an act of its own has told it."""

LONGEST_REVISION = 16
"""Digits of more than any revision has."""

VARY = {"Vary": "Accept, Accept-Language"}
"""What of a request, beside its parameters, answers depend on."""

Find = Callable[[Mapping[str, Any]], str]
"""Finds the document that the parameters of a request give or name."""


class Refusal(Exception):
    """What a request that never becomes an operation is answered: a status, what would be right, a code, headers."""

    def __init__(
        self, status: int, message: str, code: str = errors.BAD_REQUEST, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})


def reads(request: HttpRequest) -> bool:
    """Whether it is a GET, or a HEAD, which is a GET of which only the head is sent."""
    return request.method in ("GET", "HEAD")


def field(request: HttpRequest, name: str) -> str | None:
    """The value of a header field that is a list, which may come in several lines."""
    return ", ".join(request.headers.getlist(name)) or None


def revision(request: HttpRequest, header: str = REVISION) -> int:
    """The revision that the client knows of, by the field in which it says so; 0 where it names none."""
    asked = request.headers.get(header, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_REVISION else 0


async def read(request: HttpRequest, client: str, document: Find, otherwise: Language) -> Request:
    """The GraphQL request in an HTTP request; `document` finds its text. Refusal if there is none.

    `otherwise` is the language of the answer where the reader asks for none.
    """
    given = await _parameters(request)
    name = given.get("operationName")
    if name is not None and not isinstance(name, str):
        raise Refusal(400, "operationName: send a text, or leave it out")
    language = preferred(field(request, "accept-language"), otherwise)
    explain = given["extensions"].get("explain") is True
    return Request(document(given), given["variables"], name, client, explain, language)


async def _parameters(request: HttpRequest) -> dict[str, Any]:
    """The parameters of a request; in a URL, variables and extensions are JSON text."""
    if reads(request):
        given: Any = {name: value for name, value in request.query_params.items() if value}
    else:
        given = _json(await _body(request), "The body")
    if isinstance(given, list):
        raise Refusal(400, "Batches are not taken: send each operation in a request of its own")
    if not isinstance(given, dict):
        raise Refusal(400, 'Send one object: {"query": "…", "variables": {…}, "operationName": "…"}')
    return given | {name: _object(given.get(name), name, reads(request)) for name in ("variables", "extensions")}


async def _body(request: HttpRequest) -> bytes:
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if media.strip() != JSON or not _utf8(parameters):
        raise Refusal(415, f"Send {JSON}, in UTF-8")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refusal(413, f"Send at most {LARGEST_BODY} bytes")
    return body


def _utf8(parameters: str) -> bool:
    name, _, charset = parameters.strip().partition("=")
    return name != "charset" or charset.strip("\"' ") in ("utf-8", "utf8")


def _json(text: bytes | str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal(400, f"{what} is not JSON: {error}") from error


def _object(value: Any, name: str, text: bool) -> dict[str, Any]:
    if text and value is not None:
        value = _json(value, name)
    if value is not None and not isinstance(value, dict):
        raise Refusal(400, f"{name}: send an object, or leave it out")
    return value or {}


def accepted(request: HttpRequest) -> str:
    """The type that the answer should have. Refusal if the client takes none of ours."""
    media = _wanted(request)
    if media is None:
        raise Refusal(406, f"Accept {RESPONSE} or {JSON}")
    return media


def taken(request: HttpRequest) -> str:
    """The type that a refusal has, whatever the client takes."""
    return _wanted(request) or JSON


def _wanted(request: HttpRequest) -> str | None:
    asked = request.headers.get("accept") or "*/*"
    ranges = [part.partition(";")[0].strip().lower() for part in asked.split(",")]
    for media in ranges:
        if media in (RESPONSE, JSON):
            return media
    return JSON if any(media in ("*/*", "application/*") for media in ranges) else None


def wants_page(request: HttpRequest) -> bool:
    """Whether a person in a browser asks, and not a program."""
    return "text/html" in request.headers.get("accept", "") and "query" not in request.query_params


def written(answer: Answer, media: str) -> Response:
    """The answer in the type that the client takes; only `graphql-response+json` tells errors by its status too."""
    text = orjson.dumps(answer.to_json())
    seconds = errors.retry_after(answer.errors)
    headers = VARY if seconds is None else VARY | {"Retry-After": str(seconds)}
    return Response(text, _status(answer, media), headers, media_type=f"{media}; charset=utf-8")


def body(text: bytes, media: str, headers: Mapping[str, str]) -> Response:
    """An answer without errors, as it is written already."""
    return Response(text, headers=headers, media_type=f"{media}; charset=utf-8")


def _status(answer: Answer, media: str) -> int:
    codes = {(error.extensions or {}).get("code") for error in answer.errors}
    if errors.NO_OPERATION in codes:
        return 400
    if media == JSON or answer.executed:
        return 200
    return next((status for code, status in STATUS.items() if code in codes), 400)


STATUS = {errors.STORE_UNAVAILABLE: 503, errors.OVERLOADED: 503, errors.BUDGET_EXCEEDED: 429, errors.FORBIDDEN: 403}
"""The statuses of what a client cannot mend by another document."""


def refused(refusal: Refusal, media: str = JSON) -> Response:
    """The answer to a request that never became an operation."""
    body = {"errors": [{"message": str(refusal), "extensions": {"code": refusal.code}}]}
    current().codes.append(refusal.code)
    # Clients that take plain JSON only look for this one where the status is 200, and try again.
    learning = refusal.code == errors.PERSISTED_QUERY_NOT_FOUND and media == JSON
    status = 200 if learning else refusal.status
    return Response(orjson.dumps(body), status, refusal.headers, media_type=f"{media}; charset=utf-8")
