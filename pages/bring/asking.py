"""A table and what is proposed for it, as a form; and what was filled in, as a mapping."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.language import Language
from importers.journeys.aims import AIMS
from importers.journeys.table_mapping import NEWLINE, OURS, WORDS, JourneyIs, Lane, TableMapping
from importers.journeys.table_proposal import Proposal, ProposedLane, examples
from pages.acting import Sent
from wording.problems import said

SCALED = tuple(to for to, aim in AIMS.items() if aim.takes in OURS)
MOST = 40
"""How many words of a lane are asked for at once."""


@dataclass(frozen=True)
class Word:
    """A word that stands in a lane, how often, and what it stands for as far as it is known."""

    name: str
    text: str
    count: int
    value: str


@dataclass(frozen=True)
class Row:
    """A lane in the form."""

    place: int
    name: str
    shown: list[str]
    count: int
    to: str
    reason: str
    low: str
    high: str
    words: list[Word]

    @property
    def scaled(self) -> bool:
        """Whether its figures stand on a scale."""
        return self.to in SCALED


def rows(proposal: Proposal, given: Sent | None, language: Language) -> Iterator[Row]:
    """The lanes as the form shows them: what was filled in, else what is proposed."""
    for place, lane in enumerate(proposal.lanes):
        to = (given and given.one(f"to-{place}")) or _to(lane)
        words = [
            Word(f"value-{place}-{number}", text, count, _value(lane, text, given, f"value-{place}-{number}"))
            for number, (text, count) in enumerate(_words(lane))
        ]
        low, high = lane.scale or ("", "")
        yield Row(
            place, lane.head.name, list(examples(lane)), len(lane.cells), to, said(lane.reason, language),
            _text(given, f"low-{place}", low), _text(given, f"high-{place}", high), words if to in SCALED else [],
        )  # fmt: skip


def _to(lane: ProposedLane) -> str:
    return f"{lane.to}/{lane.says}" if lane.says else lane.to


def _words(lane: ProposedLane) -> list[tuple[str, int]]:
    counts = {cell.text: sum(each.text == cell.text for each in lane.cells) for cell in lane.cells}
    return [(text, count) for text, count in counts.items() if text in lane.values or text in lane.open][:MOST]


def _value(lane: ProposedLane, text: str, given: Sent | None, name: str) -> str:
    if given and name in given.fields:
        return given.one(name) or ""
    return f"{lane.values[text]:g}" if text in lane.values else ""


def _text(given: Sent | None, name: str, otherwise: float | str) -> str:
    if given and name in given.fields:
        return given.one(name) or ""
    return f"{otherwise:g}" if isinstance(otherwise, float) else otherwise


def mapping(proposal: Proposal, given: Sent | None) -> TableMapping:
    """What the form says, as a mapping; a number that is none counts as not given."""
    filled = list(rows(proposal, given, Language.EN))
    named = {to: _first(filled, to) for to in ("journey", "phase", "step")}
    block = proposal.block
    words = {field: {each.name: each.key for each in proposal.names(label)} for label, field in WORDS.items()}
    kinds = {each.key: each.kind for each in proposal.names("Channel") if each.kind}
    return TableMapping(
        orientation="columns" if block.across else "rows",
        sheet=block.grid.sheet or None,
        range=block.name if proposal.others else None,
        skip=proposal.skip,
        journey=JourneyIs(
            title=(given.one("title") if given else None) or proposal.title,
            perspective=(given.one("perspective") if given else None) or None,
            persona=given.one("persona") if given else None,
            column=named["journey"],
        ),
        phase=named["phase"],
        step=named["step"],
        lanes={row.name: _lane(row, proposal.lanes[row.place]) for row in filled if row.name not in named.values()},
        kinds=kinds,
        **words,
    )


def _first(filled: list[Row], to: str) -> str | None:
    return next((row.name for row in filled if row.to == to), None)


def _lane(row: Row, lane: ProposedLane) -> Lane:
    to, _, says = row.to.partition("/")
    to = "note" if to in ("journey", "phase", "step") else to  # a second one: there is one of each
    ends = [_number(row.low), _number(row.high)]
    return Lane(
        to=to,
        says=says or None,
        split=[NEWLINE if mark == "\n" else mark for mark in lane.split],
        scale=(ends[0], ends[1]) if row.scaled and None not in ends and ends[0] != ends[1] else None,
        values={word.text: value for word in row.words if (value := _number(word.value)) is not None},
    )


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
