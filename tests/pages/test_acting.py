"""What forms of pages bring, and what is made of it."""

import pytest
from graphql import GraphQLError

from graph.errors import BadInput
from graph.language import Language
from pages.acting import Sent, refused
from pages.findings import deciding
from pages.visitor import Visitor
from wording.problems import said

KEY = "DEAD_END~complaint/no-news"


def variables(key="", **fields):
    sent = Sent({name: (value,) if isinstance(value, str) else value for name, value in fields.items()})
    return deciding.variables(sent, Visitor("/findings", {}, Language.FR, key=key))


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"rupture": KEY, "to": "PLANNED"}, {"to": "PLANNED"}),
        ({"rupture": KEY, "to": "OPEN", "note": " Vu ", "owner": "", "due": "2026-12-31", "expected": "7"},
         {"to": "OPEN", "note": "Vu", "owner": None, "due": "2026-12-31", "expected": 7}),
        ({"rupture": KEY, "to": "IGNORED", "note": "", "owner": "digital", "keep": "1"},
         {"to": "IGNORED", "owner": "digital"}),
        ({"key": KEY, "to": "PLANNED"}, {"to": "PLANNED"}),
    ],
)  # fmt: skip
def test_what_is_left_blank_is_taken_away_unless_it_is_to_be_kept(fields, given):
    assert variables(**fields) == {"ruptures": [f"Rupture:{KEY}"], **given}


def test_who_ticks_nothing_is_told():
    with pytest.raises(BadInput) as error:
        variables(to="PLANNED", keep="1")
    assert said(error.value.said, Language.FR) == "Cochez au moins une ligne de la liste."


@pytest.mark.parametrize(
    ("code", "status"),
    [("CONFLICT", 409), ("FORBIDDEN", 403), ("NOT_FOUND", 400), ("OVERLOADED", 503), ("STORE_UNAVAILABLE", None)],
)
def test_a_form_that_is_refused_comes_back(code, status):
    cause = BadInput("owner: there is no department 'zzz'")
    error = GraphQLError("owner", original_error=cause, extensions={"code": code})
    found = refused(error, Sent({"owner": ("zzz",)}))
    assert (found and found.status) == status
    assert found is None or found.field == "owner"


def test_only_who_was_shown_a_form_sends_it():
    seal = Visitor("/findings", {}, Language.FR, session="s").seal
    assert Sent({"seal": (seal,)}).seals(seal)
    for other in ({}, {"seal": ("",)}, {"seal": (seal[:-1] + "é",)}):
        assert not Sent(other).seals(seal)
    assert not Sent({"seal": ("",)}).seals("")
