"""The demo is what it promises to be, in both languages."""

import pytest
import yaml

import demo
from graph.language import Language
from graph.model import MODEL
from graph.model.words import Says
from graph.problems import Code
from graph.run import apply
from graph.statement import Options
from tests.conftest import ROOT
from tests.graph.tables import RUN_KEYS, dump
from tests.importers.say import at_hand

LANGUAGE = {"condition", "role"}


def texts(said) -> set[str]:
    """Every text of the demo that people read."""
    found: set[str] = set()
    for label, nodes in said.nodes.items():
        words = {p.name for p in MODEL[label].properties if p.type is str and p.told and not p.duration}
        for properties in nodes.values():
            for name in words & properties.keys():
                value = properties[name]
                found.update(value if isinstance(value, list) else [value])
            found.update(link for link in properties.get("links", ()) if " " in link)
    for edges in said.edges.values():
        for properties in edges.values():
            found.update(properties[name] for name in LANGUAGE & properties.keys())
    return found


@pytest.fixture(scope="module")
def said():
    return demo.statement(Language.FR).said


def test_it_is_as_large_as_an_insurer(said):
    size = {label: len(nodes) for label, nodes in said.nodes.items()}
    assert size["Journey"] >= 8 and size["Persona"] == 5 and size["Channel"] >= 10
    assert size["Department"] >= 40 and size["System"] >= 12 and size["Position"] >= 20
    perspectives = [j["perspective"] for j in said.nodes["Journey"].values()]
    assert perspectives.count("REALITY") >= 6 and {"FUTURE", "COMPETITOR"} <= set(perspectives)
    assert {"B2B", "B2C"} <= {j.get("sector") for j in said.nodes["Journey"].values()}
    assert len({e["kind"] for e in said.nodes["Evidence"].values()}) == 8


def test_every_text_has_its_translation(said):
    words = yaml.safe_load((ROOT / "demo" / "english.words").read_text(encoding="utf-8"))
    assert texts(said) | texts(demo.reorganisation(Language.FR).said) == set(words)
    english = at_hand(demo.statement(Language.EN).said)
    assert english.edges.keys() == said.edges.keys()
    assert english.nodes["Step"]["home-quote/ask-quote"]["text"] == "I ask for a quote online"


@pytest.mark.parametrize("language", Language)
def test_it_tells_what_practitioners_tell(gateway, language):
    assert apply(gateway, demo.statement(language)).problems == []
    verdicts = dict(gateway.read("MATCH (h:Handoff) RETURN h.status, count(h)"))
    assert set(verdicts) == {"BROKEN", "UNKNOWN", "SOUND"}
    kinds = dict(gateway.read("MATCH (r:Rupture) RETURN r.kind, count(r)"))
    assert set(kinds) == {"CONTEXT_LOSS", "FORCED_SWITCH", "COVERAGE_GAP", "DEAD_END", "SILENT_GAP"}
    keys = {key for (key,) in gateway.read("MATCH (r:Rupture) RETURN r.key")}
    assert "COVERAGE_GAP~complaint/complain~website" in keys
    assert "CONTEXT_LOSS~home-quote/ask-quote/website~home-quote/call-to-adjust/phone~quote" in keys
    reasons = {r for (found,) in gateway.read("MATCH (h:Handoff) RETURN h.undecided") for r in found}
    assert reasons == {"NEEDS_UNSTATED", "STORE_UNKNOWN", "NEVER_GIVEN"}
    assert gateway.read("MATCH (n) WHERE n.stub RETURN n.key") == []


def test_customers_and_staff_are_heard_and_have_a_face(said, tmp_path):
    about = {start: end for (_, type, _), edges in said.edges.items() if type == "ABOUT" for start, end in edges}
    voices = {key: told for key, told in said.nodes["Evidence"].items() if "says" in told}
    steps = {"/".join(about[key].split("/")[:2]) for key in voices if about[key].startswith("home-quote/")}
    assert len(steps) >= 5 and {told["says"] for told in voices.values()} == {word.value for word in Says}
    speakers = {start for start, _ in said.edges["Evidence", "SAID_BY", "Persona"]}
    assert len(speakers) >= 10 and len(voices.keys() - speakers) >= 3, "staff are no personas"
    pictures = demo.statement(Language.EN, tmp_path).pictures
    assert pictures
    assert {told["portrait"] for told in said.nodes["Persona"].values()} == pictures.contents.keys()
    assert len(pictures.contents) == 5 and max(map(len, pictures.contents.values())) < 10_000


WEB_TO_CALLS = "home-quote/ask-quote/website~home-quote/call-to-adjust/phone"


@pytest.mark.parametrize("language", Language)
def test_a_reorganisation_puts_the_website_and_the_call_centre_under_one_roof(gateway, language):
    apply(gateway, demo.statement(language))
    before = dump(gateway, RUN_KEYS)
    crosses = "MATCH (h:Handoff {key: $key}) RETURN h.crossesSilo"
    assert gateway.read(crosses, key=WEB_TO_CALLS) == [[True]]
    report = apply(gateway, demo.reorganisation(language))
    assert {found.code for found in report.problems} == {Code.CONFLICTING_VALUE}
    assert gateway.read(crosses, key=WEB_TO_CALLS) == [[False]]
    ((ended, begun),) = gateway.read(
        "MATCH (r:ImportRun {key: $run}) RETURN r.crossingsEnded, r.crossingsBegun", run=report.run
    )
    assert WEB_TO_CALLS in ended and len(ended) > len(begun) > 0
    assert not apply(gateway, demo.reorganisation(language)).changed
    assert not apply(gateway, demo.statement(language)).changed
    apply(gateway, demo.former_organisation(), Options(allow_shrink=True))
    assert dump(gateway, RUN_KEYS) == before
