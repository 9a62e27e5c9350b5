"""Any table of positions or departments, CSV or Excel, read by a mapping; and a first mapping of one.

Columns are found by what they are called and by what stands in them.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from graph.language import both
from graph.model import Family
from importers.kind import Instructions, Kind
from importers.organisation import leavers
from importers.organisation.chart import transform
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Row
from importers.rows import first_mapping, tables

MOST = 60
"""How many departments are listed."""

WORDS = {
    "key": ("position id", "post unique reference", "employee id", "employee number", "emp id", "personnel number",
            "position", "matricule", "id", "pernr", "plans", "worker id", "empno", "badge", "name"),
    "title": ("title", "job title", "position title", "business title", "role", "fonction", "intitulé", "poste",
              "position", "job"),
    "grade": ("grade", "level", "niveau", "classification", "pay grade", "coefficient"),
    "headcount": ("headcount", "fte", "etp", "effectif", "number of posts in fte"),
    "department": ("department id", "department", "dept", "unit", "org unit", "organisation unit", "service",
                   "direction", "supervisory organization", "orgeh", "team", "équipe", "entité", "department name"),
    "departmentName": ("department name", "unit name", "org unit name", "libellé service", "orgtx"),
    "departmentParent": ("parent department", "department parent", "parent unit", "parent org unit", "division",
                         "direction parente", "superior organization", "direction", "pôle", "business unit"),
    "reportsTo": ("reports to", "manager id", "manager", "supervisor", "supervisor id", "parent id", "reportsto",
                  "responsable", "n+1", "rattachement", "mgr", "line manager", "manager role"),
    "validFrom": ("valid from", "start date", "begda", "effective date", "date de début", "from"),
    "validTo": ("valid to", "end date", "endda", "date de fin", "until", "to"),
}  # fmt: skip
"""What columns are called where they stand for one of ours, the likeliest first."""

LOOSE = ("title", "department", "reportsTo")
"""Of ours those whose columns often bear longer names: Reports to Senior Post, Generic Job Title."""

ABOVE = ("superior organization id", "parent organization id", "parent unit id", "parent department id", "parent id",
         "superior organization", "parent organization", "parent unit", "parent department", "parent")  # fmt: skip
"""What departments call the one above them."""

PERSONAL = ("name", "nom", "mail", "phone", "user name", "username", "login")


def suggest(paths: Sequence[Path], told: Instructions) -> str:
    """A mapping for these tables, as YAML to be read through; BadInput when none of them has rows."""
    table, values = first_mapping.values(paths, told)
    columns = _columns(values)
    shown = columns.keys() - {"key", "reportsTo"}  # names, perhaps
    lines = first_mapping.written(table, values, columns, ChartMapping(), shown=shown)
    key = columns.get("key")
    if key and any(word in first_mapping.plain(key).split() for word in PERSONAL):
        hidden = f"pseudonymise: [{first_mapping.scalar(key)}]"
        lines += ["# names and addresses of people do not enter the graph:", hidden]
    lines += _status(values, columns)
    if "department" in columns:
        lines.append("# what journeys know these departments by; `parcours link` finds the likeliest:")
        cells = values[columns.get("departmentName", columns["department"])]
        lines += first_mapping.listed("departments", cells, "the-key-of-journeys", MOST)
    return "\n".join(lines) + "\n"


def _status(values: dict[str, list[str]], columns: dict[str, str]) -> list[str]:
    """The lines that say which rows count, where a column tells who is there."""
    told = [name for name in leavers.telling(values, columns.values()) if leavers.is_status(name)]
    lines = []
    for name in told:
        words = dict.fromkeys(values[name][: first_mapping.LOOKED])
        counting = ", ".join(first_mapping.scalar(word) for word in words if not leavers.says_gone(word))
        gone = ", ".join(repr(word[:40]) for word in words if leavers.says_gone(word))
        lines.append(
            f"# status: {{column: {first_mapping.scalar(name)}, active: [{counting}]}}   # left out: {gone or '-'}"
        )
    return lines


def _columns(values: dict[str, list[str]]) -> dict[str, str]:
    """Our columns, and theirs, each for one of ours; a title perhaps for the role that managers are named by, too."""
    if units := _of_units(values):
        return units
    found: dict[str, str] = {}
    for ours, words in WORDS.items():
        theirs = _called(words, [name for name in values if name not in found.values()], ours in LOOSE)
        if theirs is not None and (ours != "key" or _tells_apart(values[theirs])):
            found[ours] = theirs
    if "key" not in found:
        free = ((name, cells) for name, cells in values.items() if name not in found.values())
        single = next((name for name, cells in free if _tells_apart(cells)), None)
        found |= {"key": single} if single else {}
    if "reportsTo" not in found and "key" in found:
        found |= _pointing(values, found)
    if "reportsTo" in found and "title" in found and _by_title(values, found):
        found["role"] = found["title"]
    return {ours: found[ours] for ours in ChartColumns.model_fields if ours in found}


def _called(words: Sequence[str], names: Sequence[str], loosely: bool) -> str | None:
    """The column that is called by the first of these words; loosely, one that begins or ends with one of them."""
    by_name = {first_mapping.plain(name): name for name in names}
    exact = next((by_name[word] for word in words if word in by_name), None)
    if exact is not None or not loosely:
        return exact
    longer = ((plain, f"{word} ", f" {word}") for word in words for plain in by_name)
    return next(
        (by_name[plain] for plain, first, last in longer if plain.startswith(first) or plain.endswith(last)), None
    )


def _of_units(values: dict[str, list[str]]) -> dict[str, str]:
    """The columns of a table whose rows are departments: an id, a name and what stands above, and no title."""
    names = {first_mapping.plain(name): name for name in values}
    above = next((names[word] for word in ABOVE if word in names), None)
    if above is None or "id" not in names or "name" not in names or _called(WORDS["title"], list(values), True):
        return {}
    return {"department": names["id"], "departmentName": names["name"], "departmentParent": above}


def _by_title(values: dict[str, list[str]], found: dict[str, str]) -> bool:
    """Whether managers are named by what they are called, not by their keys."""
    bosses = set(values[found["reportsTo"]])
    keys, titles = (set(values[found[ours]]) if ours in found else set() for ours in ("key", "title"))
    return len(bosses & titles) > max(len(bosses & keys), len(bosses) / 2)


def _pointing(values: dict[str, list[str]], found: dict[str, str]) -> dict[str, str]:
    """The column whose values are keys of other rows, as a manager's are."""
    keys = set(values[found["key"]])
    for name, cells in values.items():
        if name not in found.values() and cells and set(cells) <= keys and len(set(cells)) < len(cells):
            return {"reportsTo": name}
    return {}


def _tells_apart(cells: Sequence[str]) -> bool:
    return bool(cells) and len(set(cells)) >= 0.9 * len(cells)


KIND = Kind(
    name="org-csv",
    description=both(
        "any table of positions or departments, CSV or Excel, with a mapping of its columns",
        "tout tableau de postes ou de directions, CSV ou Excel, avec un mapping de ses colonnes",
    ),
    example="parcours import org-csv staff.csv --mapping staff.yaml --source hr",
    suffixes=tables.SUFFIXES,
    fetch=partial(tables.fetch_mapped, model=ChartMapping),
    transform=partial(transform, parts=partial(tables.parts, kind="org-csv", row=Row)),
    family=Family.ORGANISATION,
    suggest=suggest,
)
