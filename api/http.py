"""GraphQL over HTTP: reading requests and writing answers, as the specification of that name asks.

https://graphql.github.io/graphql-over-http/draft/
"""

from typing import Any

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from api import errors
from api.execute import Answer, Request

RESPONSE = "application/graphql-response+json"
JSON = "application/json"
LARGEST_BODY = 1_000_000
"""Bytes that a request may have."""


class Unreadable(Exception):
    """A request that is no GraphQL request: its status, and what would be right."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def read(request: HttpRequest) -> Request:
    """The GraphQL request in an HTTP request. Unreadable if there is none."""
    if request.method == "GET":
        return _request({name: value for name, value in request.query_params.items() if value}, text=True)
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if media.strip() != JSON or not _utf8(parameters):
        raise Unreadable(415, f"Send {JSON}, in UTF-8")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Unreadable(413, f"Send at most {LARGEST_BODY} bytes")
    return _request(_json(body, "The body"))


def _utf8(parameters: str) -> bool:
    name, _, charset = parameters.strip().partition("=")
    return name != "charset" or charset.strip("\"' ") in ("utf-8", "utf8")


def _json(text: bytes | str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Unreadable(400, f"{what} is not JSON: {error}") from error


def _request(given: Any, text: bool = False) -> Request:
    """A request from its parts; in a URL, variables and extensions are JSON text."""
    if not isinstance(given, dict):
        raise Unreadable(400, 'Send one object: {"query": "…", "variables": {…}, "operationName": "…"}')
    document, name = given.get("query"), given.get("operationName")
    if not isinstance(document, str) or not document.strip():
        raise Unreadable(400, "query: send a GraphQL document, a text")
    if name is not None and not isinstance(name, str):
        raise Unreadable(400, "operationName: send a text, or leave it out")
    _object(given, "extensions", text)
    return Request(document, _object(given, "variables", text), name)


def _object(given: dict[str, Any], name: str, text: bool) -> dict[str, Any]:
    value = given.get(name)
    if text and value is not None:
        value = _json(value, name)
    if value is not None and not isinstance(value, dict):
        raise Unreadable(400, f"{name}: send an object, or leave it out")
    return value or {}


def accepted(request: HttpRequest) -> str:
    """The type that the answer should have. Unreadable if the client takes none of ours."""
    asked = request.headers.get("accept") or "*/*"
    ranges = [part.partition(";")[0].strip().lower() for part in asked.split(",")]
    for media in ranges:
        if media in (RESPONSE, JSON):
            return media
    if any(media in ("*/*", "application/*") for media in ranges):
        return JSON
    raise Unreadable(406, f"Accept {RESPONSE} or {JSON}")


def wants_page(request: HttpRequest) -> bool:
    """Whether a person in a browser asks, and not a program."""
    return "text/html" in request.headers.get("accept", "") and "query" not in request.query_params


def written(answer: Answer, media: str) -> Response:
    """The answer in the type that the client takes; only `graphql-response+json` tells errors by its status too."""
    return Response(orjson.dumps(answer.to_json()), _status(answer, media), media_type=f"{media}; charset=utf-8")


def _status(answer: Answer, media: str) -> int:
    codes = {(error.extensions or {}).get("code") for error in answer.errors}
    if errors.NO_OPERATION in codes:
        return 400
    if media == JSON or answer.executed:
        return 200
    return 503 if errors.STORE_UNAVAILABLE in codes else 400


def refused(error: Unreadable, media: str = JSON) -> Response:
    """The answer to what is no GraphQL request."""
    body = {"errors": [{"message": str(error), "extensions": {"code": errors.BAD_REQUEST}}]}
    return Response(orjson.dumps(body), error.status, media_type=f"{media}; charset=utf-8")
