"""Every field of every type can be selected, wherever it stands, without the store refusing the statement."""

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type

from api.schema import schema
from graph.model import MODEL

DEPTH = 3


def selection(type_, depth):
    """Every field of a type; below `depth`, of objects only their scalars."""
    if isinstance(type_, GraphQLInterfaceType):
        own = " ".join(
            f"... on {label} {{ {selection(schema().type_map[label], 0)} }}" for label in ("Step", "Handoff")
        )
        return f"id key __typename {own if depth else ''}"
    parts = ["__typename"]
    for name, field in type_.fields.items():
        inner = get_named_type(field.type)
        if not isinstance(inner, GraphQLObjectType | GraphQLInterfaceType):
            parts.append(name)
        elif depth or inner.name in ("VolumeRange", "PageInfo"):
            parts.append(f"{name} {{ {selection(inner, depth - 1)} }}")
    return " ".join(parts)


@pytest.mark.parametrize("label", MODEL)
def test_every_field_of_a_label(ask, statements, label):
    type_ = schema().type_map[label]
    ask(f"{{ {MODEL[label].plural} {{ totalCount edges {{ node {{ {selection(type_, DEPTH)} }} }} }} }}")
    assert len(statements) == 1


def test_every_label_where_any_node_may_stand(ask, statements):
    spreads = " ".join(f"... on {label} {{ {selection(schema().type_map[label], 0)} }}" for label in MODEL)
    data = ask(f'{{evidence(key: "survey-2025") {{about {{id {spreads}}}}}}}')
    assert len(data["evidence"]["about"]) == 3 and len(statements) == 1
