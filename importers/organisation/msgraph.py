"""Microsoft Graph: saved pages of users with their managers (`/users?$select=…&$expand=manager($select=id)`)."""

from collections.abc import Iterator, Sequence
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
from importers.reading.pages import cells, fetch, line, objects, spelt
from importers.reading.parts import lacks_pages

COLUMNS = ChartMapping(
    columns=ChartColumns(
        key="id",
        title="jobTitle",
        department="department",
        reportsTo=["manager.id", "managerId", "manager"],
        grade="employeeType",
    )
)
NAMES = {
    name.casefold(): name
    for name in ("value", "id", "jobTitle", "department", "manager", "employeeType", "accountEnabled", "userType",
                 "displayName", "givenName", "surname", "@odata.type", "@removed", "@odata.nextLink",
                 "@odata.deltaLink", "@odata.count", "@odata.id",
                 "managerId")
}  # fmt: skip
"""What is read; the modules of PowerShell write the same names with capitals."""

NOTHING = saying(
    "{file} holds no users: save what GET /users?$expand=manager($select=id) answers",
    "{file} ne contient aucun utilisateur : enregistrez la réponse de GET /users?$expand=manager($select=id)",
)
REMOVED = saying("a user who was removed: left out", "un utilisateur supprimé : ignoré")
NO_USER = saying("{kind} is no user: left out", "{kind} n'est pas un utilisateur : ignoré")


def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally) -> Iterator[Part]:
    """The users of each page."""
    for number, file in enumerate(files):
        name = file.files[0].name
        users = _users(spelt(file.content, NAMES), name)
        yield Part(number, name, _rows(users, name, found), COLUMNS, count=len(users))


def _users(content: Any, name: str) -> list[Any]:
    users = objects(name, content, "value")
    if isinstance(content, dict) and "value" not in content and "id" in content:
        users = [content]
    if not users and not (isinstance(content, dict) and "value" in content):
        raise BadInput(NOTHING(file=name))
    return [spelt(user, NAMES) for user in users]


def _rows(users: Sequence[Any], file: str, found: Tally) -> Iterator[Row]:
    for user in users:
        place = (file, line(user))
        if "@removed" in user:
            found.note(Code.DELETED_UPSTREAM, REMOVED(), (*place, "@removed"), None)
        elif str(user.get("@odata.type", "#microsoft.graph.user")) != "#microsoft.graph.user":
            kind = str(user["@odata.type"])
            found.note(Code.UNMAPPED_VALUE, NO_USER(kind=kind), (*place, "@odata.type"), kind)
        else:
            yield Row(place, cells({**user, "manager": _manager(spelt(user.get("manager"), NAMES))}))


def _manager(given: Any) -> Any:
    """A manager as an object with an id; the name of its type, which PowerShell writes for one, is nobody."""
    if isinstance(given, dict) and not given.get("id") and isinstance(address := given.get("@odata.id"), str):
        return {"id": address.rstrip("/").rpartition("/")[2]}
    return None if isinstance(given, str) and given.startswith("Microsoft.Graph.") else given


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the users of one source say; pages of a delta query tell of changes only, some pages of a part."""
    pages = [(file.files[0].name, spelt(file.content, NAMES)) for file in fetched if not file.problems]
    delta = any(isinstance(page, dict) and "@odata.deltaLink" in page for _, page in pages)
    return chart.transform(
        fetched, told, parts, delta=delta, amends=delta, partly=lambda found: lacks_pages(pages, found, "value")
    )


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
