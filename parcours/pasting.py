"""Questions as statements that can be pasted into any Neo4j tool, with their parameters before them."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError

from api.compiler import Plan
from api.compiler.shapes import Parameters
from api.execute import Request, prepared
from graph.cypher import Cypher
from graph.gateway import Gateway
from parcours.asking import Asked, arguments, raised, request
from parcours.output import as_json


def statement(gateway: Gateway, asked: Asked) -> str:
    """The statement that answers, with its parameters; where something is computed in between, what is read for it."""
    plan, values = compiled(request(asked, arguments(asked)))
    before = []
    for facts in plan.facts:
        before.append(f"// What is read\n{_pasted(facts.cypher, values)}\n\n")
        ((read,),) = gateway.read(facts.cypher, **values)
        values.update(facts.parameters(read, values))
    computed = "// The answer; its rows are computed from that\n" if before else ""
    return f"{''.join(before)}{computed}{_pasted(plan.cypher, values)}"


def compiled(asked: Request) -> tuple[Plan, Parameters]:
    """What the API makes of a request, and the parameters that come from its variables. BadInput for wrong ones."""
    try:
        plan, variables = prepared(asked)
        return plan, plan.parameters(variables.values)
    except GraphQLError as error:
        raise raised(error) from error


def _pasted(text: str, values: Mapping[str, Any]) -> str:
    names = Cypher(text).parameters
    given = [f":param {name} => {_literal(value)};" for name, value in values.items() if name in names]
    return "\n".join([*given, f"{text};"])


def _literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'`{name}`: {_literal(each)}' for name, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return as_json(value)
