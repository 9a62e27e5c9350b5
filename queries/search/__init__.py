"""Searching everything that has words: by a word's beginning or its stem, in French and English, whatever the accents.

Scores follow from a node's own texts and the words asked for, so that they stay when other nodes come and go: the
store's own weigh how rare a word is, and a cursor would lose its place with the next import.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from graph.cypher import Cypher
from graph.errors import BadInput
from graph.texts import ENGLISH, FOLDED, FRENCH, NAMES, TEXTS
from queries.search.words import telling, words

TYPES = {re.sub(r"\B(?=[A-Z])", "_", label).upper(): label for label in TEXTS}
"""The labels that have texts, by what they are called as a type of what is searched for: `INFORMATION_OBJECT`."""

LONGEST, MOST = 2000, 200
"""Characters and words that a text may have."""

CLAUSES = 1024
SOUGHT = CLAUSES // (3 * len(NAMES))
"""Words that are looked for: the store takes so many clauses in one query of an index, of which each makes some."""

LETTERS = 50
"""How far the letters of a word are compared."""

WHOLE, OTHERWISE = 0.5, 0.25
"""What it weighs that all words stand in a text as they were given, or that some only begin so or share their stem."""

MARK = 1_000_000
"""What an index adds to its own score where all words stand as they were given; without it, its scores are below."""

JOINT = "['.:_,]"
"""What joins words that the index without stems takes for one: `l'étape`, `aujourd'hui`, `www.site.fr`, `3,5`."""

CALLED = ", ".join(f"node.{name}" for name in dict.fromkeys(names[0] for names in TEXTS.values()))

SEARCH = Cypher(f"""\
CALL () {{
  UNWIND $queries AS query
  CALL db.index.fulltext.queryNodes(query.index, query.text) YIELD node, score AS mark
  WITH node, max(mark) AS mark
  WITH node, CASE WHEN mark >= {MARK} THEN {WHOLE} ELSE {OTHERWISE} END AS weight,
    size(coalesce({CALLED}, node.key)) AS called
  RETURN node, weight * (1 + $length / ($length + called)) AS score
  UNION ALL
  MATCH (node:{"|".join(TEXTS)}) WHERE node.key = $key
  RETURN node, 1.0 AS score
}}
WITH node, max(score) AS score, head([label IN labels(node) WHERE label IN $types]) AS label
WHERE label IS NOT NULL
WITH node, label + ':' + node.key AS id, score""")
"""Binds each `node` that is found, its `id` and its `score`: 1 for the node with this very key, less for others.

A node's texts are found when every word is; the more of what the node is called was asked for, the higher the score.
"""


def parameters(text: str, types: Sequence[str] | None) -> dict[str, Any]:
    """The parameters of `SEARCH`, and the (folded) words that it looks for. BadInput for a text that is too long.

    `types` are those of `TYPES`; all unless given.
    """
    found = words(text)
    if len(text) > LONGEST or len(found) > MOST:
        raise BadInput(f"text: it is too long; give {LONGEST} characters and {MOST} different words at most")
    sought = telling(found, SOUGHT)
    return {
        "queries": _queries(sought) if sought else [],
        "key": text.strip(),
        "length": float(sum(map(len, sought))),
        "types": [TYPES[name] for name in (TYPES if types is None else types)],
        "words": list(sought),
    }


def _queries(sought: dict[str, str]) -> list[dict[str, str]]:
    """What each index is asked for; words are letters and digits in lower case, so nothing needs escaping."""
    cut = {folded[:LETTERS]: word[:LETTERS] for folded, word in sought.items()}
    plain = f"{_all(map(_begins, cut))} ({_all(map(_stands, cut))})^{MARK}"
    stems = _all(f"({word} {folded}*)" for folded, word in cut.items())
    return [{"index": FOLDED, "text": plain}, {"index": FRENCH, "text": stems}, {"index": ENGLISH, "text": stems}]


def _all(clauses: Iterable[str]) -> str:
    return " ".join(f"+{clause}" for clause in clauses)


def _stands(word: str) -> str:
    return f"/(.*{JOINT})?{word}({JOINT}.*)?/"


def _begins(word: str) -> str:
    """The word, or one that begins so; for a plural its singular too."""
    if len(word) > 3 and word[-1] in "sx":
        return f"/(.*{JOINT})?{word[:-1]}({word[-1]}.*)?/"
    return f"/(.*{JOINT})?{word}.*/"
