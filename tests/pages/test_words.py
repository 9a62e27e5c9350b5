"""What pages say: sentences, silos' codes, addresses, the ways to look; and that templates are in both languages."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
from graph.errors import BadInput
from graph.language import Language
from pages.addresses import Addresses, escaped
from pages.journey.looking import view
from pages.journey.records import together
from pages.journey.sentence import Counts, Largest, sentence
from pages.journey.told import Department
from pages.journey.view import Lanes, Look, Show
from pages.silos import marks
from pages.visitor import Visitor

TEMPLATES = sorted(Path(pages.__file__).parent.rglob("*.html"))
SAID = re.compile(
    r"""say\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*,\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
)
PLACES = re.compile(r"\{(\w+)")
LARGEST = Largest("« 3 · J'appelle »", "devis perdu", "4 000 contacts par an")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: f"{each.parent.name}/{each.name}")
def test_a_template_says_everything_in_both_languages(template):
    text = template.read_text(encoding="utf-8")
    for match in SAID.finditer(text):
        english, french = match[1] or match[2] or "", match[3] or match[4] or ""
        assert set(PLACES.findall(english)) == set(PLACES.findall(french)), english
        assert not re.search(r" [;!»]|[^·;\xa0] \?| :(?= |$)|« ", french), french  # `?` is a mark, too
    bare = re.sub(r"(?s)\{[%{#].*?[%}#]\}|<[^>]*>|<!--.*?-->|Parcours|parcours [a-z -]+|&\w+;", "", text)
    assert not re.search(r"[A-Za-zÀ-ÿ]{2,}", bare), "words that one of the languages has not"
    assert "style=" not in text and "<script>" not in text and not re.search(r"\son\w+=", text)


@pytest.mark.parametrize(
    "counts, largest, hardest, french",
    [
        ((0, 0, 0, 0, 0), None, None, "Ce parcours n'a pas encore d'étapes."),
        ((3, 0, 0, 0, 0), None, None, "Personne n'a à changer de canal ici."),
        ((3, 1, 0, 0, 0), None, None, "Le seul passage de relais tient."),
        ((3, 6, 0, 0, 0), None, None, "Les 6 passages de relais tiennent."),
        ((3, 6, 0, 1, 0), None, None, "Rien n'est rompu qu'on sache ; 1 passage de relais sur 6 reste inconnu."),
        (
            (7, 6, 1, 0, 4),
            LARGEST,
            None,
            "4 causes ; 1 passage de relais sur 6 est rompu ; la plus grande : à « 3 · J'appelle », devis perdu "
            "(4 000 contacts par an).",
        ),
        (
            (7, 6, 1, 2, 1),
            LARGEST,
            None,
            "2 passages de relais sur 6 restent inconnus. 1 cause ; 1 passage de relais sur 6 est rompu ; la plus "
            "grande : à « 3 · J'appelle », devis perdu (4 000 contacts par an).",
        ),
        (
            (7, 6, 0, 0, 1),
            LARGEST,
            None,
            "Aucun passage de relais n'est rompu, et pourtant : à « 3 · J'appelle », devis perdu "
            "(4 000 contacts par an).",
        ),
        (
            (7, 6, 0, 6, 0),
            None,
            ("« 4 · J'appelle »", "−2"),
            "Le plus dur : « 4 · J'appelle » (−2). On ne sait pas encore ce qui suit le client : 6 passages de "
            "relais sur 6 restent inconnus.",
        ),
    ],
)
def test_the_sentence_of_a_journey(counts, largest, hardest, french):
    said = sentence(Counts(*counts), largest, hardest, Language.FR)
    assert said.replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    "decided, told",
    [
        ([None, None], None),
        (["planifié"], "planifié"),
        (["planifié", "planifié"], "planifié"),
        (["planifié", None, None, None], "planifié (1 sur 4)"),
        (["planifié", "ignoré", None], "planifié, ignoré (2 sur 3)"),
    ],
)
def test_what_was_decided_of_a_cause_says_of_how_many_of_its_ruptures(decided, told):
    assert together(decided, Language.FR) == told


def test_silos_have_codes_of_two_letters_of_their_own():
    silos: list[dict[str, Any]] = [
        {"key": "a", "name": "Marketing et digital", "declared": True},
        {"key": "b", "name": "Maison de la qualité", "declared": True},
        {"key": "c", "name": "Ventes", "declared": True},
        {"key": "d", "name": "Vente directe", "declared": True},
        {"key": "e", "name": "Vente en ligne", "declared": False},
        {"key": "f", "name": "漢字", "declared": True},
        {"key": "g", "name": None, "declared": True},
    ]
    found = marks(silos)
    assert [each.code for each in found.values()][:4] == ["MD", "MQ", "VE", "VD"]
    assert found["e"].code == "(VL)" or found["e"].code.startswith("(V")
    assert len({each.code for each in found.values()}) == len(silos)
    many = marks([{"key": f"s{n}", "name": "Ventes", "declared": True} for n in range(40)])
    assert len({each.code for each in many.values()}) == 40 and {each.hue for each in many.values()} == set(range(1, 9))


@given(st.text(min_size=1))
def test_any_key_goes_into_an_address_and_comes_out_again(key):
    if key.isprintable():
        address = Addresses().node("Touchpoint", key)
        assert re.fullmatch(r"/n/Touchpoint/[A-Za-z0-9%._-]+", address)
        assert unquote(address.removeprefix("/n/Touchpoint/")) == key == unquote(escaped(key))


def visitor(**given: str) -> Visitor:
    return Visitor("/journeys/a", {name: (value,) for name, value in given.items()}, Language.FR)


def test_what_a_reader_chose_goes_along():
    links = visitor(lang="fr", archived="1", witness="x").links
    assert links.to("/findings", kind="DEAD_END") == "/findings?lang=fr&archived=1&kind=DEAD_END"
    assert links.here(witness=None) == "/journeys/a?lang=fr&archived=1"


def test_how_a_map_is_looked_at_stands_in_the_address():
    looked = view(visitor(look="board", lanes="silos", show="owners,systems,all"))
    assert (looked.look, looked.lanes, looked.ways) == (Look.BOARD, Lanes.SILOS, True)
    assert looked.shows(Show.OWNERS) and looked.shows(Show.SYSTEMS) and not looked.shows(Show.EVIDENCE)
    above = {"b": ("a",), "c": ("a", "b"), "d": ()}
    there = [Department(key, key, above=each) for key, each in above.items()]
    assert view(visitor(mine="a"), there).mine == {"a", "b", "c"} and view(visitor(), there).mine == set()
    for wrong in ({"look": "wide"}, {"lanes": "rooms"}, {"show": "everything"}):
        with pytest.raises(BadInput, match="choose one of"):
            view(visitor(**wrong))
