"""Ruptures as a table that can be read aloud: where, what, why, whose, how many."""

from collections.abc import Iterable, Sequence

from graph.language import Language, both
from graph.model.words import RuptureKind
from queries.breaks import A_YEAR, JOURNEY, WHOSE, WHY, drawn
from queries.drawing import Drawing, Row, Words

HEADS = (JOURNEY, both("Step", "Étape"), both("Rupture", "Rupture"), WHY, WHOSE, A_YEAR)

MISSING = both("Missing feed: {from} → {to} ({objects})", "Flux manquant\N{NO-BREAK SPACE}: {from} → {to} ({objects})")


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """One table."""
    return drawn(HEADS, [_cells(row, words, language) for row in rows], language)


def _cells(row: Row, words: Words, language: Language) -> list[str]:
    then = row["lastSeen"] if row["resolved"] else {}  # not in the words of today
    places = (then.get(name) or row[name] for name in ("journey", "step"))
    owners = map(words.called, then["owners"]) if then.get("journey") else _answerable(row, words)
    return [
        *(words.called(place) if place else words.UNKNOWN[language] for place in places),
        words.label(RuptureKind(row["kind"]), language) + words.decided(row, language),
        row["explanation"] + _missing(row["rootCause"]["feed"], words, language),
        ", ".join(owners) or words.UNKNOWN[language],
        words.volume(row["volume"], language),
    ]


def _missing(feed: Row | None, words: Words, language: Language) -> str:
    """The feed that is not there and would repair it, on a line of its own."""
    if feed is None:
        return ""
    names = {end: words.called(feed[end]) for end in ("from", "to")}
    return "\n" + MISSING[language].format(**names, objects=", ".join(map(words.called, feed["objects"])))


def _answerable(row: Row, words: Words) -> Iterable[str]:
    """Who handles both ends, or, where there are none, the touchpoints of the step; each once."""
    ends = [end for end in (row["from"], row["to"]) if end] or (row["step"] or {}).get("touchpoints", ())
    return dict.fromkeys(words.called(department) for end in ends for department in end["handledBy"])
