"""What feeds would repair, what is behind ruptures, and what several journeys need to be told, on the command line."""

import json

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step

SYSTEMS = [{"key": "web-cms", "name": "Site", "stores": ["quote"]}, {"key": "crm"}, {"key": "core"}]


def document():
    """From the website to the phone and to the branch, both of which need what the website is told."""
    web = at("website", needs=[], produces=["quote"], volume=100, impact=1)
    there = at("phone", needs=["quote"], volume=40), at("branch", needs=["quote"], volume=30)
    steps = step("a", web, next=["b"], importance=1), step("b", *there, expectedOn=["phone", "branch"])
    return a_document(*steps, systems=SYSTEMS)


def test_several_feeds(parcours, gateway):
    say(gateway, document())
    words = ("ask", "what-repairs", "--feed", "web-cms:crm", "--feed", "web-cms:core")
    answer = json.loads(parcours(*words, "--format", "json").stdout)
    assert answer["parameters"]["feed"] == ["web-cms:crm", "web-cms:core"]
    assert [row["cumulativeHandoffs"] for row in answer["rows"]] == [1, 2] and answer["summary"]["handoffs"] == 2
    table = parcours(*words, "--lang", "fr").stdout
    assert "avec Site → crm et Site → core" in table and "qui tiendraient\u00a0:" in table
    assert "web-cms,Site,crm,crm,quote,quote,false," in parcours(*words, "--format", "csv").stdout
    refused = parcours("ask", "what-repairs")
    assert refused.returncode == 2 and "what-repairs needs --feed" in refused.stderr
    assert parcours("ask", "what-repairs", "--feed", "web-cms:nowhere").returncode == 1


def test_what_is_behind_ruptures(parcours, gateway):
    say(gateway, WORKED)
    told = parcours("ask", "ruptures", "--kind", "CONTEXT_LOSS").stdout
    assert "Missing feed: Site → CRM (Devis)" in " ".join(told.replace("│", " ").split())
    assert "Missing feed" not in parcours("ask", "ruptures", "--kind", "FORCED_SWITCH").stdout
    (row,) = json.loads(parcours("ask", "ruptures", "--kind", "FORCED_SWITCH", "--format", "json").stdout)["rows"]
    assert row["rootCause"]["key"] == row["causedBy"]["key"]
    assert "Site → CRM · Devis" in parcours("ask", "matters", COLUMNS="40").stdout
    head, gap, feed = parcours("ask", "matters", "--format", "csv").stdout.splitlines()
    assert head.startswith(
        "number,key,feed.from.key,feed.from.name,feed.to.key,feed.to.name,feed.objects.key,feed.objects"
    )
    assert gap.startswith("1,COVERAGE_GAP~home-quote/call-to-adjust~website,,,,,,,COVERAGE_GAP~")
    assert feed.startswith("2,FEED~web-cms~crm,web-cms,Site,crm,CRM,quote,Devis,,")
    assert "Flux manquant" in parcours("ask", "matters", "--lang", "fr").stdout


def test_moments_of_several_journeys_do_not_compare(parcours, gateway):
    several = document()
    several["journeys"].append({**several["journeys"][0], "key": "k"})
    say(gateway, several)
    told = "Reach and priority are within each journey"
    assert told in parcours("ask", "moments-of-truth").stdout
    assert told not in parcours("ask", "moments-of-truth", "--journey", "k").stdout
    assert "ne se comparent pas" in parcours("ask", "moments-of-truth", "--lang", "fr").stdout
