"""A generated corpus: journeys over one landscape, the same for the same seed and size."""

import random
from collections.abc import Iterator
from typing import Any

from graph.model.words import ChannelKind, EvidenceKind
from graph.said import Said

CHANNELS, DEPARTMENTS, SYSTEMS, OBJECTS, PERSONAS, NEEDS, SILOS = 12, 300, 40, 60, 30, 20, 8
STEPS, PHASES, TOUCHPOINTS = 10, 3, (1, 2, 3)


def corpus(journeys: int = 2000, seed: int = 7) -> Said:
    """Ten steps and about twenty touchpoints a journey; one step in five branches, a tenth leaves its needs unsaid."""
    said, chance = Said(), random.Random(seed)
    _landscape(said, chance)
    for number in range(journeys):
        _journey(said, chance, f"j{number:05d}")
    return said


def _landscape(said: Said, chance: random.Random) -> None:
    for n in range(SILOS):
        said.node("Silo", f"silo{n}", {"name": f"Silo {n}", "declared": True})
    for n in range(DEPARTMENTS):
        said.node("Department", f"d{n}", {"name": f"Department {n}"})
        if n:
            said.edge(("Department", "PART_OF", "Department"), (f"d{n}", f"d{(n - 1) // 4}"))
        if 1 <= n <= SILOS:
            said.edge(("Department", "IN_SILO", "Silo"), (f"d{n}", f"silo{n - 1}"), {"declared": True})
    for n in range(OBJECTS):
        said.node("InformationObject", f"o{n}", {"name": f"Object {n}"})
    for n in range(NEEDS):
        said.node("Need", f"n{n}", {"name": f"Need {n}"})
    for n in range(SYSTEMS):
        said.node("System", f"s{n}", {"name": f"System {n}"})
        for o in chance.sample(range(OBJECTS), 20):
            said.edge(("System", "STORES", "InformationObject"), (f"s{n}", f"o{o}"))
        said.edge(("System", "RUN_BY", "Department"), (f"s{n}", f"d{chance.randrange(20, DEPARTMENTS)}"))
        for target in chance.sample(range(SYSTEMS), 2):
            if target != n:
                objects = [f"o{o}" for o in chance.sample(range(OBJECTS), 6)]
                said.edge(("System", "FEEDS", "System"), (f"s{n}", f"s{target}"), {"objects": objects})
    for n, kind in zip(range(CHANNELS), ChannelKind, strict=False):
        said.node("Channel", f"c{n}", {"name": f"Channel {n}", "kind": str(kind)})
        said.edge(("Channel", "OPERATED_BY", "Department"), (f"c{n}", f"d{chance.randrange(20, DEPARTMENTS)}"))
        for system in chance.sample(range(SYSTEMS), 3):
            said.edge(("Channel", "RUNS_ON", "System"), (f"c{n}", f"s{system}"))
    for n in range(PERSONAS):
        said.node("Persona", f"p{n}", {"name": f"Persona {n}"})
        said.edge(("Persona", "PREFERS", "Channel"), (f"p{n}", f"c{chance.randrange(CHANNELS)}"))


def _journey(said: Said, chance: random.Random, key: str) -> None:
    said.node("Journey", key, {"title": f"Journey {key}", "perspective": "REALITY", "goal": "To get there"})
    for persona in chance.sample(range(PERSONAS), 2):
        said.edge(("Journey", "FOR", "Persona"), (key, f"p{persona}"))
    for n in range(PHASES):
        said.node("Phase", f"{key}/f{n}", {"name": f"Phase {n}", "order": n + 1})
        said.edge(("Journey", "HAS_PHASE", "Phase"), (key, f"{key}/f{n}"))
    for n in range(STEPS):
        _step(said, chance, key, n)
    for n in range(STEPS - 1):
        for target, share in _next(chance, n):
            ends = (f"{key}/t{n}", f"{key}/t{target}")
            kind = "FAILURE" if chance.random() < 0.05 else "PROGRESS"
            said.edge(("Step", "NEXT", "Step"), ends, {"kind": kind, "share": share})
    for n in chance.sample(range(20, DEPARTMENTS), 2):
        said.edge(("Journey", "CONTRIBUTED_BY", "Department"), (key, f"d{n}"), {"validated": chance.random() < 0.5})
    said.node("Evidence", f"e-{key}", {"kind": str(chance.choice(list(EvidenceKind)))})
    said.edge(("Evidence", "ABOUT", "Step"), (f"e-{key}", f"{key}/t{chance.randrange(STEPS)}"))


def _next(chance: random.Random, n: int) -> Iterator[tuple[int, float | None]]:
    if n + 2 < STEPS and chance.random() < 0.2:
        yield from ((n + 1, 0.7), (n + 2, 0.3))
    else:
        yield n + 1, None


def _step(said: Said, chance: random.Random, journey: str, n: int) -> None:
    key = f"{journey}/t{n}"
    told = {
        "text": f"I do thing {n}",
        "order": n + 1,
        "importance": round(chance.random(), 2),
        "stated": ["expectedOn"],
    }
    said.node("Step", key, told | ({"outcome": "GOAL"} if n == STEPS - 1 else {}))
    said.edge(("Phase", "HAS_STEP", "Step"), (f"{journey}/f{n * PHASES // STEPS}", key))
    said.edge(("Step", "SERVES", "Need"), (key, f"n{chance.randrange(NEEDS)}"))
    said.edge(("Step", "EXPECTED_ON", "Channel"), (key, f"c{chance.randrange(CHANNELS)}"))
    for channel in chance.sample(range(CHANNELS), chance.choice(TOUCHPOINTS)):
        _touchpoint(said, chance, key, f"c{channel}", stated=chance.random() < 0.9)


def _touchpoint(said: Said, chance: random.Random, step: str, channel: str, stated: bool) -> None:
    key, volume = f"{step}/{channel}", float(chance.randrange(100, 10_000))
    told: dict[str, Any] = {"emotion": float(chance.randint(-2, 2)), "volumeLow": volume, "volumeHigh": volume * 1.2}
    told |= {"impact": round(chance.random(), 2), "performance": round(chance.random(), 2)}
    said.node("Touchpoint", key, told | {"stated": ["needs", "produces"] if stated else ["produces"]})
    said.edge(("Step", "HAS_TOUCHPOINT", "Touchpoint"), (step, key))
    said.edge(("Touchpoint", "ON", "Channel"), (key, channel))
    said.edge(("Touchpoint", "PRODUCES", "InformationObject"), (key, f"o{chance.randrange(OBJECTS)}"))
    if stated:
        said.edge(("Touchpoint", "NEEDS", "InformationObject"), (key, f"o{chance.randrange(OBJECTS)}"))


def rows(said: Said) -> int:
    """Nodes and edges together."""
    return sum(map(len, said.nodes.values())) + sum(map(len, said.edges.values()))
