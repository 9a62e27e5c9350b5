"""Giving the pen back: what people said stands until a source describes the node, and then the source's word counts."""

import pytest

from graph.editing.change import Move, Place, Remove
from graph.errors import NotFound, WrongChange
from graph.problems import Code
from tests.graph.editing.acts import edit, release, say_of, undo
from tests.graph.editing.test_edit import standing
from tests.graph.tables import RUN_KEYS, check_edges, check_nodes, graph_at, say
from tests.graph.test_derived_upkeep import derived_anew
from tests.oracle.cases import a_document, at, step

S, T, J, TOUCHPOINT = ("Step", "j/s"), ("Step", "j/t"), ("Journey", "j"), ("Touchpoint", "j/t/phone")
MAP = a_document(
    step("s", at("website", needs=[], produces=["quote"]), text="Je demande un devis"),
    step("t", at("phone", emotion=-1, needs=["quote"]), text="J'appelle"),
)
ELSEWHERE = {"channels": [{"key": "letter", "kind": "POST", "name": "Courrier"}]}


@pytest.fixture
def loaded(gateway):
    say(gateway, MAP)
    return gateway


def texts(gateway):
    return dict(check_nodes(gateway, "Step", ("text",)))


def orders(gateway, label="Step"):
    return [key for key, _ in sorted(check_nodes(gateway, label, ("order",)), key=lambda row: row[1])]


def needs(gateway):
    return check_edges(gateway, "Touchpoint", "NEEDS", "InformationObject")


def phases(gateway):
    return check_edges(gateway, "Phase", "HAS_STEP", "Step")


def held(report):
    return sorted(problem.value for problem in report.problems if problem.code == Code.HELD)


def notes(outcome):
    return [(note.code, note.field, str(note.said)) for note in outcome.notes]


def settles(gateway):
    """The file's word counts, and a second import of it has nothing to do or to tell."""
    report = say(gateway, MAP)
    assert held(report) == []
    again = say(gateway, MAP)
    assert not again.changed and held(again) == []
    derived_anew(gateway)


def unmoved(gateway):
    """What others say changes nothing of the map."""
    before = {line for line in standing(gateway) if "letter" not in line}
    say(gateway, ELSEWHERE, source="other")
    assert {line for line in standing(gateway) if "letter" not in line} == before


# --- what is given back ----------------------------------------------------------------------------------------------


def test_a_text_stands_until_the_file_describes_it(loaded):
    before = standing(loaded, RUN_KEYS)
    edit(loaded, say_of(*S, text="Je veux un devis"))
    outcome = release(loaded, S)
    assert outcome.refs == (S,) and outcome.run
    assert notes(outcome) == [
        ("RELEASED", "text", "step 'j/s', text: given back; it stands until test is imported again, and comes from "
         "there then")
    ]  # fmt: skip
    assert texts(loaded)["j/s"] == "Je veux un devis"
    unmoved(loaded)
    assert texts(loaded)["j/s"] == "Je veux un devis"
    settles(loaded)
    assert texts(loaded)["j/s"] == "Je demande un devis"
    assert {line for line in standing(loaded, RUN_KEYS) if "letter" not in line} == before


def test_a_list_stands_until_the_file_describes_it(loaded):
    edit(loaded, say_of(*TOUCHPOINT, needs=[], uses=["crm"]))
    assert held(say(loaded, MAP)) == ["InformationObject:quote"]
    release(loaded, TOUCHPOINT, ["needs"])
    assert needs(loaded) == set()
    unmoved(loaded)
    assert needs(loaded) == set()
    say(loaded, MAP)
    assert needs(loaded) == {("j/t/phone", "quote")}
    assert ("j/t/phone", "crm") in check_edges(loaded, "Touchpoint", "USES", "System")  # held on
    settles(loaded)


