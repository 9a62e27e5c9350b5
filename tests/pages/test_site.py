"""The first pages over the demo: what they show is what the API gives, in both languages, and every link leads on."""

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import pytest

from graph.model import MODEL
from pages.journeys import choices
from tests.often import every

PATHS = [
    "/",
    "/journeys",
    "/journeys/home-quote",
    "/search?q=devis",
    "/n/Channel/phone",
    "/n/Step/home-quote/ask-quote",
]
ELSEWHERE = ("/findings", "/ask", "/language/", "/static/")
"""Links to pages that have tests of their own."""


def figures(page):
    """Every figure of a page, by name."""
    return dict(re.findall(r'data-figure="([^"]+)" data-value="([^"]*)"', page))


def words(page):
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def answer(page):
    """The sentence of a page."""
    (sentence,) = re.findall(r'id="answer"[^>]*>(.*?)</(?:p|h1)>', page, re.S)
    return words(sentence)


def links(page):
    """Where a page leads."""
    return {unescape(each) for each in re.findall(r'<a [^>]*href="(/[^"#]*)', page)}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "skip"), [("fr", "Aller à la réponse"), ("en", "Skip to the answer")])
def test_a_page_answers_in_both_languages(site, path, language, skip):
    page = site.get(path, language)
    assert page.status_code == 200
    assert skip in page.text and answer(page.text)
    assert not re.search(r'\sstyle="|<style|<script(?! src)|\son\w+="', page.text)
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


def test_every_link_of_the_board_and_the_list_leads_to_a_page(site):
    found = {each for path in ("/", "/journeys", "/search?q=devis") for each in links(site.get(path).text)}
    leading = {each for each in found if not each.startswith(ELSEWHERE) and "as=" not in each}
    assert len(leading) > 20
    checked = every(sorted(leading))
    assert {each: site.get(each).status_code for each in checked} == dict.fromkeys(checked, 200)


COUNTS = """{
  summary { journeys { total broken } handoffs { total broken unknown sound brokenVolume { high } } }
  siloCrossings { summary { crossingRate } }
  matters(first: 5) { rows { number volume { high } ruptures { key } } }
  handoffMatrix(by: SILO, first: 1000) { rows { from { key } to { key } broken } }
}"""


def test_the_board_shows_what_the_api_gives(site):
    told = site.ask(COUNTS)
    page = site.get("/").text
    shown, handoffs = figures(page), told["summary"]["handoffs"]
    assert shown["broken"] == str(handoffs["broken"])
    assert shown["touched"] == str(handoffs["brokenVolume"]["high"])
    assert shown["journeys"] == str(told["summary"]["journeys"]["broken"])
    assert shown["crossing"] == str(told["siloCrossings"]["summary"]["crossingRate"])
    for status in ("broken", "unknown", "sound"):
        assert shown[f"handoffs-{status}"] == str(handoffs[status])
    for matter in told["matters"]["rows"]:
        assert shown[f"matter-{matter['number']}"] == str(matter["volume"]["high"])
    for cell in told["handoffMatrix"]["rows"]:
        if cell["from"] and cell["to"]:
            assert shown[f"silos-{cell['from']['key']}-{cell['to']['key']}"] == str(cell["broken"])


def test_the_board_says_what_breaks_most_how_much_and_who_must_meet(site):
    page = site.get("/", "fr").text
    sentence = answer(page)
    assert re.match(r"Sur \d+ passages de relais, \d+ sont rompus\. Le plus grand sujet\s: ", sentence)
    assert "contacts par an" in sentence
    assert "doivent se réunir" in sentence and "premier responsable commun" in sentence
    assert "Meilleure réparation" in page and "Dernier changement" in page and "<blockquote" in page
    assert "from=silo%3Amarketing&amp;to=silo%3Acustomer-service" in page


