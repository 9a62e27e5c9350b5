"""Bringing what was renamed to its new key where it stands, with all that hangs on it.

So it keeps since when it is known, what others say of it, and what people decided about its ruptures.
"""

from functools import partial
from itertools import groupby

import orjson

from graph.aliases import DERIVED
from graph.derive.moved import NAMING as LISTS
from graph.derive.moved import ends, pair
from graph.derive.remembered import joined
from graph.gateway import Work
from graph.held import by_key
from graph.settling import references
from graph.settling.claims import one_edge
from graph.settling.moving import Move, Moves, of
from graph.settling.pen import LIST
from graph.settling.pen import ORDER as SEQUENCE
from graph.wholes import MAPPED

REKEY = f"""
UNWIND $rows AS row {by_key("n", "{label}", "row[0]")} SET n.key = row[1]
"""
BOTH = """
MATCH (a:{label} {key: $old}), (b:{label} {key: $new}) RETURN properties(a), properties(b)
"""
ENTERING = """
MATCH (s)-[r]->(:{label} {key: $old}), (new:{label} {key: $new})
WHERE s <> new AND (r.sources IS NOT NULL OR NOT s:Journey|Step|Touchpoint|Handoff|Rupture)
OPTIONAL MATCH (s)-[q]->(new) WHERE type(q) = type(r) AND (q.sources IS NULL) = (r.sources IS NULL)
RETURN elementId(s), type(r), properties(r), properties(q)
"""
"""What sources or people say about a node, and whether they say it about the other one too; not what is derived."""
LINK = """
MATCH (s) WHERE elementId(s) = $start
MATCH (n:{label} {key: $new}) MERGE (s)-[r:{type}]->(n) SET r = $properties
"""
JOIN = """
MATCH (a:{label} {key: $old}), (b:{label} {key: $new}) SET b = $properties REMOVE a.key DETACH DELETE a
"""
HAS_RUPTURE = """
UNWIND $keys AS key
MATCH (r:Rupture {key: key}), (j:Journey {key: split(split(key, '~')[1], '/')[0]})
OPTIONAL MATCH (other)-[had:HAS_RUPTURE]->(r) WHERE other <> j DELETE had
MERGE (j)-[:HAS_RUPTURE]->(r)
"""
NAMING = f"""
UNWIND $keys AS key {by_key("n", "{label}", "key")} MATCH (n)<--(m) WHERE m.said IS NOT NULL
RETURN DISTINCT elementId(m), m.said
"""
SAY = """
MATCH (m) WHERE elementId(m) = $id SET m.said = $said
"""
REMOVED = "MATCH (s:Source) WHERE s.removed IS NOT NULL RETURN s.removed"
KEEP_REMOVED = "MATCH (s:Source) WHERE s.removed IS NOT NULL SET s.removed = $removed"
ORDERED = ("Phase", "Step")
SEQUENCES = """
UNWIND $keys AS key MATCH (j:Journey {key: key}) WHERE j.sequence IS NOT NULL RETURN elementId(j), j.sequence, j.said
"""
ORDER = """
MATCH (j:Journey) WHERE elementId(j) = $id SET j.sequence = $sequence, j.said = $said
"""
RUNS = """
MATCH (r:ImportRun) WHERE any(name IN $lists WHERE size(r[name]) > 0) RETURN r.key, [name IN $lists | r[name]]
"""
REMEMBER = """
MATCH (r:ImportRun {key: $run}) SET r += $properties
"""
CHANGES = """
MATCH (c:FieldChange)
WITH c, {journey: 'Journey:', phase: 'Phase:', step: 'Step:'}[c.field] AS whole
WHERE any(each IN [c.node, whole + c.before, whole + c.after] WHERE $anew[each] IS NOT NULL)
SET c.node = coalesce($anew[c.node], c.node),
    c.before = coalesce(substring($anew[whole + c.before], size(whole)), c.before),
    c.after = coalesce(substring($anew[whole + c.after], size(whole)), c.after)
"""
"""What was changed before; where a part came to stand elsewhere, that is told by keys too."""
OWNERS = """
MATCH (r:Rupture) WHERE $owners[r.triageOwner] IS NOT NULL SET r.triageOwner = $owners[r.triageOwner]
"""


