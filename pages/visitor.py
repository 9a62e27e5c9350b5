"""Who opens a page, and what the address says: a key, a query, a language, a scope."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from starlette.requests import Request

from api import editing, rights
from api.language import preferred
from api.rights import Who
from graph.errors import BadInput
from graph.language import Language
from graph.model import Word
from graph.model.words import EvidenceKind, Perspective
from graph.saying import saying
from pages.acting import Refused
from pages.addresses import Addresses

SPOKEN, SESSION = "language", "session"
"""The cookies: of the reader who chose a language, of one who signed in or was shown a form."""

RESUMED = "parcours.resumed"
"""Marks a request whose form was sent before its writer had to sign in again: it is shown, and nothing is done."""

SCOPE = ("perspectives", "archived", "journeys", "evidence")
"""What of an address says where it is looked."""

NOT_ONE = saying("`{name}={value}`: choose one of {all}", "`{name}={value}`\N{NO-BREAK SPACE}: choisissez parmi {all}")
NOT_A_NUMBER = saying(
    "`{name}={value}`: give a whole number", "`{name}={value}`\N{NO-BREAK SPACE}: donnez un nombre entier"
)

Portraits = Callable[[str], bytes | None]
"""The bytes of a portrait by the name that the graph has for it; null where it is not kept."""


def nothing(_: str) -> bytes | None:
    """No picture: none is kept here."""
    return None


DIGITS = 9
"""How long a whole number may be: what is longer counts nothing here, and the API takes no more."""

W = TypeVar("W", bound=Word)


@dataclass(frozen=True)
class Visitor:
    """One who opens a page. `name` is who asks, as the API knows it; `session` is empty where nobody needed one.

    `by` is as whom they act, null for whoever is not known here; `refused` is what they tried just now in vain.
    """

    path: str
    given: Mapping[str, tuple[str, ...]]
    language: Language
    name: str = "local"
    key: str = ""
    label: str = ""
    session: str = ""
    root: str = ""
    origin: str = ""
    """Scheme and host that the visitor came by."""
    portrait: Portraits = nothing
    template: bytes | None = field(default=None, repr=False)
    """The firm's template of slides, where it has one."""
    by: Who | None = None
    signed: bool = False
    """Whether something is kept for them by which they are known, that they may want to give up."""
    signs_in: bool = False
    """Whether they are not known, and may want to be."""
    refused: Refused | None = None
    resumed: bool = False
    """Whether they come from signing in again, and find here what they had typed before."""
    brings: bool = False
    """Whether files can be brought here."""
    invites: bool = False
    """Whether they may invite guests here."""

    @cached_property
    def links(self) -> Addresses:
        """Makes the addresses on the page."""
        kept = {name: self.given[name] for name in ("lang", *SCOPE) if name in self.given}
        return Addresses(self.path, self.given, kept, self.root)

    def one(self, name: str) -> str | None:
        """A value of the query, the last if it has several; null where it is not given, or empty."""
        return (self.given.get(name) or (None,))[-1] or None

    def several(self, name: str) -> list[str]:
        """The values of the query, whether apart or with commas between them."""
        return [each for value in self.given.get(name, ()) for each in value.split(",") if each]

    def number(self, name: str, otherwise: int) -> int:
        """A whole number from the query. BadInput for what is none."""
        value = self.one(name)
        if value is None:
            return otherwise
        if not value.isdecimal() or len(value) > DIGITS:
            raise BadInput(NOT_A_NUMBER(name=name, value=value[:DIGITS]))
        return int(value)

    def may(self, act: str) -> bool:
        """Whether they may do this."""
        return rights.may(self.by, act)

    def edits(self, **change: Mapping[str, Any]) -> bool:
        """Whether they may make a change, said as the API takes it; who handles a touchpoint is not asked."""
        return editing.may(self.by, change)

    @property
    def acted(self) -> int:
        """The revision that the visitor's own act left; 0 for who did nothing just now, or nothing that changed."""
        return self.number("done", 0)

    def words(self, name: str, kind: type[W]) -> list[W]:
        """Values of a closed list from the query. BadInput for what is none of them."""
        return [self._word(name, each, kind) for each in self.several(name)]

    def word(self, name: str, kind: type[W]) -> W | None:
        """A value of a closed list from the query. BadInput for what is none of them."""
        return next(iter(self.words(name, kind)), None)

    def _word(self, name: str, value: str, kind: type[W]) -> W:
        if value.upper() not in kind.__members__:
            raise BadInput(NOT_ONE(name=name, value=value, all=", ".join(kind)))
        return kind[value.upper()]

    @property
    def address(self) -> str | None:
        """Where the page is found from elsewhere; null where nobody asked over a net."""
        return self.origin and self.origin + self.links.here(print=None, **{"as": None}).removeprefix(self.origin)

    @property
    def scope(self) -> dict[str, Any]:
        """Where it is looked, as variables of an operation; what nobody chose is left out."""
        chosen = {
            "perspectives": [str(each) for each in self.words("perspectives", Perspective)],
            "archived": self.one("archived") == "1",
            "journeys": self.several("journeys"),
            "evidence": [str(each) for each in self.words("evidence", EvidenceKind)],
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def seal(self) -> str:
        """What a form has to bring back to be taken for one of this visitor's."""
        return hmac.new(self.session.encode(), b"form", hashlib.sha256).hexdigest()


def language(request: Request, otherwise: Language) -> Language:
    """The language of a page: what the address names, else what the reader chose, else what the browser asks for."""
    for named in (request.query_params.get("lang"), request.cookies.get(SPOKEN)):
        if named and named.upper() in Language.__members__:
            return Language[named.upper()]
    return preferred(request.headers.get("accept-language"), otherwise)


def visitor(
    request: Request,
    name: str,
    otherwise: Language,
    session: str,
    portrait: Portraits = nothing,
    template: bytes | None = None,
) -> Visitor:
    """Who opens the page that is asked for."""
    root = request.scope.get("root_path", "")
    given: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        given.setdefault(key, []).append(value)
    return Visitor(
        request.scope["path"].removeprefix(root),
        {name: tuple(values) for name, values in given.items()},
        language(request, otherwise),
        name,
        request.path_params.get("key", ""),
        request.path_params.get("label", ""),
        session,
        str(request.base_url).rstrip("/") if given.get("as") == ["svg"] else root,  # a file is read elsewhere
        str(request.base_url).rstrip("/").removesuffix(root),
        portrait,
        template,
        resumed=request.scope.get(RESUMED, False),
    )


def no_variables(_: Visitor) -> dict[str, Any]:
    """The variables of operations that take none."""
    return {}
