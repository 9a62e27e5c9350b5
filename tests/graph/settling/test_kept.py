"""What runs keep of their changes, and what was last changed by which."""

import pytest

from graph.settling import kept
from graph.settling.places import moved
from tests.graph.tables import check_nodes, codes, say, written
from tests.oracle.cases import LANDSCAPE, a_document, at, step

MAP = a_document(
    step("s", at("website", needs=[], produces=["quote"], volume=[3000, 4000]), text="Je demande un devis"),
    step("t", at("phone", emotion=-1), text="J'appelle"),
)


def changed(gateway, report):
    """What a run kept, in order: node, field, before, after."""
    statement = """
    MATCH (:ImportRun {key: $run})-[:CHANGED]->(c:FieldChange)
    RETURN c.node, c.field, c.before, c.after ORDER BY c.key"""
    return [tuple(row) for row in gateway.read(statement, run=report.run)]


def last(gateway, label):
    """Each node of a label, and the run that last changed it."""
    return dict(check_nodes(gateway, label, ("lastChanged",)))


def but(document, *steps):
    """The document with other steps."""
    return {**document, "journeys": [{**document["journeys"][0], "phases": [{"key": "p", "steps": list(steps)}]}]}


def test_what_came_and_what_went_by_its_name(gateway):
    first = say(gateway, MAP)
    came = changed(gateway, first)
    assert ("Step:j/s", None, None, "Je demande un devis") in came
    assert ("Touchpoint:j/s/website", None, None, "Je demande un devis (website)") in came
    assert all(field is None and before is None for _, field, before, _ in came)
    assert not [node for node, *_ in came if node == "InformationObject:quote"]  # a stub: nobody describes it
    steps = MAP["journeys"][0]["phases"][0]["steps"]
    gone = say(gateway, but(MAP, steps[0]))
    assert {row for row in changed(gateway, gone) if row[3] is None} >= {
        ("Step:j/t", None, "J'appelle", None),
        ("Touchpoint:j/t/phone", None, "J'appelle (phone)", None),
    }


def test_fields_before_and_after(gateway):
    say(gateway, MAP)
    report = say(
        gateway,
        but(
            MAP,
            step("s", at("website", produces=["quote"], volume=12), text="Je compare", importance=0.5),
            step("t", at("phone", uses=["crm"], reliesOn=[]), text="J'appelle", expectedOn=["website", "phone"]),
        ),
    )
    assert set(changed(gateway, report)) == {
        ("Step:j/s", "text", "Je demande un devis", "Je compare"),
        ("Step:j/s", "importance", None, "0.5"),
        ("Touchpoint:j/s/website", "volume", "[3000.0,4000.0]", "[12.0,12.0]"),
        ("Touchpoint:j/s/website", "needs", "[]", None),
        ("Touchpoint:j/t/phone", "emotion", "-1.0", None),
        ("Touchpoint:j/t/phone", "uses", None, '["crm"]'),
        ("Touchpoint:j/t/phone", "reliesOn", None, "[]"),
        ("Step:j/t", "expectedOn", None, '["phone","website"]'),
    }


def test_what_edges_carry_and_single_relations(gateway):
    say(gateway, LANDSCAPE)
    systems = [dict(s, runBy="digital") if s["key"] == "crm" else s for s in LANDSCAPE["systems"]]
    systems[0] = {**systems[0], "feeds": [{"system": "core", "objects": ["quote"], "delay": "P1D"}]}
    departments = [dict(d, partOf="digital") if d["key"] == "network" else d for d in LANDSCAPE["departments"]]
    report = say(gateway, {**LANDSCAPE, "systems": systems, "departments": departments})
    assert set(changed(gateway, report)) == {
        ("System:crm", "runBy", None, "digital"),
        ("System:web-cms", "feeds", '[{"key":"core","objects":["quote"]}]',
         '[{"delay":"P1D","key":"core","objects":["quote"]}]'),
        ("Department:network", "partOf", "group", "digital"),
    }  # fmt: skip
    assert last(gateway, "System") == {
        "crm": report.run,
        "web-cms": report.run,
        "core": last(gateway, "System")["core"],
    }
    assert last(gateway, "System")["core"] != report.run


def test_only_what_moved_has_moved(gateway):
    steps = [step(key, at("website"), text=key) for key in "abcd"]
    say(gateway, but(MAP, *steps))
    report = say(gateway, but(MAP, steps[3], *steps[:3]))
    assert [row for row in changed(gateway, report) if row[1] == "order"] == [("Step:j/d", "order", "4", "1")]
    report = say(gateway, but(MAP, steps[3], step("new"), *steps[:3]))  # the others make room
    assert [row for row in changed(gateway, report) if row[1] == "order"] == []
    phases = [{"key": "p", "steps": [steps[3], step("new"), *steps[:2]]}, {"key": "q", "steps": [steps[2]]}]
    report = say(gateway, {**MAP, "journeys": [{**MAP["journeys"][0], "phases": phases}]})
    found = {row for row in changed(gateway, report) if row[0].startswith(("Step:", "Phase:"))}
    assert found == {("Phase:j/q", None, None, "j (q)"), ("Step:j/c", "phase", "j/p", "j/q")}


