"""A table and what is proposed for it, as a form; and what was filled in, as a mapping."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.language import Language
from graph.model.words import ChannelKind, Perspective, Says
from importers.journeys.aims import AIMS, Takes
from importers.journeys.table_mapping import NEWLINE, OURS, WORDS, JourneyIs, Lane, TableMapping
from importers.journeys.table_proposal import MARKS, Proposal, ProposedLane, examples
from importers.journeys.vocabulary import plain
from pages.acting import Sent
from wording.problems import said

SCALED = tuple(to for to, aim in AIMS.items() if aim.takes in OURS)
LINE = "↵"
"""How the form shows the end of a line."""

WORDED = {word.strip(): word for word in MARKS if word.strip() and word != word.strip()}
"""Words that part names, with the blanks that they stand between."""

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
class Channel:
    """A channel that the table names: what it is called, how often, what sort it is as far as it is known.

    `same` is the key of the channel of the base that it is; empty for a new one.
    """

    place: int
    text: str
    count: int
    kind: str
    same: str


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
    marks: str
    """What parts several values in a cell, as the form shows it."""

    @property
    def parted(self) -> bool:
        """Whether a cell may name several things."""
        return AIMS[self.to.partition("/")[0]].takes is Takes.KEYS or self.to == "touchpoint"

    @property
    def scaled(self) -> bool:
        """Whether its figures stand on a scale."""
        return self.to in SCALED


def rows(proposal: Proposal, given: Sent | None, language: Language) -> Iterator[Row]:
    """The lanes as the form shows them: what was filled in, else what is proposed."""
    for place, lane in enumerate(proposal.lanes):
        to = _chosen(given, f"to-{place}") or _to(lane)
        words = [
            Word(f"value-{place}-{number}", text, count, _value(lane, text, given, f"value-{place}-{number}"))
            for number, (text, count) in enumerate(_words(lane))
        ]
        low, high = lane.scale or ("", "")
        yield Row(
            place, lane.head.name, list(examples(lane)), len(lane.cells), to, said(lane.reason, language),
            _text(given, f"low-{place}", low), _text(given, f"high-{place}", high), words if to in SCALED else [],
            _text(given, f"marks-{place}", " ".join(LINE if each == "\n" else each.strip() for each in lane.split)),
        )  # fmt: skip


def channels(proposal: Proposal, given: Sent | None, held: Mapping[str, str]) -> Iterator[Channel]:
    """The channels that the table names: as was chosen, else as they are called; `held` are those of the base."""
    by_name = {plain(name): key for key, name in held.items()}
    for place, each in enumerate(proposal.names("Channel")):
        known = each.key if each.key in held else by_name.get(plain(each.name), "")
        kind, same = (
            _text(given, f"{name}-{place}", told) for name, told in (("kind", each.kind or ""), ("same", known))
        )
        yield Channel(place, each.name, each.count, kind, same)


def _chosen(given: Sent | None, name: str) -> str | None:
    """What was chosen of the aims; None for what is none of them."""
    to = given.one(name) if given else None
    aim, _, says = (to or "").partition("/")
    return to if aim in AIMS and (not says or says in Says.__members__) else None


def _to(lane: ProposedLane) -> str:
    return f"{lane.to}/{lane.says}" if lane.says else lane.to


def _words(lane: ProposedLane) -> list[tuple[str, int]]:
    counts = Counter(cell.text for cell in lane.cells)
    return [(text, count) for text, count in counts.items() if text in lane.values or text in lane.open][:MOST]


def _value(lane: ProposedLane, text: str, given: Sent | None, name: str) -> str:
    if given and name in given.fields:
        return given.one(name) or ""
    return f"{lane.values[text]:g}" if text in lane.values else ""


def _text(given: Sent | None, name: str, otherwise: float | str) -> str:
    if given and name in given.fields:
        return given.one(name) or ""
    return f"{otherwise:g}" if isinstance(otherwise, float) else otherwise


def mapping(proposal: Proposal, given: Sent | None, held: Mapping[str, str]) -> TableMapping:
    """What the form says, as a mapping; a number that is none counts as not given."""
    filled = list(rows(proposal, given, Language.EN))
    named = {to: _first(filled, to) for to in ("journey", "phase", "step")}
    block = proposal.block
    words = {field: {each.name: each.key for each in proposal.names(label)} for label, field in WORDS.items()}
    chosen = list(channels(proposal, given, held))
    kinds = {
        words["channels"][each.text]: ChannelKind[each.kind]
        for each in chosen
        if each.kind in ChannelKind.__members__ and not each.same
    }
    words["channels"] |= {each.text: each.same for each in chosen if each.same in held}
    perspective = given.one("perspective") if given else None
    return TableMapping(
        orientation="columns" if block.across else "rows",
        sheet=block.grid.sheet or None,
        range=block.name if proposal.others else None,
        skip=proposal.skip,
        journey=JourneyIs(
            title=(given.one("title") if given else None) or proposal.title,
            perspective=Perspective.__members__.get(perspective or ""),
            persona=given.one("persona") if given else proposal.persona,
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
        kind=lane.kind if to == "evidence" and not says else None,
        split=[NEWLINE if mark == LINE else WORDED.get(mark, mark) for mark in row.marks.split()],
        scale=(ends[0], ends[1]) if row.scaled and None not in ends and ends[0] != ends[1] else None,
        values={
            **{word: value for word, value in lane.values.items() if all(each.text != word for each in row.words)},
            **{word.text: value for word in row.words if (value := _number(word.value)) is not None},
        },
        per=lane.per if to == "volume" else None,
    )


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
