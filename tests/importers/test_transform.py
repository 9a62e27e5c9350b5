"""What knowledge files say, as nodes and edges."""

import datetime
import json
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from graph.labels import ALSO, LABELS
from importers.errors import BadKnowledge
from importers.journeys.words import code
from tests.importers.say import at_hand, exported, reading, said, same
from tests.often import often
from tests.oracle.documents import documents


def journey(steps: str, more: str = "") -> str:
    return f"parcours: 1\n{more}\njourneys:\n- key: j\n  phases:\n  - {{key: p, steps: [{steps}]}}\n"


def edges(text: str, start: str, type: str, end: str) -> dict[tuple[str, str], dict[str, Any]]:
    return said(text).edges.get((start, type, end), {})


def touchpoint(fields: str) -> dict[str, Any]:
    found = said(journey(f"{{key: s, touchpoints: [{{channel: c, {fields}}}]}}"))
    return found.nodes["Touchpoint"]["j/s/c"]


def test_a_cost_is_of_one_contact_whatever_the_volume_counts() -> None:
    found = touchpoint("volume: 100, per: month, cost: [2, 3]")
    assert found.items() >= {"volumeLow": 1200.0, "volumeHigh": 1200.0, "costLow": 2.0, "costHigh": 3.0}.items()


def test_a_link_is_one_text_with_its_url_first() -> None:
    found = touchpoint("links: [mailto:a@b.c, {url: 'https://b.c', title: ' Motifs \td''appel '}], tags: [x]")
    assert found["links"] == ["mailto:a@b.c", "https://b.c Motifs d'appel"] and found["tags"] == ["x"]


PROGRESS = {"kind": "PROGRESS", "declared": True}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("{key: a}, {key: b}", {}),
        ("{key: a, next: []}, {key: b}", {}),
        ("{key: a, outcome: ABANDON, next: a}", {("a", "a"): PROGRESS}),
        ("{key: a, next: b}, {key: b}", {("a", "b"): PROGRESS}),
        (
            "{key: a, next: [{step: b, share: 1, condition: x, wait: P2D, kind: FAILURE}, a]}, {key: b}",
            {
                ("a", "b"): {"share": 1.0, "condition": "x", "wait": "P2D", "kind": "FAILURE", "declared": True},
                ("a", "a"): PROGRESS,
            },
        ),
        (
            "{key: a, wait: P2D, next: [b, {step: a, wait: P1D}]}, {key: b}",
            {("a", "b"): {**PROGRESS, "wait": "P2D"}, ("a", "a"): {**PROGRESS, "wait": "P1D"}},
        ),
    ],
)
def test_where_steps_go_is_said_where_the_file_says_so(steps: str, expected: dict[tuple[str, str], Any]) -> None:
    found = edges(journey(steps), "Step", "NEXT", "Step")
    assert found == {(f"j/{start}", f"j/{end}"): carried for (start, end), carried in expected.items()}


@pytest.mark.parametrize(
    ("step", "wait", "again"),
    [
        ("key: a, wait: P2D", "P2D", "{key: a, wait: P2D}"),
        ("key: a, outcome: GOAL, wait: P2D", "P2D", "{key: a, outcome: GOAL, wait: P2D}"),
        ("key: a, wait: P2D, next: [b]", None, "{key: a, next: [{step: b, wait: P2D}]}"),
        ("key: a, wait: P2D, next: []", None, "{key: a, next: []}"),
    ],
)
def test_a_step_waits_for_the_one_that_follows_and_its_ways_for_theirs(step: str, wait: Any, again: str) -> None:
    found = said(journey(f"{{{step}}}, {{key: b}}"))
    assert found.nodes["Step"]["j/a"].get("wait") == wait
    assert again in exported(found)