def test_what_is_unknown_is_given_back_too(loaded):
    edit(loaded, say_of(*TOUCHPOINT, emotion=None))
    release(loaded, TOUCHPOINT, ["emotion"])
    assert dict(check_nodes(loaded, "Touchpoint", ("emotion",)))["j/t/phone"] is None
    settles(loaded)
    assert dict(check_nodes(loaded, "Touchpoint", ("emotion",)))["j/t/phone"] == -1


def test_the_order_stands_until_the_file_describes_the_journey(loaded):
    edit(loaded, Move(T, Place(before="j/s")))
    assert orders(loaded) == ["j/t", "j/s"]
    outcome = release(loaded, J, ["order"])
    assert [field for _, field, _ in notes(outcome)] == ["order"]
    assert orders(loaded) == ["j/t", "j/s"]
    unmoved(loaded)
    assert orders(loaded) == ["j/t", "j/s"]
    settles(loaded)
    assert orders(loaded) == ["j/s", "j/t"]


def test_a_place_stands_until_the_file_describes_the_step(loaded):
    edit(loaded, say_of("Phase", None, Place(after="j/p"), name="Après"), Move(T, Place(into="j/apres")))
    report = say(loaded, MAP)
    assert held(report) == ["j/p"] and phases(loaded) == {("j/p", "j/s"), ("j/apres", "j/t")}
    outcome = release(loaded, T, ["phase"])
    assert [field for _, field, _ in notes(outcome)] == ["phase"]
    unmoved(loaded)
    assert phases(loaded) == {("j/p", "j/s"), ("j/apres", "j/t")}
    settles(loaded)
    assert phases(loaded) == {("j/p", "j/s"), ("j/p", "j/t")}


def test_what_was_removed_comes_back_with_its_parts(loaded):
    before = standing(loaded, RUN_KEYS)
    edit(loaded, Remove((T,)))
    assert held(say(loaded, MAP)) == ["j/t"]
    outcome = release(loaded, T)
    assert outcome.refs == (None,) and notes(outcome) == [
        ("RELEASED", None, "step 'j/t' was removed by hand; it comes back when test is imported again")
    ]
    assert set(texts(loaded)) == {"j/s"}
    unmoved(loaded)
    assert set(texts(loaded)) == {"j/s"}
    release(loaded, J)
    settles(loaded)
    assert {line for line in standing(loaded, RUN_KEYS) if "letter" not in line} == before


def test_a_phase_that_was_removed_comes_back_with_its_steps_alone(loaded):
    phase = ("Phase", "j/p")
    edit(loaded, Remove((("Touchpoint", "j/s/website"),)))
    edit(loaded, Remove((phase,)))
    release(loaded, phase)
    assert held(say(loaded, MAP)) == ["j/s/website"]
    assert set(texts(loaded)) == {"j/s", "j/t"} and check_nodes(loaded, "Touchpoint") == {"j/t/phone"}


def test_all_of_a_node_at_once(loaded):
    edit(loaded, say_of(*S, text="Je veux un devis", note="Vu"), Move(S, Place(after="j/t")))
    outcome = release(loaded, S)
    assert [note.field for note in outcome.notes] == ["text", "note"]
    assert held(say(loaded, MAP)) == ["Je demande un devis → J'appelle"]
    settles(loaded)
    assert dict(check_nodes(loaded, "Step", ("note",)))["j/s"] is None
    assert orders(loaded) == ["j/t", "j/s"]  # the journey's, which is held on


def test_an_order_given_back_keeps_what_people_added_behind_what_it_follows(loaded):
    edit(loaded, say_of("Step", "j/new", Place(after="j/s"), text="Je compare"), Move(T, Place(before="j/s")))
    assert orders(loaded) == ["j/t", "j/s", "j/new"]
    release(loaded, J)
    settles(loaded)
    assert check_nodes(loaded, "Step", ("order",)) == {("j/s", 1), ("j/new", 2), ("j/t", 3)}
    steps = MAP["journeys"][0]["phases"][0]["steps"]
    turned = {**MAP["journeys"][0], "phases": [{"key": "p", "steps": steps[::-1]}]}
    say(loaded, {**MAP, "journeys": [turned]})
    assert orders(loaded) == ["j/t", "j/s", "j/new"]
    edit(loaded, Remove((("Step", "j/new"),)))
    assert orders(loaded) == ["j/t", "j/s"]


