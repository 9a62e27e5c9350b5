"""How a store of each former format becomes one of the next. Whoever changes what is stored adds a line here.

A migration may be cut off anywhere: the store names the new format in the last transaction only, and whoever comes next
begins the step anew, so a step must not mind what it has already done. A step after which something has to be derived
anew raises the revision, as a run does that begins to write.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson

from graph import revision
from graph.derive.upkeep import quiet
from graph.format import FIRST, FORMAT
from graph.gateway import Gateway, Work

Step = Callable[[Work], None]

AT = "MATCH (g:Graph {key: 'graph'}) RETURN coalesce(g.format, $first)"
REACHED = "MATCH (g:Graph {key: 'graph'}) SET g.format = $format"


def _name_the_format(work: Work) -> None:
    """1 → 2: nothing is stored otherwise; from here on a store says which format it is in."""


NEXT = """
MATCH (a:Step)-[r:NEXT]->(b:Step) WHERE r.sources IS NOT NULL AND r.declared IS NULL
RETURN elementId(r), properties(r), a {.key, .sources, .said, .stated, .order, .outcome}, b {.sources, .said, .order}
"""
CARRIES = "UNWIND $rows AS row MATCH (:Step)-[r:NEXT]->() WHERE elementId(r) = row[0] SET r = row[1]"
WAITS = "UNWIND $rows AS row MATCH (s:Step {key: row[0]}) USING INDEX s:Step(key) SET s += row[1]"


def _resolve_next(work: Work) -> None:
    """2 → 3: to the step that follows goes a default (`declared: false`), which no source says; all else is declared.

    Importers said defaults as if their source had. A source that stated no `next` of a step, and says that it goes on
    to the one which follows in its own order with nothing but a wait, said a default: the edge loses its claim, the
    step takes the wait, and where nobody else says anything the edge stays as the default. Whoever says that much
    without stating it (no knowledge file can) is taken at the default's word, too; the source's next import puts it
    right. What a file told to wait at a step that nothing follows, or at an outcome, was not kept: that comes with the
    next import as well.
    """
    work.run("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")
    edges: list[Any] = []
    waits: dict[str, dict[str, str]] = {}
    steps: dict[str, dict[str, Any]] = {}
    for edge, carries, step, following in work.run(NEXT):
        claims = _said_by(carries)
        defaults = {by: said for by, said in claims.items() if _is_default(said, by, step, following)}
        declared = {by: {**said, "declared": True} for by, said in claims.items() if by not in defaults}
        edges.append([edge, _declared(declared, carries) if declared else {**_own(carries), "declared": False}])
        if waiting := {by: said["wait"] for by, said in defaults.items() if "wait" in said}:
            steps[step["key"]] = step
            waits.setdefault(step["key"], {}).update(waiting)
    work.write(WAITS, [[key, _waiting(steps[key], said)] for key, said in waits.items()])
    work.write(CARRIES, edges)


def _said_by(held: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Source → what it says of a node or an edge."""
    if held.get("said"):
        return {by: orjson.loads(text) for by, text in zip(held["sources"], held["said"], strict=True)}
    return dict.fromkeys(held["sources"] or (), _own(held))


def _own(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in held.items() if name not in ("sources", "said", "firstSeen")}


def _is_default(carries: Mapping[str, Any], source: str, step: Mapping[str, Any], following: Mapping[str, Any]) -> bool:
    here, there = (_said_by(each).get(source, {}) for each in (step, following))
    goes_on = here.get("order") is not None and there.get("order") == here["order"] + 1 and not here.get("outcome")
    only = carries.get("kind") == "PROGRESS" and carries.keys() <= {"kind", "wait"}
    return goes_on and only and "next" not in (here.get("stated") or ())


def _declared(claims: Mapping[str, dict[str, Any]], held: Mapping[str, Any]) -> dict[str, Any]:
    """An edge with what is left of its claims; each one's words are kept only where they differ."""
    words = list(claims.values())
    shown = {name: value for said in words for name, value in said.items()}
    if all(said == words[0] for said in words):
        return {**shown, "sources": sorted(claims), "firstSeen": held["firstSeen"]}
    return {**shown, "sources": list(claims), "said": _texts(words), "firstSeen": held["firstSeen"]}


def _waiting(step: Mapping[str, Any], waits: Mapping[str, str]) -> dict[str, Any]:
    """What changes of a step of which these sources say how long it takes; the latest of them speaks."""
    speaks = [waits[by] for by in step["sources"] if by in waits][-1]
    if not step["said"]:
        return {"wait": speaks}
    said = [{**words, "wait": waits[by]} if by in waits else words for by, words in _said_by(step).items()]
    return {"wait": speaks, "said": _texts(said)}


def _texts(words: Iterable[Mapping[str, Any]]) -> list[str]:
    return [orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode() for said in words]


STEPS: dict[int, Step] = {1: _name_the_format, 2: _resolve_next}
"""From each format to the one after it."""


def migrate(gateway: Gateway) -> list[int]:
    """Bring a store to today's format, step by step; the formats that it was in on the way, none when it was there."""
    passed: list[int] = []
    with gateway.writing() as work:
        while (at := _format(work)) < FORMAT:
            STEPS[at](work)
            work.run(REACHED, format=at + 1)
            work.commit()
            passed.append(at)
        if passed:
            revision.repair(work, quiet)
    return passed


def _format(work: Work) -> int:
    ((at,),) = work.run(AT, first=FIRST)
    return int(at)
