"""Two people at once, and people beside files: whatever the order, nothing is lost that was not told."""

import random

import pytest

from graph.editing.change import Altered, Describe, Move, Place, Remove, Rename
from graph.errors import Conflict, NotFound
from graph.problems import Code
from graph.revision import current
from tests.graph.editing.acts import edit, say_of, undo
from tests.graph.tables import RUN_KEYS, check_edges, check_nodes, codes, dump, say
from tests.often import often
from tests.oracle.cases import a_document, at, step

STEPS = ("a", "b", "c")


def a_map():
    return a_document(*(step(key, at("website", emotion=0), text=key) for key in STEPS))


def an_act(draw):
    """What somebody does who looks at the map: a change, and how to see that it stands."""
    key, other = f"j/{draw.choice(STEPS)}", f"j/{draw.choice(STEPS)}"
    text, emotion = f"text {draw.random()}", draw.choice((-2, -1, 1, 2))
    return draw.choice([
        ((say_of("Step", key, text=text),), ("Step", key, "text", text)),
        ((say_of("Step", key, importance=0.5),), ("Step", key, "importance", 0.5)),
        ((say_of("Touchpoint", f"{key}/website", emotion=emotion),),
         ("Touchpoint", f"{key}/website", "emotion", float(emotion))),
        ((say_of("Step", None, Place(after=other), text=text),), ("Step", None, "text", text)),
        ((Move(("Step", key), Place(into="j/p")),), None),
    ])  # fmt: skip


def stands(gateway, label, key, field, value):
    return any(row[1] == value and key in (None, row[0]) for row in check_nodes(gateway, label, (field,)))


@pytest.mark.parametrize("seed", range(often(10)))
def test_two_at_once_lose_nothing_that_is_not_told(gateway, seed):
    """Ten acts of two editors in any order, each with the revision that its author saw last."""
    draw = random.Random(seed)
    say(gateway, a_map())
    seen = dict.fromkeys("AB", current(gateway.read))
    said = {}
    for _ in range(10):
        who = draw.choice("AB")
        if draw.random() < 0.4:  # looks again
            seen[who] = current(gateway.read)
        changes, sight = an_act(draw)
        try:
            outcome = edit(gateway, *changes, by=who, expected=seen[who])
        except Conflict as conflict:
            assert conflict.stands and all(each["by"] in "AB" for each in conflict.stands)
            assert all(each["revision"] > seen[who] for each in conflict.stands)
            continue
        seen[who] = current(gateway.read) if draw.random() < 0.5 else seen[who]
        if sight:
            said[sight[:3] if sight[1] else (*outcome.refs[0], "text")] = sight[3]
    for (label, key, field), value in said.items():
        assert stands(gateway, label, key, field, value), (label, key, field, value)


def test_another_field_of_the_same_node_merges_the_same_one_does_not(gateway):
    say(gateway, a_map())
    seen = current(gateway.read)
    edit(gateway, say_of("Step", "j/a", text="Je compare"), by="ana", expected=seen)
    edit(gateway, say_of("Step", "j/a", importance=1), by="ben", expected=seen)
    with pytest.raises(Conflict) as met:
        edit(gateway, say_of("Step", "j/a", text="Je cherche", promise="x"), by="ben", expected=seen)
    (told,) = met.value.stands
    assert (told["id"], told["field"], told["stands"], told["by"]) == ("Step:j/a", "text", "Je compare", "ana")
    edit(gateway, say_of("Step", "j/a", text="Je compare"), by="ben", expected=seen)  # it stands there already


def test_what_somebody_removed_meanwhile_is_a_conflict(gateway):
    say(gateway, a_map())
    seen = current(gateway.read)
    edit(gateway, Remove((("Step", "j/a"),)), by="ana", expected=seen)
    with pytest.raises(Conflict, match="'j/a' is no longer there: somebody removed it") as met:
        edit(gateway, say_of("Step", "j/a", text="Je cherche"), by="ben", expected=seen)
    assert [(each["field"], each["by"]) for each in met.value.stands] == [(None, "ana")]
    with pytest.raises(NotFound):
        edit(gateway, say_of("Step", "j/a", text="Je cherche"), by="ben")


def test_what_two_make_under_one_key_is_a_conflict_unless_either_may(gateway):
    say(gateway, a_map())
    seen = current(gateway.read)
    edit(gateway, say_of("Channel", "chat", name="Chat"), by="ana", expected=seen)
    with pytest.raises(Conflict):
        edit(gateway, say_of("Channel", "chat", kind="CHAT"), by="ben", expected=seen)
    edit(gateway, say_of("Channel", "chat", upsert=True, kind="CHAT"), by="ben", expected=seen)
    assert ("chat", "Chat", "CHAT") in check_nodes(gateway, "Channel", ("name", "kind"))


