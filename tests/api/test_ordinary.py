"""The fast path against ordinary execution: operations made from the schema, one field at a time, equal answers."""

import random

import graphql
import pytest
from graphql import parse, parse_type, parse_value, print_ast
from graphql.language import ast
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import queries

from api.execute import Request
from api.schema import schema
from api.schema.making import sdl
from graph.model import MODEL
from tests.asking import asked
from tests.often import often

from .naive import Copy
from .ordinary import Ordinary

ROOTS = ["node", "nodes", *(name for node in MODEL.values() for name in (node.singular, node.plural))]
ELSEWHERE = {
    "cursor",
    "startCursor",
    "endCursor",
    "explanation",
    "label",
    "concerns",
    "lastSeen",
    "observed",
    "rootCause",
}
"""Fields whose values only the API can make, or a question; other tests hold them."""

DROPPED = {"after", "before", "from", "to", "either", "evidence"}
"""Arguments that only work with values that the API has given, or that other tests hold."""

DEEPEST = 6
"""Levels to which selections are made to reach."""

TIMES = {"TimeFilter": ["2027-01-31", "2025-06-01", "2026-11-02"]}
"""What times are compared with, by the input that compares."""


def elsewhere(type_):
    """The fields of a type whose values other tests hold."""
    return ELSEWHERE | {name for name, field in type_.fields.items() if "side" in field.args}


class Dresser:
    """Gives a made-up operation values that mean something here, and dresses it in all that GraphQL allows."""

    def __init__(self, chance, copy):
        self.chance = chance
        self.ids = [":".join(node) for node in copy.nodes if node[0] in MODEL]
        self.words = sorted({str(v) for values in copy.nodes.values() for v in values.values() if isinstance(v, str)})
        self.values, self.definitions, self.fragments = {}, [], []

    def dressed(self, text):
        (operation,) = parse(text).definitions
        assert isinstance(operation, ast.OperationDefinitionNode)
        self.within(operation.selection_set, schema().query_type)
        operation.name, operation.variable_definitions = ast.NameNode(value="Made"), tuple(self.definitions)
        return print_ast(ast.DocumentNode(definitions=(operation, *self.fragments))), self.values

    def within(self, selected, parent, depth=0):
        for each in selected.selections:
            if isinstance(each, ast.FieldNode):
                self.field(each, parent, depth)
            else:
                self.within(each.selection_set, schema().type_map[each.type_condition.name.value], depth)
        if parent is not schema().query_type and depth < DEEPEST:
            selected.selections = (*selected.selections, *self.more(parent, depth))
        selected.selections = tuple(self.wrapped(list(selected.selections), parent))

    def more(self, parent, depth):
        """Fields that nobody asked for: what is made up seldom reaches far."""
        wanted = [name for name in ("edges", "node") if name in parent.fields]
        for name in sorted({*wanted, *self.chance.choices(list(parent.fields), k=2)} - elsewhere(parent)):
            made = ast.FieldNode(name=ast.NameNode(value=name), arguments=(), directives=(), selection_set=None)
            inner = graphql.get_named_type(parent.fields[name].type)
            if not graphql.is_leaf_type(inner):
                typename = ast.FieldNode(name=ast.NameNode(value="__typename"), arguments=(), directives=())
                made.selection_set = ast.SelectionSetNode(selections=(typename,))
                self.within(made.selection_set, inner, depth + 1)
            made.alias = ast.NameNode(value=f"more{self.chance.randrange(10**6)}")
            yield made

    def field(self, field, parent, depth):
        if field.name.value in elsewhere(parent):
            field.name, field.arguments, field.selection_set = ast.NameNode(value="__typename"), (), None
        if field.name.value == "__typename":
            return
        definition = parent.fields[field.name.value]
        field.arguments = tuple(self.argument(each, field, definition) for each in self.kept(field.arguments))
        if self.chance.random() < 0.2:
            field.alias = ast.NameNode(value=f"other{self.chance.randrange(10**6)}")
        if field.selection_set:
            self.within(field.selection_set, graphql.get_named_type(definition.type), depth + 1)

    def kept(self, arguments):
        names = {each.name.value for each in arguments}
        dropped = DROPPED | ({"last"} if "first" in names and self.chance.random() < 0.7 else {"first"})
        dropped |= {name for name in ("where", "journeys", "perspectives") if self.chance.random() < 0.7}
        return [each for each in arguments if each.name.value not in dropped]

    def argument(self, argument, field, definition):
        name = argument.name.value
        if name in ("first", "last"):
            argument.value = parse_value(str(self.chance.randrange(4)))
        elif name in ("id", "ids"):
            argument.value = parse_value(f'"{self.chance.choice(self.ids)}"')
        elif name in ("key", "journeys"):
            label = next((label for label, node in MODEL.items() if node.singular == field.name.value), "Journey")
            keys = [each.partition(":")[2] for each in self.ids if each.startswith(f"{label}:")]
            argument.value = parse_value(f'"{self.chance.choice([*keys, "nobody"])}"')
        elif name == "orderBy":
            argument.value = self.orders(argument.value)
        elif name == "where":
            self.words_in(argument.value, definition.args[name].type)
        if self.chance.random() < 0.3:
            argument.value = self.lifted(argument.value, definition.args[name].type)
        return argument

    def orders(self, value):
        if isinstance(value, ast.ListValueNode):
            value.values = tuple(each for each in map(self.orders, value.values) if each is not None)
        if not isinstance(value, ast.ObjectValueNode):
            return value
        for each in value.fields:
            each.value = self.orders(each.value)
        there = [each for each in value.fields if each.value and not isinstance(each.value, ast.NullValueNode)]
        if not there:
            return None
        value.fields = (self.chance.choice(there),)
        return value

    def words_in(self, value, type_):
        """Words that stand somewhere in the graph, for any that were made up; no comparison with nothing."""
        type_ = graphql.get_named_type(type_)
        if isinstance(value, ast.ObjectValueNode):
            value.fields = tuple(each for each in value.fields if not isinstance(each.value, ast.NullValueNode))
        for each in getattr(value, "fields", None) or ():
            self.words_in(each.value, type_ if type_.name in TIMES else type_.fields[each.name.value].type)
        for each in getattr(value, "values", None) or ():
            self.words_in(each, type_)
        if isinstance(value, ast.StringValueNode):
            value.value = self.chance.choice(TIMES.get(type_.name, self.words))

    def lifted(self, value, type_):
        """The same value, given as a variable."""
        name = f"given{len(self.definitions)}"
        variable = ast.VariableNode(name=ast.NameNode(value=name))
        declared = ast.VariableDefinitionNode(variable=variable, type=parse_type(str(type_)), directives=())
        self.definitions.append(declared)
        self.values[name] = graphql.value_from_ast_untyped(value)
        return variable

    def wrapped(self, selections, parent):
        """Some of them in a fragment, of its own or in place, some under a condition."""
        cut = self.chance.randrange(len(selections) + 1)
        some, rest = selections[cut:], selections[:cut]
        if not some or parent is schema().query_type:
            return selections
        inner = ast.SelectionSetNode(selections=tuple(some))
        condition = ast.NamedTypeNode(name=ast.NameNode(value=parent.name))
        kind = self.chance.choice(["plain", "include", "skip", "inline", "named", "twice"])
        if kind in ("include", "skip"):
            asked = self.lifted(ast.BooleanValueNode(value=self.chance.random() < 0.5), "Boolean!")
            argument = ast.ArgumentNode(name=ast.NameNode(value="if"), value=asked)
            directive = ast.DirectiveNode(name=ast.NameNode(value=kind), arguments=(argument,))
            made = ast.InlineFragmentNode(type_condition=None, directives=(directive,), selection_set=inner)
            return [*(rest or [ast.FieldNode(name=ast.NameNode(value="__typename"))]), made]
        if kind == "inline":
            return [*rest, ast.InlineFragmentNode(type_condition=condition, directives=(), selection_set=inner)]
        if kind == "named":
            name = ast.NameNode(value=f"Some{len(self.fragments)}")
            fragment = ast.FragmentDefinitionNode(name=name, type_condition=condition, selection_set=inner)
            self.fragments.append(fragment)
            return [*rest, ast.FragmentSpreadNode(name=name, directives=())]
        return [*selections, *some] if kind == "twice" else selections


