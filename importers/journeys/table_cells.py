"""Cells of a map as values of the model; what cannot be read is told, with how often it stands, and is unknown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.keys import slug
from graph.model import MODEL, Word
from graph.problems import Code, Problem
from graph.said import Place
from graph.saying import Saying, counting, saying
from importers.journeys.aims import AIMS, Aim, Takes
from importers.journeys.scales import interval, measured, onto
from importers.journeys.table_mapping import NEWLINE, OURS, Lane, TableMapping
from importers.journeys.words import code
from importers.reading.blocks import Cell
from importers.reading.grid import Grid, Spot

LONGEST = 60
"""How long a key that is made of a text may be."""

NONE = frozenset(("none", "nothing", "nobody", "aucun", "aucune", "rien", "personne", "keine", "keiner", "nichts",
                  "ninguno", "ninguna", "nada", "нет", "(none)", "(aucun)", "(aucune)"))  # fmt: skip
"""What says that there are none, which is more than saying nothing."""

YES = frozenset(("true", "yes", "y", "x", "✓", "✔", "oui", "o", "ja", "si", "sí", "да", "1", "vrai"))
NO = frozenset(("false", "no", "n", "non", "nein", "нет", "0", "faux"))

UNSAID = saying(
    "nobody said what {value!r} stands for in {lane!r} ({n:,} times): its `scale:` or `values:` can; "
    "until then it is unknown, and kept as a note",
    "personne n'a dit ce que vaut {value!r} dans {lane!r} ({n:,} fois) : `scale:` ou `values:` peuvent le dire ; "
    "d'ici là c'est inconnu, et gardé en note",
)
BEYOND = saying(
    "{value!r} in {lane!r} is not between {low:g} and {high:g} ({n:,} times): it is unknown, and kept as a note",
    "{value!r} dans {lane!r} n'est pas entre {low:g} et {high:g} ({n:,} fois) : c'est inconnu, et gardé en note",
)
NO_NUMBER = saying(
    "{value!r} in {lane!r} is neither a number nor two ends such as 3000-4000 ({n:,} times): kept as a note",
    "{value!r} dans {lane!r} n'est ni un nombre ni deux bornes comme 3000-4000 ({n:,} fois) : gardé en note",
)
NO_SUCH_WORD = saying(
    "{value!r} in {lane!r} is none of {known} ({n:,} times): its `values:` can say which it is; kept as a note",
    "{value!r} dans {lane!r} ne figure pas parmi {known} ({n:,} fois) : `values:` peut le dire ; gardé en note",
)
NO_FLAG = saying(
    "{value!r} in {lane!r} is neither yes nor no ({n:,} times): kept as a note",
    "{value!r} dans {lane!r} n'est ni oui ni non ({n:,} fois) : gardé en note",
)
NO_CHANNEL = counting(
    "1 touchpoint names no channel: it stands on the stub `unmapped`; a lane `to: channel` would tell",
    "{n:,} touchpoints name no channel: they stand on the stub `unmapped`; a lane `to: channel` would tell",
    "1 point de contact ne nomme aucun canal : il est placé sur `unmapped`, non décrit ; "
    "une ligne `to: channel` le dirait",
    "{n:,} points de contact ne nomment aucun canal : ils sont placés sur `unmapped`, non décrit ; "
    "une ligne `to: channel` le dirait",
)
NEW_NAME = saying(
    "the mapping does not know {value!r} ({n:,} times): it stands under the key {key!r}",
    "le mapping ne connaît pas {value!r} ({n:,} fois) : sa clé est {key!r}",
)


@dataclass
class Found:
    """What was found in the cells of a table: of each value that cannot be read, where it first stood, how often."""

    grid: Grid
    _first: dict[tuple[str, str, str], tuple[Code, Callable[[int], Saying], Place]] = field(default_factory=dict)
    _counts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _unplaced: list[Spot] = field(default_factory=list)

    def note(self, code: Code, lane: str, cell: Cell, said: Callable[..., Saying], **values: Any) -> None:
        """A value in a lane, and what is said of it."""
        shown = cell.text[:LONGEST]
        key = (str(code), lane, values.get("value", shown))
        values = {"value": shown, "lane": lane, **values}
        place = self.grid.place(cell.spot)
        self._first.setdefault(key, (code, lambda n: said(n=n, **values), place))
        self._counts[key] = self._counts.get(key, 0) + 1

    def unplaced(self, spot: Spot) -> None:
        """A contact of which nobody said on which channel it happens."""
        self._unplaced.append(spot)

    def problems(self) -> list[Problem]:
        """Each of them once, with how often it was found."""
        n = len(self._unplaced)
        place = self.grid.place(self._unplaced[0]) if n else ("", None, None)
        unplaced = [Problem(Code.UNMAPPED_VALUE, NO_CHANNEL(n), place, count=n)] if n else []
        return unplaced + [
            Problem(code, said(self._counts[key]), place, key[2], count=self._counts[key])
            for key, (code, said, place) in self._first.items()
        ]


@dataclass(frozen=True)
class Reader:
    """Reads cells as the lanes of a mapping say."""

    mapping: TableMapping
    found: Found

    def value(self, name: str, lane: Lane, cell: Cell) -> Any:
        """A cell as a value of the field that its lane goes to; None where it cannot be read, which is told."""
        aim = AIMS[lane.to]
        if aim.takes in OURS:
            return self._measure(name, lane, cell)
        if aim.takes is Takes.INTERVAL:
            return self._interval(name, cell)
        if aim.takes is Takes.WORD:
            return self._word(name, lane, aim, cell)
        if aim.takes is Takes.FLAG:
            return self._flag(name, cell)
        return cell.text

    def _measure(self, name: str, lane: Lane, cell: Cell) -> float | None:
        ours = OURS[AIMS[lane.to].takes]
        by_word: dict[str, float | None] = {word.casefold().strip(): value for word, value in lane.values.items()}
        text = cell.text.casefold()
        if text in by_word:
            return by_word[text]
        inside = {by_word[word] for word in by_word if word and not word[0].isalnum() and word in text}
        if len(inside) == 1:  # a face among words
            return inside.pop()
        figure = measured(cell.text)
        if figure is None or not isinstance(lane.scale, tuple):
            self.found.note(Code.UNMAPPED_VALUE, name, cell, UNSAID)
            return None
        put = onto(figure[0], lane.scale, ours)
        if put is None or figure[1] not in (None, lane.scale[1]):
            low, high = lane.scale
            self.found.note(Code.BAD_VALUE, name, cell, BEYOND, low=low, high=high)
            return None
        return put

    def says_more(self, lane: Lane, cell: Cell) -> bool:
        """Whether a measure stands among other words, which would be lost."""
        alone = {word.casefold().strip() for word in lane.values}
        return AIMS[lane.to].takes in OURS and cell.text.casefold() not in alone and measured(cell.text) is None

    def _interval(self, name: str, cell: Cell) -> float | list[float] | None:
        found = interval(cell.text)
        if found is None:
            self.found.note(Code.BAD_VALUE, name, cell, NO_NUMBER)
        return found

    def _word(self, name: str, lane: Lane, aim: Aim, cell: Cell) -> str | None:
        kind = MODEL[aim.of].by_name[aim.field].type
        assert isinstance(kind, type) and issubclass(kind, Word)
        given = next((value for word, value in lane.values.items() if word.casefold() == cell.text.casefold()), None)
        found = code(kind, given or cell.text)
        if found is None:
            self.found.note(Code.UNMAPPED_VALUE, name, cell, NO_SUCH_WORD, known=", ".join(kind))
        return None if found is None else str(found.value)

    def _flag(self, name: str, cell: Cell) -> bool | None:
        text = cell.text.casefold()
        if text not in YES | NO:
            self.found.note(Code.UNMAPPED_VALUE, name, cell, NO_FLAG)
            return None
        return text in YES

    def names(self, name: str, lane: Lane, cell: Cell) -> list[tuple[str, str]] | None:
        """Key and name of each thing that a cell names; none where it says that there are none.

        The name is empty where nothing is to be told of the thing but that there is such a one.
        """
        if cell.text.casefold().strip() in NONE:
            return []
        label = AIMS[lane.to].label
        by_word = {word.casefold(): key for word, key in {**self.mapping.words(label), **lane.values}.items()}
        found = []
        for text in texts(lane.split or (), cell.text):
            key = by_word.get(text.casefold())
            if key is None:
                key = short(text, label.lower())
                if not self.mapping.own:
                    self.found.note(Code.UNMAPPED_VALUE, name, cell, NEW_NAME, value=text[:LONGEST], key=key)
                text = "" if lane.unknown == "stub" else text
            found.append((key, text))
        return found


def texts(marks: Iterable[str], text: str) -> list[str]:
    """The values that marks part in a text, each once, without the bullets before them."""
    parts = [text]
    for mark in marks:
        parts = [piece for part in parts for piece in part.split("\n" if mark == NEWLINE else mark)]
    return list(dict.fromkeys(bare for part in parts if (bare := part.strip(" \n\t•·*-–"))))


def short(text: str, prefix: str) -> str:
    """A key made of a text, of its first words where it is long."""
    whole = slug(text, prefix)
    return whole if len(whole) <= LONGEST else whole[: whole.rfind("-", 20, LONGEST + 1)].rstrip("-")
