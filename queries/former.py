"""Finding nodes by a former key, where no node has it: through the index over aliases, and only then.

An alias of a journey or a step stands for the beginning of its parts' keys, and these make the keys of hand-offs and
ruptures.
"""

from graph.aliases import LABELS
from graph.derive.ruptures import IDENTITY
from graph.schema import ALIASES
from graph.wholes import WITHIN


def _quoted(key: str) -> str:
    """The expression for a text that the index reads as this one key, whatever signs stand in it."""
    return rf"""'"' + replace(replace(coalesce({key}, ''), '\\', '\\\\'), '"', '\\"') + '"'"""


def _now(label: str, whole: str, given: str) -> str:
    """The expression for the key that is meant: `whole`, what it is part of already under today's key, or `given`."""
    keys = list(dict.fromkeys((whole, given)))
    text = " + ' ' + ".join(map(_quoted, keys))
    named = " OR ".join(f"{key} IN node.aliases" for key in keys)
    return f"""CASE WHEN EXISTS {{ MATCH (:{label} {{key: {whole}}}) }} THEN {whole} ELSE coalesce(head(COLLECT {{
    CALL db.index.fulltext.queryNodes('{ALIASES}', {text}) YIELD node
    WITH node WHERE node:{label} AND ({named})
    RETURN node.key ORDER BY node.key LIMIT 1
  }}), {whole}) END"""


_JOURNEY = f"""WITH asked, split(asked, '/') AS names
WITH asked, names, {_now("Journey", "names[0]", "names[0]")} AS journey"""

_STEP = f"""{_JOURNEY}
WITH asked, names, journey + '/' + names[1] AS whole, names[0] + '/' + names[1] AS given
WITH asked, names, {_now("Step", "whole", "given")} AS step"""

_TOUCHPOINT = f"""{_STEP}
WITH asked, names, step, step + '/' + substring(asked, size(names[0] + names[1]) + 2) AS whole
WITH asked, names, step, {_now("Touchpoint", "whole", "asked")} AS touchpoint"""

_ELSE = [[kind, at] for kind, labels in IDENTITY.items() for at, of in enumerate(labels, 1) if of not in WITHIN]
"""The pieces of ruptures' keys that are no part of a journey: an object, a channel."""

_PART = f"""{_TOUCHPOINT}
WITH asked, CASE
  WHEN [pieces[0], place] IN {_ELSE} THEN asked WHEN size(names) = 2 THEN step ELSE touchpoint
END AS now"""


def _derived(first: int) -> str:
    """A key that others make up, from this one of its pieces on."""
    part = _PART.replace("WITH asked", "WITH place, asked").replace("asked", "piece").replace("\n", "\n  ")
    return f"""WITH asked, split(asked, '~') AS pieces
WITH asked, pieces, COLLECT {{
  UNWIND range({first}, size(pieces) - 1) AS place
  WITH place, pieces[place] AS piece
  {part}
  RETURN now ORDER BY place
}} AS ends
WITH asked, reduce(key = '', each IN pieces[..{first}] + ends | key + '~' + each) AS joined
WITH asked, substring(joined, 1) AS now"""


def _phase() -> str:
    whole = "WITH asked, journey + '/' + names[1] AS whole"
    return f"{_JOURNEY}\n{whole}\nWITH asked, {_now('Phase', 'whole', 'asked')} AS now"


FORMER: dict[str, str] = {
    **{label: f"WITH asked, {_now(label, 'asked', 'asked')} AS now" for label in LABELS if label not in WITHIN},
    "Phase": _phase(),
    "Step": f"{_STEP}\nWITH asked, CASE size(names) WHEN 2 THEN step END AS now",
    "Touchpoint": f"{_TOUCHPOINT}\nWITH asked, touchpoint AS now",
    "Handoff": _derived(0),
    "Rupture": _derived(1),
}
"""Label → the clauses that make of `asked`, a key that no node of the label has, the key that it stands for: `now`."""


def by_key(label: str, variable: str, key: str) -> str:
    """The clauses that bind the node with a key, today's or a former one."""
    match = f"MATCH ({variable}:{label} {{key: {key}}})"
    return _either(label, variable, f"{match} RETURN {variable}", f"WITH {key} AS asked", "") or match


def by_keys(label: str, variable: str, asked: str, keys: str) -> str:
    """The clauses that bind a node for each of some keys that there is one for, and the key that was `asked` for."""
    match = f"UNWIND {keys} AS {asked} MATCH ({variable}:{label} {{key: {asked}}}) USING INDEX {variable}:{label}(key)"
    own = f"{match} RETURN {asked}, {variable}"
    return _either(label, variable, own, f"UNWIND {keys} AS asked WITH asked", f"asked AS {asked}, ") or match


def _either(label: str, variable: str, own: str, asked: str, beside: str) -> str:
    """What has the key, and what had it where nothing has; nothing for a label whose keys stay."""
    if label not in FORMER:
        return ""
    former = FORMER[label].replace("\n", "\n  ")
    return f"""CALL () {{
  {own}
  UNION ALL
  {asked} WHERE NOT EXISTS {{ MATCH (:{label} {{key: asked}}) }}
  {former}
  MATCH ({variable}:{label} {{key: now}}) RETURN {beside}{variable}
}}"""
