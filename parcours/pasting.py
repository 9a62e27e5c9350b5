"""Questions as statements that can be pasted into any Neo4j tool, with their parameters before them."""

import json
from collections.abc import Mapping
from typing import Any

from graph.gateway import Gateway
from parcours.asking import Asked, arguments
from queries import endpoints
from queries.declare import Question
from queries.statement import parameters, scope
from queries.statement import statement as composed

CONNECTIONS = {"handoffs": endpoints.handoffs, "ruptures": endpoints.ruptures}
FIXED = {"broken-handoffs": ["item.status = 'BROKEN'"], "ruptures": ["($kind IS NULL OR item.kind IN $kind)"]}


def statement(gateway: Gateway, asked: Asked) -> str:
    """The statement that answers, with its parameters; what is computed in between is among them."""
    question, given = asked.question, arguments(gateway, asked)
    if question.connection:
        return _pasted(_connection(question, given), {"kind": given.get("kind"), **scope(given).parameters()})
    values = parameters(question, given)
    if not (question.facts and question.compute):
        return _pasted(composed(question, given), values)
    facts = composed(question, given, "facts.cypher")
    ((read,),) = gateway.read(facts, **values)
    rows = question.compute(question.facts(**read), values)
    first, then = _pasted(facts, values), _pasted(composed(question, given), {**values, "rows": rows})
    return f"// What is read\n{first}\n\n// The answer; its rows are computed from that\n{then}"


def _connection(question: Question, given: dict[str, Any]) -> str:
    assert question.connection
    found = CONNECTIONS[question.connection](scope(given))
    where = " AND ".join([*found.conditions, *FIXED[question.id]])
    order = "item.volumeHigh IS NULL, item.volumeHigh DESC, item.key"
    return f"{found.match}\nWHERE {where}\nWITH DISTINCT item ORDER BY {order}\nRETURN item"


def _pasted(text: str, values: Mapping[str, Any]) -> str:
    used = {name: value for name, value in values.items() if f"${name}" in text}
    return "\n".join([*(f":param {name} => {_literal(value)};" for name, value in used.items()), text.strip() + ";"])


def _literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'`{name}`: {_literal(each)}' for name, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value, ensure_ascii=False)
