"""Every field of every type can be selected, wherever it stands, without the store refusing the statement."""

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type

from api.limits import Limits
from api.schema import schema
from graph.model import MODEL

WORKED_OUT = ("Rupture",)
"""The labels with a field that is worked out of one statement more."""

PLAIN = ("VolumeRange", "CostRange", "Link", "PageInfo", "Numbers")


def scalars(type_, alias=""):
    """Every field of a type that needs no selection, or whose selection can be of scalars only."""
    parts = []
    for name, field in type_.fields.items():
        inner = get_named_type(field.type)
        called = f"{alias}{name}: {name}" if alias else name
        if inner.name in PLAIN:
            parts.append(f"{called} {{ {scalars(inner)} }}")
        elif not isinstance(inner, GraphQLObjectType | GraphQLInterfaceType):
            parts.append(called)
    return " ".join(parts)


def everything(type_):
    """Every field of a type, with all scalars of what it leads to; through connections and edges to the nodes."""
    parts = [scalars(type_)]
    for name, field in type_.fields.items():
        inner = get_named_type(field.type)
        if isinstance(inner, GraphQLInterfaceType):
            parts.append(f"{name} {{ id key __typename ... on Step {{ {scalars(schema().type_map['Step'])} }} }}")
        elif name == "aggregate":
            parts.append("aggregate { count }")
        elif isinstance(inner, GraphQLObjectType) and inner.name not in PLAIN:
            shallow = inner.name in MODEL or inner == type_
            parts.append(f"{name} {{ __typename {scalars(inner) if shallow else everything(inner)} }}")
    return " ".join(parts)


@pytest.mark.parametrize("label", MODEL)
def test_every_field_of_a_label(ask, statements, label):
    ask(f"{{ {MODEL[label].plural} {{ totalCount edges {{ node {{ {everything(schema().type_map[label])} }} }} }} }}")
    assert len(statements) == (2 if label in WORKED_OUT else 1)


@pytest.mark.parametrize("label", [label for label, node in MODEL.items() if node.aggregated])
def test_every_sum_and_every_group(ask, statements, label, monkeypatch):
    for limit in ("afford", "check"):
        monkeypatch.setattr(Limits, limit, lambda *_: None)  # more at once than anybody may ask for
    ask(f"{{ {MODEL[label].plural} {{ aggregate {{ {everything(schema().type_map[f'{label}Aggregate'])} }} }} }}")
    assert len(statements) == 1


def test_every_label_where_any_node_may_stand(ask, statements):
    own = {label: scalars(schema().type_map[label], f"{label}_") for label in MODEL}
    spreads = " ".join(f"... on {label} {{ {fields} }}" for label, fields in own.items())
    data = ask(f'{{evidence(key: "survey-2025") {{about {{id {spreads}}}}}}}')
    assert len(data["evidence"]["about"]) == 3 and len(statements) == 1
