"""The committed schema, and that it says of itself what it means."""

import re
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    find_breaking_changes,
)

from api.schema import schema
from api.schema.making import sdl
from graph.model import MODEL

COMMITTED = Path(__file__).parent.parent.parent / "schema.graphql"
RELEASED = Path(__file__).with_name("released.graphql")
LARGEST = 360
OWN = (GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType)


def test_the_committed_schema_is_the_schema():
    text = COMMITTED.read_text(encoding="utf-8") if COMMITTED.exists() else ""
    assert text == sdl(), "schema.graphql is stale; refresh it: parcours schema graphql > schema.graphql"


def test_the_schema_can_be_built_from_its_text():
    assert {*build_schema(sdl()).type_map} == {*schema().type_map}


def test_everything_is_described():
    silent = []
    for type_ in schema().type_map.values():
        if type_.name.startswith("__"):
            continue
        silent += [type_.name] if not type_.description else []
        if isinstance(type_, GraphQLEnumType):
            silent += [f"{type_.name}.{name}" for name, value in type_.values.items() if not value.description]
        elif isinstance(type_, OWN):
            for name, field in type_.fields.items():
                silent += [f"{type_.name}.{name}"] if not field.description else []
                arguments = getattr(field, "args", {})
                silent += [f"{type_.name}.{name}({a})" for a, found in arguments.items() if not found.description]
    assert silent == []


def breaking(old, new):
    return [change.description for change in find_breaking_changes(build_schema(old), build_schema(new))]


def test_what_was_released_still_works():
    found = breaking(RELEASED.read_text(encoding="utf-8"), sdl())
    advice = "deprecate first; at a release that may break, say so in CHANGELOG.md and copy schema.graphql here"
    assert found == [], f"clients of the released schema would break: {advice}"


def test_a_breaking_change_is_seen():
    renamed = sdl().replace("  remembered: Float\n", "  kept: Float\n", 1)
    assert breaking(sdl(), renamed) == ["ComparedDelta.remembered was removed."]
    assert breaking("type Query { a(b: Int): Int }", "type Query { a(b: Int, c: Int!): Int }")
    assert breaking("type Query { a: Int! }", "type Query { a: Int }")


def undated(schema):
    """What is deprecated without a reason that begins with a date."""
    found = []
    for type_ in schema.type_map.values():
        parts = type_.values if isinstance(type_, GraphQLEnumType) else getattr(type_, "fields", {})
        for name, part in parts.items():
            within = {f"{name}({a})": each for a, each in getattr(part, "args", {}).items()}
            for place, each in ({name: part} | within).items():
                reason = each.deprecation_reason
                if reason is not None and not re.match(r"\d{4}-\d{2}-\d{2}: .", reason):
                    found.append(f"{type_.name}.{place}")
    return found


def test_what_is_deprecated_says_since_when_and_what_to_use():
    assert undated(schema()) == []


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ('a: Int @deprecated(reason: "2026-11-23: use b")', []),
        ("a: Int @deprecated", ["Query.a"]),
        ('a(b: Int @deprecated(reason: "old")): Int', ["Query.a(b)"]),
    ],
)
def test_a_deprecation_without_a_date_is_seen(field, found):
    assert undated(build_schema(f"type Query {{ {field} }}")) == found


def test_the_schema_is_no_larger_than_a_person_can_read():
    assert len([name for name in schema().type_map if not name.startswith("__")]) <= LARGEST


def test_every_label_can_be_asked_for():
    query = schema().query_type
    assert query is not None
    assert {each.singular for each in MODEL.values()} | {each.plural for each in MODEL.values()} <= {*query.fields}


def test_what_is_never_null():
    handoff, step = (schema().get_type(name) for name in ("Handoff", "Step"))
    assert isinstance(handoff, GraphQLObjectType) and isinstance(step, GraphQLObjectType)
    said = {name: str(field.type) for name, field in handoff.fields.items()}
    assert said["journey"] == "Journey!" and said["from"] == said["to"] == "Touchpoint!"
    assert said["status"] == "HandoffStatus!" and said["undecided"] == "[Undecided!]!"
    assert said["changesDepartment"] == "Boolean" and said["volume"] == "VolumeRange"
    assert str(step.fields["text"].type) == "String" and str(step.fields["next"].type) == "[Transition!]!"
