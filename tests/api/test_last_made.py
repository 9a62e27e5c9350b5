"""The schema is made when what makes it has changed, and read otherwise."""

import sys

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLScalarType,
    introspection_from_schema,
    specified_scalar_types,
    validate_schema,
)

from api.schema import last_made, making, schema
from api.schema.last_made import document
from api.schema.months import month


@pytest.fixture(autouse=True)
def kept(monkeypatch, tmp_path):
    """The folder in which it is kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.fixture
def made(monkeypatch):
    """How often it was made."""
    times = []
    sdl = making.sdl

    def counted():
        times.append(1)
        return sdl()

    monkeypatch.setattr(making, "sdl", counted)
    return times


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def named(value):
    """An introspection whose lists of what has names are in the order of these."""
    if isinstance(value, dict):
        return {name: named(each) for name, each in value.items()}
    if not isinstance(value, list):
        return value
    return sorted(map(named, value), key=lambda each: each.get("name") or "" if isinstance(each, dict) else "")


def test_it_is_the_one_that_strawberry_makes():
    ours, theirs = (introspection_from_schema(each) for each in (schema(), making.strawberry_schema()._schema))
    assert named(ours) == named(theirs)
    assert validate_schema(schema()) == []


def test_nothing_is_lost_that_a_document_does_not_say():
    """What a value of an enum stands for, and what reads a scalar."""
    types = [each for name, each in making.strawberry_schema()._schema.type_map.items() if not name.startswith("__")]
    enums = [each for each in types if isinstance(each, GraphQLEnumType)]
    assert enums and all(name == value.value for each in enums for name, value in each.values.items())
    scalars = {each.name for each in types if isinstance(each, GraphQLScalarType)}
    assert scalars - specified_scalar_types.keys() == {"Month"}
    assert vars(schema().type_map["Month"])["parse_value"] is month


def test_it_is_made_once_until_the_code_changes(kept, made, monkeypatch):
    first = document()
    (file,) = files(kept)
    assert document() == first and len(made) == 1
    monkeypatch.setattr(last_made, "ROOMS", (*last_made.ROOMS, "parcours"))
    assert document() == first and len(made) == 2
    (other,) = files(kept)
    assert other.name != file.name


def test_what_was_kept_and_cannot_be_read_is_made(kept, made):
    first = document()
    (file,) = files(kept)
    file.write_bytes(file.read_bytes()[:100])
    assert document() == first and len(made) == 2
    assert document() == first and len(made) == 2


def test_nothing_is_kept_where_nothing_is_to_be_written(kept, made, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    document(), document()
    assert len(made) == 2 and files(kept) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", "/proc/nowhere")
    document()
    assert len(made) == 3