def test_steps_are_in_order_across_phases_and_each_journey_has_its_own() -> None:
    text = """
        parcours: 1
        journeys:
          - {key: j, phases: [{key: p, steps: [{key: a}]}, {key: e}, {key: q, steps: [{key: b}, {key: c}]}]}
          - {key: k, phases: [{key: p, steps: [{key: a}]}]}
    """
    found = said(text)
    assert {key: node["order"] for key, node in found.nodes["Step"].items()} == {"j/a": 1, "j/b": 2, "j/c": 3, "k/a": 1}
    assert {key: node["order"] for key, node in found.nodes["Phase"].items()} == {
        "j/p": 1,
        "j/e": 2,
        "j/q": 3,
        "k/p": 1,
    }
    assert set(found.edges["Phase", "HAS_STEP", "Step"]) == {
        ("j/p", "j/a"),
        ("j/q", "j/b"),
        ("j/q", "j/c"),
        ("k/p", "k/a"),
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("volume: 12", (12.0, 12.0)),
        ("volume: [1, 2.5]", (1.0, 2.5)),
        ("volume: 1, per: year", (1.0, 1.0)),
        ("volume: 1, per: quarter", (4.0, 4.0)),
        ("volume: [10, 20], per: month", (120.0, 240.0)),
        ("volume: 1, per: week", (52.0, 52.0)),
        ("volume: 1, per: day", (365.0, 365.0)),
        ("volume: 0", (0.0, 0.0)),
        ("volume: null", (None, None)),
    ],
)
def test_volumes_are_contacts_a_year(fields: str, expected: tuple[float | None, float | None]) -> None:
    found = touchpoint(fields)
    assert (found.get("volumeLow"), found.get("volumeHigh")) == expected


def test_properties_are_those_of_the_store() -> None:
    found = touchpoint("emotion: -2, performance: 1, missing: true, qualification: IRRITANT, uses: [], needs: null")
    assert found == {
        "emotion": -2.0,
        "performance": 1.0,
        "missing": True,
        "qualification": "IRRITANT",
        "stated": ["channel", "uses"],
    }
    assert type(found["performance"]) is float
    evidence = said("parcours: 1\nevidence: [{key: e, date: 2025-03-31, sampleSize: 3}]").nodes["Evidence"]["e"]
    assert evidence == {"date": datetime.date(2025, 3, 31), "sampleSize": 3}


def test_keys_of_touchpoints() -> None:
    text = journey(
        "{key: s, touchpoints: [{channel: web}, {channel: web, key: chat}, {channel: www, key: x}, {channel: old}]}",
        "channels: [{key: new, aliases: [old]}]",
    )
    found = said(text)
    assert list(found.nodes["Touchpoint"]) == ["j/s/web", "j/s/chat", "j/s/x", "j/s/new"]
    on = {("j/s/web", "web"), ("j/s/chat", "web"), ("j/s/x", "www"), ("j/s/new", "new")}
    assert set(found.edges["Touchpoint", "ON", "Channel"]) == on


def test_leads() -> None:
    steps = "{key: a, touchpoints: [{channel: c, leadsTo: %s}]}, {key: b, touchpoints: [{channel: c}, {channel: d}]}"
    one = edges(journey(steps % "b/c"), "Touchpoint", "LEADS_TO", "Touchpoint")
    assert one == {("j/a/c", "j/b/c"): {"basis": "DECLARED", "kind": "PROGRESS", "share": 1.0}}
    two = edges(
        journey(steps % "[b/c, {to: b/d, share: 0.5, volume: [1, 2], per: day, kind: FAILURE}]"),
        *("Touchpoint", "LEADS_TO", "Touchpoint"),
    )
    assert two == {
        ("j/a/c", "j/b/c"): {"basis": "DECLARED", "kind": "PROGRESS"},
        ("j/a/c", "j/b/d"): {
            "basis": "DECLARED", "kind": "FAILURE", "share": 0.5, "volumeLow": 365.0, "volumeHigh": 730.0
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        ("b/c", None),
        ("[]", None),
        ("[{to: b/c, share: 0.4}, {to: b/d, share: 0.6}]", None),
        ("[{to: b/c, share: 0.4}, b/d]", None),
        ("[{to: b/c, share: 0.4}, {to: b/d, volume: 3}]", None),
        ("[{to: b/c, share: 0.4}]", "add up to 0.4, and the rest goes nowhere"),
        ("[{to: b/c, share: 0.4}, {to: b/d, share: 0.3}]", "add up to 0.7, and the rest goes nowhere"),
        ("[{to: b/c, share: 0.9}, {to: b/d, share: 0.3}]", "add up to 1.2, where 1 is everybody"),
    ],
)
def test_leads_that_forget_somebody_are_told(leads: str, told: str | None) -> None:
    first, then = f"{{channel: c, leadsTo: {leads}}}", "{channel: c}, {channel: d}"
    steps = f"{{key: a, touchpoints: [{first}]}}, {{key: b, touchpoints: [{then}]}}"
    found = [problem.message for problem in reading(journey(steps)).problems]
    assert len(found) == (told is not None) and all(told and told in message for message in found)