@pytest.mark.parametrize(
    ("before", "after", "which"),
    [("abcd", "abcd", ""), ("abcd", "bcda", "a"), ("abcd", "dabc", "d"), ("abcd", "xaybcd", ""), ("abcd", "cd", "")],
)
def test_as_few_as_possible(before, after, which):
    places = [{part: place for place, part in enumerate(order, 1)} for order in (before, after)]
    assert moved(before, *places) == {*which}


def test_the_same_again_changes_nothing(gateway):
    first = say(gateway, MAP)
    assert {*last(gateway, "Step").values()} == {first.run}
    again = say(gateway, MAP)
    assert written(again) == {} and changed(gateway, again) == []
    assert {*last(gateway, "Step").values()} == {first.run}


def test_who_changed_it_last(gateway):
    first = say(gateway, MAP)
    steps = MAP["journeys"][0]["phases"][0]["steps"]
    second = say(gateway, but(MAP, step("new", text="Avant tout"), *steps))
    assert written(second)["Step"] == (1, 2, 0)  # the two that made room
    assert last(gateway, "Step") == {"j/s": first.run, "j/t": first.run, "j/new": second.run}
    assert last(gateway, "Phase") == {"j/p": second.run}  # an edge leaves it that did not
    third = say(gateway, but(MAP, step("new", text="Avant tout"), {**steps[0], "expectedOn": ["phone"]}, steps[1]))
    assert written(third)["Step"] == (0, 1, 0)  # what it states
    assert last(gateway, "Step") == {"j/s": third.run, "j/t": first.run, "j/new": second.run}
    operators = [dict(c, operatedBy=["network"]) if c["key"] == "phone" else c for c in LANDSCAPE["channels"]]
    fourth = say(gateway, {**but(MAP, step("new", text="Avant tout"), {**steps[0], "expectedOn": ["phone"]}, steps[1]),
                           "channels": operators})  # fmt: skip
    assert last(gateway, "Channel") == {"website": first.run, "branch": first.run, "phone": fourth.run}
    assert fourth.run not in last(gateway, "Touchpoint").values()  # its owner is a default


def test_an_edge_alone_is_no_update(gateway):
    first = say(gateway, {"channels": [{"key": "shop", "operatedBy": ["a"]}]})
    second = say(gateway, {"channels": [{"key": "shop", "operatedBy": ["b"]}]})
    assert "Channel" not in written(second)
    assert last(gateway, "Channel") == {"shop": second.run}
    assert first.run != second.run


def test_two_sources(gateway):
    """What is shown decides: a source that says the same changes nothing, one that takes it back does."""
    first = say(gateway, {"channels": [{"key": "shop", "name": "Shop"}]}, source="one")
    same = say(gateway, {"channels": [{"key": "shop", "name": "Shop"}]}, source="two")
    assert changed(gateway, same) == [] and last(gateway, "Channel") == {"shop": first.run}
    other = say(gateway, {"channels": [{"key": "shop", "name": "Store"}]}, source="two")
    assert codes(other) == [("CONFLICTING_VALUE", "Store")]
    assert changed(gateway, other) == [("Channel:shop", "name", "Shop", "Store")]
    back = say(gateway, {}, source="two", allow_shrink=True)
    assert changed(gateway, back) == [("Channel:shop", "name", "Store", "Shop")]
    assert last(gateway, "Channel") == {"shop": back.run}


def test_stubs(gateway):
    """What is only referred to was described by nobody; described, it came; described no more, it went."""
    first = say(gateway, {"channels": [{"key": "shop", "operatedBy": ["sales"]}]}, source="one")
    assert last(gateway, "Department") == {"sales": None}
    assert changed(gateway, first) == [("Channel:shop", None, None, "shop")]
    came = say(gateway, {"departments": [{"key": "sales", "name": "Sales"}]}, source="two")
    assert changed(gateway, came) == [("Department:sales", None, None, "Sales")]
    assert last(gateway, "Department") == {"sales": came.run}
    gone = say(gateway, {}, source="two", allow_shrink=True)
    assert changed(gateway, gone) == [("Department:sales", None, "Sales", None)]


def test_no_more_than_so_many(gateway, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 5)
    report = say(gateway, MAP)
    ((left_out,),) = gateway.read("MATCH (r:ImportRun) RETURN r.changesLeftOut")
    assert len(changed(gateway, report)) == 5
    monkeypatch.undo()
    gateway.command("MATCH (n) WHERE NOT n:Graph DETACH DELETE n")
    assert len(changed(gateway, say(gateway, MAP))) == 5 + left_out


def test_nodes_from_before(gateway):
    """What was imported before anybody kept count: unknown, and the same again still writes nothing."""
    say(gateway, MAP)
    gateway.command("MATCH (n) REMOVE n.lastChanged, n.command")
    assert written(say(gateway, MAP)) == {}
    assert {*last(gateway, "Step").values()} == {None}
