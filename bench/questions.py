"""Every question over GraphQL: p50 and dbHits. `python -m bench.questions [JOURNEYS]`

Of all journeys, of what surveys support in them, and of one journey alone.
"""

import asyncio
import os
import statistics
import sys
import time
from typing import Any

import neo4j

from api.compiler.catalogue import type_name
from api.execute import execute
from bench.corpus import corpus
from bench.place import place
from graph import run
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from graph.statement import Statement
from parcours.selection import selection
from queries.catalogue import QUESTIONS
from queries.declare import Question

ROUNDS = 7
NARROWED = ({"evidence": ["SURVEY"]}, {"journeys": ["j00077"]})
PLACES = {"from": {"channel": ["c1"]}, "to": {"channel": ["c2"]}}
NEEDED: dict[str, dict[str, Any]] = {
    "change-impact": {"system": "s7"},
    "common-manager": {"from": {"department": ["d40"]}, "to": {"department": ["d50"]}},
    "compare": {"journeys": ["j00077", "j00078", "j00079"]},
    "journeys-through": {"from": PLACES["from"]},
    "paths": PLACES,
    "what-breaks-without": {"system": "s7"},
    "what-repairs": {"feed": [{"from": "s7", "to": "s1"}, {"from": "s1", "to": "s2"}]},
    "what-changed": {"since": "2000-01-01"},
    "who-can-see": {"object": "o5"},
}
CONNECTIONS = {
    "broken-handoffs": "handoffs(ARGS where: {status: {eq: BROKEN}}) { totalCount edges { node { key } } }",
    "ruptures": "ruptures(ARGS) { totalCount edges { node { key kind explanation } } }",
}
Sent = list[tuple[str, dict[str, Any]]]


def main(journeys: int) -> None:
    """One line for each question, the slowest first."""
    with place() as gateway:
        begun = time.perf_counter()
        run.apply(gateway, Statement("bench", "knowledge", corpus(journeys)))
        print(f"{journeys} journeys, imported in {time.perf_counter() - begun:.0f} s")
        print(f"{'':<22}" + "".join(f"{name:>12}{'dbHits':>12}" for name in ("all: p50", "proven: p50", "one: p50")))
        found = [asyncio.run(measured(gateway, each)) for each in QUESTIONS.values()]
        for _, line in sorted(found, reverse=True):
            print(line)
        print(f"load {os.getloadavg()[1]:.1f}")


async def measured(gateway: Gateway, question: Question) -> tuple[float, str]:
    """The p50 of all journeys in seconds, and the line of the table."""
    everything = NEEDED.get(question.id, {})
    takes = {parameter.name for parameter in question.parameters}
    narrowed = [{**everything, **more} for more in NARROWED if more.keys() <= takes - everything.keys()]
    parts = [await figures(gateway, question, each) for each in (everything, *narrowed)]
    cells = "".join(f"{p50 * 1000:>9.0f} ms{hits:>12,}" for p50, hits in parts)
    return parts[0][0], f"{question.id:<22}{cells}"


async def figures(gateway: Gateway, question: Question, given: dict[str, Any]) -> tuple[float, int]:
    """p50 in seconds, and the dbHits of the statements of one answer."""
    sent: Sent = []
    api = AsyncGateway(gateway.address, lambda text, values: sent.append((text, dict(values))))
    times = []
    for _ in range(ROUNDS):
        sent.clear()
        begun = time.perf_counter()
        answer = await execute(document(question, given), given, gateway=api)
        times.append(time.perf_counter() - begun)
        assert "errors" not in answer, answer["errors"]
    await api.close()
    return statistics.median(times[1:]), sum(hits(gateway, *each) for each in sent)


def document(question: Question, given: dict[str, Any], ground: bool = False) -> str:
    """The operation that asks for everything that rows show, and for the ground that they rest on if wanted."""
    parameters = [p for p in question.parameters if p.name in given]
    declared = " ".join(f"${p.name}: {type_name(p)}{'!' * p.required}" for p in parameters)
    passed = " ".join(f"{p.name}: ${p.name}" for p in parameters)
    head = f"query({declared}) " if declared else "query "
    if question.connection:
        asked = CONNECTIONS[question.id].replace("ARGS where", f"{passed} where").replace("(ARGS)", f"({passed})")
        return head + "{ " + asked.replace("()", "") + " }"
    arguments = f"({passed})" if passed else ""
    shown = selection(question, Language.EN)
    shown = shown if ground else shown.partition("restsOn")[0]
    return f"{head}{{ {question.field}{arguments} {{ {shown} }} }}"


def hits(gateway: Gateway, text: str, values: dict[str, Any]) -> int:
    """What the store looked at to answer a statement."""
    address = gateway.address
    auth = (address.username, address.password)
    with neo4j.GraphDatabase.driver(address.uri, auth=auth, notifications_min_severity="OFF") as driver:
        profile = driver.execute_query("PROFILE " + text, values).summary.profile
    assert profile is not None
    left, total = [profile], 0
    while left:
        operator = left.pop()
        total += operator.get("dbHits", 0)
        left += operator.get("children", [])
    return total


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