def test_undone_where_somebody_went_on_is_told(gateway):
    say(gateway, a_map())
    first = edit(gateway, say_of("Step", "j/a", text="Je compare", importance=1), by="ana")
    edit(gateway, say_of("Step", "j/a", text="Je cherche"), by="ben")
    with pytest.raises(Conflict) as met:
        undo(gateway, first.run, by="ana")
    (stands,) = met.value.stands
    assert stands.pop("at") and stands == {
        "id": "Step:j/a", "field": "text", "stands": "Je cherche", "by": "ben", "revision": current(gateway.read),
    }  # fmt: skip
    assert "gone on from 1 field" in str(met.value)
    second = edit(gateway, say_of("Step", "j/b", text="Je compare"), by="ana")
    edit(gateway, Remove((("Step", "j/b"),), cascade=True), by="ben")
    with pytest.raises(Conflict, match="'j/b' is no longer there: somebody removed it") as met:
        undo(gateway, second.run, by="ana")
    assert [(each["field"], each["stands"], each["by"]) for each in met.value.stands] == [(None, None, "ben")]
    made = edit(gateway, say_of("Channel", "chat", name="Chat"), by="ana")
    edit(gateway, say_of("Touchpoint", "j/a/website", channel="chat"), by="ben")
    with pytest.raises(Conflict) as met:
        undo(gateway, made.run, by="ana")
    assert met.value.stands == [{"id": "Channel:chat", "field": None, "stands": "Touchpoint:j/a/website"}]


def test_where_somebody_went_on_from_a_relation_or_a_figure_is_told_by_its_name(gateway):
    say(gateway, a_map())
    edit(gateway, say_of("Department", "d", name="D"), say_of("Department", "e", name="E"))
    at = ("Touchpoint", "j/a/website")
    first = edit(gateway, say_of(*at, handledBy=["d"], volume=(1, 2)), by="ana")
    edit(gateway, say_of(*at, handledBy=["e"], volume=(3, 4)), by="ben")
    with pytest.raises(Conflict) as met:
        undo(gateway, first.run, by="ana")
    told = sorted((each["field"], each["by"]) for each in met.value.stands)
    assert told == [("handledBy", "ben"), ("volume", "ben")], "a figure from and to is one"


def test_steps_that_two_draw_stand_and_either_can_be_taken_back(gateway):
    say(gateway, a_map())
    seen = current(gateway.read)
    first = edit(gateway, say_of("Step", None, Place(after="j/a"), text="Un"), by="ana", expected=seen)
    edit(gateway, say_of("Step", None, Place(after="j/a"), text="Deux"), by="ben", expected=seen)
    undo(gateway, first.run)
    assert check_nodes(gateway, "Step", ("order",)) == {("j/a", 1), ("j/deux", 2), ("j/b", 3), ("j/c", 4)}


def test_files_go_on_bringing_what_nobody_edited(gateway):
    say(gateway, a_map())
    edit(gateway, say_of("Step", "j/b", text="Je compare"), Move(("Step", "j/c"), Place(before="j/a")))
    steps = [step(key, at("website", emotion=-1), text=f"{key} !") for key in ("a", "b", "new", "c")]
    report = say(gateway, a_document(*steps))
    assert check_nodes(gateway, "Step", ("text", "order")) == {
        ("j/c", "c !", 1), ("j/a", "a !", 2), ("j/b", "Je compare", 3), ("j/new", "new !", 4),
    }  # fmt: skip
    assert {row[1] for row in check_nodes(gateway, "Touchpoint", ("emotion",))} == {-1}
    held = [value for code, value in codes(report) if code == Code.HELD]
    assert held == ["a ! → Je compare → new ! → c !", "b !"]


def test_a_list_that_was_edited_is_held_as_a_whole(gateway):
    document = a_document(step("a", at("website", uses=["crm", "core"]), text="a"))
    say(gateway, document)
    edit(gateway, say_of("Touchpoint", "j/a/website", uses=Altered(remove=("crm",), add=("web-cms",))))
    uses = ("Touchpoint", "USES", "System")
    assert check_edges(gateway, *uses) == {("j/a/website", "core"), ("j/a/website", "web-cms")}
    say(gateway, a_document(step("a", at("website", uses=["crm"]), text="a")))
    assert check_edges(gateway, *uses) == {("j/a/website", "core"), ("j/a/website", "web-cms")}
    say(gateway, a_document(step("a", at("website", uses=["core", "web-cms"]), text="a")))  # the same: given back
    say(gateway, document)
    assert check_edges(gateway, *uses) == {("j/a/website", "core"), ("j/a/website", "crm")}


