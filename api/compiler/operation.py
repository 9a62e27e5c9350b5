"""Compiling an operation: one subquery for each field at its root, one record with one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode

from api.compiler.catalogue import catalogue
from api.compiler.columns import Column, columns
from api.compiler.context import Binding, Context, Facts, Field
from api.compiler.roots import root
from api.compiler.shapes import Shape
from api.errors import located
from graph.errors import ParcoursError


@dataclass(frozen=True)
class Plan:
    """A compiled operation. `cypher` is empty when nothing has to be asked of the store; `facts` are read before.

    `shape` makes the response's `data` of the one value that the statement gives, and of the parameters.
    """

    cypher: str
    shape: Shape
    bindings: tuple[Binding, ...]
    facts: tuple[Facts, ...] = ()

    def parameters(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The statement's parameters for these variables. GraphQLError with a code for a value that cannot be."""
        values: dict[str, Any] = {}
        for prefix, owner, read in self.bindings:
            try:
                found = read(owner.arguments(variables))
            except ParcoursError as error:
                raise located(error, owner.nodes) from error
            values |= {prefix + name: value for name, value in found.items()}
        return values


def compile_operation(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> Plan:
    """The plan of a valid operation. Variables, coerced, decide what is skipped and given; their values stay out."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    context = Context(schema, fragments, variables)
    assert schema.query_type
    fields = [f for f in context.root(schema.query_type, operation.selection_set) if f.name not in INTROSPECTION]
    known = {f.key: catalogue(context, f) for f in fields if f.name == "questions"}
    asked = columns(fields, schema.query_type.name, lambda field: _located(context, field), known)
    text = "\n".join([*asked.clauses, f"RETURN {asked.expression} AS value"]) if asked.expression != "[]" else ""
    return Plan(text, asked.shape, tuple(context.bindings), tuple(context.facts))


def _located(context: Context, field: Field) -> Column:
    try:
        return root(context, field)
    except ParcoursError as error:
        raise located(error, field.nodes) from error


INTROSPECTION = {"__schema", "__type"}
"""Fields that graphql-core answers by itself."""
