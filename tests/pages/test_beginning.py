"""How a map begins: as a copy, from a file, and what is said of one that files write before it is edited."""

import re

import pytest
from playwright.sync_api import expect

from parcours.intake import Intake
from tests.asking import PATIENCE
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import worked
from tests.pages.conftest import pages_over
from tests.pages.drawn import begun, drawn, lines
from tests.pages.filling import Desk, Forms
from tests.pages.test_bring import fields, sent, workbook
from tests.pages.test_browser import served, window_of

ABOUT = "query ($key: String!) { journey(key: $key) { perspective alternativeTo { key } sources } }"
COPY = "je-m-assure-cible"
DROP = """(content) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([new Uint8Array(content)], "carte.xlsx"));
  document.querySelector("h1").dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true}));
}"""


@pytest.fixture
def written(gateway):
    """A journey that a file writes."""
    document = worked()
    document["journeys"][0] |= {"title": "Je m'assure", "status": "VALIDATED", "perspective": "REALITY"}
    say(gateway, document, source="atelier")
    return gateway


@pytest.fixture
def site(written, blank):
    return blank


def shape(site, key):
    """The steps of a map, and on which channels the customer meets whom."""
    steps = drawn(site, key)["steps"]
    return [(s["text"], [(t["channel"]["key"], t["missing"], t["handledBy"]) for t in s["touchpoints"]]) for s in steps]


def about(site, key):
    return site.ask(ABOUT, key=key)["journey"]


# --- as a copy -------------------------------------------------------------------------------------------------------


def test_the_target_of_what_is_begins_as_its_copy(site):
    assert 'href="/new?copy=home-quote"' in site.get("/journeys/home-quote").text
    desk = Desk(site, "/new?copy=home-quote")
    assert "Une copie de « Je m'assure »" in desk.words and "comme l’original : Nadia" in desk.text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    form = desk.form(class_="begin")
    assert ("title", "Je m'assure (cible)") in form[1] and ("perspective", "FUTURE") in form[1]
    assert desk.send(form).status_code == 303, desk.words
    assert desk.path.startswith(f"/edit/{COPY}?") and "Ajouté : 1 parcours" in desk.words
    told = drawn(site, COPY)
    assert (told["status"], told["personas"]) == ("DRAFT", drawn(site, "home-quote")["personas"])
    assert about(site, COPY) == {
        "perspective": "FUTURE", "alternativeTo": {"key": "home-quote"}, "sources": ["edits"],
    }  # fmt: skip
    assert shape(site, COPY) == shape(site, "home-quote")
    assert [t["emotion"] for s in told["steps"] for t in s["touchpoints"]] == [None] * len(
        [t for s in told["steps"] for t in s["touchpoints"]]
    )


def test_a_copy_is_taken_back_whole(site):
    desk = Desk(site, "/new?copy=home-quote")
    desk.send(desk.form(class_="begin"))
    (form,) = (each for each in Forms(desk.text).forms if each[0]["action"].partition("?")[0] == "/new")
    (act,) = re.findall(r'name="edit" value="([^"]+)"', desk.text)
    assert desk.send(form, edit=act).headers["location"] == "/journeys"
    assert COPY not in desk.text and site.ask("{journeys {totalCount}}")["journeys"] == {"totalCount": 1}
    assert site.ask('{touchpoints(where: {key: {startsWith: "je-m"}}) {totalCount}}')["touchpoints"] == {
        "totalCount": 0
    }


def test_another_answer_stands_beside_a_target(site):
    Desk(site, "/new?copy=home-quote").send(Desk(site, "/new?copy=home-quote").form(class_="begin"))
    assert "Dessiner une variante" in site.get(f"/journeys/{COPY}").text
    desk = Desk(site, f"/new?copy={COPY}")
    assert ("title", "Je m'assure (cible) (variante)") in desk.form(class_="begin")[1]
    desk.send(desk.form(class_="begin"), title="Autrement", persona="Omar")
    assert about(site, "autrement")["alternativeTo"] == {"key": "home-quote"}
    assert drawn(site, "autrement")["personas"] == [{"name": "Omar"}]
    desk.open(f"/new?copy={COPY}")
    desk.send(desk.form(class_="begin"), title="Ailleurs", perspective="COMPETITOR")
    assert about(site, "ailleurs") == {"perspective": "COMPETITOR", "alternativeTo": None, "sources": ["edits"]}


def test_what_is_copied_is_chosen_by_its_name(site):
    desk = Desk(site, "/new?lang=fr")
    attributes, told = desk.form(id="copy")
    assert attributes["action"] == "/new" and told == [("lang", "fr"), ("copy", "home-quote")]
    assert "Je m'assure (Aujourd'hui)" in desk.words
    desk.open("/new?copy=home-quote&lang=en")
    assert ("title", "Je m'assure (target)") in desk.form(class_="begin")[1]


