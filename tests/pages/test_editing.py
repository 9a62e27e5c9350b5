"""Drawing a journey by forms alone: what is written, what is told, what is kept of what was refused."""

import re

import pytest

from api.access import Access, Strangers
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from pages.editing import outline
from tests.pages.conftest import pages_over
from tests.pages.drawn import begun, drawer, drawn, elsewhere, forms, lines, texts
from tests.pages.filling import Desk
from tests.pages.reading import Read


@pytest.fixture
def site(blank):
    """What is drawn here stands alone."""
    return blank


def test_a_journey_is_begun_on_an_empty_graph(site):
    assert 'href="/new"' in site.get("/").text and 'href="/new"' in site.get("/journeys").text
    desk = begun(site, perspective="FUTURE")
    assert desk.path.startswith("/edit/assurer-mon-logement") and "Il n'y a pas encore d'étape" in desk.words
    told = drawn(site)
    assert (told["title"], told["status"], told["perspective"]) == ("Assurer mon logement", "DRAFT", "FUTURE")
    assert told["personas"] == [{"name": "Nadia"}]
    begun(site, title="Partir", persona="nadia")
    assert site.ask("{personas {totalCount}}")["personas"] == {"totalCount": 1}
    assert [each["name"] for each in drawn(site, "partir")["personas"]] == ["Nadia"]


def test_a_journey_without_a_title_is_not_begun(site):
    desk = Desk(site, "/new")
    refused = desk.send(desk.form(class_="begin"), title=" ", persona="Nadia")
    assert refused.status_code == 400 and "Dites comment s'appelle le parcours." in desk.words
    assert 'value="Nadia"' in desk.text and site.ask("{personas {totalCount}}")["personas"] == {"totalCount": 0}


def test_a_line_is_a_step_and_several_are_several(site):
    desk = begun(site)
    assert lines(desk, "Je compare").status_code == 303
    assert texts(site) == [("Étapes", ["Je compare"])]
    lines(desk, "Avant", "as=phase")
    lines(desk, "- Je demande un devis\n2. J'appelle\n\n# Après\n• Je signe")
    assert texts(site) == [
        ("Étapes", ["Je compare"]), ("Avant", ["Je demande un devis", "J'appelle"]), ("Après", ["Je signe"])
    ]  # fmt: skip
    lines(desk, "Je reçois mon attestation")
    assert texts(site)[-1] == ("Après", ["Je signe", "Je reçois mon attestation"])
    lines(desk, "Je réfléchis", phase=drawn(site)["phases"][1]["key"])
    assert texts(site)[1] == ("Avant", ["Je demande un devis", "J'appelle", "Je réfléchis"])
    assert ("phase", drawn(site)["phases"][1]["key"]) in desk.form(id="lane")[1], "the phase that is drawn on stays"


def test_an_empty_line_writes_nothing(desk, site):
    before = texts(site)
    assert lines(desk, "  \n").status_code == 400 and "Écrivez d'abord quelque chose." in desk.words
    assert texts(site) == before


def test_a_text_is_changed_in_its_place(desk, site):
    key = drawn(site)["steps"][0]["key"]
    form = next(each for each in forms(desk, "text") if ("was.v.text", "Je compare") in each[1])
    assert desk.send(form, f__v__text="Je compare les assureurs").status_code == 303
    assert texts(site)[0][1][0] == "Je compare les assureurs" and "Modifié : texte" in desk.words
    assert drawn(site)["steps"][0]["key"] == key
    assert desk.press("Annuler").status_code == 303
    assert texts(site)[0][1][0] == "Je compare" and "Annulé" in desk.words
    desk.press("Rétablir")
    assert texts(site)[0][1][0] == "Je compare les assureurs"


def test_what_became_of_a_node_is_told_beside_it(desk, site, gateway):
    journey, step = drawn(site)["key"], drawn(site)["steps"][0]["key"]
    elsewhere(gateway, "Step", step, text="Je compare tout", outcome="GOAL")
    elsewhere(gateway, "Journey", journey, status="PRESENTED")
    elsewhere(gateway, "Step", step, text="[à vérifier]", importance=0.5)
    lines(desk, "Je paie")  # after an act of its own a page shows what there is
    for path in (f"/edit/{journey}?at=Step:{step}", f"/n/Step/{step}"):
        desk.open(path)
        assert "Ce qui a été modifié ( 3 )" in desk.words, path
        latest, _, first = re.findall(r"<li><b>(\w+)</b>.*?<br>(.*?)</li>", desk.text, re.DOTALL)[:3]
        assert (latest[0], first) == ("ana", ("local", "créé")), path
        assert "texte : « Je compare » → « Je compare tout »" in desk.words
        assert "→ « [à vérifier] »" in desk.words and "importance : non renseigné → 0,5" in desk.words
    desk.open(f"/edit/{journey}?at=Journey:{journey}")
    assert "statut : Ébauche → Présenté" in desk.words