def test_what_is_said_of_channels_systems_and_journeys() -> None:
    found = said("parcours: 1\nchannels: [{key: a, runsOn: []}, {key: b}]\nsystems: [{key: s, stores: []}]")
    assert [found.nodes["Channel"][key]["stated"] for key in "ab"] == [["runsOn"], []]
    assert found.nodes["System"]["s"]["stated"] == ["stores"]
    text = "parcours: 1\njourneys: [{key: j, brings: [identity, contract]}]"
    assert edges(text, "Journey", "BRINGS", "InformationObject") == {("j", "identity"): {}, ("j", "contract"): {}}


def test_what_edges_carry() -> None:
    text = """
        parcours: 1
        departments: [{key: d, silo: s, partOf: root}]
        silos: [{key: t}]
        positions: [{key: p, in: [d, e], heads: d, reportsTo: boss}]
        systems: [{key: crm, aliases: [old-crm], feeds: [{system: core, objects: [devis], delay: P1D}]}]
        informationObjects: [{key: quote, aliases: [devis]}]
        channels: [{key: web, runsOn: old-crm}]
        journeys:
          - key: j
            contributedBy: [{department: d, role: author, validated: true}, e]
            phases:
              - key: p
                steps:
                  - key: s
                    touchpoints: [{channel: web, handledBy: [d], felt: {nadia: {emotion: 1}}}]
        evidence: [{key: e, about: ["Channel:web", "InformationObject:devis", "Touchpoint:j/s/web"]}]
    """
    found = said(text).edges
    assert found["Department", "IN_SILO", "Silo"] == {("d", "s"): {"declared": True}}
    assert found["Department", "PART_OF", "Department"] == {("d", "root"): {}}
    assert found["Position", "IN", "Department"] == {("p", "d"): {"primary": True}, ("p", "e"): {}}
    assert found["Position", "REPORTS_TO", "Position"] == {("p", "boss"): {"kind": "SOLID"}}
    assert found["System", "FEEDS", "System"] == {("crm", "core"): {"objects": ["quote"], "delay": "P1D"}}
    assert found["Channel", "RUNS_ON", "System"] == {("web", "crm"): {}}
    assert found["Journey", "CONTRIBUTED_BY", "Department"] == {
        ("j", "d"): {"role": "author", "validated": True},
        ("j", "e"): {},
    }
    assert found["Touchpoint", "HANDLED_BY", "Department"] == {("j/s/web", "d"): {"declared": True}}
    assert found["Touchpoint", "FELT_BY", "Persona"] == {("j/s/web", "nadia"): {"emotion": 1.0}}
    assert found["Evidence", "ABOUT", "Channel"] == {("e", "web"): {}}
    assert found["Evidence", "ABOUT", "InformationObject"] == {("e", "quote"): {}}
    assert found["Evidence", "ABOUT", "Touchpoint"] == {("e", "j/s/web"): {}}
    assert said(text).nodes["Silo"]["t"] == {"declared": True}


def test_measures() -> None:
    measure = "{name: CSAT, value: 3, scale: [1, 5], method: SURVEY, from: 2025-01-01, higherIsBetter: true}"
    text = journey("{key: s}", f"channels: [{{key: web, measures: [{measure}, {{name: NPS}}]}}]")
    found = said(text)
    assert found.nodes["Measure"] == {
        "Channel:web~CSAT~2025-01-01": {
            "name": "CSAT",
            "value": 3.0,
            "scaleMin": 1.0,
            "scaleMax": 5.0,
            "method": "SURVEY",
            "from": datetime.date(2025, 1, 1),
            "higherIsBetter": True,
        },
        "Channel:web~NPS~": {"name": "NPS"},
    }
    assert set(found.edges["Measure", "MEASURES", "Channel"]) == {
        ("Channel:web~CSAT~2025-01-01", "web"),
        ("Channel:web~NPS~", "web"),
    }


def test_files_of_one_source_are_one_statement() -> None:
    files = "parcours: 1\nchannels: [{key: a, aliases: [b]}]", "parcours: 1\npersonas: [{key: p, prefers: [b]}]"
    found = at_hand(reading(*files).said)
    assert found.edges["Persona", "PREFERS", "Channel"] == {("p", "a"): {}}
    assert found.places["Persona", "p"] == ("f1.yaml", 2, 12)


