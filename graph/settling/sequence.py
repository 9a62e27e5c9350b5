"""The order of phases and steps where people set it: that of their journey, whatever files say of each.

What a file brings anew stands behind what it stands behind in the file. A file that has another order is told so; one
that comes to have the same gets the pen back, where people added nothing and moved nothing to another phase.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from graph.held import Holdings
from graph.problems import Code, Problem
from graph.said import EdgeType, Ref, Said, Subgraph
from graph.saying import saying
from graph.settling import pen
from graph.settling.claims import Ends
from graph.settling.fields import Names
from graph.statement import EDITS

PHASES: EdgeType = ("Journey", "HAS_PHASE", "Phase")
STEPS: EdgeType = ("Phase", "HAS_STEP", "Step")

Map = list[tuple[str, list[str]]]
"""The phases of a journey in order, each with its steps in order, by key."""


OTHERWISE = saying(
    "{whole}: its order was set here, and stays; {source} has {order}",
    "{whole} : son ordre a été fixé ici, et reste ; {source} a {order}",
)
MOST = 6
"""How many of those that stand otherwise are named."""


def keep(graph: Holdings, held: Subgraph, wanted: Subgraph, said: Said, source: str) -> list[Problem]:
    """Number the phases and steps of journeys of which people set the order; tell what a source has otherwise.

    Those of which only others speak are taken in for that. An order that was given back is that of the source which
    describes the journey now, but for what people added or moved: that stands behind what it stood behind.
    """
    problems: list[Problem] = []
    for journey, properties in wanted.nodes.get("Journey", {}).items():
        if listed := properties.get(pen.ORDER):
            standing = _Standing(graph, wanted, journey)
            map = standing.arranged(_places(listed), standing.orders)
            described = said.has(("Journey", journey))
            if not (described and (_given_back(properties) or standing.told_by_all(map))):
                problems += _otherwise(journey, map, wanted, said, source)
                _number(held, wanted, map, standing)
            elif standing.own:
                map = standing.arranged(standing.told(), _by_label(listed))
                _say(properties, written(map))
                _number(held, wanted, map, standing)
            else:
                _say(properties, None)
    return problems


def written(map: Map) -> list[str]:
    """A map as the journey keeps it: each phase, and behind it its steps."""
    return [ref for phase, steps in map for ref in (f"Phase:{phase}", *(f"Step:{step}" for step in steps))]


def orders(map: Map) -> dict[Ref, int]:
    """The place of each phase and each step in its journey, from 1."""
    steps = [step for _, steps in map for step in steps]
    found: dict[Ref, int] = {("Phase", phase): place for place, (phase, _) in enumerate(map, 1)}
    return found | {("Step", step): place for place, step in enumerate(steps, 1)}


def numbered(nodes: dict[str, dict[str, Any]]) -> None:
    """Number parts anew, journey by journey, where some are left out."""
    places: dict[str, int] = {}
    for key in sorted((key for key in nodes if "order" in nodes[key]), key=lambda key: nodes[key]["order"]):
        journey = key.split("/", 1)[0]
        places[journey] = places.get(journey, 0) + 1
        nodes[key] = {**nodes[key], "order": places[journey]}


def arranged(label: str, keys: Iterable[str], listed: Mapping[str, int], orders: Mapping[str, int]) -> list[str]:
    """The keys as they are listed; another one right behind the one that it follows in `orders`."""
    known = sorted((key for key in keys if f"{label}:{key}" in listed), key=lambda key: listed[f"{label}:{key}"])
    for key in sorted({*keys} - {*known}, key=lambda key: (orders.get(key, 0), key)):
        before = [each for each in known if each in orders and orders[each] < orders.get(key, 0)]
        known.insert(known.index(max(before, key=orders.__getitem__)) + 1 if before else 0, key)
    return known


class _Standing:
    """What stands in a journey: its phases, the steps of each, and what is held of those that are not settled now."""

    def __init__(self, graph: Holdings, wanted: Subgraph, journey: str) -> None:
        phases = {ends: each for ends, each in wanted.edges.get(PHASES, {}).items() if ends[0] == journey}
        steps = _steps(graph, wanted, [phase for _, phase in phases])
        self.phases = [phase for _, phase in phases]
        self.steps = {phase: [step for above, step in steps if above == phase] for phase in self.phases}
        self.refs = _refs(self.steps)
        self.wanted = wanted
        self.beside = graph.nodes(ref for ref in self.refs if not wanted.has(ref))
        self.own = {
            (label, part)
            for label, edges in (("Phase", phases), ("Step", steps))
            for (_, part), carried in edges.items()
            if carried["sources"] == [EDITS]
        }
        """What people alone put where it stands: they added it, or moved it there."""
        self.orders = {label: self._orders(label) for label in ("Phase", "Step")}
        """The places that sources tell; those of what people moved count elsewhere."""

    def _orders(self, label: str) -> dict[str, int]:
        nodes = self.wanted.nodes.get(label, {})
        return {key: each["order"] for key, each in nodes.items() if "order" in each and (label, key) not in self.own}

    def arranged(self, listed: Mapping[str, int], orders: Mapping[str, Mapping[str, int]]) -> Map:
        """Phases and steps as they are listed, all others behind what they follow in `orders`."""
        return [
            (phase, arranged("Step", self.steps[phase], listed, orders["Step"]))
            for phase in arranged("Phase", self.phases, listed, orders["Phase"])
        ]

    def told_by_all(self, map: Map) -> bool:
        """Whether those who describe it now, all of it, have it in this order."""
        return not self.beside.refs() and not self.own and map == self.arranged(self.told(), self.orders)

    def told(self) -> dict[str, int]:
        """The places of all others, as sources tell them."""
        return {":".join(ref): self._node(ref).get("order", 0) for ref in self.refs if ref not in self.own}

    def _node(self, ref: Ref) -> Mapping[str, Any]:
        part = self.wanted if self.wanted.has(ref) else self.beside
        return part.nodes.get(ref[0], {}).get(ref[1], {})


def _number(held: Subgraph, wanted: Subgraph, map: Map, standing: _Standing) -> None:
    """Give all of a map their places."""
    beside = standing.beside
    for (label, key), order in orders(map).items():
        if wanted.has((label, key)):
            wanted.nodes[label][key]["order"] = order
        elif (there := beside.nodes.get(label, {}).get(key)) and there.get("order") != order:
            held.nodes.setdefault(label, {})[key] = there
            wanted.nodes.setdefault(label, {})[key] = {**there, "order": order}


def _otherwise(journey: str, map: Map, wanted: Subgraph, said: Said, source: str) -> Iterator[Problem]:
    """Where a source has what it places as it stands here in another order."""
    wholes = [(("Journey", journey), PHASES, [phase for phase, _ in map])]
    wholes += [(("Phase", phase), STEPS, steps) for phase, steps in map]
    names = Names(wanted)
    for whole, type, parts in wholes:
        if theirs := _moved([key for key in parts if said.says(type, (whole[1], key))], said.nodes.get(type[2], {})):
            order = " → ".join([*(names((type[2], key)) for key in theirs[:MOST]), *(["…"] if theirs[MOST:] else [])])
            found = OTHERWISE(whole=names(whole), source=source, order=order)
            yield Problem(Code.HELD, found, said.place(whole), order, same=repr((whole, theirs)))


def _moved(stands: Sequence[str], nodes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What stands otherwise, as its source has it, from the first to the last of them."""
    theirs = sorted(stands, key=lambda key: nodes[key]["order"])
    apart = [place for place, (one, other) in enumerate(zip(stands, theirs, strict=True)) if one != other]
    return theirs[apart[0] : apart[-1] + 1] if apart else []


