"""The floor: hand-written endpoints, the best Cypher that we know, keys put around its lists, orjson."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.operations import operations
from graph.address import Address
from graph.gateway import AsyncGateway

INDEX = "CREATE INDEX floor_title IF NOT EXISTS FOR (j:Journey) ON (j.title)"
"""What its author would ask the store for beside the product's indexes."""

STATEMENTS = {each.name: each.cypher for each in operations(1)}


def journey(value: list[Any]) -> dict[str, Any]:
    """A journey's own values."""
    key, title, goal, perspective = value
    return {"key": key, "title": title, "goal": goal, "perspective": perspective}


def journeys(value: list[Any]) -> list[dict[str, Any]]:
    """The values of several journeys."""
    return [journey(each) for each in value]


def map_(value: list[Any]) -> dict[str, Any]:
    """A journey with its phases, their steps and touchpoints."""
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


def titles(value: list[Any]) -> list[dict[str, Any]]:
    """Journeys with their personas and the number of their steps."""
    return [
        {"key": key, "title": title, "personas": [{"key": p, "name": name} for p, name in personas], "steps": steps}
        for key, title, personas, steps in value
    ]


def steps(value: list[Any]) -> list[dict[str, Any]]:
    """Steps with their touchpoints."""
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


def handoffs(value: list[Any]) -> list[dict[str, Any]]:
    """Hand-offs with their two ends."""
    return [
        {
            "key": key,
            "from": {"key": left, "step": {"text": before}, "channel": {"name": one}},
            "to": {"key": entered, "step": {"text": after}, "channel": {"name": other}},
        }
        for key, left, before, one, entered, after, other in value
    ]


SHAPES: dict[str, Callable[[Any], Any]] = {
    "journey": journey,
    "map": map_,
    "titles": titles,
    "steps": steps,
    "silo": journeys,
    "handoffs": handoffs,
}


def store() -> AsyncGateway:
    """The store that the environment names."""
    return AsyncGateway(Address(os.environ["NEO4J_URI"], os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]))


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """The store, as long as the application runs."""
    app.state.store = store()
    yield
    await app.state.store.close()


async def answer(request: Request) -> Response:
    """One statement, one value, keys around it, its bytes."""
    name = request.path_params["name"]
    value = await request.app.state.store.value(STATEMENTS[name], orjson.loads(await request.body()))
    return Response(orjson.dumps({"data": SHAPES[name](value)}), media_type="application/json")


app = Starlette(routes=[Route("/{name}", answer, methods=["POST"])], lifespan=lifespan)
