"""Microsoft Graph: saved pages of users with their managers (`/users?$select=…&$expand=manager($select=id)`)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.saying import saying
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.organisation import chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row
from importers.reading.pages import cells, fetch, line, objects

COLUMNS = ChartMapping(
    columns=ChartColumns(
        key="id", title="jobTitle", department="department", reportsTo="manager.id", grade="employeeType"
    )
)

NOTHING = saying(
    "{file} holds no users: save what GET /users?$expand=manager($select=id) answers",
    "{file} ne contient aucun utilisateur : enregistrez la réponse de GET /users?$expand=manager($select=id)",
)
REMOVED = saying("a user who was removed: left out", "un utilisateur supprimé : ignoré")
DISABLED = saying("a user whose account is disabled: left out", "un utilisateur dont le compte est désactivé : ignoré")
NO_USER = saying("{kind} is no user: left out", "{kind} n'est pas un utilisateur : ignoré")


def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally) -> Iterator[Part]:
    """The users of each page."""
    for number, file in enumerate(files):
        name = file.files[0].name
        yield Part(number, name, _rows(_users(file.content, name), name, found), COLUMNS)


def _users(content: Any, name: str) -> list[Any]:
    users = objects(name, content, "value")
    if isinstance(content, dict) and "value" not in content and "id" in content:
        users = [content]
    if not users and not (isinstance(content, dict) and "value" in content):
        raise BadInput(NOTHING(file=name))
    return users


def _rows(users: Sequence[Any], file: str, found: Tally) -> Iterator[Row]:
    for user in users:
        place = (file, line(user))
        if "@removed" in user:
            found.note(Code.DELETED_UPSTREAM, REMOVED(), (*place, "@removed"), None)
        elif user.get("accountEnabled") is False:
            found.note(Code.DELETED_UPSTREAM, DISABLED(), (*place, "accountEnabled"), "false")
        elif str(user.get("@odata.type", "#microsoft.graph.user")) != "#microsoft.graph.user":
            kind = str(user["@odata.type"])
            found.note(Code.UNMAPPED_VALUE, NO_USER(kind=kind), (*place, "@odata.type"), kind)
        else:
            yield Row(place, cells(user))


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the users of one source say; pages of a delta query tell of changes only."""
    reading = chart.transform(fetched, told, parts)
    partial = any(isinstance(file.content, dict) and "@odata.deltaLink" in file.content for file in fetched)
    return replace(reading, partial=reading.partial or partial)


KIND = Kind(
    name="msgraph",
    description=both(
        "Microsoft Graph: saved pages of users with their managers",
        "Microsoft Graph : pages enregistrées d'utilisateurs avec leurs responsables",
    ),
    example="parcours import msgraph users-*.json --source entra",
    suffixes=(".json",),
    fetch=fetch,
    transform=transform,
    family=Family.ORGANISATION,
    together=True,
)
