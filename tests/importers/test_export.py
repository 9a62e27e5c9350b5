"""Knowledge back from a real graph: the same statement, and the same text the second time."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from demo import files
from graph.errors import BadInput
from graph.gateway import Gateway
from graph.run import apply
from graph.said import Said
from graph.statement import Statement
from importers.errors import BadKnowledge
from importers.journeys.export import export_knowledge
from importers.journeys.untransform import document
from importers.journeys.written import written
from tests.importers.say import exported, said, same
from tests.importers.test_format import example
from tests.often import often
from tests.oracle.documents import documents

DEMO = files()

ALL = """\
parcours: 1
departments:
  - {key: a, name: 'no', partner: true, aliases: [x, 'y'], note: 'a: b', tags: ['1', b], partOf: root, silo: s}
positions:
  - {key: boss, title: '0123', grade: '1e3', vacant: false, headcount: 1.5, in: [z, a], heads: [a], reportsTo: ceo}
silos: [{key: s, name: Élan}]
systems:
  - {key: crm, name: '2025-03-31', stores: [quote], feeds: [{system: core, objects: [quote], delay: P1D}], runBy: a}
informationObjects: [{key: quote, name: Devis}]
channels:
  - {key: branch, cost: [4.5, 9], links: [{title: Two words, url: 'https://example.org/a'}, 'mailto:a@example.org']}
  - key: web
    name: |-
      two
      lines
    measures:
      - {name: NPS, value: -3, low: -3.5, scale: [-100, 100], method: SURVEY, sampleSize: 4, from: 2025-01-01}
personas:
  - {key: nadia, real: true, tools: [], expectations: ['yes: no', '- x'], prefers: [web]}
journeys:
  - key: j
    title: '{'
    perspective: REALITY
    personas: [nadia]
    contributedBy:
      - a
      - {department: b, role: author, validated: false}
    promise: Once is enough
    reviewBy: 2027-01-31
    alternativeTo: k
    ownedBy: a
    phases:
      - key: p
        stage: USE
        steps:
          - key: one
            wait: P2D
            touchpoints: []
          - key: two
            outcome: GOAL
            next: []
            need: n
            expectedOn: []
            detailedBy: k
            touchpoints:
              - {key: other, channel: web, volume: 0, uses: [], leadsTo: [two/web], felt: {nadia: {emotion: 1}}}
              - {channel: web, volume: [1, 2.5], cost: 12, missing: true, handledBy: [a], needs: []}
  - {key: k, title: K}
  - {key: l, title: L}
opportunities:
  - {key: o, value: 1.25, due: 2026-01-31, ticket: 'https://example.org/1', addresses: ['Step:j/one'], dependsOn: [q]}
evidence: [{key: e, quote: "it's \\"it\\"", says: PAIN, about: ['Department:a', 'Journey:j'], saidBy: nadia}]
"""


def load(gateway: Gateway, what: Said, source: str = "test") -> None:
    report = apply(gateway, Statement(source, "knowledge", what))
    assert report.status == "done", report


def test_what_is_exported_is_what_was_said() -> None:
    one = said(ALL)
    text = exported(one)
    same(one, said(text))
    assert exported(said(text)) == text
    assert yaml.safe_load(text)["departments"][0]["name"] == "no"


def test_the_example_of_the_contract_looks_as_it_does_there() -> None:
    left_out = "".join(f"          - {{key: {key}, text: Je décide}}\n" for key in ("sign", "give-up"))
    text = exported(said(example().replace("opportunities:", f"{left_out}opportunities:")))
    assert "  - {key: digital, name: Direction du digital, partOf: group, silo: marketing}\n" in text
    assert "              - {channel: website, qualification: BASIC, volume: 12000, produces: [quote]}\n" in text
    assert "              - {step: sign, share: 0.4, condition: le prix convient}\n" in text


@pytest.mark.parametrize(
    "text", ["é\n\n x ", "\ta", "a: b", "#", "'", '"', "\u2028", "😀", "~", "<<", "=", " ", "a\n", "1_0"]
)
def test_any_text_comes_back(text: str) -> None:
    for name in (text, f"x{text}", f"{text}x"):
        what = Said()
        what.node("Need", "n", {"name": name})
        assert said(exported(what)).nodes == what.nodes


def test_a_graph_comes_back(gateway: Gateway) -> None:
    load(gateway, said(ALL))
    text = export_knowledge(gateway.read)
    same(said(ALL), said(text))
    gateway.command("MATCH (n) WHERE NOT n:Graph DETACH DELETE n")
    load(gateway, said(text))
    assert export_knowledge(gateway.read) == text


def test_blank_words_that_were_told_once_are_left_out(gateway: Gateway) -> None:
    load(gateway, said("parcours: 1\nneeds: [{key: n, tags: [a, b]}]\n"))
    gateway.command("MATCH (n:Need) SET n.tags = ['a', '', ' ', 'b']")
    assert "tags: [a, b]" in export_knowledge(gateway.read)


def test_one_journey_comes_with_what_it_refers_to(gateway: Gateway) -> None:
    load(gateway, said(ALL))
    found = said(export_knowledge(gateway.read, ["j"]))
    assert {label: sorted(nodes) for label, nodes in found.nodes.items()} == {
        "Department": ["a"],
        "Silo": ["s"],
        "Channel": ["web"],
        "Measure": ["Channel:web~NPS~2025-01-01"],
        "Persona": ["nadia"],
        "Journey": ["j", "k"],
        "Phase": ["j/p"],
        "Step": ["j/one", "j/two"],
        "Touchpoint": ["j/two/other", "j/two/web"],
    }
    with pytest.raises(BadInput, match="there is no journey 'nothing' in the graph"):
        export_knowledge(gateway.read, ["nothing"])


@given(documents())
@settings(max_examples=often(8), deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_random_graphs_come_back(gateway: Gateway, document: dict[str, Any]) -> None:
    try:
        one = said(yaml.safe_dump(document))
    except BadKnowledge:
        return  # shares that add up to more than everybody
    gateway.command("MATCH (n) WHERE NOT n:Graph DETACH DELETE n")
    load(gateway, one)
    same(one, said(export_knowledge(gateway.read)))


@pytest.mark.parametrize("file", DEMO, ids=lambda file: file.name)
def test_the_demo_comes_back(file: Path) -> None:
    one = said(file.read_text())
    same(one, said(written(document(one))))


def test_what_turns_writing_around_is_escaped_in_what_is_exported():
    """No import takes such a text; a graph may hold one all the same."""
    text = written({"needs": [{"key": "n", "name": "a\u202eb", "text": "one\ntwo\u2066\x9b"}]})
    assert r"a\u202Eb" in text and text.replace("\n", "").isprintable()
    assert yaml.safe_load(text)["needs"] == [{"key": "n", "name": "a\u202eb", "text": "one\ntwo\u2066\x9b"}]
