"""What the forms of pages do: a mutation made of what was filled in, and where its reader goes then."""

import hmac
import secrets
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from graphql import GraphQLError
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from api import errors
from graph.errors import BadInput, ParcoursError, WrongChange
from graph.saying import Saying, saying

if TYPE_CHECKING:
    from pages.visitor import Visitor

LARGEST, MOST = 1_000_000, 2_000
"""Bytes that a form may have, and fields: a decision about a thousand ruptures has them."""

SEAL = secrets.token_hex(32)
"""Stands in pages where the reader's seal goes, so that one page can be kept for all readers; nobody can guess it."""

AGAIN = saying(
    "This form is too old, or not from here: look it over, and send it again.",
    "Ce formulaire est trop ancien, ou ne vient pas d'ici : relisez-le et envoyez-le de nouveau.",
)
TOO_LARGE = saying(
    "This form brings more than is taken at once.", "Ce formulaire apporte plus que ce qui est pris en une fois."
)
STATUS = {errors.BAD_USER_INPUT: 400, errors.NOT_FOUND: 400, errors.FORBIDDEN: 403, errors.CONFLICT: 409,
          errors.OVERLOADED: 503}  # fmt: skip
"""What a page answers to what was not done for such a reason; it is the page itself, with all that was typed."""


class Wrong(BadInput):
    """What stands in one field of a form cannot be meant."""

    def __init__(self, said: Saying | str, field: str) -> None:
        super().__init__(said)
        self.field = field


@dataclass(frozen=True)
class Sent:
    """What a form brought, by the names of its fields."""

    fields: Mapping[str, tuple[str, ...]]
    known: Mapping[str, Any] = field(default_factory=dict)
    """What the API answered to what had to be known before the act."""

    def one(self, name: str) -> str | None:
        """What a field says, the last if there are several; null where it says nothing."""
        return (self.fields.get(name) or ("",))[-1].strip() or None

    def several(self, name: str) -> list[str]:
        """What all fields of a name say."""
        return [each for each in self.fields.get(name, ()) if each]

    def seals(self, seal: str) -> bool:
        """Whether it was shown to whom it comes from."""
        return bool(seal) and hmac.compare_digest((self.one("seal") or "").encode(), seal.encode())


@dataclass(frozen=True)
class Refused:
    """Why nothing was done: in a sentence, beside which field, with what was typed and what stands there instead.

    The sentence is empty where nothing was tried.
    """

    sentence: Saying | str
    status: int
    sent: Sent
    field: str | None = None
    stands: Sequence[Mapping[str, Any]] = ()


def whole(_: Sent) -> str | None:
    """The operation of a document that has no other."""
    return None


@dataclass(frozen=True)
class Act:
    """What the forms of a page do.

    `variables` raises BadInput for what cannot be meant; `then` is where the reader goes once it is done.
    """

    document: Path
    variables: Callable[[Sent, "Visitor"], dict[str, Any]]
    then: Callable[[dict[str, Any], Sent, "Visitor"], str]
    operation: Callable[[Sent], str | None] = whole
    """Which operation of the document a form asks for."""
    asks: Callable[[Sent, "Visitor"], tuple[str, dict[str, Any]]] | None = None
    """What has to be known before: operations and their variables; the form then brings the answer along."""


async def sent(request: Request) -> Sent:
    """The fields of the form that a request brings. BadInput for one that is too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise BadInput(TOO_LARGE())
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST)
    except ValueError as error:
        raise BadInput(TOO_LARGE()) from error
    return Sent({name: tuple(values) for name, values in fields.items()})


async def parts(
    request: Request, largest: int = LARGEST, too_large: Saying | None = None
) -> tuple[Sent, tuple[str, bytes] | None]:
    """The fields of a form that may bring a file, and the file. BadInput where it is too large, or no such form."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise BadInput(too_large or TOO_LARGE())

    async def once() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await MultiPartParser(request.headers, once(), max_files=1, max_fields=MOST).parse()
    except MultiPartException as error:
        raise BadInput(TOO_LARGE()) from error
    texts: dict[str, tuple[str, ...]] = {}
    file: tuple[str, bytes] | None = None
    for name, value in form.multi_items():
        if isinstance(value, str):
            texts[name] = (*texts.get(name, ()), value)
        elif value.filename:
            file = value.filename, await value.read()
    await form.close()
    return Sent(texts), file


def unsealed(form: Sent, resumed: bool) -> Refused:
    """Nothing is done for a form that this reader was never shown; one that comes back by itself is nobody's fault."""
    return Refused("", 200, form) if resumed else Refused(AGAIN(), 403, form)


def refused(error: GraphQLError | BadInput, form: Sent) -> Refused | None:
    """Why an act was not done; null for what is no fault of the form or of whoever sent it."""
    if isinstance(error, BadInput):
        return Refused(error.said, 400, form, _field(error, form))
    extensions = error.extensions or {}
    status = STATUS.get(extensions.get("code", ""))
    if status is None:
        return None
    cause = error.original_error
    sentence = cause.said if isinstance(cause, ParcoursError) else error.message
    field = _field(cause, form) if isinstance(cause, ParcoursError) else None
    return Refused(sentence, status, form, field, extensions.get("conflicts", ()))


def _field(error: ParcoursError, form: Sent) -> str | None:
    """The field that an error is about: what is wrong with an argument begins with its name."""
    if isinstance(error, Wrong | WrongChange) and error.field:
        return error.field
    name = str(error).partition(":")[0]
    return name if name in form.fields else None