def _places(listed: list[str]) -> dict[str, int]:
    return {ref: place for place, ref in enumerate(listed)}


def _by_label(listed: list[str]) -> dict[str, dict[str, int]]:
    """The places of a list by label and key."""
    found: dict[str, dict[str, int]] = {"Phase": {}, "Step": {}}
    for ref, place in _places(listed).items():
        label, _, key = ref.partition(":")
        found[label][key] = place
    return found


def _given_back(journey: Mapping[str, Any]) -> bool:
    """Whether people gave back the order of a journey."""
    return pen.ORDER in _mine(journey).get(pen.RELEASED, ())


def _mine(journey: Mapping[str, Any]) -> dict[str, Any]:
    """What people say of a journey, by what it keeps of it."""
    texts = dict(zip(journey["sources"], journey.get("said", ()), strict=False))
    found: dict[str, Any] = orjson.loads(texts.get(EDITS, "{}"))
    return found


def _say(journey: dict[str, Any], listed: list[str] | None) -> None:
    """Have people say this order of a journey, which stays given back; or none, and then maybe nothing at all."""
    mine = _mine(journey)
    if listed is None:
        pen.hold(mine, [pen.ORDER])
        del mine[pen.ORDER], journey[pen.ORDER]
    else:
        mine[pen.ORDER] = journey[pen.ORDER] = listed
    texts = dict(zip(journey["sources"], journey["said"], strict=True))
    texts[EDITS] = orjson.dumps(mine, option=orjson.OPT_SORT_KEYS).decode()
    if not mine:
        del texts[EDITS]
    journey["sources"], journey["said"] = list(texts), list(texts.values())
    if len(texts) == 1 and not mine:  # what one source says is what stands
        del journey["said"]


def _steps(graph: Holdings, wanted: Subgraph, phases: list[str]) -> dict[Ends, dict[str, Any]]:
    """Where steps stand in phases; in a phase that is not settled now, those that it has."""
    found = {ends: each for ends, each in wanted.edges.get(STEPS, {}).items() if ends[0] in phases}
    placed = {step for _, step in found}
    others = [("Phase", phase) for phase in phases if not wanted.has(("Phase", phase))]
    beside = graph.edges_out(others).edges.get(STEPS, {}) if others else {}
    return found | {ends: each for ends, each in beside.items() if ends[1] not in placed}


def _refs(steps: Mapping[str, list[str]]) -> list[Ref]:
    return [ref for phase, keys in steps.items() for ref in (("Phase", phase), *(("Step", key) for key in keys))]
