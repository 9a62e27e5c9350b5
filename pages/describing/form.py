"""A form about a node: its fields with what stands there, or what was filled in in vain."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from api.editable import ALTERED
from graph.language import Language, both
from graph.model import MODEL, Property, Relation, Word
from graph.terms import term
from pages.acting import Refused, Sent
from pages.describing.asking import beside
from pages.describing.fields import GIVEN, Kind, carries, fields, kind, silent
from pages.describing.meanings import meaning
from pages.describing.naming import Names
from pages.describing.sent import changed, named
from pages.describing.values import HIGH, LOW, MORE, NONE, UNIT, UNITS, WHOLE, parts
from pages.findings.deciding import MEANWHILE, signed
from pages.node.asking import end
from pages.node.words import called
from wording.labels import label as word
from wording.problems import said
from wording.writing import NO, YES, beginning, quoted

Row = Mapping[str, Any]
TIMES = (
    both("minutes", "minutes"), both("hours", "heures"), both("days", "jours"), both("weeks", "semaines"),
    both("months", "mois"), both("years", "ans"),
)  # fmt: skip
OTHERWISE = both("ISO 8601 (P1DT12H)", "ISO 8601 (P1DT12H)")
UNSAID = both("not said", "non renseigné")


LONGEST = 120
"""How much is shown of what was said where it is listed."""

HOLD = "holdOrganisation"
"""What an act says that takes the organisation from its chart."""


@dataclass(frozen=True)
class Option:
    """A value that can be chosen."""

    value: str
    words: str
    meaning: str = ""


@dataclass(frozen=True)
class Entry:
    """One of several at the other end of a relation: whether it stays, and what the relation itself says."""

    key: str
    words: str
    kept: bool
    fields: Sequence["Field"] = ()


@dataclass(frozen=True)
class Field:
    """A field: `given` is what its parts show, `before` what stands in the graph; `path` is what its names end with."""

    path: tuple[str, ...]
    kind: Kind
    words: str
    meaning: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    options: Sequence[Option] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = False
    target: str | None = None
    entries: Sequence[Entry] = ()
    blank: Sequence["Field"] = ()
    none: bool | None = None
    none_before: bool = False
    presumed: Sequence[str] = ()
    added: str = ""
    wrong: str = ""
    stands: str = ""

    @property
    def name(self) -> str:
        """Which of the node's it is."""
        return self.path[0]

    @property
    def id(self) -> str:
        """What it is called on the page."""
        return "-".join(("field", *self.path))

    @property
    def marks(self) -> dict[str, str | None]:
        """What tells whoever cannot see it what it means, and that it is wrong: attributes of its element."""
        told = f"{self.id}-told" if self.meaning or self.wrong else None
        return {"aria-describedby": told, "aria-invalid": "true" if self.wrong else None}

    def called(self, when: str, part: str) -> str:
        """The name of a part of it."""
        return named(when, part, *self.path)


@dataclass(frozen=True)
class Form:
    """A form about a node that is there, or about a new one of its label."""

    label: str
    key: str
    kind: str
    title: str
    meaning: str
    fields: Sequence[Field]
    lists: Mapping[str, Sequence[str]]
    wrong: str = ""
    hidden: Sequence[tuple[str, str]] = ()
    asks_to_hold: bool = False
    """Whether it is to be said that the organisation then comes from people, and no longer from its chart."""
    beside: Sequence[tuple[str, str]] = ()
    """What is said of it from elsewhere: ids, and what it is called."""

    @property
    def id(self) -> str:
        """The node, if it is there."""
        return f"{self.label}:{self.key}" if self.key else ""


def form(
    label: str, row: Row | None, names: Names, language: Language, refused: Refused | None = None,
    hidden: Sequence[tuple[str, str]] = (), only: tuple[str, ...] = (),
) -> Form:  # fmt: skip
    """The form about a node as it stands, or about one that is not there yet; filled in as it was if it was refused.

    It has all fields, or only some.
    """
    reading = _Reading(label, row or {}, names, language, refused)
    shown = [reading.field(each) for each in fields(label, only).values()]
    sentence = "" if refused is None or any(each.wrong for each in shown) else said(refused.sentence, language)
    asked = dict.fromkeys(each.target for each in reading.every(shown) if each.target)
    return Form(
        label,
        row["key"] if row else "",
        term(label).one[language],
        title(row, language) if row else "",
        meaning(MODEL[label].doc, language, label),
        shown,
        {each: names.all(each) for each in asked if each in names.labels},
        sentence,
        hidden,
        refused is not None and refused.field == HOLD,
        [(each["id"], title(each, language)) for name in beside(label) for each in (row or {}).get(name) or ()],
    )


def title(row: Row, language: Language) -> str:
    """What a node is called; of what was said, the words."""
    quote = row.get("quote")
    return quoted(beginning(quote, LONGEST), language) if quote else str(row["label"])