def test_steps_stand_elsewhere_by_buttons(desk, site):
    desk.press("Déplacer à droite")  # the first phase
    assert [name for name, _ in texts(site)] == ["Après", "Avant"]
    desk.press("Annuler")
    keys = [each["key"] for each in drawn(site)["steps"]]
    act = desk.form(id="act")
    desk.send(act, do=f"verb=move&id=Step:{keys[1]}&before={keys[0]}")
    assert texts(site)[0] == ("Avant", ["Je demande un devis", "Je compare"])
    into = next(each for each in forms(desk, "beside") if any(name == "into" for name, _ in each[1]))
    desk.send(into, into=f"Phase:{drawn(site)['phases'][1]['key']}")
    assert texts(site)[1][1][-1] == "Je demande un devis"


def test_a_step_comes_beside_another(desk, site):
    form = forms(desk, "beside")[0]
    key = drawn(site)["steps"][0]["key"]
    desk.send(form, text="Je déménage", do=f"verb=beside&before={key}")
    assert texts(site)[0][1] == ["Je déménage", "Je compare", "Je demande un devis"]
    refused = desk.send(forms(desk, "beside")[0], text="", do=f"verb=beside&after={key}")
    assert refused.status_code == 400 and "Dites ce que fait le client." in desk.words


def test_a_note_is_set_aside_placed_and_removed(desk, site):
    before = texts(site)
    assert lines(desk, "Le conjoint signe aussi\nEt le garant ?", "verb=park").status_code == 303
    assert drawn(site)["parked"] == ["Le conjoint signe aussi", "Et le garant ?"] and texts(site) == before
    assert lines(desk, "Encore", "verb=park", expected="1").status_code == 303, "notes of several stand side by side"
    desk.press("En faire une étape : Le conjoint")
    assert texts(site)[-1][1][-1] == "Le conjoint signe aussi"
    desk.press("Retirer la note : Encore")
    assert drawn(site)["parked"] == ["Et le garant ?"]
    desk.press("Annuler")
    assert sorted(drawn(site)["parked"]) == ["Encore", "Et le garant ?"]


def test_a_step_is_split_and_the_second_leads_where_it_led(desk, site, gateway):
    first, second, *_ = [each["key"] for each in drawn(site)["steps"]]
    way = {"step": second, "share": 0.4, "wait": "P2D", "kind": "FAILURE"}
    elsewhere(gateway, "Step", first, next=[way])
    elsewhere(gateway, "Step", second, wait="P3D")
    desk.open(desk.path)
    form = next(each for each in forms(desk, "beside") if ("step", first) in each[1])
    refused = desk.send(form, second="")
    assert refused.status_code == 400 and "Dites ce que fait le client." in desk.words
    form = next(each for each in forms(desk, "beside") if ("step", first) in each[1])
    assert desk.send(form, first="Je regarde", second="Je choisis").status_code == 303
    one, two, three = drawn(site)["steps"][:3]
    assert [each["text"] for each in (one, two)] == ["Je regarde", "Je choisis"] and three["key"] == second
    assert [each["step"]["key"] for each in one["next"]] == [two["key"]]
    assert two["next"] == [{**way, "step": {"key": second}}]
    assert desk.press("Annuler").status_code == 303
    assert drawn(site)["steps"][0]["text"] == "Je compare"
    form = next(each for each in forms(desk, "beside") if ("first", "Je demande un devis") in each[1])
    desk.send(form, second="Je paie")
    _, two, three = drawn(site)["steps"][:3]
    assert (two["wait"], three["text"], three["wait"]) == (None, "Je paie", "P3D")


