"""The floor: hand-written endpoints, the best Cypher that we know, orjson; and the phases of ours."""

import os
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api import documents, execute
from api.compiler import compile_operation
from api.schema import schema
from graph.gateway import Address, AsyncGateway

MAP = """
MATCH (j:Journey {key: $key})
RETURN [j.key, j.title, COLLECT {
  MATCH (j)-[:HAS_PHASE]->(p:Phase) WITH p ORDER BY p.order
  RETURN [p.key, p.name, p.order, COLLECT {
    MATCH (p)-[:HAS_STEP]->(s:Step) WITH s ORDER BY s.order
    RETURN [s.key, s.text, s.order, COLLECT {
      MATCH (s)-[:HAS_TOUCHPOINT]->(t:Touchpoint)
      OPTIONAL MATCH (t)-[:ON]->(c:Channel) WITH t, c ORDER BY t.key
      RETURN [t.key, t.emotion, t.qualification, t.volumeLow, t.volumeHigh, c.key, c.name,
        [(t)-[:HANDLED_BY]->(d:Department) | [d.key, d.name, head([(d)-[:IN_SILO]->(i:Silo) | i.key])]]] }] }] }]
"""
STEPS = """
MATCH (s:Step) WHERE s.key IS NOT NULL WITH s ORDER BY s.key LIMIT $first
RETURN collect([s.key, s.text, s.order, s.importance, COLLECT {
  MATCH (s)-[:HAS_TOUCHPOINT]->(t:Touchpoint) RETURN [t.key, t.emotion, t.volumeLow, t.volumeHigh] ORDER BY t.key }])
"""


def journey(value: list[Any]) -> dict[str, Any]:
    """The keys put back around a journey's lists: a statement that gives maps takes longer."""
    key, title, phases = value
    return {
        "key": key,
        "title": title,
        "phases": [
            {
                "key": phase,
                "name": name,
                "order": order,
                "steps": [
                    {"key": step, "text": text, "order": place, "touchpoints": [_touchpoint(*t) for t in touchpoints]}
                    for step, text, place, touchpoints in steps
                ],
            }
            for phase, name, order, steps in phases
        ],
    }


def _touchpoint(
    key: str, emotion: float, qualification: str, low: float, high: float, channel: str, name: str, owners: list[Any]
) -> dict[str, Any]:
    return {
        "key": key,
        "emotion": emotion,
        "qualification": qualification,
        "volume": {"low": low, "high": high},
        "channel": {"key": channel, "name": name},
        "handledBy": [{"key": owner, "name": called, "silo": silo and {"key": silo}} for owner, called, silo in owners],
    }


def steps(value: list[Any]) -> list[dict[str, Any]]:
    """The keys put back around the steps."""
    return [
        {
            "key": key,
            "text": text,
            "order": order,
            "importance": importance,
            "touchpoints": [
                {"key": touchpoint, "emotion": emotion, "volume": {"low": low, "high": high}}
                for touchpoint, emotion, low, high in touchpoints
            ],
        }
        for key, text, order, importance, touchpoints in value
    ]


ANSWERS: dict[str, tuple[str, Callable[[Any], Any]]] = {"map": (MAP, journey), "steps": (STEPS, steps)}


def store() -> AsyncGateway:
    """The store that the environment names."""
    return AsyncGateway(Address(os.environ["NEO4J_URI"], os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]))


gateway = store() if "NEO4J_URI" in os.environ else None


async def answer(request: Request) -> Response:
    """One statement, one value, keys around it, its bytes."""
    assert gateway is not None
    statement, shape = ANSWERS[request.path_params["name"]]
    value = await gateway.value(statement, orjson.loads(await request.body()))
    return Response(orjson.dumps({"data": shape(value)}), media_type="application/json")


app = Starlette(routes=[Route("/{name}", answer, methods=["POST"])])


async def phases(query: str, variables: dict[str, Any], gateway: AsyncGateway) -> list[float]:
    """Seconds for compiling (parsed and validated before), the store, shaping, completion, encoding."""
    document, _ = documents.parsed(query)
    assert document is not None
    marks = [time.perf_counter()]
    operation = documents.chosen(document, None)
    plan = compile_operation(schema(), document, operation, variables)
    parameters = plan.parameters(variables)
    marks.append(time.perf_counter())
    value = await gateway.value(plan.cypher, parameters)
    marks.append(time.perf_counter())
    shaped = plan.shape(value, parameters)
    marks.append(time.perf_counter())
    done = execute._complete(execute.Request(query, variables), document, shaped)
    marks.append(time.perf_counter())
    orjson.dumps(done.to_json())
    marks.append(time.perf_counter())
    return [after - before for before, after in pairwise(marks)]
