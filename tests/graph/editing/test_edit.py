"""An act in the graph: what it writes, what it refuses, and what others say beside it."""

import pytest

from graph.editing.change import Altered, Move, Place, Remove, Rename
from graph.problems import Code
from tests.graph.editing.acts import edit, say_of, undo
from tests.graph.tables import RUN_KEYS, check_edges, check_nodes, dump, empty, say
from tests.graph.test_derived_upkeep import derived_anew
from tests.oracle.cases import a_document, at, step

BARE = (*RUN_KEYS, "said", "sources", "sequence")
MAP = a_document(
    step("s", at("website", needs=[], produces=["quote"], volume=[3000, 4000]), text="Je demande un devis"),
    step("t", at("phone", emotion=-1, needs=["quote"]), text="J'appelle"),
)


def described():
    """The changes that amount to the map."""
    return [
        say_of("Department", "group"),
        say_of("Silo", "marketing"),
        say_of("Channel", "website", kind="WEBSITE", name="Site"),
        say_of("Channel", "phone", kind="PHONE", name="Téléphone"),
        say_of("InformationObject", "quote", name="Devis"),
        say_of("Persona", "nadia", name="Nadia", prefers=["website"]),
        say_of("Journey", None, title="Assurer sa maison", personas=["nadia"]),
        say_of("Phase", None, Place(into="assurer-sa-maison"), name="Avant"),
        say_of("Step", None, Place(into="assurer-sa-maison/avant"), text="Je demande un devis"),
        say_of("Step", None, Place(after="assurer-sa-maison/je-demande-un-devis"), text="J'appelle"),
        say_of("Touchpoint", None, Place(into="assurer-sa-maison/je-demande-un-devis"), channel="website",
               produces=["quote"], needs=[], volume={"low": 3000, "high": 4000}),
        say_of("Touchpoint", None, Place(into="assurer-sa-maison/j-appelle"), channel="phone", emotion=-1,
               needs=["quote"]),
    ]  # fmt: skip


AS_FILE = {
    "departments": [{"key": "group"}],
    "silos": [{"key": "marketing"}],
    "channels": [{"key": "website", "kind": "WEBSITE", "name": "Site"},
                 {"key": "phone", "kind": "PHONE", "name": "Téléphone"}],
    "informationObjects": [{"key": "quote", "name": "Devis"}],
    "personas": [{"key": "nadia", "name": "Nadia", "prefers": ["website"]}],
    "journeys": [{"key": "assurer-sa-maison", "title": "Assurer sa maison", "personas": ["nadia"], "phases": [
        {"key": "avant", "name": "Avant", "steps": [
            {"key": "je-demande-un-devis", "text": "Je demande un devis",
             "touchpoints": [{"channel": "website", "produces": ["quote"], "needs": [], "volume": [3000, 4000]}]},
            {"key": "j-appelle", "text": "J'appelle",
             "touchpoints": [{"channel": "phone", "emotion": -1, "needs": ["quote"]}]},
        ]}]}],
}  # fmt: skip


def standing(gateway, without=BARE):
    """What stands, without the memory of ruptures that are gone."""
    gone = [key for (key,) in gateway.read("MATCH (r:Rupture) WHERE r.resolved IS NOT NULL RETURN r.key")]
    return {line for line in dump(gateway, without) if not any(f"(Rupture:{key})" in line for key in gone)}


REDONE = {
    "a step": lambda: say_of("Step", "j/new", Place(after="j/a"), text="x"),
    "a phase": lambda: say_of("Phase", "j/new", Place(before="j/p"), name="x"),
    "a step moved": lambda: Move(("Step", "j/c"), Place(before="j/a")),
    "a phase moved": lambda: Move(("Phase", "j/q"), Place(before="j/p")),
    "a step gone": lambda: Remove((("Step", "j/b"),)),
    "a phase gone": lambda: Remove((("Phase", "j/p"),)),
}


@pytest.mark.parametrize("name", REDONE)
@pytest.mark.parametrize("drawn", [True, False])
def test_what_was_taken_back_is_done_again_in_its_place(gateway, drawn, name):
    if drawn:
        edit(gateway, say_of("Journey", "j", title="J"))
        for phase, steps in (("p", "abc"), ("q", "d")):
            edit(gateway, say_of("Phase", f"j/{phase}", Place(into="j"), name=phase))
            for key in steps:
                edit(gateway, say_of("Step", f"j/{key}", Place(into=f"j/{phase}"), text=key))
    else:
        document = a_document(step("a"), step("b"), step("c"))
        document["journeys"][0]["phases"].append({"key": "q", "name": "Q", "steps": [step("d")]})
        say(gateway, document)
    before, run = standing(gateway, RUN_KEYS), edit(gateway, REDONE[name]()).run
    after = standing(gateway, RUN_KEYS)
    for there in (before, after, before):
        run = undo(gateway, run).run
        assert standing(gateway, RUN_KEYS) == there
    derived_anew(gateway)


