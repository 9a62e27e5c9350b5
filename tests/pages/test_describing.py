"""The form for all that can be said of a node, made from the model: what it sends, and what it keeps."""

import html
import re
from urllib.parse import quote_plus

import pytest

from graph.editing.change import Move, Place
from graph.model import MODEL, Relation
from pages.describing.fields import carries, fields
from pages.describing.meanings import FRENCH
from tests.graph.editing.acts import edit, say_of
from tests.graph.tables import say
from tests.oracle.cases import switch
from tests.pages.drawn import drawer, drawn, elsewhere
from tests.pages.filling import Desk, Forms

ON_THEIR_PAGES = {name for name, node in MODEL.items() if node.told and not node.within} - {"Journey", "Measure"}


@pytest.fixture
def site(blank):
    """What is drawn here stands alone."""
    return blank


def test_only_what_was_changed_is_sent(desk, site, gateway):
    step = drawn(site)["steps"][0]["key"]
    form = drawer(desk, f"Step:{step}")
    elsewhere(gateway, "Step", step, promise="Cinq minutes")
    done = desk.send(form, f__v__expectation="Comparer en une heure", f__v__importance="0,8")
    assert done.status_code == 303, desk.words
    told = site.ask("query ($k: String!) {step(key: $k) {text promise expectation importance}}", k=step)["step"]
    assert told == {"text": "Je compare", "promise": "Cinq minutes", "expectation": "Comparer en une heure",
                    "importance": 0.8}  # fmt: skip
    unchanged = desk.send(drawer(desk, f"Step:{step}"))
    assert unchanged.status_code == 400 and "Rien n'a été modifié." in desk.words


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(desk, site):
    step = drawn(site)["steps"][0]["key"]
    refused = desk.send(drawer(desk, f"Step:{step}"), f__v__importance="3", f__v__expectation="Vite & bien")
    assert refused.status_code == 400
    field = desk.text.partition('data-field="importance"')[2].partition("</div>")[0]
    assert "Entre 0 et 1" in field and 'value="3"' in field and 'aria-invalid="true"' in field
    assert ">Vite &amp; bien</textarea>" in desk.text
    assert desk.send(desk.form(class_="describe"), f__v__importance="0.5").status_code == 303
    assert site.ask("query ($k: String!) {step(key: $k) {expectation}}", k=step)["step"]["expectation"] == "Vite & bien"


@pytest.mark.parametrize(("chosen", "stands"), [("mine", "À moi"), ("theirs", "À Ana")])
def test_a_conflict_is_settled_field_by_field(desk, site, gateway, chosen, stands):
    step = drawn(site)["steps"][0]["key"]
    form = drawer(desk, f"Step:{step}")
    elsewhere(gateway, "Step", step, text="À Ana")
    refused = desk.send(form, f__v__text="À moi", f__v__promise="Tout de suite")
    assert refused.status_code == 409
    assert "ana" in desk.words and "« À Ana »" in desk.words and "garder le leur" in desk.words
    assert desk.send(desk.form(class_="describe"), keep__text=chosen).status_code == 303, desk.words
    told = site.ask("query ($k: String!) {step(key: $k) {text promise}}", k=step)["step"]
    assert told == {"text": stands, "promise": "Tout de suite"}


