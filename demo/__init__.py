"""The demo's own data: a made-up French insurer, in French and in English."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from demo import contacts
from graph.language import Language
from graph.model import Family
from graph.said import Said, joined
from graph.statement import Statement
from importers.gather import Gathered, gather, kind
from importers.kind import Instructions

FOLDER = Path(__file__).parent
REORGANISATION = FOLDER / "reorganisation"
CONTACTS = FOLDER / "contacts"
SOURCE, CHART, CRM = "demo", "demo-hr", "demo-crm"
"""The sources of the demo: its knowledge files, the org chart that comes after a reorganisation, a year of contacts."""

WORDS = FOLDER / "english.words"
"""Every French text of the demo with its English translation, in YAML; no knowledge file, so not called one."""


def files() -> list[Path]:
    """The demo's knowledge files."""
    return sorted(FOLDER.glob("*.yaml"))


def statement(language: Language, pictures: Path | None = None) -> Statement:
    """What the demo says, in this language; `pictures` is the folder in which those of its graph are kept."""
    knowledge, told = kind("knowledge"), Instructions(pictures=pictures)
    fetched = [knowledge.fetch(path, told) for path in files()]
    read = tuple(file for one in fetched for file in one.files)
    reading = knowledge.transform(fetched, told)
    said = _in(language, joined(reading.said))
    return Statement(SOURCE, knowledge.name, said, read, named=True, pictures=reading.pictures)


def year(language: Language, secret: Callable[[], bytes]) -> Gathered:
    """What the CRM of the demo says of a year of contacts, in this language."""
    mapping = CONTACTS / f"contacts-{language.lower()}.mapping"
    with tempfile.TemporaryDirectory(prefix="parcours-") as folder:
        table = contacts.write(Path(folder))
        (gathered,) = gather("contacts-csv", [table], Instructions(source=CRM, mapping=mapping, secret=secret))
    return replace(gathered, path=None)  # it was made for the moment


def reorganisation(language: Language) -> Statement:
    """What the second org chart says, in this language: digital channels and the call centre under one roof."""
    told = Instructions(source=CHART, mapping=REORGANISATION / "organigramme.mapping")
    table = kind("org-csv")
    reading = table.transform([table.fetch(REORGANISATION / "organigramme.csv", told)], told)
    return Statement(CHART, table.name, _in(language, joined(reading.said)), family=table.family.name)


def former_organisation() -> Statement:
    """A second org chart that says nothing: what it said before is withdrawn."""
    return Statement(CHART, "org-csv", Said(), family=Family.ORGANISATION.name)


def _in(language: Language, said: Said) -> Said:
    if language is Language.EN:
        words: dict[str, str] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
        groups: list[dict[Any, dict[str, Any]]] = [*said.nodes.values(), *said.edges.values()]
        for group in groups:
            for properties in group.values():
                properties.update({name: _translated(value, words) for name, value in properties.items()})
    return said


def _translated(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_translated(each, words) for each in value]
    return words.get(value, value) if isinstance(value, str) else value
