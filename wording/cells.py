"""Values of answers in words: names of nodes, intervals, labels, yes and no."""

import datetime
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from graph.language import Language, both
from graph.model import Cost, Word
from graph.model.words import Triage
from queries.declare import Shown, fields
from queries.drawing import Row
from wording.labels import label
from wording.writing import NO, YES, amount, between, date, day, money, number, percent, quoted, signed

# label, number and signed too: this module is the `Words` that are handed to questions with drawings of their own.
__all__ = [
    "UNKNOWN",
    "apart",
    "called",
    "cell",
    "cost",
    "decided",
    "end",
    "joined",
    "label",
    "number",
    "share",
    "signed",
    "volume",
]

UNKNOWN = both("unknown", "inconnu")
BY = both("by {day}", "pour le {day}")
APART = "apart"
"""Where a node has the name that tells it from others of its name."""
MANY = 8
"""How many members of a list a terminal shows; the rest are counted."""
SHORT = 30
"""How long the members of a list are that stand beside each other; longer ones have a line each."""
NOTE = 80
"""How many characters of a note stand beside what it is about; a list of what was decided has all of it."""


def cell(shown: Shown, value: Any, language: Language) -> str:
    """One value of a row, as a person reads it."""
    if value is None:
        return "" if shown.none else UNKNOWN[language]
    if not shown.many:
        return one(shown, value, language)
    if shown.way:
        return " → ".join(one(shown, each, language) for each in value)
    more = [f"… +{len(value) - MANY}"] if len(value) > MANY else []
    return joined([*(one(shown, each, language) for each in value[:MANY]), *more])


def joined(members: list[str]) -> str:
    """The members of a list: beside each other where they are short, else each on a line, marked where it begins."""
    if all(len(each) <= SHORT for each in members):
        return ", ".join(members)
    return "\n".join(f"• {each}" for each in members) if len(members) > 1 else members[0]


def one(shown: Shown, value: Any, language: Language) -> str:
    """One value that is there, a member of a list also."""
    if shown.node:
        return named(value, language)
    if shown.record:
        assert isinstance(shown.type, type)
        return _record(shown.type, value, language)
    if shown.interval:
        return (cost if shown.type is Cost else volume)(value, language)
    if isinstance(value, bool):
        return (YES if value else NO)[language]
    if shown.type in (datetime.date, datetime.datetime):
        return date(datetime.datetime.fromisoformat(value).date(), language)
    if isinstance(shown.type, type) and issubclass(shown.type, Word):
        return label(shown.type(value), language)
    return number(value, language) if isinstance(value, int | float) else str(value)


def _record(record: type, value: Row, language: Language) -> str:
    """A record in one line: from where to where, then the rest of it, but for details and what there is not."""
    told = {
        each.name: cell(each, value[each.name], language).replace("\n", ", ")
        for each in fields(record).values()
        if not each.detail
    }
    ends = " → ".join(told.pop(end) for end in ("from", "to") if end in told)
    return " · ".join(each for each in (ends, *told.values()) if each)


def named(node: Row, language: Language) -> str:
    """A node in a cell: a rupture with what was decided about it, an import by its source and day."""
    if "startedAt" in node:
        source = (node.get("source") or {}).get("key", "")
        return run(source, datetime.datetime.fromisoformat(node["startedAt"]), language)
    return called(node) + (decided(node, language) if "explanation" in node else "")


def run(source: str, began: datetime.datetime, language: Language) -> str:
    """An import by its source, and when it began, here."""
    here = began.astimezone()
    return f"{source} {date(here.date(), language)} {here:%H:%M}".strip()


def apart(nodes: Iterable[Row]) -> dict[str, str]:
    """What nodes are called, by key; those of one name have their key beside it."""
    names = {node["key"]: called(node) for node in nodes}
    shared = Counter(names.values())
    return {key: f"{name} ({key})" if shared[name] > 1 and name != key else name for key, name in names.items()}


def decided(rupture: Row, language: Language) -> str:
    """What people decided about a rupture, unless it is open, and what they said with it: owner, day, note."""
    triage = Triage(rupture["triage"])
    owner, due, note = (rupture.get(name) for name in ("triageOwner", "triageDue", "triageNote"))
    said = [
        label(triage, language) if triage is not Triage.OPEN else "",
        called(owner) if owner else "",
        BY[language].format(day=day(datetime.date.fromisoformat(due), language)) if due else "",
        quoted(textwrap.shorten(note, NOTE, placeholder=" …"), language) if note else "",
    ]
    return f" [{' · '.join(each for each in said if each)}]" if any(said) else ""


def called(node: Row) -> str:
    """What a node is called: a touchpoint by its step and channel, a hand-off by its ends, a rupture by what breaks."""
    if APART in node:
        return str(node[APART])
    if "explanation" in node:
        return str(node["explanation"])
    if "from" in node and "to" in node:
        return f"{called(node['from'])} → {called(node['to'])}"
    if "startedAt" in node:
        return f"{(node.get('source') or {}).get('key', '')} {node['startedAt'][:16].replace('T', ' ')}".strip()
    if "channel" in node:
        return end(node)
    return str(node.get("name") or node.get("title") or node.get("text") or node.get("key", ""))


def end(touchpoint: Row) -> str:
    """What the customer does at a touchpoint, and on which channel, if that has a name or a key to it."""
    step, channel = touchpoint["step"] or {}, touchpoint["channel"]
    text = step.get("text") or touchpoint["name"] or touchpoint["key"]
    return place_of(text, called(channel) if channel else "")


def place_of(text: str, channel: str | None) -> str:
    """What happens somewhere, and on which channel, if that is known."""
    return f"{text} ({channel})" if channel else str(text)


def volume(interval: Mapping[str, Any] | None, language: Language) -> str:
    """An interval of contacts a year, with the thousands set apart as the language does."""
    if interval is None:
        return UNKNOWN[language]
    return between(interval["low"], interval["high"], language)


def share(part: float | None, language: Language) -> str:
    """A share in percent: `26%`, `26 %`."""
    return UNKNOWN[language] if part is None else percent(number(round(part * 100), language), language)


def cost(interval: Row | None, language: Language) -> str:
    """An interval of money, with its currency as the language puts it."""
    if interval is None:
        return UNKNOWN[language]
    low, high = (amount(interval[end], language) for end in ("low", "high"))
    return money(low if low == high else f"{low}–{high}", interval["currency"], language)
