"""What the lanes of a table probably are, each with the reason; what is not clear is left open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from graph.model.words import EvidenceKind, Says
from graph.saying import Saying, saying
from importers.journeys import vocabulary
from importers.journeys.aims import AIMS, Takes
from importers.journeys.scales import measured, named
from importers.journeys.table_cells import NONE, short, texts
from importers.journeys.table_mapping import EMPTY, OURS
from importers.journeys.table_titles import above, titled
from importers.journeys.vocabulary import channel_kind, faces, feeling
from importers.reading.blocks import Block, Cell, Head, blocks, headed
from importers.reading.grid import Grid

CALLED = saying("it is called so", "c'est ainsi que cela s'appelle")
CORNER = saying("it stands at the head of the stages", "c'est en tête des étapes")
OVER = saying("it stands first, over several lines", "c'est en premier, au-dessus de plusieurs lignes")
UNDER = saying("it stands under the phases", "c'est sous les phases")
DISTINCT = saying("each line has another one, and a short one", "chaque ligne a le sien, et il est court")
FIGURES = saying("it holds figures, and nobody said of what", "il contient des valeurs, et personne n'a dit de quoi")
SECOND = saying("another lane is this already", "une autre ligne de contenu l'est déjà")
NO_PLACE = saying(
    "it has no place of its own in a journey: it becomes a note",
    "un parcours n'a pas de place pour cela : c'est une note",
)
SENTENCES = saying("its cells are sentences, not names", "ses cellules sont des phrases, pas des noms")
COLOURS = saying("its cells are colours", "ses cellules sont des couleurs")
FROM_TO = saying("its figures go from {low:g} to {high:g}", "ses valeurs vont de {low:g} à {high:g}")
OUT_OF = saying("its figures say {best:g} is the best", "ses valeurs indiquent {best:g} comme la meilleure")

BASIC = ("phase", "step", "touchpoint", "channel")
"""What a map tells of, one of these at least."""

PLAINLY = ("step", "steps", "etape", "etapes", "schritt", "schritte", "paso", "pasos", "шаг", "шаги")
"""What says of itself that it is a step."""

SINGLE = ("phase", "step", "emotion", "importance", "performance", "persona", "journey", "goal", "scenario", "volume",
          "cost", "expectation", "promise", "need", "stage")  # fmt: skip
"""The aims that one lane of a table has; what else is called like it becomes a note."""

MARKS = (",", "/", "|", ";", "\n", "+", "&", " et ", " ou ", " and ", " or ", " und ", " oder ", " y ", " и ")
"""What may part names in a cell; the latter half stands within names, too."""

DOUBTFUL = MARKS[5:]
LONG = 8
"""A text of more words names nothing."""

FEW = 5
"""How many words a name has at most, for a mark within a cell to part names."""


@dataclass
class ProposedLane:
    """A lane, where it probably goes, and why. `open` are the words of which nobody can tell what they mean."""

    head: Head
    cells: list[Cell]
    to: str
    reason: Saying
    says: Says | None = None
    kind: EvidenceKind | None = None
    per: str | None = None
    """What a volume counts, where its name says so."""
    split: list[str] = field(default_factory=list)
    scale: tuple[float, float] | None = None
    measured: Saying | None = None
    """Why the scale is likely."""
    values: dict[str, float] = field(default_factory=dict)
    open: Counter[str] = field(default_factory=Counter)

    @property
    def texts(self) -> Counter[str]:
        """The values in its cells, and how often each stands there."""
        return Counter(text for cell in self.cells for text in texts(self.split, cell.text))


@dataclass
class Named:
    """A thing that cells name: the key proposed for it, how often it is named, of a channel what sort it is."""

    name: str
    key: str
    count: int
    kind: str | None = None


@dataclass
class Proposal:
    """A first mapping of a table, to be confirmed by whoever knows what it means."""

    block: Block
    lanes: list[ProposedLane]
    title: str | None
    """What its journey is called; of several tables alike, each has its own."""
    persona: str | None = None
    """Whose journey it is, as it stands above the table."""
    skip: int = 0
    tables: list[Block] = field(default_factory=list)
    """All tables that were found."""
    alike: list[Block] = field(default_factory=list)
    """Those of them that have just these lanes, this one among them: all of them are read."""

    @property
    def others(self) -> list[Block]:
        """The tables that it is not about."""
        return [each for each in self.tables if each not in self.alike]

    def lane(self, to: str) -> ProposedLane | None:
        """The lane that goes there."""
        return next((each for each in self.lanes if each.to == to), None)

    def names(self, label: str) -> list[Named]:
        """The things of a label that cells name, the most frequent first."""
        counts = Counter[str]()
        for each in self.lanes:
            if AIMS[each.to].label == label:
                counts.update(each.texts)
            elif label == "Channel" and each.to == "touchpoint" and not self.lane("channel"):
                counts.update({text: n for text, n in each.texts.items() if channel_kind(text)})
        return [_named(text, count, label) for text, count in counts.most_common() if text.casefold() not in NONE]

    @property
    def unclear(self) -> int:
        """How many words somebody has to tell the meaning of."""
        return sum(len(each.open) for each in self.lanes)


def _named(text: str, count: int, label: str) -> Named:
    kind = channel_kind(text) if label == "Channel" else None
    return Named(text, short(text, label.lower()), count, kind.value if kind else None)


def propose(grids: Sequence[Grid], file: str, table: int | None = None, across: bool | None = None) -> Proposal | None:
    """What the table that most looks like a map probably is, or the one at a place; None where none does.

    `across` says which way it runs; without it the heads tell.
    """
    found = [block for grid in grids for block in blocks(grid, vocabulary.likeness)]
    if table is None:
        chosen = max(found, key=lambda each: (_known(each), -found.index(each)), default=None)
    else:
        chosen = found[table] if 0 <= table < len(found) else None
    if chosen and across is not None:
        found[found.index(chosen)] = chosen = headed(replace(chosen, across=across), vocabulary.likeness, across)
    if chosen is None or (table is None and across is None and not _like_a_map(chosen)):
        return None
    skip = int(_coloured(chosen))
    alike = [each for each in found if _names_of(each) == _names_of(chosen)] if table is None else [chosen]
    persona = above(chosen, "persona") if len(alike) == 1 else None
    title = titled(chosen, file)[0] if len(alike) == 1 else None
    lanes = _lanes(alike, chosen, skip)
    proposal = Proposal(chosen, lanes, title, persona and persona[0], skip, found, alike)
    _settle(proposal)
    return proposal


def _known(block: Block) -> int:
    return sum(vocabulary.is_lane(head.name) for _, head in block.heads())


def _like_a_map(block: Block) -> bool:
    """Whether it tells of stages, steps or contacts and of something about them, in a good part of its lanes."""
    heads = [head.name for _, head in block.heads()]
    aims = {found[0] for name in heads if (found := vocabulary.lane(name))}
    return len(aims) >= 2 and not aims.isdisjoint(BASIC) and _known(block) * 4 >= len(heads)


def _names_of(block: Block) -> list[str]:
    return [head.name.casefold() for _, head in block.heads()]


def _lanes(alike: Sequence[Block], block: Block, skip: int) -> list[ProposedLane]:
    """The lanes of a table, with the cells of all that are like it."""
    lanes = []
    for number, (_, head) in enumerate(block.heads()):
        places = [(each, each.heads()[number][0]) for each in alike]
        cells = [cell for each, place in places for line in each.lines[skip:] if (cell := each.cell(line, place))]
        cells = [cell for cell in cells if cell.text not in EMPTY or feeling(cell.text) is not None]
        found = None if head.unnamed else vocabulary.lane(head.name)
        to, _, says = found[0].partition("/") if found else ("note", "", "")
        quoted = EvidenceKind.VERBATIM if to == "evidence" and not says else None
        reason = CALLED() if found else NO_PLACE()
        per = vocabulary.period(head.name) if to == "volume" else None
        lanes.append(ProposedLane(head, cells, to, reason, Says[says] if says else None, quoted, per))
    return lanes


def _settle(proposal: Proposal) -> None:
    """One phase, one step, one of what there can be one; scales, words and marks of each lane."""
    lanes = proposal.lanes
    _begin(proposal)
    for to in SINGLE:
        for second in sorted((each for each in lanes if each.to == to), key=_likelihood, reverse=True)[1:]:
            second.to, second.reason = "note", SECOND()
    for each in lanes:
        if each.cells and all(_colour(cell.text) for cell in each.cells):
            each.to, each.reason = "ignore", COLOURS()
        elif AIMS[each.to].takes is Takes.KEYS and _sentences(each):
            each.to, each.reason = "note", SENTENCES()
    for each in lanes:
        _fill(each)


def _likelihood(lane: ProposedLane) -> tuple[int, int]:
    """Numbers tell a feeling better than words; else the name that says more."""
    numbers = sum(measured(cell.text) is not None for cell in lane.cells) if lane.to == "emotion" else 0
    if lane.to == "step" and vocabulary.plain(lane.head.name) in PLAINLY:  # an action is what is done at it
        numbers = 1
    found = vocabulary.lane(lane.head.name)
    return numbers, found[1] if found else 0


def _begin(proposal: Proposal) -> None:
    """Which lane names the stages: one that is called so, else the first, where it heads the others."""
    lanes = proposal.lanes
    for each in lanes:
        if each.to in ("phase", "step", "touchpoint") and _figures(each):
            each.to, each.reason = "note", FIGURES()
    if proposal.lane("phase"):
        _under(proposal)
        return
    if lanes and lanes[0].to == "note" and _groups(lanes[0], proposal):
        lanes[0].to, lanes[0].reason = "phase", OVER()
        if len(lanes) > 1 and lanes[1].head.unnamed and _names(lanes[1], proposal):
            lanes[1].to, lanes[1].reason = "step", UNDER()
        return
    steps = [each for each in lanes if each.to == "step"]
    corner = lanes[0] if proposal.block.across and lanes[0].head.spot[0] == proposal.block.first[0] else None
    if len(steps) > 1:
        steps[0].to, steps[0].reason = "phase", CORNER()
    elif corner and corner.to in ("note", "journey", "goal") and _names(corner, proposal):
        corner.to, corner.reason = "phase", CORNER()
    elif not steps or proposal.block.across:
        name = next((each for each in lanes if each.to == "note" and _names(each, proposal)), None)
        if name:
            name.to, name.reason = "phase", DISTINCT()


def _under(proposal: Proposal) -> None:
    """Where phases go on over several lines and no lane is called like steps: one that tells the lines apart may be."""
    phase, lanes = proposal.lane("phase"), proposal.lanes
    before = next((n for n, each in enumerate(lanes) if each.to in ("touchpoint", "channel")), len(lanes))
    repeated = phase and len({cell.text for cell in phase.cells}) < proposal.block.filled - proposal.skip
    if repeated and not proposal.lane("step"):
        name = next((each for each in lanes[:before] if each.to == "note" and _names(each, proposal)), None)
        if name:
            name.to, name.reason = "step", DISTINCT()


def _figures(lane: ProposedLane) -> bool:
    """Whether most of what stands in a lane are numbers."""
    return sum(measured(cell.text) is not None for cell in lane.cells) * 2 > len(lane.cells)


def _names(lane: ProposedLane, proposal: Proposal) -> bool:
    """Whether nearly every line has a short text in a lane, and none the same as another."""
    texts = [cell.text for cell in lane.cells if any(map(str.isalpha, cell.text))]
    short_ = sum(len(text.split()) <= FEW + 1 for text in texts) * 10 >= 9 * len(texts)
    filled = len(texts) * 10 >= 8 * proposal.block.filled
    return bool(texts) and short_ and filled and len(set(texts)) == len(texts) and not _figures(lane)


def _groups(lane: ProposedLane, proposal: Proposal) -> bool:
    """Whether a lane has short texts that go on over several lines each, from the first line on."""
    block = proposal.block
    first = lane.cells[0].spot[1 if block.across else 0] if lane.cells else None
    texts = [text for text, _ in groupby(cell.text for cell in lane.cells)]
    few = 1 < len(texts) < block.filled - proposal.skip and len(set(texts)) == len(texts)
    begins = first is not None and first == block.lines[proposal.skip]
    return few and begins and all(len(text.split()) <= FEW for text in texts) and not _figures(lane)


def _coloured(block: Block) -> bool:
    """Whether the first line below the heads is one of colours."""
    first = [cell for place in block.places if (cell := block.cell(block.head + 1, place))]
    return bool(first) and all(_colour(cell.text) for cell in first)


def _sentences(lane: ProposedLane) -> bool:
    """Whether what stands in a lane is too long for names."""
    return sum(len(cell.text.split()) > LONG for cell in lane.cells) * 2 > len(lane.cells)


def _colour(text: str) -> bool:
    return text.startswith("#") and len(text) in (4, 7) and all(char in "0123456789abcdefABCDEF" for char in text[1:])


def _fill(lane: ProposedLane) -> None:
    takes = AIMS[lane.to].takes
    if takes in OURS:
        _measure(lane)
    elif takes is Takes.KEYS or lane.to == "touchpoint":
        lane.split = [
            mark for mark in MARKS if _parts(lane.cells, mark) and (mark not in DOUBTFUL or _apart(lane, mark))
        ]
    elif lane.to in ("evidence", "opportunity"):
        lane.split = [mark for mark in ("\n", "|") if any(mark in cell.text for cell in lane.cells)]


def _parts(cells: Sequence[Cell], mark: str) -> bool:
    """Whether a mark parts names: where it stands, what it parts is short."""
    split = [piece for cell in cells if mark in cell.text for piece in cell.text.split(mark)]
    return bool(split) and sum(len(piece.split()) <= FEW for piece in split) * 10 >= 9 * len(split)


def _apart(lane: ProposedLane, mark: str) -> bool:
    """Whether all that a mark parts is called like a channel, which is how one knows that it is no part of a name."""
    parted = [cell.text for cell in lane.cells if mark in cell.text]
    others = [each for each in MARKS if each not in DOUBTFUL]
    pieces = [piece for text in parted for piece in texts([*others, mark], text)]
    return lane.to in ("channel", "touchpoint", "expectedOn") and all(map(channel_kind, pieces))


def _measure(lane: ProposedLane) -> None:
    """The scale of figures; faces and words of which nobody doubts what they mean; the others stay open."""
    figures = [found for cell in lane.cells if (found := measured(cell.text)) is not None]
    words = Counter(cell.text for cell in lane.cells if measured(cell.text) is None)
    if lane.to == "emotion":
        lane.values = {word: float(value) for word in words if (value := feeling(word)) is not None}
        for word in words:
            if word not in lane.values and len(set((shown := faces(word)).values())) == 1:
                lane.values |= shown
    lane.open = Counter({word: n for word, n in words.items() if not any(face in word for face in lane.values)})
    if scale := named(lane.head.name)[1]:
        lane.scale, lane.measured = scale, CALLED()
    elif figures:
        lane.scale, lane.measured = _scale([value for value, _ in figures], {best for _, best in figures if best})


def _scale(values: Sequence[float], bests: set[float]) -> tuple[tuple[float, float], Saying]:
    low, high = min(values), max(values)
    reason = FROM_TO(low=low, high=high)
    if len(bests) == 1:
        best = next(iter(bests))
        return (0.0 if low < 1 else 1.0, best), OUT_OF(best=best)
    if low < 0:
        end = next((end for end in (1.0, 2.0, 3.0, 5.0, 10.0, 100.0) if max(-low, high) <= end), max(-low, high))
        return (-end, end), reason
    if high <= 1 and any(value % 1 for value in values):
        return (0.0, 1.0), reason
    end = next((end for end in (5.0, 10.0, 100.0) if high <= end), high)
    return (0.0 if low < 1 or end > 10 else 1.0, end), reason


def examples(lane: ProposedLane, most: int = 3) -> Iterator[str]:
    """Some of what stands in a lane."""
    yield from list(dict.fromkeys(cell.text for cell in lane.cells))[:most]
