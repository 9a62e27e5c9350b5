"""SCIM 2.0 (RFC 7643, RFC 7644): users, pages of users, bulk requests; the enterprise extension says who is where."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import Saying, saying
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.organisation import chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row, Unit, is_none
from importers.reading.pages import cells, fetch, line, objects

USER, GROUP = "urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
LIST, BULK = "urn:ietf:params:scim:api:messages:2.0:ListResponse", "urn:ietf:params:scim:api:messages:2.0:BulkRequest"

LEVELS = ("organization", "division", "department")
"""The attributes of the enterprise extension that name departments, from the top."""

COLUMNS = ChartMapping(columns=ChartColumns(key="key", role="bulkId", title="title", reportsTo="manager.value"))

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
NOT_ACTIVE = saying("a user who is no longer active: left out", "un utilisateur qui n'est plus actif : ignoré")


def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally) -> Iterator[Part]:
    """The users of each page or request."""
    for number, file in enumerate(files):
        name = file.files[0].name
        yield Part(number, name, _rows(_found(file.content, name), name, mapping, found), COLUMNS)


def _found(content: Any, name: str) -> list[Found]:
    kinds = _schemas(content)
    if LIST in kinds or (isinstance(content, dict) and "Resources" in content):
        return [("GET", each, None) for each in objects(name, content, "Resources")]
    if BULK in kinds:
        return [(str(e.get("method")), e, e.get("bulkId")) for e in objects(name, content, "Operations")]
    if USER in kinds or GROUP in kinds or "userName" in (content if isinstance(content, dict) else ()):
        return [("GET", content, None)]
    if isinstance(content, list) and content and all(isinstance(each, dict) and "userName" in each for each in content):
        return [("GET", each, None) for each in content]
    raise BadInput(NOTHING(file=name, schemas=", ".join(map(str, kinds)) or NO_SCHEMAS()))


def _rows(found_here: Sequence[Found], file: str, mapping: ChartMapping, found: Tally) -> Iterator[Row]:
    for method, each, bulk in found_here:
        operation = "path" in each and "method" in each
        resource = each.get("data") if operation else each
        place = (file, line(each))
        if method in ("DELETE", "PATCH"):
            code = Code.DELETED_UPSTREAM if method == "DELETE" else Code.UNMAPPED_VALUE
            found.note(code, CHANGE(method=method, path=str(each.get("path"))[:80]), (*place, "method"), method)
        elif not isinstance(resource, dict) or not _is_user(resource, str(each.get("path", ""))):
            shown = _shown(resource)
            found.note(Code.UNMAPPED_VALUE, NO_USER(what=shown), (*place, "schemas"), str(shown))
        elif resource.get("active") is False or resource.get("active") in ("false", "False"):
            found.note(Code.DELETED_UPSTREAM, NOT_ACTIVE(), (*place, "active"), "false")
        else:
            yield _user(resource, place, bulk, mapping)


def _schemas(resource: Any) -> list[Any]:
    schemas = resource.get("schemas") if isinstance(resource, dict) else None
    return schemas if isinstance(schemas, list) else []


def _is_user(resource: Any, path: str) -> bool:
    kind = (resource.get("meta") or {}).get("resourceType") if isinstance(resource.get("meta"), dict) else None
    return USER in _schemas(resource) or kind == "User" or path.startswith("/Users") or "userName" in resource


def _shown(resource: Any) -> Saying | str:
    schemas = _schemas(resource)
    return str(schemas[-1]).rpartition(":")[2][:60] if schemas else THIS()


def _user(resource: Any, place: tuple[str, int], bulk: str | None, mapping: ChartMapping) -> Row:
    extension = resource.get(ENTERPRISE)
    told = {**resource, **(extension if isinstance(extension, dict) else {})}
    found = cells(told)
    found["key"] = found.get("id") or found.get("externalId") or found.get("userName")
    if bulk:
        found["bulkId"] = f"bulkId:{bulk}"
    units: list[Unit] = []
    for level in LEVELS:
        name = found.get(level)
        if name and not is_none(mapping, name) and name not in [unit.key for unit in units]:
            units.append(Unit(name, (*place, level), None, units[-1].key if units else None))
    personal = not found.get("id") and (found.get("externalId") in (None, found.get("userName")))
    return Row(place, found, tuple(units), personal)


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the users of one source say; a bulk request tells of changes only."""
    reading = chart.transform(fetched, told, parts)
    partial = any(BULK in _schemas(file.content) for file in fetched)
    return replace(reading, partial=reading.partial or partial)


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
