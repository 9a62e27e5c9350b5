"""A first mapping of a table: columns by what they are called and by what stands in them, departments as they stand."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import yaml

from graph.errors import BadInput
from importers.kinds import Options
from importers.organisation.mapping import Columns
from importers.reading.find import find
from importers.reading.table import Table, read_tables

ROWS = 20_000
"""How many rows are looked at."""

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
                         "direction parente", "superior organization"),
    "reportsTo": ("reports to", "manager id", "manager", "supervisor", "supervisor id", "parent id", "reportsto",
                  "responsable", "n+1", "rattachement", "mgr", "line manager", "manager role"),
    "validFrom": ("valid from", "start date", "begda", "effective date", "date de début", "from"),
    "validTo": ("valid to", "end date", "endda", "date de fin", "until", "to"),
}  # fmt: skip
"""What columns are called where they stand for one of ours, the likeliest first."""

PERSONAL = ("name", "nom", "mail", "phone", "user name", "username", "login")


def suggest(paths: Sequence[Path], options: Options) -> str:
    """A mapping for these tables, as YAML to be read through; BadInput when none of them has rows."""
    files = find(paths, (".csv", ".tsv", ".txt", ".xlsx"))
    table = read_tables(files[0], options.encoding, options.delimiter)[0]
    rows = [cells for _, cells in islice(table.rows(), ROWS)]
    if not rows:
        raise BadInput(f"{table.name} has no rows below its column names")
    values = {name: [row[place] for row in rows if row[place]] for place, name in enumerate(table.columns) if name}
    columns = _columns(values)
    return _written(table, columns, values)


def _columns(values: dict[str, list[str]]) -> dict[str, str]:
    """Our columns, and theirs: each of theirs stands for one of ours at most."""
    found: dict[str, str] = {}
    for ours, words in WORDS.items():
        free = {_plain(name): name for name in values if name not in found.values()}
        theirs = next((free[word] for word in words if word in free), None)
        if theirs is None and ours in ("title", "department"):
            theirs = next((name for plain, name in free.items() if any(plain.endswith(f" {w}") for w in words)), None)
        if theirs is not None and (ours != "key" or _tells_apart(values[theirs])):
            found[ours] = theirs
    if "key" not in found:
        single = next((name for name, cells in values.items() if _tells_apart(cells)), None)
        found |= {"key": single} if single else {}
    if "reportsTo" not in found and "key" in found:
        found |= _pointing(values, found)
    return {ours: found[ours] for ours in Columns.model_fields if ours in found}


def _pointing(values: dict[str, list[str]], found: dict[str, str]) -> dict[str, str]:
    """The column whose values are keys of other rows, as a manager's are."""
    keys = set(values[found["key"]])
    for name, cells in values.items():
        if name not in found.values() and cells and set(cells) <= keys and len(set(cells)) < len(cells):
            return {"reportsTo": name}
    return {}


def _tells_apart(cells: Sequence[str]) -> bool:
    return bool(cells) and len(set(cells)) >= 0.95 * len(cells)


def _plain(name: str) -> str:
    spaced = "".join(f" {c}" if c.isupper() and b.islower() else c for b, c in zip(f" {name}", name, strict=False))
    return " ".join(spaced.replace("_", " ").replace("-", " ").casefold().split())


def _written(table: Table, columns: dict[str, str], values: dict[str, list[str]]) -> str:
    lines = [f"# A first mapping of {Path(table.name).name}: read it through, and correct it.", "columns:"]
    for ours in Columns.model_fields:
        if ours in columns:
            shown = ", ".join(repr(cell[:40]) for cell in dict.fromkeys(values[columns[ours]][:200]) if cell)
            lines.append(f"  {ours}: {_scalar(columns[ours])}   # {shown[:80]}")
    others = [name for name in values if name not in columns.values()]
    lines.append(f"# not read: {', '.join(others) or 'nothing'}")
    key = columns.get("key")
    if key and any(word in _plain(key).split() for word in PERSONAL):
        lines += ["# names and addresses of people do not enter the graph:", f"pseudonymise: [{_scalar(key)}]"]
    if "department" in columns:
        lines += _departments(values[columns["department"]])
    return "\n".join(lines) + "\n"


def _departments(cells: Sequence[str]) -> list[str]:
    counts = Counter(cells).most_common()
    lines = ["# what journeys know these departments by; `parcours link` finds the likeliest:", "departments:"]
    lines += [f"#  {_scalar(name)}: the-key-of-journeys   # {count} rows" for name, count in counts[:MOST]]
    if len(counts) > MOST:
        lines.append(f"#  … and {len(counts) - MOST} more")
    return [*lines[:1], f"# {lines[1]}", *lines[2:]]


def _scalar(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=10_000).strip().removesuffix("...").strip()
