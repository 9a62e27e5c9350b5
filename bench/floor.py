"""The floor: hand-written endpoints, the best Cypher that we know, orjson; and the phases of ours."""

import os
import time
from itertools import pairwise
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api import execute
from api.compiler import compile_operation
from api.schema import schema
from graph.gateway import Address, AsyncGateway

MAP = """
MATCH (j:Journey {key: $key})
CALL (j) {
  MATCH (j)-[:HAS_PHASE]->(p:Phase)
  CALL (p) {
    MATCH (p)-[:HAS_STEP]->(s:Step)
    CALL (s) {
      MATCH (s)-[:HAS_TOUCHPOINT]->(t:Touchpoint)
      OPTIONAL MATCH (t)-[:ON]->(c:Channel)
      RETURN collect(t {.key, .emotion, .qualification, .volumeLow, .volumeHigh, channel: c {.key, .name},
        handledBy: [(t)-[:HANDLED_BY]->(d:Department) |
          d {.key, .name, silo: head([(d)-[:IN_SILO]->(i:Silo) | i {.key}])}]}) AS touchpoints
    }
    WITH s, touchpoints ORDER BY s.order
    RETURN collect(s {.key, .text, .order, touchpoints: touchpoints}) AS steps
  }
  WITH p, steps ORDER BY p.order
  RETURN collect(p {.key, .name, .order, steps: steps}) AS phases
}
RETURN j {.key, .title, phases: phases}
"""
STEPS = """
MATCH (s:Step) WITH s ORDER BY s.key LIMIT $first
RETURN collect(s {.key, .text, .order, .importance,
  touchpoints: [(s)-[:HAS_TOUCHPOINT]->(t:Touchpoint) | t {.key, .emotion, .volumeLow, .volumeHigh}]})
"""
CYPHER = {"map": MAP, "steps": STEPS}


def store() -> AsyncGateway:
    """The store that the environment names."""
    return AsyncGateway(Address(os.environ["NEO4J_URI"], os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]))


gateway = store() if "NEO4J_URI" in os.environ else None


async def answer(request: Request) -> Response:
    """One statement, one value, its bytes."""
    assert gateway is not None
    value = await gateway.value(CYPHER[request.path_params["name"]], orjson.loads(await request.body()))
    return Response(orjson.dumps({"data": value}), media_type="application/json")


app = Starlette(routes=[Route("/{name}", answer, methods=["POST"])])


async def phases(query: str, variables: dict[str, Any], gateway: AsyncGateway) -> list[float]:
    """Seconds for compiling (parsed and validated before), the store, shaping, completion, encoding."""
    document, _ = execute.parsed(query)
    assert document is not None
    marks = [time.perf_counter()]
    operation = execute.chosen(document, None)
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