class _Reading:
    """Makes fields of what stands, and of what was sent in vain."""

    def __init__(self, label: str, row: Row, names: Names, language: Language, refused: Refused | None) -> None:
        self._label, self._row, self._names, self._language = label, row, names, language
        self._refused = refused
        self._sent: Sent | None = refused.sent if refused else None
        self._mine = set(changed(refused.sent, label)) if refused else set()
        stands = refused.stands if refused else ()
        self._theirs = {each["field"]: each for each in stands if each["id"] == row.get("id")}

    def field(self, declared: Property | Relation) -> Field:
        """The field of something declared."""
        found = self._relation(declared) if isinstance(declared, Relation) else self._property(declared)
        if self._refused and (self._refused.field or "").removesuffix(ALTERED) == found.name:
            found = replace(found, wrong=said(self._refused.sentence, self._language))
        if found.name in self._mine and (theirs := self._theirs.get(found.name)):
            found = replace(found, stands=meanwhile(theirs, _stands(found, self._language), self._language))
        return found

    def every(self, shown: Sequence[Field]) -> Iterator[Field]:
        """All fields, those of entries too."""
        for each in shown:
            yield each
            yield from each.blank

    def _property(self, declared: Property) -> Field:
        made = self._simple(declared, (declared.name,), self._row.get(declared.name))
        return self._again(made, declared.name)

    def _again(self, made: Field, name: str) -> Field:
        """What was filled in, where it was changed."""
        if self._sent is None or name not in self._mine:
            return made
        sent = self._sent
        given = {part: sent.one(made.called(GIVEN, part)) or "" for part in (WHOLE, LOW, HIGH, UNIT)}
        return replace(made, given={part: each for part, each in given.items() if each})

    def _simple(self, declared: Property, path: tuple[str, ...], value: Any) -> Field:
        language, sort = self._language, kind(declared)
        options: list[Option] = []
        if sort is Kind.WORD:
            options = [Option(each, word(each, language), _sense(each, language)) for each in _words(declared)]
        elif sort is Kind.YES:
            options = [Option("true", YES[language]), Option("false", NO[language])]
        elif sort is Kind.DURATION:
            options = [Option(unit, each[language]) for unit, each in zip(UNITS, TIMES, strict=True)]
            options.append(Option("", OTHERWISE[language]))
        if sort is Kind.NAMES:
            value = [self._names.shown(declared.refers, each, each) for each in value or ()]
        stands, between = parts(declared, value), declared.between
        return Field(
            path, sort, called(path[-1] if len(path) == 1 else path[1], language), meaning(declared.doc, language),
            stands, stands, options, between.low if between else 0 if declared.interval else None,
            between.high if between and between.high < math.inf else None, declared.type is int, declared.refers,
        )  # fmt: skip

    def _relation(self, relation: Relation) -> Field:
        name, language = relation.name, self._language
        made = Field((name,), kind(relation), called(name, language), meaning(relation.doc, language),
                     target=relation.target)  # fmt: skip
        value = self._row.get(name)
        if not relation.many:
            label_ = self._names.shown(relation.target, value["key"], value["label"]) if value else ""
            stands = {WHOLE: label_} if label_ else {}
            return self._again(replace(made, given=stands, before=stands), name)
        return self._several(relation, made, value or [])

    def _several(self, relation: Relation, made: Field, rows: Sequence[Row]) -> Field:
        name, stated = relation.name, relation.name in (self._row.get("stated") or ())
        aware = silent(self._label, relation)
        at = end(relation)
        found, presumed = [], []
        for row in rows:
            node: Row = row[at] if at else row
            words = self._names.shown(relation.target, node["key"], node["label"])
            if row.get("declared") is False if at else aware and not stated and _by_default(relation):
                presumed.append(words)
            else:
                key = node["key"] if relation.target else node["id"]
                found.append(Entry(key, words, self._keeps(name, key), self._inner(relation, key, row)))
        none = aware and stated and not found
        sent = self._sent if name in self._mine else None
        return replace(
            made,
            entries=found,
            blank=self._inner(relation, "", {}),
            none=None if not aware else bool(sent.one(named(GIVEN, NONE, name))) if sent else none,
            none_before=none,
            presumed=presumed,
            added="\n".join(sent.several(named(GIVEN, MORE, name))) if sent else "",
        )

    def _keeps(self, name: str, key: str) -> bool:
        return self._sent is None or name not in self._mine or key in self._sent.several(named(GIVEN, WHOLE, name))

    def _inner(self, relation: Relation, key: str, row: Row) -> list[Field]:
        return [
            self._again(self._simple(each, (relation.name, each.name, key), row.get(each.name)), relation.name)
            for each in carries(relation).values()
        ]


def meanwhile(theirs: Row, words: str, language: Language) -> str:
    """What somebody put there meanwhile, and who."""
    return said(MEANWHILE(by=signed(theirs.get("by"), language), theirs=words), language)


def _stands(shown: Field, language: Language) -> str:
    """What stands in a field, in words."""
    stands = [each.words for each in shown.entries] or [*shown.before.values()][:2]
    called_ = {each.value: each.words for each in shown.options}
    told = ", ".join(quoted(called_.get(each, each), language) for each in stands)
    return told or UNSAID[language]


def _by_default(relation: Relation) -> bool:
    """Whether it stands for something else where nobody said it."""
    return bool(relation.edge and any(each.name == "declared" for each in relation.edge.properties))


def _words(declared: Property) -> Sequence[Word]:
    assert issubclass(declared.type, Word)
    return list(declared.type)


def _sense(each: Word, language: Language) -> str:
    return meaning(each.meaning, language, type(each).__name__, list(type(each)).index(each))