def carry_out(work: Work, moves: Moves) -> None:
    """Move all of it, within one transaction."""
    for label, group in groupby(moves.all, key=lambda move: move.label):
        here = list(group)
        rows = [[move.old, move.new] for move in here if not move.taken]
        if rows:
            work.run(of(REKEY, label), rows=rows)
        for move in here:
            if move.taken:
                _become_one(work, move)
    for label in dict.fromkeys((*MAPPED, *(move.label for move in moves.all))):
        anew = {move.old: move.new for move in moves.all if move.label == label}
        _say_anew(work, label, anew)
        references.say_anew(work, label, anew)
    _order_anew(work, moves)
    _remove_anew(work, moves)
    work.run(CHANGES, anew={f"{move.label}:{move.old}": f"{move.label}:{move.new}" for move in moves.all})
    work.run(OWNERS, owners=moves.owners)
    work.run(HAS_RUPTURE, keys=[move.new for move in moves.all if move.label == "Rupture"])
    _remember_anew(work, {move.old: move.new for move in moves.all if move.label in ("Touchpoint", "Handoff")})


def _become_one(work: Work, move: Move) -> None:
    """Give what is said about the node of the former key, and since when it is known, to the one that is there."""
    ends = {"old": move.old, "new": move.new}
    for start, type, former, now in work.run(of(ENTERING, move.label), **ends):
        told = one_edge(former, now) if now and "sources" in former else now or former
        work.run(of(LINK, move.label).replace("{type}", type), start=start, new=move.new, properties=told)
    ((former, now),) = work.run(of(BOTH, move.label), **ends)
    if move.label in DERIVED:
        now = joined(former, now)
    first = min(former["firstSeen"], now["firstSeen"])
    work.run(of(JOIN, move.label), **ends, properties={**now, "key": move.new, "firstSeen": first})


def _say_anew(work: Work, label: str, moved: dict[str, str]) -> None:
    """What several sources say of a node is kept as text, in which keys of other nodes stand."""
    if not moved:
        return
    anew = {f"{label}:{old}": f"{label}:{new}" for old, new in moved.items()}
    for id_, said in work.run(of(NAMING, label), keys=list(moved.values())):
        descriptions = [orjson.loads(text) for text in said]
        for description in descriptions:
            description |= {n: anew[v] for n, v in description.items() if n.startswith("->") and v in anew}
            for name in [name for name in description if name.startswith(LIST) and description[name]]:
                description[name] = {anew.get(to, to): each for to, each in description[name].items()}
        texts = [orjson.dumps(each, option=orjson.OPT_SORT_KEYS).decode() for each in descriptions]
        if texts != said:
            work.run(SAY, id=id_, said=texts)


def _order_anew(work: Work, moves: Moves) -> None:
    """Where people set the order of a journey, it names phases and steps."""
    anew = {f"{move.label}:{move.old}": f"{move.label}:{move.new}" for move in moves.all if move.label in ORDERED}
    journeys = sorted({name.split(":", 1)[1].split("/")[0] for name in anew.values()})
    for id_, listed, said in work.run(SEQUENCES, keys=journeys) if anew else ():
        descriptions = [orjson.loads(text) for text in said or ()]
        for description in descriptions:
            if SEQUENCE in description:
                description[SEQUENCE] = [anew.get(each, each) for each in description[SEQUENCE]]
        texts = [orjson.dumps(each, option=orjson.OPT_SORT_KEYS).decode() for each in descriptions]
        work.run(ORDER, id=id_, sequence=[anew.get(each, each) for each in listed], said=texts or None)


def _remove_anew(work: Work, moves: Moves) -> None:
    """What people removed of something stays removed under its new key."""
    wholes = [(f"{move.old}/", f"{move.new}/") for move in moves.all if move.label in ("Journey", "Step")]
    for (entries,) in work.run(REMOVED) if wholes else ():
        anew = list(map(partial(_below, wholes), entries))
        if anew != entries:
            work.run(KEEP_REMOVED, removed=anew)


def _below(wholes: list[tuple[str, str]], entry: str) -> str:
    """An entry of what was removed, under the new key of what it was part of."""
    source, name = entry.split("\t")
    label, _, key = name.partition(":")
    for old, new in wholes if label in MAPPED else ():
        if key.startswith(old):
            key = new + key.removeprefix(old)
    return f"{source}\t{label}:{key}"


def _remember_anew(work: Work, moved: dict[str, str]) -> None:
    """What an import run moved is remembered by keys."""
    for run, lists in work.run(RUNS, lists=list(LISTS)) if moved else ():
        anew = {
            name: sorted(_begun_anew(entry, moved) for entry in told or ())
            for name, told in zip(LISTS, lists, strict=True)
        }
        if list(anew.values()) != [told or [] for told in lists]:
            work.run(REMEMBER, run=run, properties=anew)


def _begun_anew(entry: str, moved: dict[str, str]) -> str:
    """A key, or a pair that begins with one, under the new key."""
    if entry in moved:
        return moved[entry]
    start, *end = ends(entry)
    return pair(moved[start], end[0]) if end and start in moved else entry
