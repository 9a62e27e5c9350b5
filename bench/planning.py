"""How long the store plans each statement of the catalogue and of the cookbook. `python -m bench.planning [JOURNEYS]`

`first` is in a store that was just started, `cold` in one that has planned them all before, with its cache of plans
emptied before each; the last is the median of three.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.execute import execute
from bench.corpus import corpus
from bench.place import place
from bench.questions import NEEDED, document
from graph import run
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from graph.statement import Statement
from parcours.selection import part
from queries.catalogue import QUESTIONS
from queries.declare import fields

COOKBOOK = Path(__file__).parents[1] / "docs" / "cookbook"
MOST = 0.3
"""Seconds of planning that nobody should wait for."""


def main(journeys: int) -> None:
    """One line for each statement, what is planned longest first; of statements that are equal one."""
    with place() as gateway:
        run.apply(gateway, Statement("bench", "knowledge", corpus(journeys)))
        asked = {**_questions(), **_parts(), **_cookbook()}
        sent = {name: asyncio.run(_sent(gateway, *each)) for name, each in asked.items()}
        texts = {text: name for name, found in sent.items() for text, _ in found}
        found = {text: _planned(gateway, text) for text in texts}
        cold = {text: statistics.median(_planned(gateway, text) for _ in range(3)) for text in texts}
    print(f"{'':<34}{'letters':>8}{'first':>9}{'cold':>9}")
    for text, seconds in sorted(cold.items(), key=lambda each: -each[1]):
        print(f"{texts[text]:<34}{len(text):>8}{found[text]:>8.2f}s{seconds:>8.2f}s")
    slow = sum(seconds > MOST for seconds in cold.values())
    print(f"{slow} of {len(cold)} above {MOST} s; all: {sum(cold.values()):.1f} s; load {os.getloadavg()[1]:.1f}")


def _questions() -> dict[str, tuple[str, Mapping[str, Any]]]:
    given = {name: NEEDED.get(name, {}) for name in QUESTIONS}
    return {f"? {name}": (document(each, given[name], ground=True), given[name]) for name, each in QUESTIONS.items()}


def _parts() -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Each part of an answer of parts by itself, as it is asked for."""
    parts = [(each, shown) for each in QUESTIONS.values() if each.whole for shown in fields(each.row).values()]
    return {
        f"? {each.id}: {shown.name}": (f"{{ {each.field} {{ {part(shown, Language.EN)} }} }}", {})
        for each, shown in parts
    }


def _cookbook() -> dict[str, tuple[str, Mapping[str, Any]]]:
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for path in sorted(COOKBOOK.glob("*.graphql")):
        given = path.with_suffix(".variables.json")
        variables = json.loads(given.read_text(encoding="utf-8")) if given.exists() else {}
        found[path.stem] = (path.read_text(encoding="utf-8"), variables)
    return found


async def _sent(gateway: Gateway, text: str, variables: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The statements that an operation sends."""
    sent: list[tuple[str, Mapping[str, Any]]] = []
    api = AsyncGateway(gateway.address, lambda statement, parameters: sent.append((statement, parameters)), 600.0)
    try:
        answer = await execute(text, variables, gateway=api)
    finally:
        await api.close()
    if "errors" in answer:
        print(text.split("(")[0], answer["errors"][0]["message"])
    return sent


def _planned(gateway: Gateway, statement: str) -> float:
    """Seconds that a statement takes to be planned anew."""
    gateway.command("CALL db.clearQueryCaches()")
    begun = time.perf_counter()
    gateway.read(f"EXPLAIN {statement}")
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