def in_order(*keys):
    """The map with its steps in this order; those that it has not are new."""
    steps = {each["key"]: each for each in MAP["journeys"][0]["phases"][0]["steps"]}
    phase = {"key": "p", "name": "Achat", "steps": [steps.get(key, step(key)) for key in keys]}
    return {**MAP, "journeys": [{**MAP["journeys"][0], "phases": [phase]}]}


def phased(**phases):
    """A map with these phases, each with steps of these keys."""
    named = [{"key": key, "name": key, "steps": [step(each) for each in steps]} for key, steps in phases.items()]
    return {**MAP, "journeys": [{"key": "j", "title": "j", "phases": named}]}


def test_a_file_that_has_another_order_is_told_so_until_it_has_yet_another(loaded):
    edit(loaded, Move(T, Place(before="j/s")))
    report = say(loaded, in_order("s", "t"))
    (problem,) = [each for each in report.problems if each.code == Code.HELD]
    assert problem.message == "Achat: its order was set here, and stays; test has Je demande un devis → J'appelle"
    assert held(say(loaded, in_order("s", "t"))) == []
    assert held(say(loaded, in_order("s", "t", "u"))) == ["Je demande un devis → J'appelle → Achat (u)"]
    assert orders(loaded) == ["j/t", "j/u", "j/s"]
    assert held(say(loaded, in_order("s", "u", "t"))) == ["Je demande un devis → Achat (u) → J'appelle"]


def test_what_is_held_is_told_once_whatever_it_is_called_by_now(loaded):
    edit(loaded, say_of(*TOUCHPOINT, emotion=1), say_of("Channel", "phone", kind="CHAT"))
    assert len(held(say(loaded, MAP))) == 2
    channels = [{**each, "name": f"{each['key']} !"} for each in MAP["channels"]]
    report = say(loaded, {**in_order("s", "t"), "channels": channels})
    assert report.changed and held(report) == []


def test_a_list_that_was_emptied_is_told_as_none(loaded):
    edit(loaded, say_of(*TOUCHPOINT, needs=[]))
    (problem,) = [each for each in say(loaded, MAP).problems if each.code == Code.HELD]
    assert problem.message.endswith("information needed: edited here, none stands; test says 'quote'")


def test_a_file_that_comes_to_have_the_same_order_gets_the_pen_back(loaded):
    edit(loaded, Move(T, Place(before="j/s")))
    assert held(say(loaded, in_order("t", "s"))) == []
    assert held(say(loaded, in_order("s", "t"))) == [] and orders(loaded) == ["j/s", "j/t"]
    derived_anew(loaded)


@pytest.mark.parametrize("back", [False, True])
def test_what_people_moved_to_another_phase_stands_there_in_order(loaded, back):
    """The file's places count within its own phases: its first step is not the first one of all any more."""
    file = phased(p="ab", q="cd")
    say(loaded, file)
    edit(loaded, Move(("Step", "j/a"), Place(before="j/c")))
    if back:
        release(loaded, J)
    for _ in range(2):
        say(loaded, file)
        assert check_nodes(loaded, "Step", ("order",)) == {("j/b", 1), ("j/a", 2), ("j/c", 3), ("j/d", 4)}
        derived_anew(loaded)
    release(loaded, ("Step", "j/a"))
    say(loaded, file)
    assert not back or orders(loaded) == ["j/a", "j/b", "j/c", "j/d"]
    derived_anew(loaded)


