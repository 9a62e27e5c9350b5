"""What is generated is fresh, and what can be set, asked or read is documented."""

import re

from graph import french
from graph.document import model_page
from graph.labels import LABELS
from graph.language import Language
from graph.model import MODEL, Property, Relation, Word
from importers.gather import kinds
from parcours.settings import Settings
from queries.catalogue import QUESTIONS
from tests.conftest import ROOT
from wording.lexicon import page as lexicon_page
from wording.page import page as questions_page


def test_the_page_of_the_model_is_fresh():
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert page == model_page(), "run `make generate`"


def test_the_page_of_the_questions_is_fresh():
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page == questions_page(), "run `make generate`"


def test_the_lexicon_is_fresh():
    page = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
    assert page == lexicon_page(), "run `make generate`"


def test_everything_has_a_term_in_both_languages_and_nothing_else_has():
    edges = {r.edge.name: r.edge for node in MODEL.values() for r in node.relations if r.edge}
    nodes = {p.name for node in MODEL.values() for p in node.properties if p.shown}
    held = nodes | {p.name for edge in edges.values() for p in edge.properties if p.shown}
    assert held == french.PROPERTIES.keys()
    assert MODEL.keys() == french.SENSES.keys()


def test_everything_declared_is_described():
    for node in MODEL.values():
        assert node.doc
        parts: tuple[Property | Relation, ...] = (*node.properties, *node.relations)
        for part in parts:
            assert part.doc, f"{node.label}.{part.name}"


def test_every_word_has_a_label_in_both_languages():
    words = {p.type for n in MODEL.values() for p in n.properties if issubclass(p.type, Word)}
    missing = {f"{w.__name__}.{v}" for w in words for v in w if set(LABELS.get(w, {}).get(v.value, ())) != {*Language}}
    assert not missing


def test_every_setting_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [str(f.validation_alias or f"PARCOURS_{name.upper()}") for name, f in Settings.model_fields.items()]
    assert [name for name in names if name not in readme] == []


def test_every_command_of_the_readme_exists():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    asked = set(re.findall(r"parcours ask ([a-z-]+)", text))
    assert asked <= set(QUESTIONS)
    imported = set(re.findall(r"parcours import (\S+)", text))
    assert {each for each in imported if "." not in each} <= set(kinds()), "what is no file is a kind"
    assert any("." not in each for each in imported)


def test_links_lead_somewhere():
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for link in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