def test_a_field_whose_source_says_the_same_is_its_own_again(gateway):
    say(gateway, a_map())
    edit(gateway, say_of("Step", "j/a", text="Je compare"))
    say(gateway, a_document(step("a", at("website"), text="Je compare"), step("b"), step("c")))
    say(gateway, a_document(step("a", at("website"), text="Je cherche"), step("b"), step("c")))
    assert ("j/a", "Je cherche") in check_nodes(gateway, "Step", ("text",))


def test_what_a_file_drops_and_people_edited_stays_theirs(gateway):
    say(gateway, a_map())
    edit(gateway, say_of("Step", "j/b", importance=1))
    report = say(gateway, a_document(step("a", at("website"), text="a"), step("c", at("website"), text="c")))
    assert ("j/b", "b", 1.0) in check_nodes(gateway, "Step", ("text", "importance"))
    assert ("j/p", "j/b") in check_edges(gateway, "Phase", "HAS_STEP", "Step")
    assert "j/b" in [value for code, value in codes(report) if code == Code.HELD]


def test_how_far_a_map_has_come_is_held_from_nobody(gateway):
    document = a_map()
    document["journeys"][0]["status"] = "DRAFT"
    say(gateway, document)
    outcome = edit(gateway, say_of("Journey", "j", status="PRESENTED"))
    assert not outcome.notes and ("j", "PRESENTED") in check_nodes(gateway, "Journey", ("status",))
    document["journeys"][0]["status"] = "VALIDATED"
    say(gateway, document)
    assert ("j", "VALIDATED") in check_nodes(gateway, "Journey", ("status",))


# --- where edits meet the next import ---------------------------------------------------------------------------------


def two_phases():
    document = a_map()
    (phase,) = document["journeys"][0]["phases"]
    first, *others = phase["steps"]
    document["journeys"][0]["phases"] = [{"key": "p", "steps": [first]}, {"key": "q", "steps": others}]
    return document


def test_a_step_that_was_moved_out_of_a_phase_that_is_removed_stays(gateway):
    say(gateway, two_phases())
    edit(gateway, Move(("Step", "j/a"), Place(into="j/q")))
    outcome = edit(gateway, Remove((("Phase", "j/p"),)))
    for _ in range(2):
        say(gateway, two_phases())
        assert check_nodes(gateway, "Step", ("text", "order")) == {("j/b", "b", 1), ("j/c", "c", 2), ("j/a", "a", 3)}
        assert check_nodes(gateway, "Touchpoint") == {f"j/{key}/website" for key in "abc"}
    undo(gateway, outcome.run)
    say(gateway, two_phases())
    assert check_nodes(gateway, "Phase") == {"j/p", "j/q"}


def test_the_order_that_people_set_outlives_files_and_other_edits(gateway):
    say(gateway, a_map())
    edit(gateway, Move(("Step", "j/c"), Place(before="j/a")), say_of("Step", "j/c", text="Je compare"))
    say(gateway, a_map())
    edit(gateway, say_of("Step", "j/c", importance=1))
    assert check_nodes(gateway, "Step", ("order",)) == {("j/c", 1), ("j/a", 2), ("j/b", 3)}


def test_what_was_taken_away_with_a_system_is_unknown_after_the_next_import(gateway):
    document = a_document(step("a", at("website", uses=["crm"], needs=[]), text="a"))
    say(gateway, document)
    edit(gateway, Remove((("System", "crm"),), cascade=True))
    before = dump(gateway, RUN_KEYS)
    say(gateway, document)
    assert dump(gateway, RUN_KEYS) == before
    ((_, stated),) = check_nodes(gateway, "Touchpoint", ("stated",))
    assert "needs" in stated and "uses" not in stated


@pytest.mark.parametrize(
    ("label", "old", "new"),
    [
        ("Channel", "website", "site"),
        ("System", "crm", "base"),
        ("Department", "digital", "web"),
        ("Persona", "nadia", "nadia-b"),
    ],
)
def test_whatever_can_have_former_keys_is_renamed_with_all_that_hangs_on_it(gateway, label, old, new):
    document = a_document(step("a", at("website", uses=["crm"]), text="a"), personas=["nadia"])
    say(gateway, document)
    nodes = check_nodes(gateway, label)
    outcome = edit(gateway, Rename((label, old), new))
    assert outcome.refs == ((label, new),) and check_nodes(gateway, label) == nodes - {old} | {new}
    assert not say(gateway, document).changed
    edit(gateway, say_of(label, old, name="Ainsi"))  # a page that was open meanwhile
    assert check_nodes(gateway, label) == nodes - {old} | {new}
    undo(gateway, outcome.run)
    assert check_nodes(gateway, label) == nodes