def test_a_copy_that_is_refused_stays_one(site):
    desk = Desk(site, "/new?copy=home-quote")
    refused = desk.send(desk.form(class_="begin"), title=" ", perspective="REALITY")
    assert refused.status_code == 400 and "Dites comment s'appelle le parcours." in desk.words
    assert {("title", ""), ("perspective", "REALITY")} < {*desk.form(class_="begin")[1]}
    assert desk.send(desk.form(class_="begin"), title="Demain").status_code == 303
    assert about(site, "demain")["alternativeTo"] is None and shape(site, "demain") == shape(site, "home-quote")


def test_what_is_not_there_is_not_copied(site):
    assert site.get("/new?copy=nowhere").status_code == 404
    told = Desk(site, "/new?copy=home-quote").form(class_="begin")[1]
    assert site.post("/new?copy=nowhere", data=dict(told)).status_code == 404
    assert site.ask("{journeys {totalCount}}")["journeys"] == {"totalCount": 1}


def test_who_only_reads_copies_nothing(site, written):
    told = Desk(site, "/new?copy=home-quote").form(class_="begin")[1]
    with pages_over(written.address, "192.0.2.1") as elsewhere_:
        assert "/new" not in elsewhere_.get("/journeys/home-quote").text
        page = elsewhere_.get("/new?copy=home-quote")
        assert page.status_code == 200 and "<form" not in page.text.partition("<main")[2]
        assert elsewhere_.post("/new?copy=home-quote", data=dict(told)).status_code == 403
        assert "atelier" not in elsewhere_.get("/edit/home-quote").text
    assert site.ask("{journeys {totalCount}}")["journeys"] == {"totalCount": 1}


# --- from a file -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/new"])
def test_a_file_is_brought_where_maps_begin(gateway, tmp_path, path):
    with pages_over(gateway.address) as site:
        assert "data-busy" not in site.get(path).text  # nobody takes it in
    for _ in range(2):  # in an empty graph, and in one that is not
        with pages_over(gateway.address, intake=Intake(tmp_path / "brought", gateway.address)) as site:
            desk = Desk(site, path)
            action = desk.form(class_="drop")[0]["action"]
            page = site.post(action, files={"file": ("carte.xlsx", workbook())})
            done = sent(site, fields(page) | {"do": "write"})
            assert done.headers["location"].startswith("/journeys/mon-parcours?"), done.text
            assert [step["text"] for step in drawn(site, "mon-parcours")["steps"]] == [
                "Je cherche une offre", "J'appelle pour acheter",
            ]  # fmt: skip


# --- whose it is -----------------------------------------------------------------------------------------------------


def test_before_it_is_edited_it_says_which_file_writes_it(site):
    page = Desk(site, "/edit/home-quote")
    assert "Cette carte vient de atelier (dernier import le " in page.words
    assert "le prochain import n'y touche pas et le signale comme tenu." in page.words
    assert 'href="/n/Source/atelier"' in page.text and site.get("/n/Source/atelier").status_code == 200
    assert "This map comes from atelier (last import on " in Desk(site, "/edit/home-quote", "en").words
    assert lines(page, "Je reçois mon attestation").status_code == 303, page.words
    assert "Vient aussi de atelier (dernier import le " in page.words and "le signale comme tenu" not in page.words


def test_a_map_that_people_alone_draw_says_nothing_of_it(blank):
    desk = begun(blank)
    lines(desk, "Je compare")
    assert "dernier import" not in desk.words and "Vient aussi de" not in desk.words


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_from_the_map_to_its_target(written, browser, script):
    with served(written) as address, window_of(browser, address, script) as page:
        page.goto("/journeys/home-quote")
        page.get_by_role("link", name="Dessiner sa cible").click()
        expect(page.locator("input[name=title]")).to_have_value("Je m'assure (cible)")
        page.get_by_role("button", name="Le dessiner").click()
        expect(page).to_have_url(f"{address}/edit/{COPY}?done=2#done", timeout=PATIENCE * 1000)
        expect(page.locator("#done")).to_contain_text("Ajouté")
        steps = worked()["journeys"][0]["phases"]
        expect(page.locator(".touch")).not_to_have_count(0)
        for step in (step for phase in steps for step in phase["steps"]):
            expect(page.locator("main")).to_contain_text(step["text"])


def test_a_file_is_dropped_anywhere_where_maps_begin(written, browser, tmp_path):
    intake = Intake(tmp_path / "brought", written.address)
    with served(written, intake=intake) as address, window_of(browser, address) as page:
        for path in ("/", "/new"):
            page.goto(path)
            page.evaluate(DROP, list(workbook()))
            expect(page.locator("#answer")).to_contain_text("Rien n'est encore écrit", timeout=PATIENCE * 1000)
        page.get_by_role("button", name="Mettre dans la base").click()
        expect(page).to_have_url(f"{address}/journeys/mon-parcours?done=2", timeout=PATIENCE * 1000)
