"""Journeys as wholes, each set against the first."""

from collections.abc import Iterator, Sequence

from graph.language import Language, both
from graph.model.design import Channel, Journey
from graph.model.organisation import Department
from graph.model.words import RuptureKind
from queries.declare import fields, shows
from queries.drawing import Drawing, Row, Words


class KindCount:
    """How many ruptures of one kind."""

    kind: RuptureKind = shows("Kind", "Type", "The kind")
    count: int = shows("Count", "Nombre", "How many")
    delta: int = shows("Against the first", "Écart", "How many more than in the first journey")


class DepartmentContacts:
    """The contacts that one department handles on a journey."""

    department: Department = shows("Department", "Direction", "The department")
    contacts: float | None = shows("Contacts a year", "Contacts par an", "volumeHigh, summed; null when one is unknown")
    delta: float | None = shows(
        "Against the first", "Écart", "How many more than in the first journey; null when unknown"
    )


class ComparedDelta:
    """What a journey has more (or, negative, less) than the first."""

    steps: int = shows("Steps", "Étapes", "Steps")
    touchpoints: int = shows("Touchpoints", "Points de contact", "Existing touchpoints")
    handoffs: int = shows("Hand-offs", "Passages", "Hand-offs")
    broken: int = shows("Broken", "Rompus", "Broken ones")
    ruptures: int = shows("Ruptures", "Ruptures", "Ruptures")
    eiIndex: float | None = shows("E-I index", "Indice E-I", "The index of silo crossing; null when either is unknown")
    crossingRate: float | None = shows("Crossing rate", "Taux de franchissement", "The rate of silo crossing")
    remembered: float | None = shows("Remembered", "Souvenir laissé", "The emotion that remains")


class ComparedTotals:
    """One journey as a whole."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    steps: int = shows("Steps", "Étapes", "How many steps")
    touchpoints: int = shows("Touchpoints", "Points de contact", "How many existing touchpoints")
    channels: list[Channel] = shows("Channels", "Canaux", "The channels that they are on")
    handoffs: int = shows("Hand-offs", "Passages", "How many hand-offs")
    broken: int = shows("Broken", "Rompus", "How many of them are broken")
    unknown: int = shows("Unknown", "Inconnus", "Of how many nobody can say")
    sound: int = shows("Sound", "Fluides", "How many are sound")
    ruptures: list[KindCount] = shows("Ruptures", "Ruptures", "Unresolved ruptures, kind by kind")
    external: int = shows("Cross silos", "Franchissent un silo", "Ways that cross silos")
    internal: int = shows("Stay in their silo", "Restent dans leur silo", "Ways that stay")
    eiIndex: float | None = shows("E-I index", "Indice E-I", "(E - I) / (E + I)")
    crossingRate: float | None = shows("Crossing rate", "Taux de franchissement", "E / (E + I)")
    remembered: float | None = shows("Remembered", "Souvenir laissé", "The emotion that remains (peak and end)")
    contacts: list[DepartmentContacts] = shows("Contacts", "Contacts", "Contacts a year, department by department")
    delta: ComparedDelta | None = shows("Against the first", "Écart", "Null for the first journey itself", none=True)


class Comparison:
    """The journeys as wholes."""

    journeys: list[ComparedTotals] = shows("Journeys", "Parcours", "One after the other, in the order asked for")


MEASURES = ("steps", "touchpoints", "handoffs", "broken", "unknown", "sound")
CROSSING = ("external", "internal", "eiIndex", "crossingRate", "remembered")
TITLE = both("The journeys as wholes", "Les parcours dans leur ensemble")
RUPTURES = both("Ruptures: {name}", "Ruptures\N{NO-BREAK SPACE}: {name}")
CONTACTS = both("Contacts a year: {name}", "Contacts par an\N{NO-BREAK SPACE}: {name}")


def draw_summary(summary: Row, words: Words, language: Language) -> list[Drawing]:
    """One table, a line for each measure and a column for each journey: what the first has, and what became of it."""
    journeys = summary["journeys"]
    names = words.apart(each["journey"] for each in journeys)
    heads = ["", *(names[each["journey"]["key"]] for each in journeys)]
    lines = list(_lines(journeys, words, language))
    return [Drawing(heads, lines, title=TITLE[language])]


def _lines(journeys: Sequence[Row], words: Words, language: Language) -> Iterator[list[str]]:
    heads = {name: shown.head(language) for name, shown in fields(ComparedTotals).items()}
    yield from ([heads[name], *_against([j[name] for j in journeys], words, language)] for name in MEASURES)
    for each in zip(*(j["ruptures"] for j in journeys), strict=True):
        if any(kind["count"] for kind in each):
            name = words.label(RuptureKind(each[0]["kind"]), language)
            counts = [kind["count"] for kind in each]
            yield [RUPTURES[language].format(name=name), *_against(counts, words, language)]
    yield from ([heads[name], *_against([j[name] for j in journeys], words, language)] for name in CROSSING)
    for each in zip(*(j["contacts"] for j in journeys), strict=True):
        contacts = [handled["contacts"] for handled in each]
        if any(many != 0 for many in contacts):
            name = words.called(each[0]["department"])
            yield [CONTACTS[language].format(name=name), *_against(contacts, words, language)]
    yield [heads["channels"], *(", ".join(map(words.called, j["channels"])) for j in journeys)]


def _against(values: Sequence[float | None], words: Words, language: Language) -> list[str]:
    """The first value, and what each other is, told from the first."""
    return [_told(values[0], words, language), *(_change(values[0], each, words, language) for each in values[1:])]


def _change(first: float | None, now: float | None, words: Words, language: Language) -> str:
    """`4 → 0 (−4)`, or the value alone where it is the same."""
    told = _told(now, words, language)
    if first == now:
        return told
    difference = "" if first is None or now is None else f" ({words.signed(now - first, language)})"
    return f"{_told(first, words, language)} → {told}{difference}"


def _told(value: float | None, words: Words, language: Language) -> str:
    return words.UNKNOWN[language] if value is None else words.number(value, language)
