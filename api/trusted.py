"""Where a request's document comes from: its own text, the documents that are trusted, or those that clients taught.

Three ways to name a document are understood: `documentId` (GraphQL over HTTP, appendix A, and urql), `doc_id` or `id`
(Relay's guide), and `extensions.persistedQuery` (Apollo's automatic persisted queries, urql).
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from api import errors
from api.http import Refusal
from graph.errors import WrongUsage
from graph.saying import saying

KEPT, LONGEST = 1000, 20_000
"""How many documents that clients taught are kept, and how many characters one of them may have: a bound in memory."""

NAMES = ("documentId", "doc_id", "id")
"""The parameters that may name a document."""

UNREADABLE = saying(
    "PARCOURS_DOCUMENTS: {path} cannot be read: {detail}", "PARCOURS_DOCUMENTS : {path} ne peut pas être lu : {detail}"
)
TWICE = saying(
    "PARCOURS_DOCUMENTS: {path} holds two documents called {key}",
    "PARCOURS_DOCUMENTS : {path} contient deux documents appelés {key}",
)
NONE = saying("PARCOURS_DOCUMENTS: {path} holds no document", "PARCOURS_DOCUMENTS : {path} ne contient aucun document")


class Documents:
    """What documents may be run. With `trusted` ones (text by id) no others are, unless `only` is false.

    Where others may be run, clients teach documents by their SHA-256, as Apollo does it.
    """

    def __init__(self, trusted: Mapping[str, str] | None = None, only: bool = True) -> None:
        self._trusted = dict(trusted or {})
        self._texts = frozenset(self._trusted.values())
        self._only = trusted is not None and only
        self._taught: OrderedDict[str, str] = OrderedDict()

    @property
    def known(self) -> list[str]:
        """The documents that are trusted, each once."""
        return list(dict.fromkeys(self._trusted.values()))

    def text(self, given: Mapping[str, Any]) -> str:
        """The document that the parameters of a request give or name. Refusal if there is none to be had."""
        text, sha256 = _text(given), _sha256(given)
        key = sha256 or _key(given)
        if key in self._trusted:
            return self._trusted[key]
        if text is None:
            return self._remembered(key)
        if sha256 and hashlib.sha256(text.encode()).hexdigest() != sha256:
            raise Refusal(400, "sha256Hash: send the SHA-256 of the query, in hexadecimal digits")
        if self._only and text not in self._texts:
            raise Refusal(403, "Only trusted documents are run here: name one by its documentId", errors.FORBIDDEN)
        if sha256 and len(text) <= LONGEST:
            self._teach(sha256, text)
        return text

    def _teach(self, key: str, text: str) -> None:
        self._taught[key] = text
        self._taught.move_to_end(key)
        if len(self._taught) > KEPT:
            self._taught.popitem(last=False)

    def _remembered(self, key: str | None) -> str:
        if not key:
            raise Refusal(400, "query: send a GraphQL document, a text")
        if key not in self._taught:
            # Clients look for these very words, and send the document itself then.
            raise Refusal(404, "PersistedQueryNotFound", errors.PERSISTED_QUERY_NOT_FOUND)
        self._taught.move_to_end(key)
        return self._taught[key]


def _text(given: Mapping[str, Any]) -> str | None:
    text = given.get("query")
    if text is not None and not isinstance(text, str):
        raise Refusal(400, "query: send a GraphQL document, a text")
    return text if text and text.strip() else None


def _key(given: Mapping[str, Any]) -> str | None:
    name = next((name for name in NAMES if given.get(name) is not None), None)
    key = given[name] if name else None
    if key is not None and not isinstance(key, str):
        raise Refusal(400, f"{name}: send a text")
    return key.removeprefix("sha256:") if key else None


def _sha256(given: Mapping[str, Any]) -> str | None:
    asked = (given.get("extensions") or {}).get("persistedQuery")
    if asked is None:
        return None
    if not isinstance(asked, dict) or asked.get("version") != 1 or not isinstance(asked.get("sha256Hash"), str):
        raise Refusal(400, 'extensions.persistedQuery: send {"version": 1, "sha256Hash": "…"}')
    return str(asked["sha256Hash"]).removeprefix("sha256:")


def load(path: Path) -> dict[str, str]:
    """Trusted documents by their ids. WrongUsage when there is nothing to be read.

    A file is the JSON that GraphQL Code Generator and the Relay compiler write (text by id), or Apollo's manifest; from
    a folder come its `.graphql` files, each by its name too. Every document is known by its SHA-256 besides.
    """
    try:
        found = list(_folder(path) if path.is_dir() else _file(path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongUsage(UNREADABLE(path=path, detail=str(error))) from error
    texts: dict[str, str] = {}
    for key, text in found:
        if texts.setdefault(key, text) != text:
            raise WrongUsage(TWICE(path=path, key=key))
    if not texts:
        raise WrongUsage(NONE(path=path))
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in texts.values()} | texts


def _folder(path: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(path.rglob("*.graphql")):
        yield file.stem, file.read_text(encoding="utf-8")


def _file(path: Path) -> Iterator[tuple[str, str]]:
    given = orjson.loads(path.read_bytes())
    if isinstance(given, dict) and isinstance(given.get("operations"), list):
        given = {each["id"]: each["body"] for each in given["operations"]}
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise ValueError('it should be {"id": "document", …}')
    yield from given.items()
