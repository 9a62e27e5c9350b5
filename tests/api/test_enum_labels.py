"""What people read for the values of enums."""

import json

import pytest
from graphql import GraphQLEnumType

from api.labels import enum_labels
from api.schema import schema
from graph.language import Language


@pytest.mark.parametrize("language", Language)
def test_every_value_of_every_enum_has_one(language):
    enums = {name: each for name, each in schema().type_map.items() if isinstance(each, GraphQLEnumType)}
    told = list(enum_labels(schema(), language))
    assert {(enum, value) for enum, value, _ in told} == {
        (name, value) for name, enum in enums.items() if not name.startswith("__") for value in enum.values
    }
    assert all(label.strip() == label and label for _, _, label in told)


def test_the_api_tells_them_in_the_language_of_the_reader(ask):
    answer = ask("{ fr: enumLabels(language: FR) { __typename enum value label } enumLabels { enum value label } }")
    assert {"__typename": "EnumLabel", "enum": "ChannelKind", "value": "PHONE", "label": "Téléphone"} in answer["fr"]
    assert {"enum": "ChannelKind", "value": "PHONE", "label": "Phone"} in answer["enumLabels"]


def test_a_command_prints_them(capsys, monkeypatch):
    from parcours.commands.schema import schema as command

    monkeypatch.setenv("PARCOURS_LANG", "fr")
    command("labels")
    assert json.loads(capsys.readouterr().out)["Triage"]["PLANNED"] == "Planifié"