def test_the_board_looks_where_its_address_says(site):
    future = site.get("/", "en", params={"perspectives": "FUTURE"}).text
    told = site.ask("{summary(perspectives: [FUTURE]) {handoffs {total}}}")["summary"]["handoffs"]["total"]
    assert f"Of {told} hand-offs" in answer(future)
    assert "Target · without archived ones · 1 journey" in words(future)
    assert "perspectives=FUTURE" in future  # links keep it
    assert answer(site.get("/", "en", params={"journeys": "nope"}).text) == "No journey lies in this scope."


def test_the_list_counts_what_the_api_counts(site):
    current = "{journeys(where: {status: {ne: ARCHIVED}}) {totalCount edges {node {key}}}}"
    told = site.ask(current)["journeys"]
    page = site.get("/journeys", "en").text
    assert figures(page)["journeys"] == str(told["totalCount"])
    for edge in told["edges"]:
        key = edge["node"]["key"]
        broken = site.ask(
            "query q($k: [String!]) {handoffs(journeys: $k, where: {status: {eq: BROKEN}}) {totalCount}}", k=[key]
        )
        assert figures(page)[f"broken-{key}"] == str(broken["handoffs"]["totalCount"])


@pytest.mark.parametrize(
    ("chosen", "where"),
    [
        ({"perspective": "FUTURE"}, "perspective: {eq: FUTURE}"),
        ({"stage": "purchase"}, "phases: {some: {stage: {eq: PURCHASE}}}"),
        (
            {"persona": "nadia", "status": "VALIDATED"},
            'personas: {some: {key: {eq: "nadia"}}}, status: {eq: VALIDATED}',
        ),
        ({"channel": "phone"}, 'steps: {some: {touchpoints: {some: {channel: {key: {eq: "phone"}}}}}}'),
        ({"status": "ARCHIVED"}, "status: {eq: ARCHIVED}"),
    ],
)
def test_the_list_is_filtered_by_its_address(site, chosen, where):
    archived = "" if chosen.get("status") == "ARCHIVED" else "NOT: {status: {eq: ARCHIVED}}, "
    told = site.ask(f"{{journeys(where: {{{archived}{where}}}) {{edges {{node {{key}}}}}}}}")["journeys"]["edges"]
    page = site.get("/journeys", params=chosen).text
    shown = set(re.findall(r'data-figure="broken-([^"]+)"', page))
    assert shown == {edge["node"]["key"] for edge in told} != set()


def test_variants_stand_below_what_they_are_variants_of(site):
    page = site.get("/journeys", "en").text
    rows = re.findall(r"<tr( class=\"below\")?>\s*<th scope=\"row\"><a href=\"/journeys/([^\"?]+)", page)
    place = [key for _, key in rows].index("home-quote")
    below = {key for sign, key in rows[place + 1 : place + 3] if sign}
    assert below == {"home-quote-future", "home-quote-rival"}


def test_the_list_is_ordered_by_the_store_and_goes_on_page_by_page(site, monkeypatch):
    monkeypatch.setattr(choices, "SHOWN", 4)
    seen, page = [], site.get("/journeys", "en", params={"order": "title"}).text
    while True:
        seen += re.findall(r'data-figure="broken-([^"]+)"', page)
        found = re.search(r'href="([^"]+)">Next', page)
        if not found:
            break
        page = site.get(unescape(found.group(1)), "en").text
    told = site.ask("{journeys(orderBy: [{title: ASC}], where: {status: {ne: ARCHIVED}}) {edges {node {key}}}}")
    assert sorted(seen) == sorted(edge["node"]["key"] for edge in told["journeys"]["edges"])
    assert "Before" in page and "of 9" in words(page)


def test_what_empties_the_list_is_one_click_to_drop(site):
    page = site.get("/journeys", "en", params={"persona": "nobody", "stage": "USE"}).text
    assert answer(page) == "No journey has all that was chosen."
    assert 'href="/journeys?stage=USE"' in page and 'href="/journeys?persona=nobody"' in page
    refused = site.get("/journeys", "en", params={"stage": "NEVER"})
    assert refused.status_code == 400 and "BEFORE_PURCHASE" in refused.text


