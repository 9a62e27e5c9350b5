"""What one knowledge document says about one journey and its landscape: defaults resolved, stubs told apart."""

from typing import Any, NamedTuple

Document = dict[str, Any]
Interval = tuple[float, float]

PER_YEAR = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}


class Channel(NamedTuple):
    key: str
    kind: str | None
    operated_by: frozenset[str]
    runs_on: frozenset[str] | None  # None: nobody said


class Declared(NamedTuple):
    """One entry of a touchpoint's `leadsTo`."""

    to: str
    share: float | None
    kind: str
    volume: Interval | None


class Touchpoint(NamedTuple):
    key: str
    step: str
    channel: Channel
    missing: bool
    initiator: str
    departments: frozenset[str]
    systems: frozenset[str]
    paper: bool  # it is said to use no system at all
    produces: frozenset[str]
    needs: frozenset[str] | None  # None: nobody said
    volume: Interval | None
    leads_to: tuple[Declared, ...] | None  # None: not declared


class Transition(NamedTuple):
    to: str
    share: float | None
    kind: str


class Step(NamedTuple):
    key: str
    outcome: str | None
    expected_on: tuple[str, ...] | None  # None: nobody said
    touchpoints: tuple[Touchpoint, ...]
    next: tuple[Transition, ...]

    @property
    def existing(self) -> list[Touchpoint]:
        return [touchpoint for touchpoint in self.touchpoints if not touchpoint.missing]


class Journey(NamedTuple):
    key: str
    steps: dict[str, Step]  # in the order of the file; a stub step is not among them
    preferred: dict[str, frozenset[str]]  # persona -> channels it prefers
    brings: frozenset[str]  # objects

    @property
    def existing(self) -> dict[str, Touchpoint]:
        return {touchpoint.key: touchpoint for step in self.steps.values() for touchpoint in step.existing}


def described(document: Document, family: str) -> dict[str, Document]:
    """What the document describes itself; a key that is only referred to (a stub) is not here."""
    return {item["key"]: item for item in document.get(family) or []}


def several(value: Any) -> list[Any]:
    """A field that may be left out, one value, or a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def sure(key: str | None) -> str:
    """What has a key by definition, as the object that is lost has, and the touchpoints between which it is lost."""
    assert key is not None
    return key


def stated(item: Document, field: str) -> list[Any] | None:
    """An empty list is a statement; a list left out (or null) is not."""
    return None if item.get(field) is None else several(item[field])


def volume(item: Document) -> Interval | None:
    """Contacts a year, `n` or `[low, high]`, per year unless `per` says otherwise."""
    if item.get("volume") is None:
        return None
    given = several(item["volume"])
    times = PER_YEAR[item.get("per") or "year"]
    return given[0] * times, given[-1] * times


def read_journey(document: Document, key: str) -> Journey:
    written = described(document, "journeys")[key]
    personas = described(document, "personas")
    steps = [step for phase in written.get("phases") or [] for step in phase.get("steps") or []]
    following = [step["key"] for step in steps[1:]]
    return Journey(
        key=key,
        steps={
            f"{key}/{step['key']}": _step(document, key, step, after)
            for step, after in zip(steps, [*following, None], strict=True)
        },
        preferred={
            persona: frozenset(several(personas.get(persona, {}).get("prefers")))
            for persona in several(written.get("personas"))
        },
        brings=frozenset(several(written.get("brings"))),
    )


def _step(document: Document, journey: str, step: Document, following: str | None) -> Step:
    key = f"{journey}/{step['key']}"
    expected = stated(step, "expectedOn")
    return Step(
        key=key,
        outcome=step.get("outcome"),
        expected_on=None if expected is None else tuple(expected),
        touchpoints=tuple(_touchpoint(document, journey, key, item) for item in several(step.get("touchpoints"))),
        next=_next(journey, step, following),
    )


def _next(journey: str, step: Document, following: str | None) -> tuple[Transition, ...]:
    given = stated(step, "next")
    if given is None:
        given = [following] if following and not step.get("outcome") else []
    entries: list[Document] = [{"step": entry} if isinstance(entry, str) else entry for entry in given]
    lone = 1.0 if len(entries) == 1 else None
    return tuple(
        Transition(
            to=f"{journey}/{entry['step']}",
            share=lone if entry.get("share") is None else entry["share"],
            kind=entry.get("kind") or "PROGRESS",
        )
        for entry in entries
    )


def _channel(document: Document, key: str) -> Channel:
    channel = described(document, "channels").get(key, {})
    return Channel(
        key=key,
        kind=channel.get("kind"),
        operated_by=frozenset(several(channel.get("operatedBy"))),
        runs_on=None if stated(channel, "runsOn") is None else frozenset(several(channel["runsOn"])),
    )


def _touchpoint(document: Document, journey: str, step: str, item: Document) -> Touchpoint:
    channel = _channel(document, item["channel"])
    handled_by, uses, needs = (stated(item, field) for field in ("handledBy", "uses", "needs"))
    leads_to = stated(item, "leadsTo")
    systems = channel.runs_on if uses is None else frozenset(uses)
    return Touchpoint(
        key=f"{step}/{item.get('key') or item['channel']}",
        step=step,
        channel=channel,
        missing=bool(item.get("missing")),
        initiator=item.get("initiator") or "CUSTOMER",
        departments=channel.operated_by if handled_by is None else frozenset(handled_by),
        systems=systems or frozenset(),
        paper=systems == frozenset(),
        produces=frozenset(several(item.get("produces"))),
        needs=None if needs is None else frozenset(needs),
        volume=volume(item),
        leads_to=None if leads_to is None else tuple(_declared(journey, entry) for entry in leads_to),
    )


def _declared(journey: str, entry: str | Document) -> Declared:
    given: Document = {"to": entry} if isinstance(entry, str) else entry
    return Declared(
        to=f"{journey}/{given['to']}",
        share=given.get("share"),
        kind=given.get("kind") or "PROGRESS",
        volume=volume(given),
    )
