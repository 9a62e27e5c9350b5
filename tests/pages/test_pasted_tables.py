"""What is read in a text from the clipboard: its cells, its lines, and the map that it may be; without a store."""

from typing import Any

import pytest

from graph.errors import BadInput
from graph.language import Language
from pages.describing.naming import Names
from pages.editing import lines
from pages.editing.adding import Adding
from pages.editing.table import LARGEST, read

NOTHING: dict[str, Any] = {
    "goal": None,
    "scenario": None,
    "perspective": None,
    "personas": [],
    "phases": [],
    "steps": [],
}


def changes(pasted, phase=None, names=(), **stands):
    table = read(pasted, Language.FR)
    assert table
    return Adding(table.said, "j", NOTHING | stands, Names(dict(names)), Language.FR, lambda **_: True).changes(phase)


def only(label, made):
    return [each[label] for each in made if label in each]


@pytest.mark.parametrize(
    ("pasted", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("\ta\n\n\tb", [["", "a"], [""], ["", "b"]]),
        ('"deux\nlignes"\t"dit ""oui"""\tz', [["deux\nlignes", 'dit "oui"', "z"]]),
        ('"Je veux" dit-il\n"Je veux"\n"ouvert\tb', [['"Je veux" dit-il'], ['"Je veux"'], ['"ouvert', "b"]]),
        ("a\u2028b", [["a"], ["b"]]),
    ],
)
def test_cells_as_spreadsheets_copy_them(pasted, cells):
    found = lines.rows(pasted)
    assert [row for row in found if row != [""]] == [row for row in cells if row != [""]]


@pytest.mark.parametrize(
    ("typed", "text", "note"),
    [
        ("Je veux « ça »\N{NO-BREAK SPACE}!", "Je veux « ça »\N{NO-BREAK SPACE}!", ""),
        ("1.\tJe compare", "Je compare", ""),
        ("•\tJe compare\t\tvite", "Je compare", "vite"),
        ("12\tJe compare\tSite", "Je compare", "12 · Site"),
        ('"Je\ncompare"\tSite', "Je compare", "Site"),
    ],
)
def test_no_tab_gets_into_a_step(typed, text, note):
    (line,) = lines.read(typed)
    assert (line.text, line.note) == (text, note)


@pytest.mark.parametrize(
    "pasted",
    ["Je compare", "Étape\nCanal", "Je compare\tSite\nJe signe\tAgence", "Canal\tCouleur\nSite\tbleu", "\t\n\t", "\t"],
)
def test_what_looks_like_no_map_is_no_table(pasted):
    assert read(pasted, Language.FR) is None


@pytest.mark.parametrize(
    ("head", "cells", "felt", "scale"),
    [
        ("Émotion", ("1", "-1"), [1, -1], {}),
        ("Émotion", ("1,5", "2"), [1.5, 2], {}),
        ("Émotion", ("4", "1"), [1, -2], {"Émotion": (1, 5)}),
        ("Émotion (0-10)", ("10", "2"), [2, -1.2], {}),
        ("Émotion", ("5/5", "3/5"), [2, 0], {}),
        ("Émotion", (":)", ":("), [1, -1], {}),
    ],
)
def test_feelings_that_fit_are_on_our_scale_and_a_guess_is_told(head, cells, felt, scale):
    pasted = f"Étape\tCanal\t{head}\n" + "".join(f"Je fais {n}\tSite\t{each}\n" for n, each in enumerate(cells))
    table = read(pasted, Language.FR)
    assert table and table.scales == scale
    assert [each["emotion"] for each in only("touchpoint", changes(pasted))] == felt


def test_parts_get_keys_that_nothing_has_or_had():
    there = {
        "phases": [{"key": "j/avant", "name": "Avant", "aliases": []}],
        "steps": [{"key": "j/je-regarde", "aliases": ["j/je-signe"]}],
    }
    made = changes("Phase\tÉtape\tCanal\nAvant\tJe regarde\tSite\nAchat\tJe signe\tSite\n", **there)
    assert [each["key"] for each in only("phase", made)] == ["j/avant-2", "j/achat"]
    assert [each["key"] for each in only("step", made)] == ["j/je-regarde-2", "j/je-signe-2"]
    assert [each["step"] for each in only("touchpoint", made)] == ["j/je-regarde-2", "j/je-signe-2"]
    assert only("phase", made)[0]["journey"] == "j" and only("phase", made)[1]["after"] == "j/avant-2"


def test_a_phase_of_the_same_name_and_one_without_go_on_where_one_draws():
    there = {"phases": [{"key": "j/p", "name": "Avant", "aliases": []}]}
    made = changes("Phase\tÉtape\tCanal\nAVANT\tJe regarde\tSite\nAchat\tJe signe\tSite\n", "j/p", **there)
    assert [each["phase"] for each in only("step", made)] == ["j/p", "j/achat"]
    assert [each["after"] for each in only("phase", made)] == ["j/p"]
    made = changes("Étape\tCanal\nJe signe\tSite\n", "j/p", **there)
    assert only("phase", made) == [] and only("step", made)[0]["phase"] == "j/p"


def test_none_is_known_and_silence_is_not():
    made = changes("Étape\tCanal\tDirection\nJe compare\tSite\taucune\nJe signe\tSite\t\n")
    assert [each.get("handledBy") for each in only("touchpoint", made)] == [[], None]


def test_stages_across_over_several_bands_are_one_journey():
    made = changes("Étape\tJe compare\tJe signe\nCanal\tSite\tAgence\n\nÉtape\tJe paie\tJe pars\nCanal\tSite\tSite\n")
    assert [each["text"] for each in only("step", made)] == ["Je compare", "Je signe", "Je paie", "Je pars"]


def test_our_own_table_is_read_and_names_stand_for_what_there_is_whatever_its_key():
    names = {"Channel": [("c1", "Site"), ("telephone", "Ligne directe")], "System": [("s1", "GED")]}
    pasted = (
        "Clé du parcours\tÉtape\tClé de l'étape\tCanal\tClé du point de contact\t"
        "Donné ou produit ici\tEnregistré dans\n"
        "autre\tJe compare\ta\tSITE\tx\tdevis\tGED\n"
        "autre\tJ'appelle\tb\tTéléphone\ty\tdevis\tCRM\n"
    )
    made = changes(pasted, names=names)
    assert [each["key"] for each in only("step", made)] == ["j/a", "j/b"]
    assert [each["channel"] for each in only("touchpoint", made)] == ["c1", "telephone"]
    assert only("channel", made) == [] and only("informationObject", made) == [{"name": "devis"}]
    assert only("system", made) == [
        {"name": "CRM", "stores": ["devis"]}, {"key": "s1", "storesAltered": {"add": ["devis"]}}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("Étape\tCanal\n" + "Je clique\tSite\n" * (LARGEST // 2), "cells"),
        ("Parcours\tÉtape\tCanal\nUn\tJe signe\tSite\nDeux\tJe paie\tSite\n", "2 journeys"),
        ("Étape\tCanal\nJe signe\u202e\tSite\n", "cannot be read"),
    ],
)
def test_what_cannot_be_taken_is_refused(pasted, why):
    with pytest.raises(BadInput, match=why):
        read(pasted, Language.FR)