def test_a_renamed_object_goes_on_through_the_feeds_that_hand_it_on(gateway):
    fed = {"key": "crm", "feeds": [{"system": "core", "objects": ["quote"]}]}
    objects = [{"key": "quote", "name": "Devis"}, {"key": "order", "name": "Commande"}]
    first = step("a", at("website", uses=["crm"], produces=["quote"]), text="a")
    document = a_document(first, systems=[fed, {"key": "core"}], informationObjects=objects)
    say(gateway, document)
    edit(gateway, say_of("System", "crm", feeds=[{"system": "core", "objects": ["order", "quote"]}]))
    before = dump(gateway, RUN_KEYS)
    outcome = edit(gateway, Rename(("InformationObject", "quote"), "devis"))
    ((fed,),) = gateway.read("MATCH (:System {key: 'crm'})-[r:FEEDS]->(:System {key: 'core'}) RETURN r.objects")
    assert sorted(fed) == ["devis", "order"]
    told = "MATCH (n:System) WHERE n.said IS NOT NULL RETURN reduce(a = '', each IN n.said | a + each)"
    assert not any("quote" in text for (text,) in gateway.read(told))
    assert not say(gateway, document).changed
    undo(gateway, outcome.run)
    assert dump(gateway, RUN_KEYS) == before


def test_what_was_removed_stays_away_under_another_key_of_its_journey(gateway):
    say(gateway, a_map())
    first = edit(gateway, say_of("Step", "j/c", text="Je compare"))
    edit(gateway, Remove((("Step", "j/b"),)))
    edit(gateway, Rename(("Journey", "j"), "home"))
    say(gateway, a_map())
    assert check_nodes(gateway, "Step", ("text",)) == {("home/a", "a"), ("home/c", "Je compare")}
    undo(gateway, first.run)  # another key since is in nobody's way
    assert check_nodes(gateway, "Step", ("text",)) == {("home/a", "a"), ("home/c", "c")}


def test_made_again_and_taken_back_what_was_removed_stays_away(gateway):
    say(gateway, a_map())
    edit(gateway, Remove((("Step", "j/b"),)))
    again = edit(gateway, Describe("Step", "j/b", {"text": "b"}, Place(after="j/a")))
    undo(gateway, again.run)
    say(gateway, a_map())
    assert check_nodes(gateway, "Step") == {"j/a", "j/c"}
    made = edit(gateway, say_of("Step", None, Place(after="j/a"), text="b"))
    assert made.refs == (("Step", "j/b-2"),)


def test_nobody_takes_away_what_somebody_just_changed(gateway):
    say(gateway, a_map())
    seen = current(gateway.read)
    edit(gateway, say_of("Step", "j/a", text="Je compare"), by="ben")
    with pytest.raises(Conflict) as met:
        edit(gateway, Remove((("Step", "j/a"),)), by="ana", expected=seen)
    assert [(each["id"], each["field"], each["by"]) for each in met.value.stands] == [("Step:j/a", "text", "ben")]


def test_a_former_key_can_be_taken_away(gateway):
    say(gateway, a_map())
    edit(gateway, Rename(("Step", "j/a"), "aa"))
    edit(gateway, say_of("Step", "j/aa", aliases=[]))
    assert ("j/aa", None) in check_nodes(gateway, "Step", ("aliases",))


def test_a_file_that_says_none_of_what_is_held_is_told(gateway):
    say(gateway, a_document(step("a", at("website", uses=["crm"]), text="a")))
    edit(gateway, say_of("Touchpoint", "j/a/website", uses=["core"]))
    report = say(gateway, a_document(step("a", at("website", uses=[]), text="a")))
    assert len([code for code, _ in codes(report) if code == Code.HELD]) == 1


def test_a_step_that_was_only_moved_goes_with_its_file(gateway):
    say(gateway, two_phases())
    edit(gateway, Move(("Step", "j/a"), Place(into="j/q")))
    document = two_phases()
    document["journeys"][0]["phases"][0]["steps"] = []
    say(gateway, document)
    assert check_nodes(gateway, "Step") == {"j/b", "j/c"}
