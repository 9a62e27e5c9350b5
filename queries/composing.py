"""From a question and its arguments to one literal statement and its parameters.

A line `//+ journeys` in a question's Cypher stands for the match that binds every journey in scope, `//+ losses` for
the one that binds every loss of context in scope and between the endpoints (as `item`), `//+ from` and `//+ to` for
the match of the touchpoints at an endpoint, `//+ handoffs`, `//+ ruptures` and `//+ flows` for those in scope between
the endpoints (as `item`, as `flow` with `start` and `end`): these depend on what was asked, so that the store can start
from a key. `//+ performance` stands for how well a `touchpoint` works, as `performance`; `//+ period`, `//+ sum`,
`//+ observed`, `//+ need` for what `queries.observed` says of flows; `//+ systems`, `//+ owners`, `//+ lost`,
`//+ causes` for what `queries.losses` and `queries.root_causes` read; `//+ paper` for those of some `places` that are
said to use no system; `//+ ends` for the two keys that an import remembered in one text, `told`. `//+ WHERE supported`
and `//+ AND supported`, with a path, stand for the condition that evidence supports it, where kinds of evidence are
asked for, else for nothing. Nothing else is ever put into the text.

Lines after `//? system` are there only where that argument is given, those after `//? no system` only where it is not,
down to the next such line or to `//.`: the store plans all that stands in a text, whether it comes to anything or not.
"""

import re
from typing import Any, LiteralString

from graph.cypher import Cypher
from graph.derive.moved import ENDS
from graph.errors import WrongUsage
from graph.saying import saying
from queries import endpoints, losses, observed, root_causes
from queries.declare import Arguments, Endpoint, Question
from queries.endpoints import Scope
from queries.evidence import supported
from queries.performance import PERFORMANCE

SUMMARY = "summary.cypher"
NO_PLACE = saying(
    "{parameter}: name a place: a channel, a department, a silo, a system …",
    "{parameter} : nommez un lieu : un canal, une direction, un silo, une application…",
)

MATCHES = {
    "journeys": endpoints.of,
    "losses": endpoints.losses,
    "ruptures": endpoints.every_rupture,
    "handoffs": endpoints.every_handoff,
    "flows": endpoints.flows,
}
PAPER: LiteralString = """\
WITH *, [place IN places WHERE NOT EXISTS { (place)-[:USES]->() } AND ('uses' IN coalesce(place.stated, [])
  OR EXISTS { (place)-[:ON]->(on:Channel) WHERE 'runsOn' IN on.stated })] AS paper"""
"""Those of some `places` that are said to use no system."""

SAID = {
    "observed": observed.BETWEEN,
    "sum": observed.SUMMED,
    "period": observed.CONDITIONS,
    "need": observed.NEED,
    "systems": losses.SYSTEMS,
    "owners": losses.OWNERS,
    "lost": losses.LOST,
    "causes": root_causes.CAUSES,
    "performance": f"WITH *, {PERFORMANCE.strip()} AS performance",
    "paper": PAPER,
    "ends": f"WITH *, {ENDS} AS ends",
}
ONLY = re.compile(r"^ *//\? (no )?(\w+)\n(.*?)(?:(?=^ *//\?)|^ *//\.\n)", re.MULTILINE | re.DOTALL)
PUT_IN = re.compile(r"^( *)//\+ (?:(WHERE|AND) supported (.+)|(\w+))\n", re.MULTILINE)


def composed(question: Question, given: Arguments, file: str | None = None) -> Cypher:
    """The text of a question's statement, or of another file of its folder."""
    if file == SUMMARY and question.sums:
        return Cypher(f"{composed(question, given).bound}\nWITH collect(row) AS rows\n{summed(question, given)}")
    return put_in(question.text(file) if file else question.cypher, given)


def summed(question: Question, given: Arguments) -> Cypher:
    """The text from all `rows` of a question that sums them up to its summary."""
    return put_in(question.text(SUMMARY), given)


def put_in(text: str, given: Arguments) -> Cypher:
    """The text with its matches put in."""

    def only(found: re.Match[str]) -> str:
        no, name, lines = found.groups()
        return lines if (given.get(name) is None) == bool(no) else ""

    def match(found: re.Match[str]) -> str:
        indent, joined, what, name = found.groups()
        if joined:
            if given.get("evidence") is None:
                return ""
            made = f"{joined} {supported(what)}"
        elif name in SAID:
            made = SAID[name]
        elif name in MATCHES:
            made = MATCHES[name](scope(given))
        else:
            made = endpoints.at(name, given[name])
        return indent + made.replace("\n", "\n" + indent) + "\n"

    return Cypher(PUT_IN.sub(match, ONLY.sub(only, text)).strip())


def scope(given: Arguments) -> Scope:
    """Where to look. Perspectives that were left out are REALITY, or any where journeys are named; null is any."""
    named = given.get("journeys")
    return Scope(
        start=given.get("from"),
        end=given.get("to"),
        either=given.get("either"),
        journeys=named,
        perspectives=given.get("perspectives", ["REALITY"] if named is None else None),
        archived=bool(given.get("archived")),
        resolved=bool(given.get("resolved")),
        evidence=given.get("evidence"),
    )


def parameters(question: Question, given: Arguments) -> dict[str, Any]:
    """The values that the statement needs. WrongUsage for arguments that do not go together."""
    values: dict[str, Any] = {}
    for parameter in question.parameters:
        value = given.get(parameter.name)
        if parameter.required and parameter.type is Endpoint and not any((value or {}).values()):
            raise WrongUsage(NO_PLACE(parameter=parameter.name))
        values[parameter.name] = parameter.default if value is None else value
    values |= scope(given).parameters()
    if question.prepare:
        values |= question.prepare(given)
    return values