def test_a_touchpoint_is_added_on_a_channel_there_or_new(desk, site):
    step = drawn(site)["steps"][0]["key"]
    desk.open(f"/edit/assurer-mon-logement?at=Step:{step}")
    done = desk.send(desk.form(id="touching"), channel="Téléphone", emotion="-2", missing="1")
    assert done.status_code == 303, desk.words
    (touchpoint,) = drawn(site)["steps"][0]["touchpoints"]
    assert touchpoint["channel"] == {"key": "telephone", "name": "Téléphone"}
    assert (touchpoint["emotion"], touchpoint["missing"]) == (-2, True)
    assert "1 canal" in desk.words and "1 point de contact" in desk.words
    desk.press("Ajouter un point de contact : 2 · Je demande un devis · Téléphone")
    assert [each["channel"]["key"] for each in drawn(site)["steps"][1]["touchpoints"]] == ["telephone"]
    assert site.ask("{channels {totalCount}}")["channels"] == {"totalCount": 1}
    desk.open(f"/edit/assurer-mon-logement?at=Step:{step}")
    desk.send(desk.form(id="touching"), channel="Site", department="Agences")
    query = "{departments {edges {node {name touchpoints {totalCount}}}}}"
    assert site.ask(query)["departments"]["edges"] == [{"node": {"name": "Agences", "touchpoints": {"totalCount": 1}}}]
    refused = desk.send(desk.form(id="touching"), channel="", emotion="-1", department="Siège", missing="1")
    assert refused.status_code == 400 and 'value="Siège"' in desk.text
    assert '<option value="-1" selected>' in desk.text and 'value="1" checked' in desk.text


def test_what_is_removed_comes_back(desk, site):
    desk.press("Retirer, avec 2 étapes")
    assert [name for name, _ in texts(site)] == ["Après"] and "Retiré : " in desk.words
    desk.press("Annuler")
    assert texts(site)[0] == ("Avant", ["Je compare", "Je demande un devis"])


def test_a_conflict_in_place_shows_both(desk, site, gateway):
    step = drawn(site)["steps"][0]["key"]
    form = next(each for each in forms(desk, "text") if ("was.v.text", "Je compare") in each[1])
    elsewhere(gateway, "Step", step, text="À Ana")
    assert desk.send(form, f__v__text="À moi").status_code == 409
    assert "« À Ana »" in desk.words and ">À moi</textarea>" in desk.text


def test_a_page_from_before_a_restore_is_told_and_keeps_what_was_typed(desk, site):
    """Its revision is one that the restored graph never had."""
    step = drawn(site)["steps"][0]["key"]

    def inline():
        return next(each for each in forms(desk, "text") if ("was.v.text", "Je compare") in each[1])

    before = texts(site)
    assert desk.send(inline(), f__v__text="À moi", expected="99999").status_code == 400
    assert "personne n'a donc vu la révision attendue 99999" in desk.words and ">À moi</textarea>" in desk.text
    assert desk.send(desk.form(id="lane"), line="Je paie", do="as=step", expected="99999").status_code == 400
    assert "regardez ce qui est là maintenant" in desk.words and ">Je paie</textarea>" in desk.text
    assert desk.send(drawer(desk, f"Step:{step}"), f__v__note="Un prix", expected="99999").status_code == 400
    assert "regardez ce qui est là maintenant" in desk.words and "Un prix" in desk.text and texts(site) == before
    assert desk.send(desk.form(class_="describe")).status_code == 303, "the page that was shown again knows today's"
    assert desk.send(inline(), f__v__text="À moi").status_code == 303 and texts(site) != before


def test_what_is_referred_to_is_removed_with_its_references_once_that_was_said(desk, site):
    first, _, last = (step["key"] for step in drawn(site)["steps"])
    done = desk.send(drawer(desk, f"Step:{first}"), f__add__next="je signe", f__v__next__condition__="Pressé")
    assert done.status_code == 303, desk.words
    query = "query ($k: String!) {step(key: $k) {next {condition step {text}}}}"
    assert site.ask(query, k=first)["step"]["next"] == [{"condition": "Pressé", "step": {"text": "Je signe"}}]
    refused = desk.send(desk.form(id="act"), do=f"verb=remove&id=Step:{last}")
    assert refused.status_code in (400, 409) and len(drawn(site)["steps"]) == 3
    assert desk.press("Retirer avec ces références").status_code == 303, desk.words
    assert [step["text"] for step in drawn(site)["steps"]] == ["Je compare", "Je demande un devis"]


def test_consequences_are_counted_on_drafts_and_told_once_it_is_shown(desk, site):
    assert '<details id="edge">' in desk.text and "3 étapes" in desk.words
    form = drawer(desk, "Journey:assurer-mon-logement")
    desk.send(form, f__v__status="PRESENTED")
    assert '<details id="edge">' not in desk.text
    desk.open(f"/edit/assurer-mon-logement?at=Step:{drawn(site)['steps'][0]['key']}")
    desk.send(desk.form(id="touching"), channel="Téléphone", missing="1")
    assert "1 rupture apparaît." in desk.words and "Apparu avec cela" in desk.words
    desk.send(drawer(desk, f"Touchpoint:{drawn(site)['steps'][0]['touchpoints'][0]['key']}"), f__v__missing="false")
    assert "Cela répare 1 rupture." in desk.words and "Réparé par cela" in desk.words
    desk.press("Annuler")
    assert "1 rupture apparaît." in desk.words


