"""Knowledge files: the product's own format, in YAML or JSON."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from graph.errors import BadInput
from graph.gateway import Read
from graph.language import Language, both
from graph.pictures import NAME, Pictures
from graph.problems import Code, Problem
from graph.report import FileRead
from graph.said import Said
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.invalid import problem, shown
from importers.journeys.check import Document, alike, check
from importers.journeys.export import export_knowledge
from importers.journeys.format import document
from importers.journeys.mistakes import in_words
from importers.journeys.pictures import taken
from importers.journeys.transform import transform as say
from importers.kind import Exported, Fetched, Instructions, Kind, Reading
from importers.reading.json_text import is_json, read_json
from importers.reading.strangers import BACKSTAGE
from importers.reading.text import TABLE, Text, read_text
from importers.reading.yaml12 import read_yaml

_SOURCE = re.compile(r"""^[\s{]*["']?source["']?\s*:\s*["']?([^"'\s,}#]+)""", re.MULTILINE)

NO_KNOWLEDGE = saying(
    "the file {found}; a knowledge file begins with `parcours: 1`, then journeys: and so on",
    "le fichier {found} ; un fichier de connaissances commence par `parcours: 1`, puis journeys: et ainsi de suite",
)
EMPTY = saying("is empty", "est vide")
HOLDS = saying("holds {given}", "contient {given}")
PLAIN = saying("plain text", "du texte")
CSV = saying("a table", "un tableau")

_CELLS = re.compile(r"[,;\t|]")


def parse(text: Text) -> Document:
    """The data of a knowledge file, not yet checked; BadKnowledge when it is neither YAML nor JSON.

    BadInput when it is a table, of which nothing is shown: it may be one of people; and when it is YAML that no kind
    reads.
    """
    if BACKSTAGE.begins.match(text.text.lstrip("\ufeff \t\r\n")):
        raise BACKSTAGE.refused(text.name)
    name = text.name.lower().removesuffix(".gz")
    begins_as_json = text.text.lstrip()[:1] in ("{", "[")
    if name.endswith(".json") or (begins_as_json and is_json(text.text)):
        return Document(text.name, read_json(text.text, text.name))
    table = BadInput(TABLE(file=text.name, what=CSV()))
    if name.endswith((".csv", ".tsv")):
        raise table
    try:
        data = read_yaml(text.text, text.name)
    except BadKnowledge:
        if _is_table(text.text):
            raise table from None
        raise
    if not (isinstance(data, dict) and "parcours" in data) and _is_table(text.text):
        raise table
    return Document(text.name, data)


def _is_table(text: str) -> bool:
    """Whether it begins with two lines that the same delimiter parts into as many cells, as little in YAML does."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()][:2]
    if len(lines) < 2 or any(re.match(r"""\s*([#{}\[\]-]|(["']?)[\w-]+\2\s*:(\s|$))""", line) for line in lines):
        return False
    first, second = ({cut: line.count(cut) for cut in _CELLS.findall(line)} for line in lines)
    return any(count == second.get(cut) for cut, count in first.items())


def shape(read: Document) -> list[Problem]:
    """What is wrong with the document by itself, value by value."""
    if not isinstance(read.data, dict):
        given = PLAIN() if isinstance(read.data, str) else shown(read.data)
        found = EMPTY() if read.data is None else HOLDS(given=given)
        return [bad(Code.BAD_VALUE, NO_KNOWLEDGE(found=found), read.place(()))]
    try:
        document().model_validate(read.data)
    except ValidationError as error:
        return [problem(found, document(), read.data, read.at, in_words) for found in error.errors(include_url=False)]
    return []


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file, and the pictures that it names.

    One that is neither YAML nor JSON is refused; the source it names is looked for all the same.
    """
    text = read_text(path, told.encoding)
    files = (FileRead(text.name, text.encoding, len(text.text.splitlines())),)
    try:
        read = parse(text)
    except BadKnowledge as error:
        named = _SOURCE.search(text.text)
        source = named and named[1]
        return Fetched(path, source=source, dated=text.dated, files=files, problems=tuple(error.problems))
    source = read.data.get("source") if isinstance(read.data, dict) else None
    pictures, problems = taken(read, path.parent, told.pictures)
    source = source if isinstance(source, str) else None
    return Fetched(path, read, source, text.dated, files, tuple(problems), pictures)


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the files of one source say, taken together; BadKnowledge with all that is wrong with any of them."""
    documents: list[Document] = [file.content for file in fetched if file.content]
    reading = told_of(documents, [found for file in fetched for found in file.problems])
    pictures = {name: content for file in fetched for name, content in file.pictures.items()}
    return replace(reading, pictures=Pictures(told.pictures, pictures) if told.pictures else None)


def told_of(documents: Sequence[Document], found: Sequence[Problem] = ()) -> Reading:
    """What documents of one source say; BadKnowledge with all that is wrong with any, and what was found before."""
    names, problems = alike(documents)
    problems += [*found, *(each for read in documents for each in shape(read)), *check(documents, names)]
    if any(each.fatal for each in problems):
        raise BadKnowledge(problems)
    said = Said()
    for read in documents:
        say(read.data, read.place, names, said)
    return Reading(said, problems)


def export(read: Read, journeys: Sequence[str] | None, _: Language) -> Exported:
    """A knowledge file, in the format's own words whoever reads it."""
    text = export_knowledge(read, journeys)
    return Exported(text.encode(), tuple(NAME.findall(text)))


KIND = Kind(
    name="knowledge",
    description=both(
        "the product's own files: departments, systems, channels, journeys, in YAML or JSON",
        "les fichiers du produit lui-même : directions, applications, canaux, parcours, en YAML ou JSON",
    ),
    example="parcours import insurer.yaml",
    suffixes=(".yaml", ".yml", ".json"),
    fetch=fetch,
    transform=transform,
    export=export,
)
