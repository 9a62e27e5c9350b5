"""What breaks, what is decided about it, what is to be asked: as the API gives it, in pages that need no script."""

import csv
import html
import io
import re

import pytest

from pages.addresses import escaped
from pages.ask.reading import key

LOSS = "CONTEXT_LOSS~home-quote/ask-quote/website~home-quote/call-to-adjust/phone~quote"
GAP = "COVERAGE_GAP~moving-house/change-address~app"
SILENT = "SILENT_GAP~home-quote/be-confirmed/welcome-pack"
TRIAGE = "query ($key: String!) {rupture(key: $key) {triage triageNote triageOwner {key} triageDue triagedBy}}"


def figures(page, name):
    return re.findall(f'data-figure="{name}" data-value="([^"]*)"', page)


def shown(page):
    return set(map(html.unescape, re.findall(r'data-rupture="([^"]+)"', page)))


def only(pattern, page):
    """What the first match of a pattern has found."""
    found = re.search(pattern, page)
    assert found, pattern
    return found[found.re.groups]


def hidden(page, name):
    return html.unescape(only(f'name="{name}" value="([^"]*)"', page))


def words(page):
    plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))
    return plain.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_list_is_what_the_api_gives(site):
    data = site.ask("""{
      ruptures(first: 1000) { totalCount edges { node { key } } aggregate { byKind { value count } } }
      matters(first: 1000) { totalCount rows { number ruptures { key } } }
      broken: handoffs(where: {status: {eq: BROKEN}}) { totalCount }
    }""")
    page = site.get("/findings").text
    assert shown(page) == {edge["node"]["key"] for edge in data["ruptures"]["edges"]}
    assert figures(page, "open") == [str(data["ruptures"]["totalCount"])]
    assert figures(page, "causes") == [str(data["matters"]["totalCount"])]
    assert figures(page, "brokenHandoffs") == [str(data["broken"]["totalCount"])]
    assert figures(page, "kind") == [str(each["count"]) for each in data["ruptures"]["aggregate"]["byKind"]]
    of = {each["key"]: str(matter["number"]) for matter in data["matters"]["rows"] for each in matter["ruptures"]}
    rows = re.findall(r'data-rupture="([^"]+)" data-matter="(\d+)"', page)
    assert {html.unescape(rupture): number for rupture, number in rows} == of
    assert [int(number) for _, number in rows] == sorted(int(number) for _, number in rows)


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("kind=dead_end", "where: {kind: {eq: DEAD_END}}"),
        ("journey=leaving", 'journeys: ["leaving"]'),
        ("owner=call-centre", 'either: {department: ["call-centre"]}'),
        ("from=website&to=phone", 'from: {channel: ["website"]}, to: {channel: ["phone"]}'),
    ],
)
def test_a_filter_is_that_of_the_api(site, query, arguments):
    found = site.ask(f"{{ruptures(first: 1000, {arguments}) {{edges {{node {{key}}}}}}}}")
    page = site.get(f"/findings?{query}").text
    assert shown(page) == {edge["node"]["key"] for edge in found["ruptures"]["edges"]} != set()
    assert "Seulement" in words(page)


def test_a_list_that_filters_emptied_says_how_to_fill_it(site):
    page = site.get("/findings?kind=dead_end&journey=leaving").text
    assert "Aucune rupture n'est ainsi." in words(page) and "Enlevez un de ces filtres" in words(page)
    assert 'href="/findings?journey=leaving"' in page
    assert site.get("/findings?kind=nonsense").status_code == 400


def test_the_list_for_a_spreadsheet(site):
    rows = list(csv.reader(io.StringIO(site.get("/findings?as=csv").text)))
    assert {row[-1] for row in rows[1:]} == shown(site.get("/findings").text) and rows[0][-1] == "Clé"


def test_a_finding_is_told_with_its_proof_and_who_must_meet(site):
    rupture = site.ask(
        "query ($key: String!) {rupture(key: $key) {explanation handoffs {key} witness {role}}}", key=LOSS
    )
    answer = site.get(f"/findings/{escaped(LOSS)}")
    page = words(answer.text)
    assert rupture["rupture"]["explanation"].replace("\N{NO-BREAK SPACE}", " ") in page
    assert figures(answer.text, "handoffs") == [str(len(rupture["rupture"]["handoffs"]))]
    assert len(set(re.findall(r'data-role="(\w+)"', answer.text))) == len(
        {w["role"] for w in rupture["rupture"]["witness"]}
    )
    for part in ("À qui revient la réparation", "À qui elle appartient", "Passages de relais qu'elle rompt"):
        assert part in page
    picture = only(r'<img src="([^"]+)"', answer.text)
    assert site.get(html.unescape(picture)).headers["content-type"] == "image/svg+xml"


def test_what_is_no_finding_is_told_with_what_is_near(site):
    answer = site.get("/findings/NOTHING~home-quote%2Fask-quote")
    assert answer.status_code == 404 and "Il n'y a pas de rupture" in words(answer.text)
    assert 'href="/findings"' in answer.text


def decide(site, path="/findings", **fields):
    page = site.get(path).text
    sealed = {"seal": hidden(page, "seal"), "expected": hidden(page, "expected")}
    return site.post(path, data=sealed | fields, headers={"accept-language": "fr"})


def stands(site, rupture=LOSS):
    return site.ask(TRIAGE, key=rupture)["rupture"]


