"""Documents small enough to derive by hand."""

from .naive import Handoff, handoffs, ruptures
from .reading import Document

LANDSCAPE: Document = {
    "departments": [
        {"key": "group"},
        {"key": "digital", "partOf": "group", "silo": "marketing"},
        {"key": "call-centre", "partOf": "group", "silo": "customer-service"},
        {"key": "network", "partOf": "group", "silo": "sales"},
    ],
    "systems": [
        {"key": "web-cms", "stores": ["quote"], "feeds": [{"system": "core", "objects": ["quote"]}]},
        {"key": "crm", "stores": ["quote"]},
        {"key": "core"},
    ],
    "channels": [
        {"key": "website", "kind": "WEBSITE", "operatedBy": ["digital"], "runsOn": ["web-cms"]},
        {"key": "phone", "kind": "PHONE", "operatedBy": ["call-centre"], "runsOn": ["crm"]},
        {"key": "branch", "kind": "STORE", "operatedBy": ["network"], "runsOn": ["core"]},
    ],
    "personas": [{"key": "nadia", "prefers": ["website"]}],
}


def at(channel, **fields):
    return {"channel": channel, **fields}


def step(key, *touchpoints, **fields):
    return {"key": key, "touchpoints": list(touchpoints), **fields}


def a_document(*steps, personas=(), **landscape):
    journey = {"key": "j", "personas": list(personas), "phases": [{"key": "p", "steps": list(steps)}]}
    return {**LANDSCAPE, **landscape, "journeys": [journey]}


def switch(a=None, b=None, **more):
    """s on the website, then t on the phone."""
    first, then = step("s", at("website", **(a or {}))), step("t", at("phone", **{"needs": [], **(b or {})}))
    return a_document(first, then, **more)


def handoff(document, a, b) -> Handoff:
    return handoffs(document, "j")[f"j/{a}", f"j/{b}"]


def keys(document):
    return set(ruptures(document, "j"))
