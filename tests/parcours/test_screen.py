"""What is printed fits the terminal, and is cut nowhere that it may not be."""

import re

import pytest

from graph.language import Language
from parcours import screen
from queries.drawing import Drawing

NUMBER = "11\N{NARROW NO-BREAK SPACE}800"
WORD = re.compile(r"[^\W\d]+")
WORDS = "Le client doit changer de canal et tout redire depuis le début"


def printed(drawing, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = screen.blank()
    screen.draw(shown, drawing, Language.FR)
    return screen.printed(shown).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("columns", "wide"), [("60", 60), ("200", 200), ("7", 40), ("", 100)])
def test_it_is_as_wide_as_the_terminal_says_and_always_the_same_in_a_pipe(columns, wide, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    assert screen.width() == wide


@pytest.mark.parametrize("columns", range(40, 121, 4))
def test_no_word_of_a_head_and_no_number_is_cut(columns, monkeypatch):
    drawing = Drawing(["Responsables", "Pourquoi", "Combien par an"], [["Direction du digital", WORDS, NUMBER]] * 3)
    shown = printed(drawing, columns, monkeypatch)
    assert max(map(len, shown.splitlines())) <= columns
    assert {*WORD.findall(shown)} == {*WORD.findall(" ".join([WORDS, *drawing.heads, "Direction du digital"]))}
    assert shown.count(NUMBER) == 3


def test_long_texts_get_the_room(monkeypatch):
    shown = printed(Drawing(["N°", "Pourquoi", "Où"], [["1", WORDS, "Web"]]), 60, monkeypatch)
    assert [len(each) for each in shown.splitlines()[0].split("┳")] == [5, 47, 6]


def test_lines_stand_between_rows_of_several_lines_only(monkeypatch):
    shown = printed(Drawing(["A", "B"], [["1", "x"], ["2", "x"], ["3", "x\ny"], ["4", "x"]]), 60, monkeypatch)
    assert [line[0] for line in shown.splitlines()] == [*"┏┃┡││├││├│└"]


def test_what_fits_no_table_is_cards(monkeypatch):
    heads = ["De", "Pourquoi", "Observé"]
    shown = printed(Drawing(heads, [["Réclamation", WORDS * 9, ""], ["Résiliation", WORDS, "oui"]]), 40, monkeypatch)
    assert shown.splitlines()[0] == "1.   De :        Réclamation"
    assert shown.splitlines()[-5:] == [
        "2.   De :        Résiliation",
        "     Pourquoi :  Le client doit changer",
        "                 de canal et tout redire",
        "                 depuis le début",
        "     Observé :   oui",
    ]
    assert "Observé" not in shown[: shown.index("2.")]


def test_rows_with_a_number_of_their_own_are_cards_by_that(monkeypatch):
    shown = printed(Drawing(["N°", "Pourquoi"], [["11", WORDS * 9], ["12", WORDS]]), 40, monkeypatch)
    assert [line[:15] for line in shown.splitlines() if "Pourquoi" in line] == ["11.  Pourquoi :", "12.  Pourquoi :"]


def test_any_number_of_a_card_is_whole(monkeypatch):
    shown = printed(Drawing(["N°", "Pourquoi"], [["9999", WORDS * 9], ["10000", WORDS]]), 40, monkeypatch)
    assert "\n10000.  Pourquoi :" in shown


def test_cards_have_heads_of_their_own_where_those_of_the_table_mean_something_only_together(monkeypatch):
    drawing = Drawing(
        ["de \\ à", *"ABCDEFGHIJKLMNO"], [["Web", *"123456789012345"]], card_heads=["De", *"abcdefghijklmno"]
    )
    assert [line.split()[-1] for line in printed(drawing, 40, monkeypatch).splitlines()] == ["Web", *"123456789012345"]


def test_no_head_of_a_card_is_cut_either(monkeypatch):
    shown = printed(Drawing(["Responsables", "Taux de franchissement"], [["Digital " * 90, "1"]]), 40, monkeypatch)
    assert "1.   Responsables :    Digital" in shown and "     franchissement :" in shown
