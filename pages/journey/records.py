"""From the answer of the page to what the map is told."""

import datetime
from collections.abc import Iterable, Iterator

from graph.language import Language, both
from graph.model.words import EvidenceKind, JourneyStatus, Perspective, Stage, Triage
from pages.journey import told
from pages.journey.reading import Reading, Row, interval, name
from pages.journey.words import ALL
from pages.visitor import Portraits, Visitor
from queries.evidence import CUSTOMERS
from wording.durations import days, duration
from wording.labels import label
from wording.writing import COLON, day

KINDS = [str(kind) for kind in EvidenceKind]
"""Kinds of evidence, the strongest first."""

WAITING = both("from {} to {}: at least {}", "de {} à {}\N{NO-BREAK SPACE}: au moins {}")


def records(reading: Reading, visitor: Visitor) -> told.Journey:
    """What the map is told; portraits are the visitor's to be shown, and the address is the one that he came by."""
    journey, language = reading.journey, reading.language
    validated = [each["department"] for each in journey["contributedBy"] if each["validated"]]
    touchpoints = [(step, each) for step, each in reading.touchpoints.values()]
    decisions = {key: word for key, each in reading.ruptures.items() if (word := _verdict(each, language))}
    return told.Journey(
        key=journey["key"],
        title=journey["title"] or journey["key"],
        sentence=reading.sentence,
        scenario=journey["scenario"],
        goal=journey["goal"],
        scope=label(Perspective[journey["perspective"]], language) if journey["perspective"] else None,
        status=label(JourneyStatus[journey["status"]], language) if journey["status"] else None,
        validated=tuple(map(name, validated)),
        asked=len(journey["contributedBy"]),
        keeper=name(journey["ownedBy"]) if journey["ownedBy"] else None,
        revision=reading.revision,
        date=reading.changed,
        address=visitor.address,
        waiting=_waiting(reading),
        personas=tuple(_persona(each, reading, visitor.portrait) for each in journey["personas"]),
        phases=tuple(_phase(each, language) for each in journey["phases"]),
        steps=tuple(_step(each, reading) for each in reading.lived),
        channels=tuple(_channels(reading)),
        silos=tuple(told.Silo(s.key, s.name, s.code, s.place, s.declared) for s in reading.silos.values()),
        touchpoints=tuple(_touchpoint(step["key"], each, reading) for step, each in touchpoints),
        handoffs=tuple(_handoff(each, reading) for each in reading.handoffs),
        breaks=tuple(_breaks(reading)),
        matters=tuple(_matter(each, reading) for each in reading.matters),
        departments=tuple(_departments(reading)),
        systems=tuple(_systems(reading)),
        witnesses={key: tuple(map(_witness, each["witness"])) for key, each in reading.ruptures.items()},
        decisions=decisions,
        remembered=_remembered(reading),
    )


def _persona(row: Row, reading: Reading, portrait: Portraits) -> told.Persona:
    felt: dict[str, float] = {}
    for step, touchpoint in reading.touchpoints.values():
        for each in touchpoint.get("felt", ()):
            if each["persona"]["key"] == row["key"] and each["emotion"] is not None:
                felt[step["key"]] = min(each["emotion"], felt.get(step["key"], each["emotion"]))
    face = portrait(row["portrait"]) if row["portrait"] else None
    return told.Persona(name(row), row["role"], next(iter(row["expectations"] or ()), None), felt, face)


def _phase(row: Row, language: Language) -> told.Phase:
    return told.Phase(row["key"], row["name"] or "", label(Stage[row["stage"]], language) if row["stage"] else None)


def _step(step: Row, reading: Reading) -> told.Step:
    language, felt = reading.language, reading.felt.get(step["key"])
    leaving = {each["key"]: each for each in reading.journey["steps"] if each["outcome"] == "ABANDON"}
    holders = (step, *step["touchpoints"])
    evidence = [each for holder in holders for each in holder["evidence"]]
    ways = [(way, way["step"]["key"]) for way in step["next"]]
    return told.Step(
        key=step["key"],
        text=step["text"] or step["key"],
        phase=(step["phase"] or {}).get("key", ""),
        need=name(step["need"]) if step["need"] else None,
        star=step["key"] in reading.turning,
        hypothesis=not any(each["stance"] != "CONTRADICTS" for each in evidence),
        goal=step["outcome"] == "GOAL",
        feeling=told.Feeling(felt["worst"], felt["best"], felt["mean"]) if felt else None,
        voice=_voice(evidence, language),
        goings=tuple(
            told.Going(key, way["share"], duration(way["wait"], language) if way["wait"] else None)
            for way, key in ways
            if key in reading.numbers
        ),
        exits=tuple(told.Exit(leaving[key]["text"] or "", way["share"]) for way, key in ways if key in leaving),
        opportunities=tuple(
            dict.fromkeys(each["title"] or each["key"] for holder in holders for each in holder["opportunities"])
        ),
    )


