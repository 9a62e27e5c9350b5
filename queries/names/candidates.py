"""What a name may stand for, as the store finds it by its indexes: over keys, over aliases, over names.

The index over names minds no accents, and gives whatever has the words of a name in order, and more.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.gateway import Read
from graph.model import MODEL
from graph.model.words import RuptureKind
from graph.schema import ALIASES
from graph.texts import FOLDED, FRENCH, TEXTS
from graph.wholes import WITHIN
from queries.former import by_keys
from queries.search.words import SMALL, fold, telling, words

ANYTHING = "MATCH (s:Source) RETURN s.key LIMIT 1"
PLACED = """CASE WHEN node:Touchpoint THEN node {
  .key, .name, step: head(COLLECT { MATCH (node)<-[:HAS_TOUCHPOINT]-(step:Step) RETURN step {.key, .text} }),
  channel: head(COLLECT { MATCH (node)-[:ON]->(channel:Channel) RETURN channel {.key, .name} })
} ELSE node {.key, .title, .name, .text} END"""
"""A node that may be a touchpoint, with what names it."""

PLAIN = "node {.key, .title, .name, .text}"
FORMER = "CASE WHEN asked IS NULL THEN coalesce(node.aliases, []) ELSE [asked] END"
MOST = 500
"""Nodes of a label that are looked at for what is nearly what was asked for."""

SOUGHT = 10
"""Words of a text that names which are nearly it are looked for by, the longest."""

BEGUN = 2
"""Letters that a key has in common with what is nearly it."""

APOSTROPHES = str.maketrans("‘’ʼ", "'''")


@dataclass(frozen=True, eq=False)
class Candidate:
    """A node that one of the texts may stand for, as rows of answers have it, with the keys that it had before."""

    label: str
    node: dict[str, Any]
    former: Collection[str] = ()

    @property
    def called(self) -> str:
        """What it is called; nothing for what has no name."""
        return called(self.node)

    @property
    def said(self) -> str:
        """Its key and its name."""
        return f"{self.node['key']} ({self.called})" if self.called else str(self.node["key"])


def called(node: Mapping[str, Any]) -> str:
    """What a node is called, of its own properties; nothing where it has no name."""
    return node.get("title") or node.get("name") or node.get("text") or ""


def spelt(text: str) -> str:
    """A name as it is compared: without case and accents, with straight apostrophes and single spaces."""
    return " ".join(fold(text.translate(APOSTROPHES)).split())


def candidates(read: Read, texts: Collection[str], labels: Collection[str]) -> list[Candidate]:
    """All that texts may stand for among labels, by one statement; parts of journeys and ruptures have only keys."""
    named, parts = _named(labels), _parts(labels, texts)
    branches = [f"MATCH (node:{label}) WHERE node.key IN $keys RETURN node, null AS asked" for label in named]
    if named:
        aliased = f"CALL db.index.fulltext.queryNodes('{ALIASES}', $former) YIELD node"
        branches.append(f"{aliased} RETURN node, null AS asked")
    phrases = {}
    for index, name, some in ((FOLDED, "names", texts), (FRENCH, "small", [*filter(_is_small, texts)])):
        if query := _phrases(some, named):
            phrases[name] = query
            found = f"CALL db.index.fulltext.queryNodes('{index}', ${name}) YIELD node"
            short = f"size(coalesce({', '.join(f'node.{each}' for each in _called(named))})) <= $longest"
            branches.append(f"{found} WITH node WHERE {short} RETURN node, null AS asked")
    branches += [f"{by_keys(label, 'node', 'asked', '$keys')} RETURN node, asked" for label in parts]
    if not branches:
        return []
    rows = read(
        _told("UNION ALL", branches, PLACED if parts else PLAIN, f", {FORMER}"),
        keys=[*texts], former=" ".join(map(_quoted, texts)), **phrases, labels=[*named, *parts],
        longest=2 * max(map(len, texts)),
    )  # fmt: skip
    return [Candidate(*row) for row in rows]


def near(read: Read, text: str, labels: Collection[str], many: int) -> list[Candidate]:
    """Those among labels whose key or name has the text in it; else those whose key or name is nearly it."""
    named, parts = _named(labels), _parts(labels, [text])
    begun = "UNWIND $starts AS start MATCH (node:{}) WHERE node.key STARTS WITH start RETURN node LIMIT {}"
    branches = [begun.format(label, MOST) for label in (*named, *parts)]
    if query := _fuzzy(text, named):
        found = f"CALL db.index.fulltext.queryNodes('{FOLDED}', $query) YIELD node"
        branches.append(f"{found} WITH node WHERE node:{'|'.join(named)} RETURN node LIMIT {MOST}")
    if not branches:
        return []
    starts = _starts(text, "Rupture" in parts)
    rows = read(_told("UNION", branches, PLAIN), starts=starts, query=query, labels=[*named, *parts])
    return _nearest(spelt(text), [Candidate(*row) for row in rows], many)


def _told(union: str, branches: Iterable[str], node: str, more: str = "") -> str:
    """The statement that tells the label and the node of all that branches bind, where its label is among `$labels`."""
    text = f"\n{union}\n".join(branches)
    return f"""CALL () {{
{text}
}}
WITH *, head([label IN labels(node) WHERE label IN $labels]) AS label WHERE label IS NOT NULL
RETURN label, {node}{more}"""


def _nearest(sought: str, found: Iterable[Candidate], many: int) -> list[Candidate]:
    words = {each: (spelt(each.node["key"]), spelt(each.called)) for each in found}
    within = [each for each, own in words.items() if sought and any(sought in word for word in own)]
    alike = difflib.get_close_matches(sought, {word for own in words.values() for word in own}, many)
    others = dict.fromkeys(each for word in alike for each, own in words.items() if word in own)
    return (sorted(within, key=lambda each: str(each.node["key"])) or [*others])[:many]


def _starts(text: str, rupture: bool) -> list[str]:
    """How keys begin that are nearly the text, or, of ruptures, say what breaks there."""
    start = text[: text.rfind("/") + 1] or (text if rupture else text[:BEGUN])
    spellings = [*dict.fromkeys((start, start.lower(), start.upper(), start.capitalize(), fold(start)))]
    kinds = [f"{kind}~{each}" for kind in RuptureKind for each in spellings] if rupture else []
    return [*spellings, *kinds]


def _named(labels: Iterable[str]) -> list[str]:
    """Those among labels whose nodes stand for themselves, and are called by their names."""
    return [label for label in labels if label in TEXTS and label not in WITHIN]


def _parts(labels: Collection[str], texts: Iterable[str]) -> list[str]:
    """Those whose nodes are of a journey, where a text may be the key of one, or nothing else is looked for."""
    parts = [label for label in labels if label in WITHIN or label == "Rupture"]
    whole = any("/" in text or "~" in text for text in texts)
    return parts if whole or len(parts) == len(labels) else []


def _called(labels: Iterable[str]) -> list[str]:
    """The properties that hold what nodes of these labels are called."""
    return [*dict.fromkeys(name for label in labels if (name := MODEL[label].called))]


def _quoted(text: str) -> str:
    """A text as an index is asked for its words in order, whatever signs stand in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_small(text: str) -> bool:
    """Whether the index over names leaves all of its words out, as small ones of English: a department called IT."""
    return SMALL.issuperset(words(text))


def _phrases(texts: Iterable[str], labels: Iterable[str]) -> str:
    """What the index over names is asked for; nothing where no text has a letter."""
    phrases = " ".join(_quoted(text.translate(APOSTROPHES)) for text in texts if words(text))
    return _asked(phrases, labels)


def _fuzzy(text: str, labels: Iterable[str]) -> str:
    """What it is asked for names with a word that is nearly one of the text's, or begins so."""
    return _asked(" ".join(f"{word}~ {word}*" for word in telling(words(text), SOUGHT).values()), labels)


def _asked(clauses: str, labels: Iterable[str]) -> str:
    return " ".join(f"{name}:({clauses})" for name in _called(labels)) if clauses else ""