def test_the_list_as_a_file_has_its_rows(site):
    rows = list(csv.reader(io.StringIO(site.get("/journeys", "fr", params={"as": "csv"}).text.lstrip("\ufeff"))))
    assert len(rows) == 1 + int(figures(site.get("/journeys").text)["journeys"])


def test_what_is_searched_is_found_by_kind_with_its_words_marked(site):
    page = site.get("/search", "fr", params={"q": "devis"}).text
    told = site.ask('{search(text: "devis", first: 100) {totalCount}}')["search"]["totalCount"]
    assert answer(page).startswith(f"{told} éléments avec")
    assert sum(int(n) for name, n in figures(page).items() if name.startswith("found-")) == min(told, 100)
    assert "<mark>devis</mark>" in page and 'class="path"' in page


def test_a_key_that_was_asked_for_comes_first(site):
    page = site.get("/search", params={"q": "home-quote"}).text
    assert re.findall(r'href="([^"]+)" data-hit', page)[0] == "/journeys/home-quote"


@pytest.mark.parametrize("sought", ["<script>alert(1)</script>", '"onfocus="x', "&amp;", "zzzzzz", "\u202eאב", "😀"])
def test_whatever_is_searched_stands_as_it_was_written(site, sought):
    page = site.get("/search", "en", params={"q": sought})
    assert page.status_code == 200
    assert "<script>" not in page.text and '"onfocus' not in page.text
    assert f"“{sought}”" in unescape(page.text)


@pytest.mark.parametrize("label", [label for label in MODEL if label not in ("Journey", "Rupture")])
def test_any_node_has_a_page(site, label):
    node = MODEL[label]
    plural = node.plural
    found = site.ask(f"{{{plural}(first: 1) {{edges {{node {{key label}}}}}}}}")[plural]["edges"]
    if not found:
        pytest.skip(f"the demo has no {label}")
    key = found[0]["node"]["key"]
    page = site.get(f"/n/{label}/{quote(key, safe='')}")
    assert page.status_code == 200
    assert found[0]["node"]["label"] in unescape(page.text)


def test_the_page_of_a_node_counts_what_it_is_joined_to_and_shows_all_if_asked(site):
    told = site.ask('{channel(key: "phone") {flowsOut {totalCount} touchpoints {totalCount} operatedBy {key}}}')[
        "channel"
    ]
    page = site.get("/n/Channel/phone").text
    assert figures(page)["flowsOut"] == str(told["flowsOut"]["totalCount"])
    assert figures(page)["touchpoints"] == str(told["touchpoints"]["totalCount"])
    assert figures(page)["operatedBy"] == str(len(told["operatedBy"]))
    assert page.count('href="/n/Flow/') < told["flowsOut"]["totalCount"]
    whole = site.get("/n/Channel/phone", params={"all": "flowsOut"}).text
    assert whole.count('href="/n/Flow/') >= told["flowsOut"]["totalCount"]


def test_what_is_not_there_is_told_with_what_is_like_it(site):
    gone = site.get("/n/Channel/phones", "en")
    assert gone.status_code == 404 and "There is no channel “phones”." in words(gone.text)
    assert site.get("/n/Foo/phone", "fr").status_code == 404
    assert 'href="/n/Channel/phone"' in site.get("/n/Foo/phone", "fr").text
    moved = site.get("/n/Journey/home-quote")
    assert (moved.status_code, moved.headers["location"]) == (308, "/journeys/home-quote")


def test_a_cell_of_the_board_leads_to_what_breaks_there(site):
    told = site.ask(
        """{ruptures(from: {silo: ["marketing"]}, to: {silo: ["customer-service"]}, where: {triage: {eq: OPEN}})
        {totalCount}}"""
    )["ruptures"]["totalCount"]
    ends = {"from": "silo:marketing", "to": "silo:customer-service"}
    assert figures(site.get("/findings", params=ends).text)["open"] == str(told) != "0"