def _voice(evidence: list[Row], language: Language) -> told.Voice | None:
    """One quotation: customers' before staff's, then the latest."""
    said = [each for each in evidence if each["quote"]]
    if not said:
        return None
    best = max(said, key=lambda each: (each["kind"] in CUSTOMERS, each["date"] or "", each["key"]))
    kind = label(EvidenceKind[best["kind"]], language) if best["kind"] else ""
    return told.Voice(best["quote"], kind, best["sampleSize"], best.get("says"))


def _waiting(reading: Reading) -> str | None:
    """How long the waits along the main way are together; at least, since nobody may have said how long one is."""
    here = start = next(iter(reading.numbers), None)
    if here is None or start is None:
        return None
    met, waits = {here}, [0.0]
    while ways := [each for each in reading.steps[here]["next"] if each["step"]["key"] in reading.numbers]:
        way = max(ways, key=lambda each: each["share"] or 0)
        here = way["step"]["key"]
        if here in met:
            break
        met.add(here)
        waits.append((days(way["wait"]) or 0) if way["wait"] else 0)
    if sum(waits) < 1:
        return None
    least = duration(f"P{round(sum(waits))}D", reading.language)
    return WAITING[reading.language].format(reading.numbers[start], reading.numbers[here], least)


def _channels(reading: Reading) -> Iterator[told.Channel]:
    rows = [each["channel"] for _, each in reading.touchpoints.values()]
    rows += [each["channel"] for each in reading.ruptures.values() if each["channel"]]
    for row in _once(rows):
        owners = row["operatedBy"]
        silos = sorted(each["silo"]["key"] for each in owners if each["silo"])
        owner = ", ".join(map(name, owners)) or None
        yield told.Channel(row["key"], name(row), next(iter(silos), None), owner, tuple(each["key"] for each in owners))


def _departments(reading: Reading) -> Iterator[told.Department]:
    points = [each for _, each in reading.touchpoints.values()]
    rows = [each for point in points for each in (*point["handledBy"], *point["reliesOn"])]
    rows += [each for point in points for each in point["channel"]["operatedBy"]]
    rows += [each for lost in reading.ruptures.values() if lost["channel"] for each in lost["channel"]["operatedBy"]]
    for row in _once(rows):
        silo = (row.get("silo") or {}).get("key")
        yield told.Department(row["key"], name(row), silo, _keys(row.get("above", ())))


def _systems(reading: Reading) -> Iterator[told.System]:
    points = [each for _, each in reading.touchpoints.values()]
    objects = [each for point in points for relation in ("produces", "needs") for each in point[relation]]
    rows = _once([each for point in points for each in point["uses"]])
    called = {each["key"]: name(each) for each in (*objects, *(each for row in rows for each in row.get("stores", ())))}
    for row in rows:
        by = name(row["runBy"]) if row.get("runBy") else None
        feeds = tuple(
            told.Feed(each["system"]["key"], tuple(called.get(key, key) for key in each["objects"]))
            for each in row.get("feeds", ())
        )
        yield told.System(row["key"], name(row), by, tuple(map(name, row.get("stores", ()))), feeds)


def _touchpoint(step: str, row: Row, reading: Reading) -> told.Touchpoint:
    return told.Touchpoint(
        key=row["key"],
        step=step,
        channel=row["channel"]["key"],
        name=row["name"],
        made=_names(row["produces"]),
        needed=_names(row["needs"]),
        volume=interval(row["volume"]),
        emotion=row["emotion"],
        missing=bool(row["missing"]),
        owners=_keys(row["handledBy"]),
        behind=_keys(row["reliesOn"]),
        systems=_keys(row["uses"]),
        company=row["initiator"] == "COMPANY",
        evidence=_evidence(row["evidence"], reading.language),
    )


def _evidence(rows: list[Row], language: Language) -> told.Evidence | None:
    """The strongest that supports, and whether any contradicts."""
    kinds = sorted(KINDS.index(each["kind"]) for each in rows if each["kind"] and each["stance"] != "CONTRADICTS")
    if not kinds:
        return None
    against = any(each["stance"] == "CONTRADICTS" for each in rows)
    return told.Evidence(label(EvidenceKind[KINDS[kinds[0]]], language), kinds[0] + 1, against)


