"""SCIM 2.0 (RFC 7643, RFC 7644): users, pages of users, bulk requests; the enterprise extension says who is where."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import Saying, saying
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.organisation import chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row, Unit
from importers.organisation.reader import is_none
from importers.reading.pages import cells, fetch, flat, line, objects, spelt
from importers.reading.parts import lacks_pages

USER, GROUP = "urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:Group"
LIST, BULK = "urn:ietf:params:scim:api:messages:2.0:ListResponse", "urn:ietf:params:scim:api:messages:2.0:BulkRequest"

LEVELS = ("organization", "division", "department")
"""The attributes of the enterprise extension that name departments, from the top."""

COLUMNS = ChartMapping(columns=ChartColumns(key="key", role="role", title="title", reportsTo="manager"))

NAMES = {
    name.casefold(): name
    for name in ("schemas", "Resources", "Operations", "meta", "id", "externalId", "userName", "displayName", "name",
                 "title", "active", "userType", "manager", "managerId", "value", "$ref", "organization", "division",
                 "department", "costCenter", "employeeNumber", "method", "path", "data", "bulkId", "resourceType")
}  # fmt: skip
"""What is read, whatever its capitals: names of attributes have none that count (RFC 7643, 2.1)."""

EXTENSION = "urn:"
REFERRED = re.compile(r".*/users/([^/?#]+)/?", re.IGNORECASE)
"""A user as an address (`$ref`), relative perhaps."""

ID = ("value", "managerId", "id", "$ref")
"""What a manager is told by, in standards and by clouds."""

Found = tuple[str, Any, str | None]
"""What is done, what with, and the id that a bulk request gives it."""

NOTHING = saying(
    "{file} holds no users ({schemas}): save what GET /Users answers, or a bulk request",
    "{file} ne contient aucun utilisateur ({schemas}) : enregistrez la réponse de GET /Users, ou une requête groupée",
)
NO_SCHEMAS = saying("no schemas", "pas de schemas")
CHANGE = saying(
    "{method} {path}: what it does to a user cannot be told from this file alone",
    "{method} {path} : ce fichier seul ne dit pas ce que cela change pour un utilisateur",
)
NO_USER = saying("{what} is no user: left out", "{what} n'est pas un utilisateur : ignoré")
THIS = saying("this", "ceci")
NO_MANAGER = saying(
    "this manager has neither an id nor a reference: who it is stays unknown",
    "ce responsable n'a ni identifiant ni référence : on ne sait pas de qui il s'agit",
)


def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally) -> Iterator[Part]:
    """The users of each page or request."""
    for number, file in enumerate(files):
        name = file.files[0].name
        those = _found(spelt(file.content, NAMES), name)
        yield Part(number, name, _rows(those, name, mapping, found), COLUMNS, count=len(those))


def _found(content: Any, name: str) -> list[Found]:
    kinds = _schemas(content)
    if LIST.casefold() in kinds or (isinstance(content, dict) and "Resources" in content):
        return [("GET", each, None) for each in objects(name, content, "Resources")]
    if BULK.casefold() in kinds:
        operations = [spelt(each, NAMES) for each in objects(name, content, "Operations")]
        return [(str(each.get("method")).upper(), each, each.get("bulkId")) for each in operations]
    if isinstance(content, dict) and (_is_user(content, "") or GROUP.casefold() in kinds):
        return [("GET", content, None)]
    if isinstance(content, list) and content and all(_is_user(spelt(each, NAMES), "") for each in content):
        return [("GET", each, None) for each in content]
    raise BadInput(NOTHING(file=name, schemas=", ".join(_schemas(content, str)) or NO_SCHEMAS()))


def _rows(found_here: Sequence[Found], file: str, mapping: ChartMapping, found: Tally) -> Iterator[Row]:
    for method, each, bulk in found_here:
        operation = "path" in each and "method" in each
        resource = spelt(each.get("data") if operation else each, NAMES)
        place = (file, line(each))
        if method in ("DELETE", "PATCH"):
            code = Code.DELETED_UPSTREAM if method == "DELETE" else Code.UNMAPPED_VALUE
            found.note(code, CHANGE(method=method, path=str(each.get("path"))[:80]), (*place, "method"), method)
        elif not isinstance(resource, dict) or not _is_user(resource, str(each.get("path", ""))):
            shown = _shown(resource)
            found.note(Code.UNMAPPED_VALUE, NO_USER(what=shown), (*place, "schemas"), str(shown))
        else:
            yield _user(resource, place, bulk, mapping, found)


def _schemas(resource: Any, read: Callable[[str], str] = str.casefold) -> list[str]:
    schemas = resource.get("schemas") if isinstance(resource, dict) else None
    return [read(str(each)) for each in schemas] if isinstance(schemas, list) else []


def _is_user(resource: Any, path: str) -> bool:
    if not isinstance(resource, dict):
        return False
    meta = spelt(resource.get("meta"), NAMES)
    kind = meta.get("resourceType") if isinstance(meta, dict) else None
    known = any(each in (USER.casefold(), "urn:scim:schemas:core:1.0") for each in _schemas(resource))
    return known or kind == "User" or path.casefold().startswith("/users") or "userName" in resource


def _shown(resource: Any) -> Saying | str:
    schemas = _schemas(resource, str)
    return schemas[-1].rpartition(":")[2][:60] if schemas else THIS()


def _user(resource: Any, place: tuple[str, int], bulk: str | None, mapping: ChartMapping, found: Tally) -> Row:
    told = {name: _plain(name, value) for name, value in _extended(resource).items()}
    managers = list(_managers(_best(told.pop("manager", None), told.get("managerId")), place, found))
    row = cells(told) | {"manager": managers[0] if managers else None}
    row["key"] = row.get("id") or row.get("externalId") or row.get("userName")
    row["role"] = f"bulkId:{bulk}" if bulk else row.get("userName")
    units: list[Unit] = []
    for level in LEVELS:
        name = row.get(level)
        if name and not is_none(mapping, name) and name not in [unit.key for unit in units]:
            path = (*units[-1].path, name) if units else (name,)
            units.append(Unit(name, (*place, level), None, units[-1].key if units else None, path))
    personal = not row.get("id") and (row.get("externalId") in (None, row.get("userName")))
    return Row(place, row, tuple(units), personal, beside=tuple(managers[1:]))


def _extended(resource: Any) -> dict[str, Any]:
    """The attributes of a user with those of its extensions, the enterprise's before any other's.

    An attribute may also stand beside the others under its full name: `urn:…:enterprise:2.0:User:department`.
    """
    told = {name: value for name, value in resource.items() if not name.casefold().startswith(EXTENSION)}
    extensions = [name for name in resource if name.casefold().startswith(EXTENSION)]
    for name in sorted(extensions, key=lambda each: "enterprise" not in each.casefold()):
        told = {**_given(name, resource[name]), **{one: each for one, each in told.items() if each not in (None, "")}}
    return told


def _given(name: str, value: Any) -> dict[str, Any]:
    """What stands under the name of an extension, or under the full name of one of its attributes."""
    *_, last = name.split(":")
    words = [word for word in last.split(".") if word.casefold() != "user"]
    if isinstance(value, dict) and not (words and words[0].casefold() in NAMES):
        found: dict[str, Any] = spelt(value, NAMES)
        return found
    for word in reversed(words):
        value = {NAMES.get(word.casefold(), word): value}
    return value if isinstance(value, dict) else {}


def _plain(name: str, value: Any) -> Any:
    """A value as it is; of what should be one word, and comes in an object or a list, what is in there."""
    if name in ("active", "title", *LEVELS) and isinstance(value, dict | list):
        return next((text for _, text in flat(value, "value")), None)
    return value


def _best(manager: Any, id: Any) -> Any:
    """A manager's id before what may be no more than a name."""
    return id if id and (isinstance(manager, str) or not manager) else manager