@pytest.fixture(scope="module")
def copy(landscape):
    return Copy(landscape)


@pytest.fixture(scope="module")
def ordinary(copy):
    return Ordinary(copy)


def difference(found, expected, path=()):
    """The first place at which two answers differ, the order of keys included; null where they are equal."""
    if isinstance(found, dict) and isinstance(expected, dict) and list(found) == list(expected):
        places = [(name, found[name], expected[name]) for name in found]
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        places = [(index, *both) for index, both in enumerate(zip(found, expected, strict=True))]
    else:
        same = found == (pytest.approx(expected) if isinstance(expected, float) else expected)
        return None if same and not isinstance(found, dict) else (path, found, expected)
    return next(filter(None, (difference(one, other, (*path, place)) for place, one, other in places)), None)


@given(text=queries(sdl(), fields=ROOTS), seed=st.integers(0, 2**32))
@settings(max_examples=often(30), deadline=None, suppress_health_check=list(HealthCheck))
def test_made_up_operations(landscape, copy, ordinary, text, seed):
    document, values = Dresser(random.Random(seed), copy).dressed(text)
    expected = ordinary(parse(document), values)
    found = asked(landscape.address, Request(document, values))
    assume(not any((error.extensions or {})["code"] == "LIMIT_EXCEEDED" for error in found.errors))
    assert difference(found.data, expected.data) is None, (document, values)
    assert [error.path for error in found.errors] == [error.path for error in expected.errors or ()], document