def _handoff(row: Row, reading: Reading) -> told.Handoff:
    causes = ((reading.matter_of.get(each["key"]), each["key"]) for each in row["ruptures"])
    return told.Handoff(
        row["key"],
        row["from"]["key"],
        row["to"]["key"],
        row["status"],
        certain=row["basis"] in ("DECLARED", "IMPOSED"),
        failure=_fails(row, reading),
        matters=tuple(sorted((number, key) for number, key in causes if number)),
        observed=_observed(reading.observed.get(row["key"])),
    )


def _observed(flow: Row | None) -> told.Observed | None:
    """What contacts tell: of those of which it is known whether they carried on, how many began anew."""
    if flow is None:
        return None
    low, high = flow["breakRateLow"], flow["breakRateHigh"]
    between = (low, high) if low is not None and high is not None else None
    return told.Observed(flow["carried"] + flow["restarted"], flow["breakRate"], between)


def _fails(row: Row, reading: Reading) -> bool:
    """Whether the way between the steps is taken because something failed."""
    start, end = row["from"]["step"], row["to"]["step"]
    ways = reading.steps[start["key"]]["next"] if start and start["key"] in reading.steps else ()
    return any(way["kind"] == "FAILURE" and end and way["step"]["key"] == end["key"] for way in ways)


def _breaks(reading: Reading) -> Iterator[told.Break]:
    for key, row in reading.ruptures.items():
        if row["handoffs"] or key not in reading.matter_of or not row["step"]:
            continue
        missing = next((each["node"]["key"] for each in row["witness"] if each["role"] == "MISSING"), None)
        where = missing if row["kind"] == "SILENT_GAP" else (row["to"] or {}).get("key")
        channel = row["channel"]["key"] if row["channel"] else None
        yield told.Break(key, row["kind"], reading.matter_of[key], row["step"]["key"], channel, where)


def _matter(row: Row, reading: Reading) -> told.Matter:
    first = reading.first(row)
    words = reading.happens(first)
    sentence = f"{reading.place(first['step'])}{COLON[reading.language]} {words}"
    ruptures = [reading.ruptures[each["key"]] for each in row["ruptures"]]
    return told.Matter(
        row["number"],
        words,
        sentence,
        reading.volume(row["volume"]),
        first["key"],
        owner=", ".join(map(name, first["concerns"])) or None,
        decision=together([_decision(each, reading.language) for each in ruptures], reading.language),
        verdict=together([_verdict(each, reading.language) for each in ruptures], reading.language),
        step=first["step"]["key"] if first["step"] else None,
    )


def together(told: list[str | None], language: Language) -> str | None:
    """What was decided of several ruptures: what differs is told apart, and of how many of them it was decided."""
    decided = [each for each in told if each]
    words = ", ".join(dict.fromkeys(decided))
    if len(decided) in (0, len(told)):
        return words or None
    return f"{words} ({ALL[language].format(len(decided), len(told))})"


def _verdict(rupture: Row, language: Language) -> str | None:
    """What was decided, in a word; nothing while it is open."""
    return None if rupture["triage"] == Triage.OPEN else label(Triage[rupture["triage"]], language).lower()


def _decision(rupture: Row, language: Language) -> str | None:
    """What was decided, and what was said with it; nothing while it is open."""
    if rupture["triage"] == Triage.OPEN:
        return None
    due = rupture["triageDue"] and day(datetime.date.fromisoformat(rupture["triageDue"]), language)
    owner = rupture["triageOwner"] and name(rupture["triageOwner"])
    return " · ".join(filter(None, (label(Triage[rupture["triage"]], language), owner, due, rupture["triageNote"])))


def _witness(item: Row) -> told.Witness:
    node = item["node"]
    called = node.get("name") or node.get("text")
    if node["__typename"] == "Touchpoint" and not node.get("name"):
        parts = [(node.get("step") or {}).get("text"), (node.get("channel") or {}).get("name")]
        called = " · ".join(filter(None, parts))
    return told.Witness(item["role"], node["__typename"], node["key"], called or node["key"])


def _remembered(reading: Reading) -> told.Remembered | None:
    curve = reading.curve
    if curve["remembered"] is None or not curve["peakAt"] or not curve["endAt"]:
        return None
    at = reading.touchpoints.get(curve["peakAt"]["key"])
    return told.Remembered(curve["remembered"], at[0]["key"], curve["endAt"]["key"]) if at else None


def _once(rows: Iterable[Row]) -> Iterable[Row]:
    """Each node once."""
    return {row["key"]: row for row in rows}.values()


def _names(nodes: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted(set(map(name, nodes))))


def _keys(nodes: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({each["key"] for each in nodes}))
