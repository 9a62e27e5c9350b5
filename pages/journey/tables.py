"""What a map shows, as tables: a row for each touchpoint, and one for each hand-off."""

from collections.abc import Iterator

from graph.language import both
from graph.model.words import EvidenceKind, HandoffStatus, Qualification, Undecided
from pages.journey.reading import Reading, Row, name
from pages.telling import Cell, Link, Table
from pages.visitor import Visitor
from wording.cells import UNKNOWN
from wording.labels import label

TOUCHPOINTS = both("What happens, step by step", "Ce qui se passe, étape par étape")
HANDOFFS = both("Hand-offs", "Passages de relais")
HEADS = (
    both("Step", "Étape"),
    both("Phase", "Macro-étape"),
    both("Channel", "Canal"),
    both("Touchpoint", "Point de contact"),
    both("Whose", "À qui"),
    both("Contacts a year, at least", "Contacts par an, au moins"),
    both("at most", "au plus"),
    both("Felt", "Ressenti"),
    both("Needed", "Nécessaire"),
    both("Given", "Recueilli"),
    both("Read in", "Lu dans"),
    both("Evidence", "Preuves"),
)
WAYS = (
    both("From", "De"),
    both("To", "Vers"),
    both("Status", "État"),
    both("Why", "Pourquoi"),
    both("Contacts a year, at least", "Contacts par an, au moins"),
    both("at most", "au plus"),
    both("Who is above both", "Qui est au-dessus des deux"),
)
NONE = both("none", "aucun")
MISSING = both("expected, never comes", "attendu, n'arrive jamais")


def tables(reading: Reading, visitor: Visitor) -> list[Table]:
    """Both tables, in the order of the map."""
    language = visitor.language
    points = [_touchpoint(reading, step, each, visitor) for step, each in reading.touchpoints.values()]
    ways = [list(_handoff(reading, each, visitor)) for each in reading.handoffs]
    return [
        Table("touchpoints", TOUCHPOINTS[language], [each[language] for each in HEADS], points),
        Table("handoffs", HANDOFFS[language], [each[language] for each in WAYS], ways),
    ]


def _touchpoint(reading: Reading, step: Row, row: Row, visitor: Visitor) -> list[Cell]:
    language = reading.language
    phases = {each["key"]: each["name"] for each in reading.journey["phases"]}
    called = row["name"] or (MISSING[language] if row["missing"] else "")
    return [
        Link(f"{reading.numbers[step['key']]} · {step['text'] or ''}", visitor.links.node("Step", step["key"])),
        phases.get((step["phase"] or {}).get("key"), "") or "",
        Link(name(row["channel"]), visitor.links.node("Channel", row["channel"]["key"])),
        Link(called or name(row["channel"]), visitor.links.node("Touchpoint", row["key"])),
        ", ".join(map(name, row["handledBy"])) or None,
        *_between(row["volume"]),
        _felt(row, reading),
        _listed(row, "needs", reading),
        _listed(row, "produces", reading),
        _listed(row, "uses", reading),
        ", ".join(sorted({label(EvidenceKind[each["kind"]], language) for each in row["evidence"] if each["kind"]})),
    ]


def _between(volume: Row | None) -> tuple[Cell, Cell]:
    """Both ends of a volume, as numbers that a spreadsheet can add up."""
    return (volume["low"], volume["high"]) if volume else (None, None)


def _felt(row: Row, reading: Reading) -> Cell:
    if row["emotion"] is not None:
        return float(row["emotion"])
    return label(Qualification[row["qualification"]], reading.language) if row["qualification"] else None


def _listed(row: Row, relation: str, reading: Reading) -> Cell:
    """What is at the other end; nothing where somebody said so, unknown where nobody said anything."""
    if row[relation]:
        return ", ".join(map(name, row[relation]))
    return NONE[reading.language] if relation in row["stated"] else None


def _handoff(reading: Reading, row: Row, visitor: Visitor) -> Iterator[Cell]:
    language = reading.language
    yield from (
        Link(_end(reading, row[side]), visitor.links.node("Touchpoint", row[side]["key"])) for side in ("from", "to")
    )
    yield label(HandoffStatus[row["status"]], language)
    whys = [
        reading.happens(reading.ruptures[each["key"]]) for each in row["ruptures"] if each["key"] in reading.ruptures
    ]
    whys += [label(Undecided[each], language) for each in row["undecided"]]
    yield ", ".join(whys)
    yield from _between(row["volume"])
    yield name(row["commonDepartment"]) if row["commonDepartment"] else UNKNOWN[language]


def _end(reading: Reading, end: Row) -> str:
    number = reading.numbers.get((end["step"] or {}).get("key", ""), "?")
    return f"{number} · {name(end['channel'])}" if end["channel"] else str(number)