def test_a_map_from_nothing_is_what_its_document_gives(gateway):
    outcome = edit(gateway, *described())
    assert outcome.refs[6:9] == (
        ("Journey", "assurer-sa-maison"),
        ("Phase", "assurer-sa-maison/avant"),
        ("Step", "assurer-sa-maison/je-demande-un-devis"),
    )
    assert outcome.consequences.handoffs
    drawn = dump(gateway, BARE)
    empty(gateway)
    say(gateway, AS_FILE)
    assert drawn == dump(gateway, BARE)


def test_taken_back_nothing_is_left(gateway):
    outcome = edit(gateway, *described())
    undo(gateway, outcome.run)
    assert standing(gateway) == set()


def test_a_field_of_a_file_is_held_and_given_back(gateway):
    say(gateway, MAP)
    before = standing(gateway, RUN_KEYS)
    first = edit(
        gateway,
        say_of("Step", "j/s", text="Je veux un devis"),
        say_of("Touchpoint", "j/t/phone", emotion=None, uses=["crm"], needs=Altered(remove=("quote",))),
    )
    assert ("j/s", "Je veux un devis") in check_nodes(gateway, "Step", ("text",))
    assert ("j/t/phone", None) in check_nodes(gateway, "Touchpoint", ("emotion",))
    assert [note.field for note in first.notes] == ["text", "emotion", "needs"]
    report = say(gateway, MAP)
    assert ("j/s", "Je veux un devis") in check_nodes(gateway, "Step", ("text",))
    assert ("j/t/phone", "crm") in check_edges(gateway, "Touchpoint", "USES", "System")
    held = sorted(str(p.value) for p in report.problems if p.code == Code.HELD)
    assert held == ["-1.0", "InformationObject:quote", "Je demande un devis"]
    undo(gateway, first.run)
    assert standing(gateway, RUN_KEYS) == before
    again = say(gateway, MAP)
    assert not again.changed and not [p for p in again.problems if p.code == Code.HELD]


def test_moved_renamed_removed_and_taken_back(gateway):
    say(gateway, a_document(*(step(key, at("website"), text=key) for key in "abcd")))
    before = standing(gateway, RUN_KEYS)
    outcome = edit(
        gateway,
        Move(("Step", "j/d"), Place(before="j/a")),
        say_of("Phase", None, Place(after="j/p"), name="Après"),
        Move(("Step", "j/c"), Place(into="j/apres")),
        Rename(("Step", "j/b"), "bb"),
        Remove((("Step", "j/a"),)),
    )
    assert outcome.refs == (("Step", "j/d"), ("Phase", "j/apres"), ("Step", "j/c"), ("Step", "j/bb"), None)
    assert check_nodes(gateway, "Step", ("order",)) == {("j/d", 1), ("j/bb", 2), ("j/c", 3)}
    assert check_edges(gateway, "Phase", "HAS_STEP", "Step") == {("j/p", "j/d"), ("j/p", "j/bb"), ("j/apres", "j/c")}
    assert check_nodes(gateway, "Touchpoint") == {"j/d/website", "j/bb/website", "j/c/website"}
    undo(gateway, outcome.run)
    assert standing(gateway, RUN_KEYS) == before


def test_what_was_removed_by_hand_stays_away(gateway):
    four = [step(key, at("website"), text=key) for key in "abcd"]
    say(gateway, a_document(*four))
    outcome = edit(gateway, Remove((("Step", "j/b"),)))
    assert check_nodes(gateway, "Step", ("order",)) == {("j/a", 1), ("j/c", 2), ("j/d", 3)}
    report = say(gateway, a_document(*four))
    assert [(p.code, p.value) for p in report.problems if p.code == Code.HELD] == [(Code.HELD, "j/b")]
    assert check_nodes(gateway, "Step", ("order",)) == {("j/a", 1), ("j/c", 2), ("j/d", 3)}
    again = say(gateway, a_document(*four))
    assert not again.changed and not [p for p in again.problems if p.code == Code.HELD]  # told once
    undo(gateway, outcome.run)
    assert check_nodes(gateway, "Step", ("order",)) == {("j/a", 1), ("j/b", 2), ("j/c", 3), ("j/d", 4)}
    assert not say(gateway, a_document(*four)).changed


def test_a_removal_that_the_file_agrees_to_is_forgotten(gateway):
    four = [step(key, at("website"), text=key) for key in "abcd"]
    say(gateway, a_document(*four))
    edit(gateway, Remove((("Step", "j/b"),)))
    say(gateway, a_document(four[0], *four[2:]))
    say(gateway, a_document(*four))
    assert check_nodes(gateway, "Step") == {"j/a", "j/b", "j/c", "j/d"}


def test_a_key_spells_what_it_is_made_of(gateway):
    names = ("Ex æquo, mon cœur, Straße & Œuvre", "Łódź, Ærø, Đà Nẵng, Þór")
    outcome = edit(gateway, *(say_of("Persona", None, name=name) for name in names))
    assert [key for _, key in outcome.refs] == ["ex-aequo-mon-coeur-strasse-oeuvre", "lodz-aero-da-nang-thor"]