def test_names_stand_for_nodes_there_and_new(desk, site):
    step = drawn(site)["steps"][0]["key"]
    desk.open(f"/edit/assurer-mon-logement?at=Step:{step}")
    desk.send(desk.form(id="touching"), channel="Téléphone")
    touchpoint = drawn(site)["steps"][0]["touchpoints"][0]["key"]
    form = drawer(desk, f"Touchpoint:{touchpoint}")
    done = desk.send(form, f__add__needs=["Devis", "Contrat"], f__none__uses="1", f__low__volume="3000",
                     f__high__volume="4000", f__add__felt="Nadia", f__v__felt__emotion__="-1")  # fmt: skip
    assert done.status_code == 303, desk.words
    query = """query ($k: String!) {touchpoint(key: $k) {
      stated needs {name} uses {key} volume {low high} felt {persona {name} emotion}
    }}"""
    told = site.ask(query, k=touchpoint)["touchpoint"]
    assert sorted(each["name"] for each in told["needs"]) == ["Contrat", "Devis"] and "uses" in told["stated"]
    assert told["volume"] == {"low": 3000, "high": 4000}
    assert told["felt"] == [{"persona": {"name": "Nadia"}, "emotion": -1}]
    form = drawer(desk, f"Touchpoint:{touchpoint}")
    assert ("f.none.uses", "1") in form[1] and ("f.v.needs", "contrat") in form[1]
    desk.send(form, f__v__needs=["devis"], f__none__uses=None, f__v__felt__emotion__nadia="2")
    told = site.ask(query, k=touchpoint)["touchpoint"]
    assert [each["name"] for each in told["needs"]] == ["Devis"] and "uses" not in told["stated"]
    assert told["felt"][0]["emotion"] == 2


def test_a_voice_and_an_improvement_hang_at_a_step(desk, site):
    step = drawn(site)["steps"][0]["key"]
    desk.open(f"/edit/assurer-mon-logement?add=Evidence&about=Step:{step}")
    desk.send(desk.form(class_="describe"), f__v__quote="C'est long", f__v__kind="VERBATIM", f__v__saidBy="Nadia")
    desk.open(f"/edit/assurer-mon-logement?add=Opportunity&about=Step:{step}")
    desk.send(desk.form(class_="describe"), f__v__title="Un comparateur")
    told = site.ask(
        "query ($k: String!) {step(key: $k) {evidence {quote kind saidBy {name}} opportunities {title}}}", k=step
    )["step"]
    assert told["evidence"] == [{"quote": "C'est long", "kind": "VERBATIM", "saidBy": {"name": "Nadia"}}]
    assert told["opportunities"] == [{"title": "Un comparateur"}]
    assert 'id="drawer"' in desk.text and ">Un comparateur</a>" in desk.text, "one is back at the step"


def test_a_node_of_the_landscape_is_edited_on_its_page(desk, site, gateway):
    elsewhere(gateway, "Channel", "phone", name="Téléphone")
    elsewhere(gateway, "Department", "call-centre", name="Centre d'appels")
    page = Desk(site, "/n/Channel/phone")
    assert 'href="/n/Channel/phone?edit=1#drawer"' in page.text and 'class="describe"' not in page.text
    page.open("/n/Channel/phone?edit=1")
    done = page.send(page.form(class_="describe"), f__v__kind="PHONE", f__add__operatedBy="centre d'appels")
    assert done.status_code == 303, page.words
    query = "query ($k: String!) {channel(key: $k) {kind operatedBy {key}}}"
    assert site.ask(query, k="phone")["channel"] == {"kind": "PHONE", "operatedBy": [{"key": "call-centre"}]}
    assert "Modifié :" in page.words and 'class="describe"' not in page.text
    (undo,) = [each for each in Forms(page.text).buttons if "Annuler" in each[2]]
    page.send(page.form(method="post"), do=undo[1])
    assert site.ask(query, k="phone")["channel"] == {"kind": None, "operatedBy": []} and "Annulé" in page.words
    page.open("/n/Department/call-centre?edit=1")
    wrong = page.send(page.form(class_="describe"), f__v__silo="Personne", f__v__note="Gardé")
    assert (
        wrong.status_code == 400 and "Rien ne s'appelle « Personne »" in page.words and ">Gardé</textarea>" in page.text
    )


def test_what_the_graph_cannot_take_stands_at_its_field(desk, site):
    refused = desk.send(drawer(desk, f"Step:{drawn(site)['steps'][0]['key']}"), f__v__links="no address")
    assert refused.status_code == 400
    field = desk.text.partition('data-field="links"')[2].partition('data-field="')[0]
    assert 'class="error"' in field and ">no address</textarea>" in field