def test_what_a_file_brings_first_stands_first_whatever_people_moved_there(loaded):
    say(loaded, phased(p="ab", q="cd"))
    edit(loaded, Move(("Step", "j/a"), Place(after="j/d")))
    say(loaded, phased(p="ab", q="ecdf"))
    assert orders(loaded) == ["j/b", "j/e", "j/c", "j/d", "j/f", "j/a"]
    derived_anew(loaded)


def test_what_people_added_keeps_its_place_though_the_file_has_the_same_order(loaded):
    edit(loaded, say_of("Step", "j/new", Place(after="j/s"), text="Je compare"), Move(T, Place(before="j/s")))
    assert held(say(loaded, in_order("t", "s"))) == []
    assert orders(loaded) == ["j/t", "j/s", "j/new"]
    assert held(say(loaded, in_order("s", "t"))) == ["Je demande un devis → J'appelle"]
    assert orders(loaded) == ["j/t", "j/s", "j/new"]


def test_an_act_is_taken_back_although_the_file_has_its_order_by_now(loaded):
    outcome = edit(loaded, Move(T, Place(before="j/s")))
    say(loaded, in_order("t", "s"))
    undo(loaded, outcome.run)
    say(loaded, in_order("t", "s"))
    assert orders(loaded) == ["j/t", "j/s"]
    derived_anew(loaded)


def test_what_was_removed_comes_back_to_its_place_although_the_order_is_the_files_by_now(loaded):
    say(loaded, in_order("s", "t", "u"))
    outcome = edit(loaded, Move(T, Place(before="j/s")), Remove((("Step", "j/u"),)))
    say(loaded, in_order("t", "s", "u"))
    undo(loaded, outcome.run)
    assert orders(loaded) == ["j/t", "j/u", "j/s"]  # behind what it stood behind
    say(loaded, in_order("t", "s", "u"))
    assert orders(loaded) == ["j/t", "j/s", "j/u"]


# --- what comes of it ------------------------------------------------------------------------------------------------


def test_edited_again_it_is_held_again(loaded):
    edit(loaded, say_of(*S, text="Je veux un devis"), Move(S, Place(after="j/t")))
    release(loaded, S)
    release(loaded, J)
    again = edit(loaded, say_of(*S, text="Je voudrais un devis"), Move(S, Place(before="j/t")))
    assert [note.field for note in again.notes] == ["text"]
    edit(loaded, Move(S, Place(after="j/t")))
    assert held(say(loaded, MAP)) == ["Je demande un devis", "Je voudrais un devis → J'appelle"]
    assert texts(loaded)["j/s"] == "Je voudrais un devis" and orders(loaded) == ["j/t", "j/s"]


def test_a_place_that_is_given_back_and_taken_again_is_held(loaded):
    edit(loaded, say_of("Phase", None, Place(after="j/p"), name="Après"), Move(T, Place(into="j/apres")))
    release(loaded, T)
    edit(loaded, say_of("Phase", None, Place(after="j/p"), name="Ensuite"), Move(T, Place(into="j/ensuite")))
    assert held(say(loaded, MAP)) == ["j/p"]
    assert phases(loaded) == {("j/p", "j/s"), ("j/ensuite", "j/t")}


@pytest.mark.parametrize("fields", [None, ["text"]])
def test_giving_back_is_taken_back(loaded, fields):
    edit(loaded, say_of(*S, text="Je veux un devis"))
    before = standing(loaded, RUN_KEYS)
    outcome = release(loaded, S, fields)
    assert undo(loaded, outcome.run).run
    assert standing(loaded, RUN_KEYS) == before
    assert held(say(loaded, MAP)) == ["Je demande un devis"]
    assert texts(loaded)["j/s"] == "Je veux un devis"