def _managers(given: Any, place: tuple[str, int], found: Tally) -> Iterator[str]:
    """The ids of the managers that a user names: as text, as an object with a value or a reference, or in a list."""
    for each in given if isinstance(given, list) else [given]:
        told = spelt(each, NAMES)
        id = next((told[name] for name in ID if told.get(name)), None) if isinstance(told, dict) else told
        if isinstance(id, str | int) and not isinstance(id, bool) and str(id).strip():
            address = REFERRED.fullmatch(str(id).strip())
            yield unquote(address[1]) if address else str(id).strip()
        elif any(told.values()) if isinstance(told, dict) else told:
            found.note(Code.BAD_VALUE, NO_MANAGER(), (*place, "manager"), None)


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the users of one source say; a bulk request tells of changes only, some pages of a list of a part."""
    pages = [(file.files[0].name, spelt(file.content, NAMES)) for file in fetched if not file.problems]
    delta = any(BULK.casefold() in _schemas(page) for _, page in pages)
    return chart.transform(
        fetched, told, parts, delta=delta, partly=lambda found: lacks_pages(pages, found, "Resources")
    )


KIND = Kind(
    name="scim",
    description=both(
        "SCIM 2.0: saved answers of GET /Users, single users, bulk requests",
        "SCIM 2.0 : réponses enregistrées de GET /Users, utilisateurs isolés, requêtes groupées",
    ),
    example="parcours import scim users-1.json users-2.json --source directory",
    suffixes=(".json",),
    fetch=fetch,
    transform=transform,
    family=Family.ORGANISATION,
    together=True,
)