def test_the_chart_is_taken_over_only_by_who_says_so(gateway, site):
    chart = [{"key": "calls", "name": "Appels", "partOf": "sales"}, {"key": "sales", "name": "Ventes"}]
    say(gateway, {"departments": chart}, source="hr")
    elsewhere(gateway, "Department", "service", name="Service")
    page = Desk(site, "/n/Department/calls?edit=1")
    refused = page.send(page.form(class_="describe"), f__v__partOf="Service")
    assert refused.status_code == 400 and 'name="hold"' in page.text
    assert page.send(page.form(class_="describe"), hold="1").status_code == 303, page.words
    assert site.ask('{department(key: "calls") {partOf {key}}}')["department"]["partOf"] == {"key": "service"}


@pytest.mark.parametrize("label", sorted(ON_THEIR_PAGES))
def test_every_label_has_its_form(gateway, site, label):
    elsewhere(gateway, label, "one", **{MODEL[label].called or "note": "Un"})
    page = site.get(f"/n/{label}/one?edit=1")
    assert page.status_code == 200 and set(re.findall(r'data-field="(\w+)"', page.text)) == set(fields(label))


def test_a_part_of_a_journey_is_edited_on_its_map(desk, site):
    key = drawn(site)["steps"][0]["key"]
    page = html.unescape(site.get(f"/n/Step/{key}").text)
    assert f'href="/edit/assurer-mon-logement?at={quote_plus(f"Step:{key}")}"' in page


def test_a_form_has_whatever_the_model_declares():
    for label in (label for label, node in MODEL.items() if node.told):
        for declared in fields(label).values():
            own = [declared, *(carries(declared).values() if isinstance(declared, Relation) else ())]
            assert [each.doc for each in own if each.doc not in FRENCH] == []
        told = {p.name for p in MODEL[label].properties if p.told} - {"aliases", "portrait"}
        assert told <= fields(label).keys()


def test_what_is_held_is_shown_beside_what_files_say_and_given_back(gateway, blank):
    say(gateway, {"channels": [{"key": "phone", "name": "Phone", "kind": "PHONE"}]}, source="hr")
    desk = Desk(blank, "/n/Channel/phone?edit=1")
    desk.send(desk.form(class_="describe"), f__v__name="Ligne", f__v__kind="CHAT")
    page = Desk(blank, "/n/Channel/phone")
    assert "Tenu ici" in page.words and "hr dit : « Phone »" in page.words
    assert "hr dit : téléphone" in page.words.lower()
    fields = re.findall(r'data-field="(\w+)"(.*?)</div>', Desk(blank, "/n/Channel/phone?edit=1").text, re.DOTALL)
    assert [name for name, shown in fields if "Tenu ici" in shown] == ["name", "kind"]
    form = next(each for each in Forms(page.text).forms if ("field", "name") in each[1])
    assert page.send(form).status_code == 303
    say(gateway, {"channels": [{"key": "phone", "name": "Phone", "kind": "PHONE"}]}, source="hr")
    after = Desk(blank, "/n/Channel/phone")
    assert "hr dit : « Phone »" not in after.words and "Tenu ici" in after.words


def test_an_order_and_a_place_that_are_held_are_shown_in_their_drawers_and_given_back(gateway, blank):
    say(gateway, switch(), source="maps")
    edit(gateway, say_of("Phase", "j/q", Place(into="j"), name="Après"), Move(("Step", "j/s"), Place(into="j/q")))
    edit(gateway, Move(("Phase", "j/q"), Place(before="j/p")))
    for node, words in (("Journey:j", "ordre des macro-étapes et des étapes"), ("Step:j/s", "macro-étape")):
        desk = Desk(blank, f"/edit/j?at={node}")
        assert f"{words} maps le décrit aussi" in desk.words
        form = next(each for each in Forms(desk.text).forms if ("verb", "release") in each[1])
        assert desk.send(form).status_code == 303, desk.words
    say(gateway, switch(), source="maps")
    assert gateway.read("MATCH (:Phase {key: 'j/p'})-->(s:Step) RETURN s.key ORDER BY s.order") == [["j/s"], ["j/t"]]
    assert "Tenu ici" not in Desk(blank, "/edit/j?at=Step:j/s").words
