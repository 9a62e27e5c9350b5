"""What an act did, and what follows from it: on a map that is shown to others at once, else for whoever asks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.language import Language, Told, both
from graph.model import MODEL
from graph.saying import Saying, counting, saying
from graph.terms import term
from pages.editing.outline import asks
from pages.node.words import called
from pages.telling import Link
from pages.visitor import Visitor
from wording.cells import volume
from wording.problems import said
from wording.writing import COLON, listed

Row = Mapping[str, Any]
MOST = 4
"""Fields and nodes that are named; more are counted."""

SAME = saying("It was so already: nothing had to be written.", "C'était déjà le cas : il n'y avait rien à écrire.")
ADDED, GONE = both("Added", "Ajouté"), both("Removed", "Retiré")
AND = both("; ", "\N{NO-BREAK SPACE}; ")
MOVED = both("Moved", "Déplacé")
PLACES = ("journey", "phase", "step", "order")
"""The fields by which changes tell where a part stands."""
CHANGED = both("Changed", "Modifié")
BACK = {"1": both("Taken back", "Annulé"), "2": both("Done again", "Rétabli")}
"""What became of an act that was taken back, and of one whose taking back was taken back, by what the address says."""
MADE = both("Done", "C'est fait")
"""What is told where nothing says otherwise than before: parts stand in another order, or a pen was given back."""
REPAIRED = counting(
    "It repairs 1 rupture", "It repairs {n:,} ruptures", "Cela répare 1 rupture", "Cela répare {n:,} ruptures"
)
BROKEN = counting("1 rupture appears", "{n:,} ruptures appear", "1 rupture apparaît", "{n:,} ruptures apparaissent")
HOLD = counting(
    "1 more hand-off holds", "{n:,} more hand-offs hold",
    "1 passage de relais de plus tient", "{n:,} passages de relais de plus tiennent",
)  # fmt: skip
BREAK = counting(
    "1 more hand-off is broken", "{n:,} more hand-offs are broken",
    "1 passage de relais de plus est rompu", "{n:,} passages de relais de plus sont rompus",
)  # fmt: skip
A_YEAR = both("{} contacts a year", "{} contacts par an")
MEETS = saying("{what} ({volume})", "{what} ({volume})")


RUN = """query done($done: Int!) {
  runs: importRuns(first: 1, where: { revision: { eq: $done }, source: { key: { eq: "edits" } } }) {
    edges { node {
      key by note revision rupturesAppeared rupturesGone handoffsBroken handoffsSound
      changes(first: 1000) { edges { node { node field before after } } }
    } }
  }
}"""
"""Asks for the act that left a revision."""


@dataclass(frozen=True)
class Done:
    """An act in a sentence, the way back, and what follows: sentences, and the ruptures that came and went.

    `note` is what was said with it.
    """

    sentence: str
    note: str = ""
    undo: str | None = None
    again: bool = False
    follows: str = ""
    appeared: Sequence[Link] = ()
    resolved: Sequence[Link] = ()
    brought: str | None = None
    """The act, where it brought the journey itself: taken back, it leaves nothing here to look at."""


def done(data: Row, visitor: Visitor) -> Done | None:
    """What the visitor's last act did; null where they did nothing just now."""
    language, run = visitor.language, _run(data)
    if run is None:
        return Done(said(SAME(), language)) if visitor.one("done") == "0" else None
    changes = [edge["node"] for edge in run["changes"]["edges"]]
    became = visitor.one("undone") or ""
    undone = became == "1"
    told = list(_sentences(changes, language, undone))
    back = [BACK[became][language]] if became in BACK else []
    sentence = f"{COLON[language]} ".join([*back, *([AND[language].join(told)] if told else [])]) or MADE[language]
    came, went = (_ruptures(data.get(name), visitor) for name in ("appeared", "resolved"))
    brought = any(each["node"] == f"Journey:{visitor.key}" and each["field"] is None for each in changes)
    own = f"ImportRun:{run['key']}" if visitor.by is not None and run["by"] == visitor.by.name else None
    return Done(
        f"{sentence}.",
        run["note"] or "",
        asks("undo", edit=own, **({"again": "1"} if undone else {})) if own and not brought else None,
        undone,
        _follows(data, run, language),
        came,
        went,
        own if brought else None,
    )


def _run(data: Row) -> Row | None:
    edges = (data.get("runs") or {"edges": ()})["edges"]
    return edges[0]["node"] if edges else None


def _sentences(changes: Sequence[Row], language: Language, undone: bool) -> Iterator[str]:
    """What came, what went, and which fields say something else; of what was taken back, what had been done."""
    whole = [each for each in changes if each["field"] is None]
    came, went = (GONE, ADDED) if undone else (ADDED, GONE)
    for words, there, other in ((came, "after", "before"), (went, "before", "after")):
        found = [each for each in whole if each[there] is not None and each[other] is None]
        if found:
            yield _told(words, [said(each, language) for each in _nodes(found)], language)
    about = {each["node"] for each in whole}
    rest = [each for each in changes if each["field"] and each["node"] not in about]
    if moved := list({each["node"]: each for each in rest if each["field"] in PLACES}.values()):
        yield _told(MOVED, [said(each, language) for each in _nodes(moved)], language)
    fields = dict.fromkeys(each["field"] for each in rest if each["field"] not in PLACES)
    names = [called(each, language) for each in fields]
    if names:
        yield _told(CHANGED, [*names[:MOST], *(["…"] if len(names) > MOST else [])], language)


def _told(words: Told, parts: Sequence[str], language: Language) -> str:
    return f"{words[language]}{COLON[language]} {listed(list(parts), language)}"


def _nodes(changes: Sequence[Row]) -> Iterator[Saying]:
    for label, n in Counter(each["node"].partition(":")[0] for each in changes).items():
        yield term(label).counted(n) if label in MODEL else Saying(both(label, label), {})


def _ruptures(found: Row | None, visitor: Visitor) -> list[Link]:
    nodes = [edge["node"] for edge in (found or {"edges": ()})["edges"]]
    return [Link(each["explanation"], visitor.links.finding(each["key"])) for each in nodes]


def _follows(data: Row, run: Row, language: Language) -> str:
    """What follows in a sentence each: what is repaired and what breaks, with the contacts that meet it."""
    told = []
    for name, words, n in (("resolved", REPAIRED, run["rupturesGone"]), ("appeared", BROKEN, run["rupturesAppeared"])):
        met = _met([edge["node"]["volume"] for edge in (data.get(name) or {"edges": ()})["edges"]])
        if n and met:
            told.append(MEETS(what=words(n), volume=A_YEAR[language].format(volume(met, language))))
        elif n:
            told.append(words(n))
    told += [words(run[name]) for name, words in (("handoffsSound", HOLD), ("handoffsBroken", BREAK)) if run[name]]
    return " ".join(f"{said(each, language)}." for each in told)


def _met(volumes: Sequence[Row | None]) -> Row | None:
    """The contacts a year that meet the largest of several."""
    known = [each for each in volumes if each]
    return max(known, key=lambda each: (each["high"], each["low"])) if known else None
