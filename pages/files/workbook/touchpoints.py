"""The sheet of touchpoints, which departments complete: what is unknown stands there empty, to be filled in."""

from collections.abc import Iterator

from graph.language import Language, Told, both
from graph.model.words import Outcome
from pages.files.taken import Row, Taken
from pages.files.workbook.sheet import Line, Sheet
from pages.journey.reading import name
from wording.labels import label
from wording.writing import NO, YES

NAME = both("Touchpoints", "Points de contact")
HEADS: tuple[Told, ...] = (
    both("Phase", "Macro-étape"),
    both("Step", "Étape"),
    both("Channel", "Canal"),
    both("Touchpoint", "Point de contact"),
    both("Missing", "Manquant"),
    both("Handled by", "Traité par"),
    both("Relies on", "S'appuie sur"),
    both("Uses", "Utilise"),
    both("Needs", "A besoin de"),
    both("Produces", "Recueille"),
    both("Emotion", "Ressenti"),
    both("Contacts a year, at least", "Contacts par an, au moins"),
    both("Contacts a year, at most", "Contacts par an, au plus"),
    both("Expected on", "Attendu sur"),
    both("Outcome", "Issue"),
)
"""The heads, in the order of the columns: the one table of them."""

NONE = both("none", "aucun")


def sheet(taken: Taken) -> Sheet:
    """The sheet."""
    language = taken.language
    return Sheet(NAME[language], [each[language] for each in HEADS], list(touchpoints(taken)), to_fill=True)


def touchpoints(taken: Taken) -> Iterator[Line]:
    """A row for each touchpoint, and for a step without one; null is what nobody said."""
    expected = {each["key"]: each["expectedOn"] for each in taken.data["offered"]["steps"]}
    phases = {each["key"]: each["name"] or each["key"] for each in taken.reading.journey["phases"]}
    for step in taken.reading.journey["steps"]:
        before = [phases.get((step["phase"] or {}).get("key"), ""), step["text"] or step["key"]]
        after = [
            ", ".join(map(name, expected.get(step["key"], ()))) or None,
            label(Outcome[step["outcome"]], taken.language) if step["outcome"] else "",
        ]
        for each in step["touchpoints"]:
            yield [*before, *_touchpoint(each, taken.language), *after]
        if not step["touchpoints"]:
            yield [*before, *[None] * (len(HEADS) - len(before) - len(after)), *after]


def _touchpoint(row: Row, language: Language) -> Iterator[str | float | None]:
    volume = row["volume"] or {"low": None, "high": None}
    yield name(row["channel"]) if row["channel"] else None
    yield row["name"] or ""
    yield (YES if row["missing"] else NO)[language]
    yield ", ".join(map(name, row["handledBy"])) or None
    yield ", ".join(map(name, row["reliesOn"]))
    for relation in ("uses", "needs", "produces"):
        yield _listed(row, relation, language)
    yield row["emotion"]
    yield volume["low"]
    yield volume["high"]


def _listed(row: Row, relation: str, language: Language) -> str | None:
    """What is at the other end; that there is nothing, where somebody said so."""
    if row[relation]:
        return ", ".join(map(name, row[relation]))
    return NONE[language] if relation in row["stated"] else None
