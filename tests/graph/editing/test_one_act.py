"""What a change sees of those ahead of it in its act: what goes is in nobody's way, and what was said since counts."""

import pytest

from graph.editing.change import Describe, Place, Remove
from graph.errors import WrongChange
from tests.graph.editing.acts import edit, say_of, undo
from tests.graph.tables import RUN_KEYS, check_edges, check_nodes, dump, say
from tests.oracle.cases import a_document, at, step

MAP = a_document(
    step("s", at("website", produces=["quote"]), text="Je demande un devis"),
    step("t", at("phone", needs=["quote"]), text="J'appelle"),
    informationObjects=[{"key": "quote", "name": "Devis"}, {"key": "claim", "name": "Sinistre"}],
    systems=[{"key": "erp", "name": "ERP", "feeds": [{"system": "dwh", "objects": ["claim"]}]},
             {"key": "dwh", "name": "DWH"}],
)  # fmt: skip
PHONE = "j/t/phone"


def gone(*refs, cascade=False):
    return Remove(tuple(tuple(ref.split(":", 1)) for ref in refs), cascade)


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ((gone("Step:j/t"), gone("Channel:phone")), "Channel"),
        ((gone(f"Touchpoint:{PHONE}"), gone("Channel:phone")), "Channel"),
        ((say_of("Touchpoint", PHONE, channel="website"), gone("Channel:phone")), "Channel"),
        ((say_of("System", "erp", feeds=[]), gone("System:dwh")), "System"),
        ((say_of("System", "erp", feeds=[{"system": "dwh", "objects": ["quote"]}]), gone("InformationObject:claim")),
         "InformationObject"),
        ((gone("System:erp"), gone("InformationObject:claim")), "InformationObject"),
        ((gone("System:erp", "InformationObject:claim"),), "InformationObject"),
    ],
)  # fmt: skip
def test_what_no_longer_leads_there_is_in_nobody_s_way(gateway, changes, left):
    say(gateway, MAP)
    before, there = dump(gateway, RUN_KEYS), check_nodes(gateway, left)
    done = edit(gateway, *changes)
    assert len(check_nodes(gateway, left)) == len(there) - 1
    undo(gateway, done.run)
    assert dump(gateway, RUN_KEYS) == before


@pytest.mark.parametrize(
    ("change", "going", "field"),
    [
        (Describe("Touchpoint", None, {"channel": "website"}, Place(into="j/t")), "Channel:website", "ids"),
        (say_of("Touchpoint", PHONE, channel="website"), "Channel:website", "ids"),
        (say_of("Touchpoint", PHONE, needs=["claim"]), "InformationObject:claim", "cascade"),
        (say_of("System", "dwh", feeds=[{"system": "erp", "objects": ["quote"]}]), "System:erp", "cascade"),
        (
            say_of("System", "dwh", feeds=[{"system": "erp", "objects": ["claim"]}]),
            "InformationObject:claim",
            "cascade",
        ),
    ],
)
def test_what_leads_there_since_is_in_the_way(gateway, change, going, field):
    say(gateway, MAP)
    leading = ["Touchpoint:j/s/website"] if going == "Channel:website" else []
    before = dump(gateway)
    with pytest.raises(WrongChange) as refused:
        edit(gateway, change, *(gone(each) for each in leading), gone(going))
    assert refused.value.field == field and refused.value.at == 1 + len(leading) and dump(gateway) == before


def test_a_measure_told_in_the_act_goes_with_what_it_measures(gateway):
    say(gateway, MAP)
    told = Describe("Measure", None, {"name": "CSAT", "value": 3.0, "about": "Step:j/t"})
    edit(gateway, told, gone("Step:j/t"))
    assert check_nodes(gateway, "Measure") == set()
    assert check_edges(gateway, "Phase", "HAS_STEP", "Step") == {("j/p", "j/s")}