def test_who_was_never_shown_a_form_changes_nothing(desk, site):
    before = texts(site)
    assert lines(desk, "Je triche", seal="x").status_code == 403
    assert texts(site) == before and ">Je triche</textarea>" in desk.text


def test_what_is_not_there_is_told(site):
    assert site.get("/edit/nowhere").status_code == 404
    desk = begun(site)
    desk.open("/edit/assurer-mon-logement?at=Step:nowhere")
    assert desk.answer.status_code == 200 and 'id="drawer"' not in desk.text


def test_whatever_is_typed_breaks_out_of_nothing(desk, site):
    lines(desk, "<script>alert(1)</script>\n\"'&<b>\n# </textarea><img src=x onerror=alert(1)>")
    desk.open(f"/edit/assurer-mon-logement?at=Step:{drawn(site)['steps'][-1]['key']}")
    read = Read(desk.text)
    assert read.breaks_out == [] and len(read.ids) == len(set(read.ids))
    assert "<img" not in desk.text and drawn(site)["phases"][-1]["name"] == "</textarea><img src=x onerror=alert(1)>"


def test_of_a_long_journey_one_phase_is_drawn_at_once(desk, site, monkeypatch):
    monkeypatch.setattr(outline, "MOST", 2)
    desk.open("/edit/assurer-mon-logement?lang=fr")
    assert [field for _, fields in forms(desk, "text") for name, field in fields if name == "f.v.text"] == ["Je signe"]
    assert 'data-drag="Step:assurer-mon-logement/je-signe">3<' in desk.text and "Avant (2)" in desk.words


def test_who_only_reads_is_shown_no_form(desk, site, gateway):
    with pages_over(gateway.address, "192.0.2.1") as elsewhere_:
        for path in ("/new", "/edit/assurer-mon-logement", "/n/Persona/nadia?edit=1"):
            page = elsewhere_.get(path)
            assert page.status_code == 200 and 'method="post"' not in page.text
        for path in ("/", "/journeys", "/journeys/assurer-mon-logement", "/n/Persona/nadia"):
            assert "/new" not in (text := elsewhere_.get(path).text) and "/edit/" not in text and "edit=1" not in text
        seal = desk.form(id="lane")[1]
        answer = elsewhere_.post("/edit/assurer-mon-logement", data=dict(seal) | {"line": "x", "do": "as=step"})
        assert answer.status_code == 403
    assert len(drawn(site)["steps"]) == 3


@pytest.mark.parametrize("typed", ["", "# Avant", "# Avant\nJe compare"])
def test_a_map_that_is_hardly_begun_is_shown_like_any_other(site, typed):
    desk = begun(site)
    if typed:
        lines(desk, typed)
    for path in ("", "?look=board", "?look=room", "?print=a3", "?print=blank", "?as=svg", "?lanes=silos&show=owners"):
        assert site.get(f"/journeys/assurer-mon-logement{path}").status_code == 200, path
    for path in ("/", "/journeys", "/findings", "/ask", "/search?q=assurer"):
        assert site.get(path).status_code == 200, path


def channels(gateway):
    return [name for (name,) in gateway.read("MATCH (c:Channel) RETURN c.name")]


def test_an_author_draws_and_the_landscape_is_a_stewards(gateway, tmp_path):
    people = People(tmp_path)
    people.accounts.create("anna", Role.AUTHOR, [], "correct horse battery")
    access = Access(tokens=Tokens(tmp_path / "tokens.json"), people=people, strangers=Strangers.WITHOUT_ACCOUNTS)
    with pages_over(gateway.address, access=access) as site:
        assert 'method="post"' not in site.get("/new").text.partition("<main")[2]
        site.post("/sign-in", params={"next": "/"}, data={"name": "anna", "password": "correct horse battery"})
        desk = begun(site)
        lines(desk, "Je compare")
        desk.open("/edit/assurer-mon-logement?at=Step:assurer-mon-logement/je-compare")
        assert desk.send(desk.form(id="touching"), channel="Téléphone").status_code == 303, desk.words
        assert "edit=1" in site.get("/n/Persona/nadia").text and "edit=1" not in site.get("/n/Channel/telephone").text
        desk.open("/edit/assurer-mon-logement?at=Channel:telephone")
        assert "Channel:telephone" not in desk.text.partition("<table")[2] and 'id="drawer"' not in desk.text
        told = {"verb": "describe", "label": "Channel", "key": "telephone", "f__v__name": "Tél."}
        assert desk.send(desk.form(id="act"), **told).status_code == 403
        assert channels(gateway) == ["Téléphone"]
