"""LDIF: organisations, units and domains are departments, persons are positions in the nearest one above them."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.report import FileRead
from graph.saying import Saying, saying
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.organisation import accounts, chart
from importers.organisation.chart_mapping import ChartColumns, ChartMapping
from importers.organisation.posts import Part, Row, Unit
from importers.reading.ldif_entries import Entry, entries
from importers.reading.names import above, normal, value
from importers.reading.text import read_text

DEPARTMENTS = {"organization": "o", "organizationalunit": "ou", "domain": "dc", "dcobject": "dc"}
"""The classes of entries that are departments, and the attribute that names each."""

PERSONS = {"person", "organizationalperson", "inetorgperson", "residentialperson", "user", "account", "posixaccount"}
NAMING = ("o=", "ou=", "dc=")
DN = "dn"
"""The column of an entry's name, compared as LDAP compares it."""

NAMES = ("manager", "secretary", "owner")
"""Attributes that hold the names of entries."""

CHANGES = saying(
    "{file} holds changes ({change}) and no entries: export these, with ldapsearch or slapcat",
    "{file} contient des modifications ({change}) et aucune entrée : exportez celles-ci avec ldapsearch ou slapcat",
)
CHANGE = saying("a change ({change}) is no entry", "une modification ({change}) n'est pas une entrée")
NO_NAME = saying("{name!r} is no name of an entry", "{name!r} n'est pas un nom d'entrée")
NEITHER = saying(
    "{what}: neither a department nor a person, left out", "{what} : ni une direction ni une personne, ignoré"
)
SHUT = saying("an account that is shut ({attribute}): left out", "un compte fermé ({attribute}) : ignoré")
STRANGE = saying(
    "an account of nobody on the staff ({attribute}): left out", "un compte hors personnel ({attribute}) : ignoré"
)
NO_CLASS = saying("an entry without a class", "une entrée sans classe")

COLUMNS = ChartMapping(
    columns=ChartColumns(key=DN, role=DN, title="title", reportsTo="manager"), pseudonymise=[DN, "manager"]
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file and find its entries."""
    text = read_text(path, told.encoding)
    found = Tally()
    content = list(entries(text.text, text.name, found))
    files = (FileRead(text.name, text.encoding, 0),)
    if content and all(entry.change not in (None, "add") for entry in content):
        raise BadInput(CHANGES(file=text.name, change=content[0].change))
    return Fetched(path, (content, found), None, text.dated, files)


def parts(files: Sequence[Fetched], mapping: ChartMapping, found: Tally, day: datetime.date) -> Iterator[Part]:
    """The entries of each file, as of a day; departments are looked for in all of them."""
    known = {
        name
        for file in files
        for entry in file.content[0]
        if _named(entry) and entry.change in (None, "add") and (name := normal(entry.dn))
    }
    for number, file in enumerate(files):
        content, noted = file.content
        found.take(noted)
        rows = list(_rows(content, file.files[0].name, known, found, day))
        columns = {name for row in rows for name in row.cells} | {DN, "title", "manager"}
        yield Part(number, file.files[0].name, iter(rows), COLUMNS, sorted(columns), count=len(content))


def _named(entry: Entry) -> str | None:
    """The attribute that names a department; None for any other entry."""
    classes = [name.casefold() for name in entry.attributes.get("objectclass", ())]
    return next((DEPARTMENTS[name] for name in classes if name in DEPARTMENTS), None)


def _rows(content: Sequence[Entry], file: str, known: set[str], found: Tally, day: datetime.date) -> Iterator[Row]:
    for entry in content:
        classes = {name.casefold() for name in entry.attributes.get("objectclass", ())}
        name = normal(entry.dn)
        if entry.change not in (None, "add"):
            code = Code.DELETED_UPSTREAM if entry.change == "delete" else Code.UNMAPPED_VALUE
            found.note(code, CHANGE(change=entry.change), (file, entry.row, "changetype"), entry.change)
        elif not name:
            found.note(Code.BAD_VALUE, NO_NAME(name=entry.dn[:60]), (file, entry.row, DN), None)
        elif attribute := _named(entry):
            called = entry.first(attribute) or value(entry.dn)
            yield Row((file, entry.row), {}, tuple(_units(name, called, known, file, entry.row)), department=True)
        elif not classes & PERSONS:
            what = ", ".join(entry.attributes.get("objectclass", ())) or NO_CLASS()
            found.note(Code.UNMAPPED_VALUE, NEITHER(what=what), (file, entry.row, "objectClass"), str(what))
        elif strange := accounts.strange(entry.attributes, day):
            yield _left_out(entry, file, found, Code.UNMAPPED_VALUE, STRANGE, strange)
        elif shut := accounts.shut(entry.attributes, day):
            yield _left_out(entry, file, found, Code.DELETED_UPSTREAM, SHUT, shut)
        else:
            yield _person(entry, name, known, (file, entry.row))


def _left_out(
    entry: Entry, file: str, found: Tally, code: Code, said: Callable[..., Saying], why: tuple[str, str]
) -> Row:
    attribute, value = why
    column = "objectClass" if attribute == "objectclass" else attribute
    found.note(code, said(attribute=f"{column}={value}"), (file, entry.row, column), value)
    return Row((file, entry.row), {name: values[0] for name, values in entry.attributes.items() if values}, gone=True)


def _person(entry: Entry, name: str, known: set[str], place: tuple[str, int]) -> Row:
    cells = {attribute: values[0] for attribute, values in entry.attributes.items() if values}
    cells |= {of: normal(cells[of]) or cells[of] for of in NAMES if of in cells}
    more = [normal(manager) or manager for manager in entry.attributes.get("manager", ())[1:]]
    units = tuple(_units(above(name), None, known, *place))
    return Row(place, cells | {DN: name}, units, beside=tuple(dict.fromkeys(more)))


def _units(name: str, called: str | None, known: set[str], file: str, row: int) -> Iterator[Unit]:
    """The department of this name with the nearest one above it; of a name that is none, the nearest above."""
    here = name if called is not None else _nearest(name, known)
    if here:
        up = _nearest(above(here), known)
        yield Unit(here, (file, row, DN), called or (None if here in known else value(here)), up or None)


def _nearest(name: str, known: set[str]) -> str:
    """The nearest known department at or above a name; where none is known, the nearest that its name makes one."""
    here = name
    while here and here not in known:
        here = above(here)
    if here:
        return here
    here = name
    while here and not here.startswith(NAMING):
        here = above(here)
    return "" if known and here.startswith("dc=") else here


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the entries of one source say; a file with changes to others than these tells of changes only."""
    day = told.as_of or datetime.date.today()
    # Some programs write each entry of an export as an `add`.
    delta = any(entry.change not in (None, "add") for file in fetched if not file.problems for entry in file.content[0])
    return chart.transform(fetched, told, lambda files, mapping, found: parts(files, mapping, found, day), delta=delta)


KIND = Kind(
    name="ldif",
    description=both(
        "directories: entries of OpenLDAP, 389 Directory Server, Active Directory …",
        "annuaires : entrées d'OpenLDAP, 389 Directory Server, Active Directory…",
    ),
    example="parcours import ldif directory.ldif --source directory",
    suffixes=(".ldif", ".ldf"),
    fetch=fetch,
    transform=transform,
    family=Family.ORGANISATION,
    together=True,
)
