"""What an act refuses, with its place, and what it takes: nothing of it is written where one change cannot be."""

import pytest

from graph.editing.change import Altered, Describe, Move, Place, Remove, Rename
from graph.errors import BadInput, Conflict, UnknownNode, WrongChange
from graph.problems import Code
from tests.graph.editing.acts import edit, say_of, undo
from tests.graph.tables import RUN_KEYS, check_edges, check_nodes, codes, dump, say
from tests.oracle.cases import a_document, at, step

MAP = a_document(
    step("s", at("website", produces=["quote"], volume=[3000, 4000]), text="Je demande un devis"),
    step("t", at("phone", emotion=-1, needs=["quote"]), text="J'appelle"),
    informationObjects=[{"key": "quote", "name": "Devis"}],
)
SITE, PHONE = "j/s/website", "j/t/phone"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (say_of("Touchpoint", PHONE, emotion=3), "emotion", "3 is not from -2 to 2"),
        (say_of("Touchpoint", PHONE, emotion="sad"), "emotion", "'sad' is no number"),
        (say_of("Touchpoint", PHONE, emotion=True), "emotion", "True is no number"),
        (say_of("Touchpoint", PHONE, missing="no"), "missing", "neither true nor false"),
        (say_of("Touchpoint", PHONE, volume={"low": 5, "high": 2}), "volume", "the lower first"),
        (say_of("Touchpoint", PHONE, volume={"low": -1, "high": 2}), "volume", "neither below 0"),
        (say_of("Touchpoint", PHONE, channel=None), "channel", "cannot be unknown"),
        (say_of("Touchpoint", PHONE, uses=["crmm"]), "uses", "no system 'crmm'"),
        (say_of("Touchpoint", PHONE, uses="crm"), "uses", "it is a list"),
        (say_of("Touchpoint", PHONE, step="j/s"), "step", "no field 'step'"),
        (say_of("Step", "j/s", wait="two days"), "wait", "no duration"),
        (say_of("Step", "j/s", text="a\x1b[2J"), "text", "steers terminals"),
        (say_of("Step", "j/s", links=["javascript:alert(1)"]), "links", "no URL"),
        (say_of("Step", "j/s", outcome="HAPPY"), "outcome", "none of"),
        (say_of("Step", "j/s", touchpoints=[]), "touchpoints", "no field 'touchpoints'"),
        (say_of("Step", "j/x", text="x"), "key", "no step 'j/x'"),
        (say_of("Step", None, Place(into="j/q"), text="x"), "phase", "no phase 'j/q'"),
        (say_of("Step", None, text="x"), None, "where is it to stand?"),
        (say_of("Touchpoint", None, Place(into="j/s"), name="x"), "channel", "is on a channel"),
        (say_of("Journey", "j", reviewBy="soon"), "reviewBy", "no day"),
        (say_of("Journey", "a/b", title="x"), "key", "can be no key"),
        (say_of("Persona", "nadia", portrait="me.png"), "portrait", "comes with a file"),
        (say_of("Handoff", "x", status="SOUND"), None, "no hand-off can be described"),
        (say_of("Department", "group", partOf="network", aliases=["digital"]), None, ""),
        (Move(("Step", "j/s"), Place(after="j/zz")), "after", "no step 'j/zz'"),
        (Move(("Touchpoint", SITE), Place(into="j/t")), None, "cannot be moved"),
        (Rename(("Step", "j/s"), "t"), "key", "there is step 'j/t' already"),
        (Rename(("Step", "j/s"), "a b"), "key", "can be no key"),
        (Remove((("Department", "call-centre"),)), "cascade", "is referred to by channel 'phone'"),
        (Remove((("Channel", "phone"),)), "ids", "before touchpoint 'j/t/phone'"),
        (Remove((("Channel", "fax"),)), None, "no channel 'fax'"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(gateway, change, field, words):
    say(gateway, MAP)
    before = dump(gateway)
    with pytest.raises((WrongChange, UnknownNode)) as refused:
        edit(gateway, say_of("Persona", "nadia", name="Nadia"), change)
    error = refused.value
    assert isinstance(error, WrongChange | UnknownNode)
    assert words in str(error) and error.at == 1
    assert field is None or error.field == field
    assert dump(gateway) == before


def test_an_act_has_bounds(gateway):
    say(gateway, MAP)
    for changes, note in (((), None), ((Move(("Step", "j/s"), Place(into="j/p")),) * 501, None)):
        with pytest.raises(BadInput):
            edit(gateway, *changes, note=note)
    with pytest.raises(BadInput):
        edit(gateway, Move(("Step", "j/s"), Place(into="j/p")), note="x" * 2001)


def test_nothing_is_written_where_all_of_it_stands(gateway):
    say(gateway, MAP)
    before = dump(gateway)
    outcome = edit(
        gateway, say_of("Step", "j/s", text="Je demande un devis"), Move(("Step", "j/t"), Place(after="j/s"))
    )
    assert outcome.run is None and dump(gateway) == before


def test_a_tree_stays_a_tree(gateway):
    say(gateway, MAP)
    with pytest.raises(WrongChange, match="cannot stand below"):
        edit(gateway, say_of("Department", "group", partOf="digital"), hold_organisation=True)


def test_the_org_chart_is_taken_from_nobody_by_the_way(gateway):
    say(gateway, MAP, source="hr")
    change = say_of("Department", "network", partOf="digital", name="Agences")
    with pytest.raises(WrongChange, match="no longer from hr") as asked:
        edit(gateway, change)
    assert asked.value.field == "holdOrganisation"
    edit(gateway, say_of("Department", "network", partOf="group", name="Agences"))  # where it stands
    edit(gateway, change, hold_organisation=True)
    assert ("network", "digital") in check_edges(gateway, "Department", "PART_OF", "Department")
    report = say(gateway, MAP, source="hr")
    assert "Department:group" in [value for code, value in codes(report) if code == Code.HELD]


def test_what_the_org_chart_has_is_removed_by_nobody_by_the_way(gateway):
    say(gateway, {**MAP, "positions": [{"key": "head", "title": "Directrice", "in": "network"}]}, source="hr")
    for ref in (("Position", "head"), ("Department", "network")):
        with pytest.raises(WrongChange, match="no longer from hr") as asked:
            edit(gateway, Remove((ref,), cascade=True))
        assert asked.value.field == "holdOrganisation" and ref[1] in check_nodes(gateway, ref[0])
        edit(gateway, Remove((ref,), cascade=True), hold_organisation=True)
        assert ref[1] not in check_nodes(gateway, ref[0])
    edit(gateway, say_of("Department", None, name="Atelier"))
    edit(gateway, Remove((("Department", "atelier"),)))  # which nobody but people has


def test_what_is_new_stands_with_all_that_is_said_of_it(gateway):
    say(gateway, MAP)
    outcome = edit(
        gateway,
        say_of("Measure", None, name="NPS", value=12, about="Step:j/s"),
        say_of("Evidence", None, quote="Encore !", kind="INTERVIEW", about=[f"Touchpoint:{PHONE}"], saidBy="nadia"),
        say_of("Opportunity", None, title="Reprendre le devis", addresses=["Step:j/t"], dependsOn=[]),
        say_of("System", "crm", feeds=[{"system": "core", "objects": ["quote"], "delay": "PT4H"}]),
        say_of("Step", "j/s", next=[{"step": "t", "share": 0.5}], wait="P2D", links=[{"title": "Carte", "url": "https://e.org"}]),
        say_of("Touchpoint", PHONE, felt=[{"persona": "nadia", "emotion": -2}]),
    )  # fmt: skip
    assert outcome.refs[0] == ("Measure", "Step:j/s~NPS~") and outcome.refs[1][1].startswith("encore")
    assert ("j/s", "j/t", "P2D", 0.5) in check_edges(gateway, "Step", "NEXT", "Step", ("wait", "share"))
    assert ("j/s", ("https://e.org Carte",), None) in check_nodes(gateway, "Step", ("links", "wait"))
    assert ("crm", "core", ("quote",)) in check_edges(gateway, "System", "FEEDS", "System", ("objects",))
    edit(gateway, say_of("Step", "j/s", links=Altered(add=({"url": "https://f.org"},), remove=("https://e.org",))))
    assert ("j/s", ("https://f.org",)) in check_nodes(gateway, "Step", ("links",))


def test_a_new_key_that_is_nearly_another_is_asked_about(gateway):
    say(gateway, MAP)
    outcome = edit(gateway, say_of("Channel", "website", name="Site"), say_of("Channel", "phon", name="Ligne"))
    (note,) = (note for note in outcome.notes if note.code == "NEAR")
    assert (note.at, note.field) == (1, "key") and "did you mean phone?" in str(note.said)
    assert ("Channel", "phon") in outcome.refs
    for change in (
        say_of("Channel", "phone-2", name="Ligne", upsert=True),
        say_of("Channel", None, name="Phone"),
        say_of("Channel", "phon", name="Standard"),
        say_of("Channel", "letter", name="Courrier"),
    ):
        assert not [note for note in edit(gateway, change).notes if note.code == "NEAR"], change
    edit(gateway, say_of("Persona", "customer-1", name="Un"))
    numbered, like = say_of("Persona", "customer-2", name="Deux"), say_of("Need", "invoices", name="Factures")
    outcome = edit(gateway, numbered, like, say_of("Need", "invoice", name="Facture"))  # they come together
    assert not [note for note in outcome.notes if note.code == "NEAR"]


def test_a_key_that_is_taken_is_a_conflict_or_meant(gateway):
    say(gateway, MAP)
    new = Describe("Step", "j/s", {"text": "Je compare"}, Place(into="j/p"))
    with pytest.raises(Conflict):
        edit(gateway, new)
    edit(gateway, Describe("Step", "j/s", {"text": "Je compare"}, Place(into="j/p"), upsert=True))
    assert check_nodes(gateway, "Step", ("text", "order")) == {("j/t", "J'appelle", 1), ("j/s", "Je compare", 2)}
    edit(gateway, Describe("Touchpoint", SITE, {"channel": "website", "emotion": 1}, Place(into="j/s"), upsert=True))
    again = edit(
        gateway, say_of("Step", None, Place(into="j/p"), text="S"), say_of("Step", None, Place(into="j/p"), text="s")
    )
    assert [ref[1] for ref in again.refs] == ["j/s-2", "j/s-3"]


def test_renamed_it_is_found_by_files_under_the_former_key(gateway):
    say(gateway, MAP)
    outcome = edit(gateway, Rename(("Journey", "j"), "home"), say_of("Step", "home/s", importance=1))
    assert outcome.refs == (("Journey", "home"), ("Step", "home/s"))
    report = say(gateway, MAP)
    assert check_nodes(gateway, "Journey") == {"home"} and not report.changed
    undo(gateway, outcome.run)
    assert check_nodes(gateway, "Journey") == {"j"} and not say(gateway, MAP).changed


def test_removed_with_what_refers_to_it(gateway):
    say(gateway, MAP)
    before = dump(gateway, RUN_KEYS)
    outcome = edit(gateway, Remove((("InformationObject", "quote"), ("System", "web-cms")), cascade=True))
    assert "quote" not in check_nodes(gateway, "InformationObject")
    assert check_edges(gateway, "Channel", "RUNS_ON", "System") == {("phone", "crm"), ("branch", "core")}
    assert not check_edges(gateway, "System", "FEEDS", "System")
    report = say(gateway, MAP)
    assert {value for code, value in codes(report) if code == Code.HELD} == {"quote", "web-cms"}
    assert "quote" not in check_nodes(gateway, "InformationObject")
    undo(gateway, outcome.run)
    say(gateway, MAP)
    after = dump(gateway, RUN_KEYS)
    assert {line for line in after if "Rupture" not in line} == {line for line in before if "Rupture" not in line}


KEYS = "x" * 2001
MEASURE = {"name": "NPS", "about": "Step:j/s"}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (say_of("Position", "boss", headcount=-1), "headcount", "-1 is less than 0, the least that it can be"),
        (say_of("Evidence", "e", sampleSize=-4), "sampleSize", "less than 0"),
        (say_of("Measure", None, **MEASURE, scaleMin=5, scaleMax=1), "scaleMax", "scaleMin, below the highest"),
        (say_of("Measure", None, **MEASURE, scaleMin=5), "scaleMin", "two ends"),
        (say_of("Measure", None, **MEASURE, scaleMin=5, scaleMax=5), "scaleMax", "two ends"),
        (say_of("Measure", None, **MEASURE, low=3, high=2), "high", "low is above high"),
        (say_of("Measure", None, **MEASURE, from_="2026-02-01", to="2026-01-01"), "to", "before the first"),
        (say_of("Measure", None, name=" ", about="Step:j/s"), "name", "cannot be unknown"),
        (say_of("Measure", None, name="NPS", about="Silo:marketing"), "about", "nothing is measured of"),
        (say_of("Measure", "Step:j/s~CSAT~", upsert=True, name="NPS"), "key", "here 'Step:j/s~NPS~'"),
        (say_of("System", "crm", feeds=[{"system": "core", "objects": []}]), "feeds", "objects: names none"),
        (say_of("System", "crm", feeds=[{"system": "core"}]), "feeds", "objects: names none"),
        (say_of("System", "crm", feeds=[{"system": "crm", "objects": ["quote"]}]), "feeds", "cannot lead to itself"),
        (say_of("Journey", "j", alternativeTo="j"), "alternativeTo", "cannot lead to itself"),
        (say_of("Department", "group", partOf="group"), "partOf", "cannot lead to itself"),
        (say_of("Step", "j/s", next=[{"step": "t", "share": 0.5}, {"step": "j/t"}]), "next", "'j/t' stands twice"),
        (
            say_of("Touchpoint", PHONE, felt=[{"persona": "nadia", "emotion": 1}, {"persona": "nadia"}]),
            "felt",
            "'nadia' stands twice",
        ),
        (say_of("Step", "j/s", tags=["b", " ", "c"]), "tags", "' ' says nothing"),
        (say_of("Channel", "phone", aliases=[""]), "aliases", "says nothing"),
        (say_of("Channel", "phone", aliases=["phone"]), "aliases", "key of another one"),
        (say_of("Step", "j/s", tags=Altered(add=("b",), remove=("b",))), "tags", "added and removed"),
        (say_of("Touchpoint", PHONE, uses=Altered(add=("crm",), remove=("crm",))), "uses", "added and removed"),
        (say_of("Channel", None), "name", "give it a name, or a key"),
        (say_of("Journey", None, title=" "), "title", "give it a title, or a key"),
        (say_of("Evidence", None), None, "nothing is said"),
        (say_of("Touchpoint", PHONE, channel="phon"), "channel", "did you mean phone?"),
        (say_of("Touchpoint", None, Place(into="j/s"), channel="websit"), "channel", "did you mean website?"),
        (say_of("Touchpoint", PHONE, handledBy=["call-center"]), "handledBy", "did you mean call-centre?"),
        (say_of("Touchpoint", PHONE, uses=["crmm"]), "uses", "did you mean crm?"),
        (say_of("Touchpoint", "j/t/phne", emotion=1), "key", "no touchpoint 'j/t/phne'"),
        (Move(("Step", "j/s"), Place(after="j/s")), "after", "cannot stand beside itself"),
        (Move(("Step", "j/s"), Place(into="j/q", before="j/t")), "before", "does not stand in phase 'j/q'"),
        (say_of("Step", "j/n", Place(after="j/n"), text="x"), "after", "cannot stand beside itself"),
        (say_of("Journey", KEYS, title="x"), "key", "2,001 bytes long"),
        (say_of("Journey", "j", title=KEYS), "title", "2,001 bytes long"),
    ],
)
def test_what_has_bounds_keeps_to_them(gateway, change, field, words):
    (journey,) = MAP["journeys"]
    phases = [*journey["phases"], {"key": "q", "steps": [step("u", at("phone"))]}]
    more = {"positions": [{"key": "boss"}], "evidence": [{"key": "e"}]}
    say(gateway, {**MAP, **more, "journeys": [{**journey, "phases": phases}]})
    before = dump(gateway)
    with pytest.raises((WrongChange, UnknownNode)) as refused:
        edit(gateway, say_of("Persona", "nadia", name="Nadia"), change, say_of("Persona", "nadia", role="x"))
    assert isinstance(refused.value, WrongChange | UnknownNode) and words in str(refused.value)
    assert (refused.value.field, refused.value.at) == (field, 1) and dump(gateway) == before


def test_a_circle_is_told_with_its_change(gateway):
    say(gateway, MAP)
    below = say_of("Department", "group", partOf="digital")
    with pytest.raises(WrongChange, match="cannot stand below") as refused:
        edit(gateway, below, say_of("Persona", "nadia", name="Nadia"), hold_organisation=True)
    assert (refused.value.field, refused.value.at) == ("partOf", 0)


def test_a_former_key_is_told_as_one(gateway):
    say(gateway, MAP)
    edit(gateway, Rename(("Step", "j/s"), "quote"))
    with pytest.raises(WrongChange, match="'j/s' is a former key of step 'j/quote'"):
        edit(gateway, Rename(("Step", "j/t"), "s"))
    with pytest.raises(WrongChange, match="key of another one"):
        edit(gateway, say_of("Step", "j/t", aliases=["j/s"]))
