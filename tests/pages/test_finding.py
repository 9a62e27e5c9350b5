"""A finding that is gone is told as it was kept."""

from types import SimpleNamespace
from typing import Any

import pytest

from graph.language import Language
from pages.finding.page import tell
from pages.findings.rows import Cause
from pages.telling import Gone, Moved
from pages.visitor import Visitor

KEY = "DEAD_END~complaint/no-news"


def answer(key=KEY):
    kept = {"role": "STOPS_AT", "node": {"key": "complaint/no-news", "name": "Je n'ai plus de nouvelles"}}
    rupture = {
        "key": key, "kind": "DEAD_END", "label": "", "explanation": "Le parcours s'arrêtait là.", "volume": None,
        "triage": "PLANNED", "triageNote": None, "triageDue": None, "triagedAt": None, "triagedBy": None,
        "triageOwner": None, "journey": None, "step": None, "from": None, "to": None, "channel": None, "object": None,
        "causedBy": None, "concerns": [], "firstSeen": None, "reopened": None, "witness": [],
        "resolved": {"key": "r2", "startedAt": "2026-11-02T10:00:00Z"}, "rootCause": {"key": key},
        "lastSeen": {
            "journey": {"key": "complaint", "name": "Réclamer"}, "owners": [{"key": "complaints", "name": None}],
            "step": {"key": "complaint/no-news", "name": "Je n'ai plus de nouvelles"}, "witness": [kept],
        },
    }  # fmt: skip
    nothing: dict[str, list[str]] = {"edges": []}
    return {
        "rupture": rupture, "revision": 3, "passed": {"handoffs": []}, "seen": {"handoffs": []}, "changes": nothing,
        "matters": {"rows": [], "totalCount": 0}, "onMap": {"rows": []}, "bestRepairs": {"rows": []},
        "departments": nothing, "silos": nothing,
    }  # fmt: skip


def told(data, key=KEY):
    return tell(data, Visitor(f"/findings/{key}", {}, Language.FR, key=key))


def test_what_is_gone_keeps_its_proof():
    page = told(answer())
    reading = page.more["reading"]
    assert page.picture is None and reading.excerpt is None and reading.journey is None
    assert [(part.role, [node.words for node in part.nodes]) for part in reading.proof] == [
        ("S'arrête à", ["Je n'ai plus de nouvelles"])
    ]
    assert reading.gone == "02/11/2026" and "Je n'ai plus de nouvelles" in page.title


def test_evidence_stands_apart_by_what_it_says_and_each_source_once():
    proof = {"quote": None, "source": "Enquête", "kind": "SURVEY", "says": None, "sampleSize": 9, "date": None}
    all_ = [
        proof | {"key": "a", "stance": None}, proof | {"key": "b", "stance": "SUPPORTS"},
        proof | {"key": "c", "stance": None, "quote": "Parfait.", "says": "EXPECTATION_MET"},
        proof | {"key": "d", "stance": "CONTRADICTS"},
    ]  # fmt: skip
    data = answer()
    data["rupture"] |= {"step": {"key": "s", "evidence": all_, "opportunities": [], "text": "Rien"}}
    found = told(data).more["reading"].evidence
    told_ = {supports: [(each.quote, each.source, each.about) for each in each_] for supports, each_ in found.items()}
    assert told_ == {
        True: [("Parfait.", "Enquête", "Attente satisfaite · Enquête · 9 personnes")],
        False: [("", "Enquête", "Enquête · 9 personnes")],
    }  # fmt: skip


@pytest.mark.parametrize(("broken", "repaired", "left"), [("abcd", "ab", 2), ("a", "ab", 0), ("", "", 0)])
def test_what_a_repair_leaves_broken_is_told(broken, repaired, left):
    data = answer()
    keys = {"ruptures": [{"key": KEY}], "feed": None, "number": 1, "volume": None}
    data["matters"]["rows"] = [keys | {"handoffs": [{"key": each} for each in broken]}]
    data["bestRepairs"]["rows"] = [{"ruptures": [{"key": KEY}], "repaired": [{"key": each} for each in repaired]}]
    assert told(data).more["reading"].left == left


def test_a_former_key_leads_on_and_an_unknown_one_to_what_is_near():
    with pytest.raises(Moved) as moved:
        told(answer("DEAD_END~réclamer/rien"))
    assert moved.value.to == "/findings/DEAD_END%7Er%C3%A9clamer%2Frien"
    with pytest.raises(Gone) as gone:
        told({**answer(), "rupture": None})
    assert gone.value.sought == "complaint"


LOW, HIGH = {"low": 2850.0, "high": 2850.0}, {"low": 6000.0, "high": 7500.0}


@pytest.mark.parametrize(
    ("number", "feed", "volume", "several", "elsewhere", "shown"),
    [
        (1, "A → B (Devis)", LOW, 1, 0, (True, False)),
        (1, "", LOW, 2, 0, (True, False)),
        (1, "", LOW, 1, 1, (True, False)),  # the other was decided about
        (1, "", LOW, 1, 0, (False, True)),
        (1, "", HIGH, 1, 0, (False, False)),
        (None, "", LOW, 1, 0, (False, False)),
    ],
)
def test_the_list_shows_by_which_figure_it_is_sorted(number, feed, volume, several, elsewhere, shown):
    finding: Any = SimpleNamespace(volume=HIGH)
    cause = Cause(number, "k", feed, volume, "", "", [finding] * several, elsewhere)
    assert (cause.headed, cause.differs) == shown