def test_a_decision_is_taken_told_and_taken_back(site):
    before = stands(site)
    chosen = {"to": "PLANNED", "note": "Vu <b>en comité</b>", "owner": "call-centre", "due": "2026-12-31"}
    answer = decide(site, rupture=LOSS, **chosen)
    assert answer.status_code == 303
    assert stands(site) == {
        "triage": "PLANNED", "triageNote": chosen["note"], "triageOwner": {"key": "call-centre"},
        "triageDue": "2026-12-31", "triagedBy": "local",
    }  # fmt: skip
    page = site.get(answer.headers["location"].partition("#")[0]).text
    assert "Décidé pour 1 rupture : Planifié" in words(page) and "<b>en" not in page
    back = only(r'(?s)id="done".*?</form>', page)
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', back)}
    answer = site.post("/findings", data=fields)
    assert answer.status_code == 303 and stands(site) == before | {"triagedBy": "local"}
    assert "Décidé pour 1 rupture : Ouvert" in words(site.get(answer.headers["location"].partition("#")[0]).text)
    told = words(site.get(f"/findings/{escaped(LOSS)}").text).partition("Ce qui a été décidé")[2]
    assert "Ouvert · sans responsable · sans échéance · sans note" in told.partition("Planifié · suivi par")[0]
    assert "pour le 31 décembre 2026 · « Vu <b>en comité</b> » sur cette machine" in told


def test_several_are_decided_about_at_once_and_what_is_blank_stays(site):
    decide(site, f"/findings/{escaped(SILENT)}", rupture=SILENT, to="OPEN", note="Attendu")
    answer = decide(site, rupture=[GAP, SILENT], to="ACCEPTED", keep="1", note="", owner="", due="")
    assert answer.status_code == 303
    assert [stands(site, each)["triage"] for each in (GAP, SILENT)] == ["ACCEPTED"] * 2
    assert stands(site, SILENT)["triageNote"] == "Attendu"
    board = site.get("/findings?view=board").text
    assert figures(board, "column")[2] == "2"
    decide(site, rupture=[GAP, SILENT], to="OPEN", note="")


def test_what_is_so_already_is_said(site):
    answer = decide(site, rupture=GAP, to="OPEN")
    assert answer.headers["location"] == "/findings?done=0#done"
    assert "C'était déjà le cas" in words(site.get("/findings?done=0").text)


def test_who_saw_less_than_stands_overwrites_nothing(site):
    page = site.get("/findings").text
    old = {"seal": hidden(page, "seal"), "expected": hidden(page, "expected")}
    decide(site, rupture=LOSS, to="ACCEPTED", note="Tel quel")
    answer = site.post("/findings", data={**old, "rupture": LOSS, "to": "IGNORED", "note": "Sans objet"},
                       headers={"accept-language": "fr"})  # fmt: skip
    told = words(answer.text)
    assert answer.status_code == 409 and stands(site)["triageNote"] == "Tel quel"
    assert (
        "Entre-temps (sur cette machine) : Accepté · « Tel quel »" in told and ">Sans objet</textarea>" in answer.text
    )
    assert hidden(answer.text.partition('id="refused"')[2], "expected") != old["expected"]
    decide(site, rupture=LOSS, to="OPEN", note="")


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"seal": "x"}, 403, "Ce formulaire est trop ancien"),
        ({"owner": "zzz"}, 400, "il n'y a pas de direction « zzz »"),
        ({"due": "demain"}, 400, "« demain » n'est pas une date"),
        ({"note": "é" * 2001}, 400, "2 001 caractères, c'est trop"),
        ({"rupture": ""}, 400, "Cochez au moins une ligne"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(site, fields, status, told):
    before = stands(site)
    answer = decide(site, **{"rupture": LOSS, "to": "PLANNED", "note": "À garder", **fields})
    assert answer.status_code == status and told in words(answer.text) and stands(site) == before
    assert "note" in fields or "rupture" in fields or ">À garder</textarea>" in answer.text


def test_a_form_of_another_site_does_nothing(site):
    answer = site.post("/findings", data={"rupture": LOSS, "to": "IGNORED"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403 and stands(site)["triage"] == "OPEN"


def test_what_is_to_be_asked_is_what_the_api_gives(site):
    data = site.ask("""{
      toAsk(first: 1000) { totalCount rows { kind element { __typename key } object { key } handoffs { key } } }
    }""")
    page = site.get("/ask").text
    rows = data["toAsk"]["rows"]
    assert figures(page, "toAsk") == [str(len(rows))]
    assert figures(page, "decided") == [str(len({each["key"] for row in rows for each in row["handoffs"]}))]
    cards = list(map(html.unescape, re.findall(r'data-question="([^"]+)"', page)))
    assert sorted(cards) == sorted(map(key, rows))
    one = site.get(f"/ask/{escaped(cards[0])}")
    assert one.status_code == 200 and one.text.count("data-question=") == 1
    assert site.get("/ask/NEEDS~Touchpoint~nowhere").status_code == 404
    of = len(rows[0]["handoffs"])
    assert figures(page, "decides")[0] == str(of) or not of


def test_one_department_is_asked(site):
    found = site.ask(
        '{toAsk(department: "call-centre", first: 1000) {rows {kind element {__typename key} object {key}}}}'
    )
    page = site.get("/ask?department=call-centre").text
    cards = set(map(html.unescape, re.findall(r'data-question="([^"]+)"', page)))
    assert cards == set(map(key, found["toAsk"]["rows"]))
    assert numbered(page).items() < numbered(site.get("/ask").text).items()


def numbered(page):
    return {question: number for number, question in re.findall(r'id="q(\d+)" data-question="([^"]+)"', page)}


def test_an_empty_session_is_replaced(site):
    assert "session=" in site.get("/findings", headers={"cookie": "session="}).headers["set-cookie"]
