"""Compiling an operation: one subquery for each field at its root, one record with one value."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode, OperationType

from api.compiler.acts import ACTING, Act
from api.compiler.catalogue import catalogue
from api.compiler.columns import Column, columns
from api.compiler.context import LETTER, READ, Binding, Context, Facts, Field
from api.compiler.labels import labels
from api.compiler.roots import root
from api.compiler.shapes import Parameters, Shape
from api.compiler.sizes import NOTHING_KNOWN, Factors, Sizes
from api.errors import located
from graph.errors import BadInput, ParcoursError
from graph.language import Language

TOLD = {"questions": catalogue, "enumLabels": labels}
"""What is answered without the store."""


@dataclass(frozen=True)
class Plan:
    """A compiled operation. `cypher` is empty when nothing has to be asked of the store; `facts` are read before.

    `act` is what has to be done first, in the same transaction; null for what is only asked.
    `constants` are the parameters that no variable changes, `bindings` give the others, `terms` the cost, `lists` what
    lists in lists cost to plan.
    `shape` makes the response's `data` of the one value that the statement gives, and of the parameters.
    """

    cypher: str
    shape: Shape
    bindings: tuple[Binding, ...]
    facts: tuple[Facts, ...]
    constants: dict[str, Any]
    terms: tuple[tuple[Factors, int], ...]
    lists: int
    introspects: bool
    act: Act | None = None

    def cost(self, parameters: Parameters, sizes: Sizes = NOTHING_KNOWN) -> int:
        """How many nodes the operation may read at most: a node that is only looked at counts as a tenth of one."""
        found = [(weight, [each.times(parameters, sizes) for each in factors]) for factors, weight in self.terms]
        return round(sum(weight * math.prod(times) for weight, times in found) / READ)

    @cached_property
    def length(self) -> int:
        """Letters of all its statements."""
        return sum(map(len, (self.cypher, *(facts.cypher for facts in self.facts))))

    @property
    def planning(self) -> int:
        """What it costs the store to plan the statements before they run for the first time, as nodes read."""
        return self.lists + LETTER * self.length

    def parameters(self, variables: Mapping[str, Any]) -> Parameters:
        """The statement's parameters for these variables. GraphQLError with a code for a value that cannot be."""
        values = Parameters(self.constants)
        for binding in self.bindings:
            values.update(_bound(binding, variables))
        return values


def compile_operation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: dict[str, Any],
    language: Language,
) -> Plan:
    """The plan of a valid operation, its sentences in a language unless an argument names another.

    Variables, coerced, decide what is skipped and given; their values stay out.
    """
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    context = Context(schema, fragments, variables, language)
    acts: list[Act] = []
    root_type = schema.mutation_type if operation.operation is OperationType.MUTATION else schema.query_type
    assert root_type
    selected = context.root(root_type, operation.selection_set)
    fields = [field for field in selected if field.name not in INTROSPECTION]
    known = {f.key: TOLD[f.name](context, f) for f in fields if f.name in TOLD}
    asked = columns(fields, root_type.name, lambda field: _located(context, field, acts), known)
    text = "\n".join([*asked.clauses, f"RETURN {asked.expression} AS value"]) if asked.expression != "[]" else ""
    varying = [each for each in context.bindings if each[1].varies]
    constants = {name: v for each in context.bindings if not each[1].varies for name, v in _bound(each, {}).items()}
    return Plan(
        text,
        asked.shape,
        tuple(varying),
        tuple(context.facts),
        constants,
        tuple(context.cost.items()),
        context.lists,
        introspects=len(fields) < len(selected),
        act=acts[0] if acts else None,
    )


def _bound(binding: Binding, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that one field's arguments stand for. GraphQLError with a code for a value that cannot be."""
    prefix, owner, read = binding
    try:
        found = read(owner.arguments(variables))
    except ParcoursError as error:
        raise located(error, owner.nodes) from error
    return {prefix + name: value for name, value in found.items()}


def _located(context: Context, field: Field, acts: list[Act]) -> Column:
    try:
        return _acting(context, field, acts) if field.owner == "Mutation" else root(context, field)
    except ParcoursError as error:
        raise located(error, field.nodes) from error


def _acting(context: Context, field: Field, acts: list[Act]) -> Column:
    if acts:
        raise BadInput(f"{field.key}: an operation does one thing; send this in another one")
    found, prefix = ACTING[field.name](context, field)
    acts.append(Act(field, prefix))
    return found


INTROSPECTION = {"__schema", "__type"}
"""Fields that graphql-core answers by itself."""
