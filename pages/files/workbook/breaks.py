"""The sheets of hand-offs, of what breaks with its proof, of what would repair it."""

from collections.abc import Iterator

from graph.language import both
from graph.model.words import HandoffStatus, RuptureKind, Triage, Undecided, WitnessRole
from pages.files.taken import Row, Taken
from pages.files.workbook.sheet import Sheet
from pages.journey.reading import name
from pages.journey.words import observed
from wording.labels import label
from wording.writing import COLON

HANDOFFS = both("Hand-offs", "Passages de relais")
HANDOFF_HEADS = (
    both("From", "De"), both("To", "Vers"), both("Status", "État"), both("Why", "Pourquoi"),
    both("Contacts a year, at least", "Contacts par an, au moins"),
    both("Contacts a year, at most", "Contacts par an, au plus"),
    both("Whose, from", "À qui, au départ"), both("Whose, to", "À qui, à l'arrivée"),
    both("Who is above both", "Qui est au-dessus des deux"), both("Steps up in all", "Échelons en tout"),
    both("Observed", "Observé"), both("Key", "Clé"),
)  # fmt: skip
RUPTURES = both("Ruptures", "Ruptures")
RUPTURE_HEADS = (
    both("Cause", "Cause"), both("Kind", "Nature"), both("What happens", "Ce qui se passe"), both("Where", "Où"),
    both("Contacts a year, at least", "Contacts par an, au moins"),
    both("Contacts a year, at most", "Contacts par an, au plus"),
    both("Whose", "À qui"), both("Decided", "Décidé"), both("Owner", "Responsable"), both("Due", "Échéance"),
    both("Note", "Note"), both("Witness", "Témoin"), both("Nodes of the witness", "Nœuds du témoin"),
    both("Key", "Clé"),
)  # fmt: skip
REPAIRS = both("Repairs", "Réparations")
REPAIR_HEADS = (
    both("From", "De"), both("To", "Vers"), both("What", "Quoi"), both("Ruptures ended", "Ruptures supprimées"),
    both("Hand-offs repaired wholly", "Passages réparés en entier"), both("In part", "En partie"),
    both("Contacts a year, at least", "Contacts par an, au moins"),
    both("Contacts a year, at most", "Contacts par an, au plus"),
    both("Who must meet", "Qui doit se rencontrer"), both("and", "et"), both("Under whom", "Sous qui"),
    both("Steps up in all", "Échelons en tout"),
)  # fmt: skip
NOT_OBSERVED = both("not observed", "non observé")


def handoffs(taken: Taken) -> Sheet:
    """A row for each hand-off, in the order of the page."""
    rows = [list(_handoff(taken, row)) for row in taken.reading.handoffs]
    return Sheet(HANDOFFS[taken.language], [each[taken.language] for each in HANDOFF_HEADS], rows)


def _handoff(taken: Taken, row: Row) -> Iterator[str | float | None]:
    reading, language = taken.reading, taken.language
    yield from (_end(taken, row[side]) for side in ("from", "to"))
    yield label(HandoffStatus[row["status"]], language)
    lost = (reading.ruptures[each["key"]] for each in row["ruptures"] if each["key"] in reading.ruptures)
    whys = list(map(reading.happens, lost))
    whys += [label(Undecided[each], language) for each in row["undecided"]]
    yield ", ".join(whys)
    yield from between(row)
    yield from (_owners(taken, row[side]["key"]) for side in ("from", "to"))
    yield name(row["commonDepartment"]) if row["commonDepartment"] else None
    yield row["distance"]
    seen = next((each.observed for each in taken.journey.handoffs if each.key == row["key"]), None)
    yield " ".join(observed(seen, language)) if seen else NOT_OBSERVED[language]
    yield row["key"]


def _end(taken: Taken, end: Row) -> str:
    """A touchpoint by the number and the words of its step, and its channel."""
    step = taken.reading.steps.get((end["step"] or {}).get("key", ""))
    place = f"{taken.reading.numbers[step['key']]} · {step['text'] or step['key']}" if step else end["key"]
    return f"{place} ({name(end['channel'])})" if end["channel"] else place


def _owners(taken: Taken, key: str) -> str | None:
    _, touchpoint = taken.reading.touchpoints.get(key, (None, {"handledBy": ()}))
    return ", ".join(map(name, touchpoint["handledBy"])) or None


def between(row: Row) -> tuple[float | None, float | None]:
    """Both ends of a volume, as numbers that a spreadsheet can add up."""
    return (row["volume"]["low"], row["volume"]["high"]) if row["volume"] else (None, None)


def ruptures(taken: Taken) -> Sheet:
    """A row for each rupture with its proof, by the number of its cause."""
    found = sorted(taken.reading.ruptures.values(), key=lambda row: taken.reading.matter_of.get(row["key"], 0))
    rows = [list(_rupture(taken, row)) for row in found]
    return Sheet(RUPTURES[taken.language], [each[taken.language] for each in RUPTURE_HEADS], rows)


def _rupture(taken: Taken, row: Row) -> Iterator[str | float | None]:
    language = taken.language
    yield taken.reading.matter_of.get(row["key"], "")
    yield label(RuptureKind[row["kind"]], language)
    yield row["explanation"]
    yield taken.reading.place(row["step"])
    yield from between(row)
    yield ", ".join(map(name, row["concerns"])) or None
    yield label(Triage[row["triage"]], language)
    yield name(row["triageOwner"]) if row["triageOwner"] else ""
    yield row["triageDue"] or ""
    yield row["triageNote"] or ""
    witness = taken.journey.witnesses[row["key"]]
    yield "\n".join(f"{label(WitnessRole[each.role], language)}{COLON[language]} {each.name}" for each in witness)
    yield " → ".join(f"{each.label}:{each.key}" for each in witness)
    yield row["key"]


def repairs(taken: Taken) -> Sheet:
    """A row for each feed that would repair something, the one that repairs most first."""
    rows = [list(_repair(row)) for row in taken.data["bestRepairs"]["rows"]]
    return Sheet(REPAIRS[taken.language], [each[taken.language] for each in REPAIR_HEADS], rows)


def _repair(row: Row) -> Iterator[str | float | None]:
    yield from (name(row[end]) for end in ("from", "to"))
    yield ", ".join(map(name, row["objects"]))
    yield from (len(row[which]) for which in ("ruptures", "repaired", "partly"))
    yield from between(row)
    yield from (name(row[end]) if row[end] else None for end in ("fromOwner", "toOwner", "commonDepartment"))
    yield row["distance"]