@given(documents())
@settings(max_examples=often(60), deadline=None, suppress_health_check=list(HealthCheck))
def test_json_and_yaml_say_the_same_and_come_back_from_an_export(document: dict[str, Any]) -> None:
    try:
        one = said(json.dumps(document), ".json")
    except BadKnowledge:
        return  # shares that add up to more than everybody
    same(one, said(yaml.safe_dump(document, allow_unicode=True)))
    text = exported(one)
    same(one, said(text))
    assert exported(said(text)) == text


def test_former_keys_of_parts_are_whole_in_the_graph_and_short_in_a_file() -> None:
    text = """
        parcours: 1
        journeys:
          - key: j
            aliases: [i]
            phases:
              - key: p
                aliases: [o]
                steps:
                  - {key: a, aliases: [b, i/c, k/d], next: [f]}
                  - key: e
                    aliases: [f, i/e]
                    touchpoints:
                      - {key: t, channel: c, aliases: [s, i/f/r, k/d/q], leadsTo: [b/x, a/y]}
          - {key: k}
        evidence: [{key: e, about: ['Step:i/b', 'Touchpoint:j/f/s', 'Touchpoint:i/f/other', 'Touchpoint:k/d/q']}]
    """
    found = said(text)
    assert found.nodes["Journey"]["j"]["aliases"] == ["i"]
    assert found.nodes["Phase"]["j/p"]["aliases"] == ["j/o"]
    assert found.nodes["Step"]["j/a"]["aliases"] == ["j/b", "j/c", "k/d"]
    assert found.nodes["Step"]["j/e"]["aliases"] == ["j/f"]
    assert found.nodes["Touchpoint"]["j/e/t"]["aliases"] == ["j/e/s", "j/e/r", "j/a/q"]
    assert set(found.edges["Step", "NEXT", "Step"]) == {("j/a", "j/e")}
    assert set(found.edges["Touchpoint", "LEADS_TO", "Touchpoint"]) == {("j/e/t", "j/a/x"), ("j/e/t", "j/a/y")}
    assert set(found.edges["Evidence", "ABOUT", "Step"]) == {("e", "j/a")}
    assert set(found.edges["Evidence", "ABOUT", "Touchpoint"]) == {("e", "j/e/t"), ("e", "j/e/other")}
    again = exported(found)
    same(found, said(again))
    assert exported(said(again)) == again
    assert "aliases: [b, c, k/d]" in again and "aliases: [s, r, j/a/q]" in again


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("qualification: irritant", {"qualification": "IRRITANT"}),
        ("qualification: Enchantement", {"qualification": "ENCHANTMENT"}),
        ("initiator: Entreprise", {"initiator": "COMPANY"}),
        ("initiator: “company”", {"initiator": "COMPANY"}),
    ],
)
def test_values_of_closed_lists_are_read_by_name_and_stored_by_code(written: str, stored: dict[str, str]) -> None:
    assert touchpoint(written).items() >= stored.items()


def test_names_of_closed_lists_are_read_wherever_there_is_one() -> None:
    text = """
        parcours: 1
        channels: [{key: c, kind: téléphone}, {key: d, kind: boutique}]
        journeys:
          - key: j
            perspective: réalité
            status: validé
            phases:
              - key: p
                stage: Avant l’achat
                steps:
                  - {key: a, next: [{step: a, kind: échec}], outcome: but atteint}
        evidence: [{key: e, kind: enquête, stance: Confirme}]
    """
    found = said(text)
    assert [channel["kind"] for channel in found.nodes["Channel"].values()] == ["PHONE", "STORE"]
    assert found.nodes["Journey"]["j"].items() >= {"perspective": "REALITY", "status": "VALIDATED"}.items()
    assert found.nodes["Phase"]["j/p"]["stage"] == "BEFORE_PURCHASE"
    assert found.nodes["Step"]["j/a"]["outcome"] == "GOAL"
    assert found.edges["Step", "NEXT", "Step"]["j/a", "j/a"]["kind"] == "FAILURE"
    assert found.nodes["Evidence"]["e"].items() >= {"kind": "SURVEY", "stance": "SUPPORTS"}.items()
    assert "stage: BEFORE_PURCHASE" in exported(found)


def test_no_name_of_a_closed_list_stands_for_two_of_its_values() -> None:
    for words, labels in LABELS.items():
        for word in words:
            for name in (word.value, *labels[word.value].values(), *ALSO.get(word, ())):
                assert code(words, name) is word
