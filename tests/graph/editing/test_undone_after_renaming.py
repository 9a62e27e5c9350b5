"""An act is taken back although what it was about has another key by now."""

import re

import pytest

from graph.editing.change import Altered, Move, Place, Remove, Rename
from graph.errors import Conflict
from tests.graph.editing.acts import edit, say_of, undo
from tests.graph.editing.test_edit import standing
from tests.graph.tables import RUN_KEYS, check_nodes, say
from tests.graph.test_derived_upkeep import derived_anew
from tests.often import each_with_each
from tests.oracle.cases import a_document, at, step

S, T, TOUCHPOINT = ("Step", "j/s"), ("Step", "j/t"), ("Touchpoint", "j/t/phone")
MAP = a_document(
    step("s", at("website", needs=[], produces=["quote"]), text="Je demande un devis"),
    step("t", at("phone", emotion=-1, needs=["quote"]), text="J'appelle", next=[{"step": "u", "share": 0.5}]),
    step("u", text="Je signe"),
)
ACTS = {
    "a text": [say_of(*S, text="Je compare")],
    "a number": [say_of(*TOUCHPOINT, emotion=2)],
    "a list": [say_of("Step", "j/u", next=[{"step": "j/s", "share": 0.3}])],
    "an entry more": [say_of(*TOUCHPOINT, needs=Altered(add=("order",), remove=()))],
    "a step more": [say_of("Step", "j/new", Place(after="j/s"), text="Je compare")],
    "a step moved": [Move(T, Place(before="j/s"))],
    "a step gone": [Remove((S,))],
    "a touchpoint gone": [Remove((TOUCHPOINT,))],
    "a step renamed": [Rename(S, "compare")],
    "a text, and renamed": [say_of(*S, text="Je compare"), Rename(S, "compare"), say_of("Step", "j/compare", note="x")],
    "a measure": [say_of("Measure", None, name="CSAT", value=3, about="Touchpoint:j/t/phone")],
}  # fmt: skip
RENAMED = {
    "the journey": Rename(("Journey", "j"), "home"),
    "a step": Rename(T, "ring"),
    "a channel": Rename(("Channel", "phone"), "hotline"),
}


@pytest.fixture
def loaded(gateway):
    say(
        gateway,
        {**MAP, "informationObjects": [{"key": "quote", "name": "Devis"}, {"key": "order", "name": "Commande"}]},
    )
    return gateway


def stands(gateway):
    """What stands; where a part stood when its file was last asked is no part of it."""
    return {re.sub(r'"order":\d+,', "", line) for line in standing(gateway, RUN_KEYS)}


@pytest.mark.parametrize(("act", "renamed"), each_with_each(zip(ACTS), RENAMED))
def test_it_is_as_if_it_had_only_been_renamed(loaded, act, renamed):
    alone = edit(loaded, RENAMED[renamed])
    wanted = stands(loaded)
    undo(loaded, alone.run)
    outcome = edit(loaded, *ACTS[act])
    edit(loaded, RENAMED[renamed])
    taken_back = undo(loaded, outcome.run)
    assert stands(loaded) == wanted
    derived_anew(loaded)
    undo(loaded, taken_back.run)
    assert stands(loaded) != wanted
    derived_anew(loaded)


def test_another_name_since_is_in_the_way_of_taking_a_renaming_back(loaded):
    first = edit(loaded, Rename(T, "call"))
    edit(loaded, Rename(("Step", "j/call"), "ring"))
    with pytest.raises(Conflict) as error:
        undo(loaded, first.run)
    (met,) = error.value.stands
    assert (met["id"], met["field"]) == ("Step:j/ring", "aliases")
    assert "j/ring" in check_nodes(loaded, "Step")
