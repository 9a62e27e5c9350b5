"""What compiling one operation needs at hand: its fields, fresh variables, and parameters for all values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    ListValueNode,
    ObjectValueNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values

from graph.errors import OverLimit
from queries.language import Language

Arguments = dict[str, Any]
Read = Callable[[Arguments], dict[str, Any]]
"""Gives the parameters that the arguments of one field stand for, by their names within that field."""


@dataclass(frozen=True)
class Field:
    """One field of a selection: the name that the response gives it, the type that has it, and where it is selected."""

    key: str
    name: str
    owner: str
    definition: GraphQLField
    nodes: list[FieldNode]

    @property
    def path(self) -> str:
        """What it is in the schema: `Journey.steps`."""
        return f"{self.owner}.{self.name}"

    @property
    def type_name(self) -> str:
        """The type of its value, or of the items of its list."""
        return get_named_type(self.definition.type).name

    @property
    def varies(self) -> bool:
        """Whether a variable stands in its arguments."""
        return any(_varies(argument.value) for argument in self.nodes[0].arguments)

    def arguments(self, variables: Mapping[str, Any]) -> Arguments:
        """Its arguments, checked against their types, defaults filled in.

        Perspectives that nobody asked for are left open: naming journeys lifts their default.
        """
        found = get_argument_values(self.definition, self.nodes[0], dict(variables))
        if "perspectives" in found and not self.given("perspectives", variables):
            del found["perspectives"]
        return found

    def given(self, name: str, variables: Mapping[str, Any]) -> bool:
        """Whether the operation gives this argument itself, so that its value is no default."""
        value = next((a.value for a in self.nodes[0].arguments if a.name.value == name), None)
        return value.name.value in variables if isinstance(value, VariableNode) else value is not None


LARGEST = 2000
"""Places in one operation at which nodes are selected, fragments opened: what the statement's length follows."""

TYPENAME = GraphQLField(GraphQLNonNull(GraphQLString))
"""Stands for `__typename` and introspection, which need no definition here."""

Factors = tuple[str | int, ...]
"""How often something may be read: numbers, and names of parameters that bound a page (one more than its size)."""

Binding = tuple[str, Field, Read]
"""The prefix of some parameters, the field whose arguments they are, and how they are read."""


@dataclass(frozen=True)
class Facts:
    """What is read first where something has to be computed: a statement, and what makes parameters of its value.

    They are parameters of the operation's one statement; what makes them knows those that there are already.
    """

    cypher: str
    parameters: Callable[[Any, Mapping[str, Any]], dict[str, Any]]


@dataclass
class Context:
    """One compilation. Text is made from the shape of the operation; values go into `bindings` only.

    `language` is that of sentences where no argument names one.
    """

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    language: Language
    bindings: list[Binding] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    cost: dict[Factors, int] = field(default_factory=dict)
    _within: Factors = ()
    _charged: int = 0
    _counted: int = 0

    def charge(self) -> None:
        """Count a node that may be read, as often as what stands around it may be."""
        self.cost[self._within] = self.cost.get(self._within, 0) + 1
        self._charged += 1
        if self._charged > LARGEST:
            raise OverLimit(f"The operation selects nodes in more than {LARGEST} places: ask for less at once")

    @contextmanager
    def times(self, factor: str | int) -> Iterator[None]:
        """What is compiled within may be read so often: a number, or the name of the parameter that bounds a page."""
        outside, self._within = self._within, (*self._within, factor)
        try:
            yield
        finally:
            self._within = outside

    def variable(self, stem: str) -> str:
        """A name for a variable of the statement that nothing else has."""
        self._counted += 1
        return f"{stem[0].lower()}{stem[1:]}{self._counted}"

    def bind(self, owner: Field, read: Read) -> str:
        """Have parameters read from a field's arguments, whenever the plan is run; gives the prefix of their names."""
        self._counted += 1
        prefix = f"{owner.name}{self._counted}_"
        self.bindings.append((prefix, owner, read))
        return prefix

    def root(self, type_: GraphQLObjectType, selections: SelectionSetNode) -> list[Field]:
        """The fields selected at the root."""
        found = collect_fields(self.schema, self.fragments, self.variables, type_, selections)
        return list(_fields(type_, found))

    def fields(self, type_: str, nodes: Iterable[FieldNode]) -> list[Field]:
        """The fields that the selections of these nodes take of a type: fragments opened, the same field merged."""
        of = self.schema.type_map[type_]
        assert isinstance(of, GraphQLObjectType)
        return list(_fields(of, collect_sub_fields(self.schema, self.fragments, self.variables, of, list(nodes))))

    def below(self, selected: Field) -> list[Field]:
        """The fields that are selected of a field's value, an object."""
        return self.fields(selected.type_name, selected.nodes)


def _varies(value: ValueNode) -> bool:
    if isinstance(value, ListValueNode):
        return any(_varies(each) for each in value.values)
    if isinstance(value, ObjectValueNode):
        return any(_varies(each.value) for each in value.fields)
    return isinstance(value, VariableNode)


def _fields(type_: GraphQLObjectType, found: dict[str, list[FieldNode]]) -> Iterator[Field]:
    for key, nodes in found.items():
        name = nodes[0].name.value
        yield Field(key, name, type_.name, type_.fields.get(name, TYPENAME), nodes)
