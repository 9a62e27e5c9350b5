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

from api.compiler.sizes import Everything, Factor, Factors
from graph.errors import OverLimit
from graph.language import Language

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
"""Places in one operation at which nodes are selected or values compared, fragments opened: what the statement's
length follows."""

TYPENAME = GraphQLField(GraphQLNonNull(GraphQLString))
"""Stands for `__typename` and introspection, which need no definition here."""

READ, LOOK, COMPARE = 100, 10, 2
"""What it costs to read a node, to look at one, to compare one of its values: in hundredths, of about 0.1 µs each.

Measured on 2,000 journeys (`python -m bench.worst`).
"""

MILLISECOND = 100 * READ
"""What reads take that long."""

LETTER, NESTED = 9, 200
"""What it costs the store to plan a new statement, as nodes read: for each letter, and for each list; a list in a list
costs twice as much."""

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
class Lists:
    """How many lists a list is in, itself among them, and how many are in one another below it."""

    depth: int = 0
    height: int = 0


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
    lists: int = 0
    _within: Factors = ()
    _lists: Lists = field(default_factory=Lists)
    _places: int = 0
    _counted: int = 0

    def charge(self, weight: int = READ) -> None:
        """Count a node that may be read, as often as what stands around it may be."""
        self.look(weight)
        self._places += 1
        if self._places > LARGEST:
            raise OverLimit(f"The operation asks for something in more than {LARGEST} places: ask for less at once")

    def look(self, weight: int = LOOK) -> None:
        """Count what has to be looked at, in hundredths of a node that is read."""
        self.cost[self._within] = self.cost.get(self._within, 0) + weight

    def whole(self, milliseconds: float, journeys: str = "") -> None:
        """Count a statement of its own, of which is known how long it takes on 2,000 journeys.

        `journeys` is the parameter that names those it is about; where it is null, it is about all.
        """
        self._places += 1
        key = (Everything(journeys),)
        self.cost[key] = self.cost.get(key, 0) + round(milliseconds * MILLISECOND)

    @contextmanager
    def times(self, *factors: Factor) -> Iterator[None]:
        """What is compiled within may be read so often."""
        outside, self._within = self._within, (*self._within, *factors)
        try:
            yield
        finally:
            self._within = outside

    @contextmanager
    def nested(self, factor: Factor) -> Iterator[Lists]:
        """What is compiled within is read for each member of a list; `lists` adds up what it costs to plan them."""
        around, self._lists = self._lists, Lists(self._lists.depth + 1)
        self.lists += NESTED * 2 ** (self._lists.depth - 1)
        try:
            with self.times(factor):
                yield self._lists
        finally:
            around.height = max(around.height, self._lists.height + 1)
            self._lists = around

    def variable(self, stem: str) -> str:
        """A name for a variable of the statement that nothing else has."""
        self._counted += 1
        return f"{stem[0].lower()}{stem[1:]}{self._counted}"

    def bind(self, owner: Field, read: Read, prefix: str = "") -> str:
        """Have parameters read from a field's arguments, whenever the plan is run; gives the prefix of their names.

        It is a new one unless there is one already.
        """
        if not prefix:
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