def test_giving_back_a_place_or_what_is_gone_is_taken_back(loaded):
    edit(loaded, say_of("Phase", None, Place(after="j/p"), name="Après"), Move(T, Place(into="j/apres")))
    edit(loaded, Remove((S,)))
    before = standing(loaded, RUN_KEYS)
    for outcome in (release(loaded, T), release(loaded, S)):
        undo(loaded, outcome.run)
    assert standing(loaded, RUN_KEYS) == before
    assert held(say(loaded, MAP)) == ["j/p", "j/s"]
    assert phases(loaded) == {("j/apres", "j/t")}


def test_what_others_gave_back_since_stays_given_back(loaded):
    edit(loaded, say_of(*S, text="Je veux un devis", note="Vu"))
    first = release(loaded, S, ["text"])
    release(loaded, S, ["note"])
    undo(loaded, first.run)
    assert held(say(loaded, MAP)) == ["Je demande un devis"]
    assert dict(check_nodes(loaded, "Step", ("note",)))["j/s"] is None


def test_once_the_file_has_spoken_there_is_nothing_to_take_back(loaded):
    edit(loaded, say_of(*S, text="Je veux un devis"))
    outcome = release(loaded, S)
    say(loaded, MAP)
    assert undo(loaded, outcome.run).run is None
    assert texts(loaded)["j/s"] == "Je demande un devis"


def test_an_edit_is_taken_back_that_was_given_back(loaded):
    before = standing(loaded, RUN_KEYS)
    first = edit(loaded, say_of(*S, text="Je veux un devis"))
    moved = edit(loaded, say_of("Phase", None, Place(after="j/p"), name="Après"), Move(T, Place(into="j/apres")))
    release(loaded, S)
    release(loaded, T)
    undo(loaded, moved.run)
    undo(loaded, first.run)
    assert standing(loaded, RUN_KEYS) == before


def test_what_the_source_comes_to_say_itself_is_its_own_again(loaded):
    edit(loaded, say_of(*S, text="Je veux un devis"))
    agreeing, later = (
        a_document(step("s", at("website", needs=[], produces=["quote"]), text=text),
                   step("t", at("phone", emotion=-1, needs=["quote"]), text="J'appelle"))
        for text in ("Je veux un devis", "Je compare")
    )  # fmt: skip
    assert held(say(loaded, agreeing)) == []
    assert held(say(loaded, later)) == []
    assert texts(loaded)["j/s"] == "Je compare"
    assert check_nodes(loaded, "Step", ("sources",)) == {("j/s", ("test",)), ("j/t", ("test",))}


def test_what_is_drawn_by_hand_is_taken_over_by_the_first_that_describes_it(gateway):
    edit(gateway, say_of("Channel", "letter", kind="POST", name="Poste"))
    outcome = release(gateway, ("Channel", "letter"), ["name"])
    assert notes(outcome) == [
        ("RELEASED", "name", "channel 'letter', name: given back; it stands until a source describes it, and comes "
         "from there then")
    ]  # fmt: skip
    say(gateway, ELSEWHERE)
    assert check_nodes(gateway, "Channel", ("name", "sources")) == {("letter", "Courrier", ("test",))}


# --- what is refused -------------------------------------------------------------------------------------------------


def test_only_what_is_held_is_given_back(loaded):
    edit(loaded, say_of(*S, text="Je veux un devis", note="Vu"))
    at_first = graph_at(loaded)
    for ref, fields, message in (
        (S, ["importance"], "step 'j/s': nobody holds 'importance'; held are note, text"),
        (S, ["phase"], "step 'j/s': nobody holds 'phase'; held are note, text"),
        (T, ["text"], "step 'j/t': nobody holds 'text', nor any other field of it"),
    ):
        with pytest.raises(WrongChange) as met:
            release(loaded, ref, fields)
        assert str(met.value) == message and met.value.field == fields[0]
    with pytest.raises(NotFound, match="there is no step 'j/none'"):
        release(loaded, ("Step", "j/none"))
    assert release(loaded, T).run is None and graph_at(loaded) == at_first
    assert release(loaded, S, ["text", "text"]).run
    assert release(loaded, S, ["text"]).run is None  # it is already
