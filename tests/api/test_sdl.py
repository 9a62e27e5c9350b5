"""The committed schema, and that it says of itself what it means."""

from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, build_schema

from api.schema import schema, sdl
from graph.model import MODEL

COMMITTED = Path(__file__).parent.parent.parent / "schema.graphql"
OWN = (GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType)


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


def test_every_label_can_be_asked_for():
    fields = schema().query_type.fields
    assert {each.singular for each in MODEL.values()} | {each.plural for each in MODEL.values()} <= {*fields}


def test_what_is_never_null():
    handoff, step = (schema().type_map[name].fields for name in ("Handoff", "Step"))
    said = {name: str(field.type) for name, field in handoff.items()}
    assert said["journey"] == "Journey!" and said["from"] == said["to"] == "Touchpoint!"
    assert said["status"] == "HandoffStatus!" and said["undecided"] == "[Undecided!]!"
    assert said["changesDepartment"] == "Boolean" and said["volume"] == "VolumeRange"
    assert str(step["text"].type) == "String" and str(step["next"].type) == "[Transition!]!"
