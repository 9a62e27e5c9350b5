"""Knowledge workbooks: what is written is read again, whoever wrote it, in whatever language, and whatever it is."""

import datetime
import io
import json
import random
from itertools import product
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from demo import files
from graph.errors import BadInput
from graph.labels import by_name, folded
from graph.language import Language
from graph.model import MODEL, Word
from graph.spreadsheet import escaped, unescaped
from importers.errors import BadKnowledge
from importers.journeys import told as format
from importers.journeys.book import forms, texts
from importers.journeys.book.guide import About
from importers.journeys.book.sheets import GUIDE, sheets
from importers.journeys.book.sheets import by_name as sheets_by_name
from importers.journeys.book.write import workbook
from tests.importers.books import changed, made, read, told
from tests.importers.every_kind import WORDS, knowledge
from tests.importers.say import at_hand, said, same
from tests.importers.test_export import ALL
from tests.often import often
from tests.oracle.documents import documents

EN, FR = Language.EN, Language.FR

NONES = """\
parcours: 1
systems: [{key: crm, stores: [], feeds: [], measures: []}]
channels: [{key: none, runsOn: [], operatedBy: []}, {key: web}]
personas: [{key: p, tools: [none, aucun, ' x ', 'a; b', '"q"'], expectations: [], prefers: [none]}]
needs: [{key: n, name: ''}, {key: o, name: '""'}, {key: p, name: ' x '}, {key: q, name: '"quoted"'}]
journeys:
  - key: j
    phases:
      - key: p
        steps:
          - {key: none, next: [], touchpoints: [], expectedOn: [none]}
          - key: t
            next: [none]
            touchpoints: [{channel: none, leadsTo: [], felt: {}, uses: [], handledBy: [], measures: []}]
"""


def comes_back(text: str, language: Language) -> None:
    found = read(made(text, language))
    assert not found.refused, found.problems
    assert found.source == "test"
    same(said(text), at_hand(found.said))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", [ALL, NONES], ids=["all", "nones"])
def test_all_that_a_file_tells_comes_back(text: str, language: Language) -> None:
    comes_back(text, language)


@pytest.mark.parametrize("seed", range(4))
def test_the_oddest_keys_and_texts_come_back(seed: int) -> None:
    (text,) = knowledge(random.Random(seed))[0].values()
    comes_back(str(text), FR)


@given(documents())
@settings(max_examples=often(10), deadline=None, suppress_health_check=list(HealthCheck))
def test_random_documents_come_back(document: dict[str, Any]) -> None:
    try:
        said(text := yaml.safe_dump(document))
    except BadKnowledge:
        return
    comes_back(text, EN)


@pytest.mark.parametrize("file", [file for file in files() if "portrait" not in file.read_text()], ids=lambda f: f.name)
def test_the_demo_comes_back(file: Any) -> None:
    comes_back(file.read_text(), FR)


@given(st.lists(st.text() | st.sampled_from(WORDS) | st.sampled_from(["none", '"', '""', ";", "a\r\nb", "_x000D_"])))
def test_any_list_and_any_text_comes_back(members: list[str]) -> None:
    for language in Language:
        assert texts.split(unescaped(escaped(texts.joined(members, language)))) == members
    for text in members:
        assert texts.unquoted(unescaped(escaped(texts.quoted(text)))) == text


@pytest.mark.parametrize("number", [0, 1, -3.5, 0.1 + 0.2, 1e300, 5e-324, 2**53 + 1, 2**62, 1 / 3, 1e22])
def test_any_number_comes_back_to_the_last_digit(number: float) -> None:
    text = f"parcours: 1\nopportunities: [{{key: o, value: {number!r}}}]\n".replace("e+", "e")
    comes_back(text, EN)


@pytest.mark.parametrize(
    "text", ["=1+1", "+33", "@x", "-", "#N/A", "0123", "TRUE", "2025-03-31", "1e3", "_x0041_", "'"]
)
def test_no_text_becomes_anything_else(text: str) -> None:
    content = made(json.dumps({"parcours": 1, "needs": [{"key": "0123", "name": text}]}))
    sheet = load_workbook(io.BytesIO(content))["Needs"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == ("0123", "@")
    assert sheet["B2"].data_type == "s" and sheet.column_dimensions["B"].number_format == "@"
    assert at_hand(read(content).said).nodes["Need"]["0123"]["name"] == text


def test_every_field_has_a_head_in_both_languages_and_no_two_of_a_sheet_are_alike() -> None:
    from graph.fields import RELATIONS
    from graph.french import PROPERTIES

    fields = {relation.told for label in format.NAMED for relation in format.relations(label)}
    assert fields == RELATIONS.keys()
    for sheet in sheets():
        assert all(column.field in {*PROPERTIES, *RELATIONS, "key", "per", "of", "scale"} or column in sheet.wholes
                   for column in sheet.columns), sheet.name  # fmt: skip
        heads = [{folded(name) for name in (*column.head.values(), column.name)} for column in sheet.columns]
        assert len(set().union(*heads)) == sum(map(len, heads)), sheet.name
    for language in Language:
        titles = [GUIDE[language], *(sheet.title[language] for sheet in sheets())]
        assert len({*map(folded, titles)}) == len(titles) and max(map(len, titles)) <= 31
    assert sorted(sheet.label for sheet in sheets() if not sheet.relation) == sorted(format.NAMED)


def test_heads_are_read_in_any_language_and_by_their_field_whoever_wrote_the_rest() -> None:
    def rename(book: Any) -> None:
        book["Channels"].title = "canaux"
        for cell, name in zip(
            book["canaux"][1], ("CLE", "Name *", "kind", "Cost", "costHigh", "tenu par"), strict=False
        ):
            cell.value = name
        book["canaux"].append(["web", "Web", "téléphone", 1, 2, "a;b"])

    found = read(changed(made(), rename))
    assert not found.refused, found.problems
    channel = at_hand(found.said).nodes["Channel"]["web"]
    assert (channel["name"], channel["kind"], channel["costLow"], channel["costHigh"]) == ("Web", "PHONE", 1, 2)
    assert {end for _, end in at_hand(found.said).edges["Channel", "OPERATED_BY", "Department"]} == {"a", "b"}


CELLS: dict[str, list[tuple[Any, Any]]] = {
    "name": [(1001.0, "1001"), (" padded ", "padded"), (True, "true"), (datetime.datetime(2025, 3, 31), "2025-03-31"),
             ("=1+1", None), (0.5, "0.5")],
    "real": [("yes", True), ("OUI", True), (False, False), ("faux", False)],
    "sector": [("b2b", "B2B"), ("Service public", "PUBLIC")],
    "tools": [("a; b\nc", ["a", "b", "c"]), ("none", []), ("Aucun", []), (12, ["12"])],
}  # fmt: skip


@pytest.mark.parametrize(("field", "cell", "meant"), [(f, *pair) for f, pairs in CELLS.items() for pair in pairs])
def test_cells_are_read_as_programs_write_them(field: str, cell: Any, meant: Any) -> None:
    def add(book: Any) -> None:
        heads = [each.value.removesuffix(" *") for each in book["Personas"][1]]
        book["Personas"].cell(2, 1, 7.0)
        book["Personas"].cell(2, heads.index(field) + 1, cell)

    found = read(changed(made(), add))
    if meant is None:
        assert told(found) == [("BAD_VALUE", "Personas", 2, field)]
        assert "formula without a value" in found.problems[0].message
        return
    assert not found.refused, found.problems
    assert at_hand(found.said).nodes["Persona"]["7"].get(field) == meant


@pytest.mark.parametrize("said_so", [*product(forms.PERIODS, Language)], ids=str)
def test_a_volume_counts_by_what_stands_beside_it(said_so: tuple[str, Language]) -> None:
    def add(book: Any) -> None:
        book["Touchpoints"].cell(2, 13, forms.PERIODS[said_so[0]][said_so[1]])
        book["Touchpoints"].cell(2, 11, "100")
        book["Touchpoints"].cell(2, 12, 200.0)

    text = "parcours: 1\njourneys: [{key: j, phases: [{key: p, steps: [{key: s, touchpoints: [{channel: c}]}]}]}]\n"
    touchpoint = at_hand(read(changed(made(text), add)).said).nodes["Touchpoint"]["j/s/c"]
    times = format.PER_YEAR[said_so[0]]
    assert (touchpoint["volumeLow"], touchpoint["volumeHigh"]) == (100 * times, 200 * times)


def test_every_column_says_what_it_means_and_offers_what_may_stand_there() -> None:
    book = load_workbook(io.BytesIO(workbook({}, About(), FR)))
    assert book.sheetnames[0] == "À lire"
    sheet = book["Points de contact"]
    notes = {cell.value: cell.comment.text for cell in sheet[1] if cell.comment}
    assert "IRRITANT - Irritant (Moins bien qu'attendu)" in notes["qualification"]
    assert "Obligatoire" in notes["canal *"] and "Champ channel" in notes["canal *"]
    assert "utilisez la feuille Points de contact - mène à." in notes["mène à"]
    lists = {str(each.sqref).split("2:")[0]: each.formula1 for each in sheet.data_validations.dataValidation}
    heads = {cell.value: get_column_letter(place) for place, cell in enumerate(sheet[1], 1)}
    assert lists[heads["qualification"]] == '"ENCHANTMENT,BASIC,IRRITANT"'
    assert lists[heads["canal *"]] == "'Canaux'!$A$2:$A$501"
    assert lists[heads["manquant"]] == '"oui,non"'
    assert sheet.freeze_panes == "D2"


def test_no_list_of_values_is_longer_than_excel_takes() -> None:
    words = {p.type for node in MODEL.values() for p in node.properties if issubclass(p.type, Word)}
    assert all(len(",".join(word.value for word in each)) <= 250 and by_name(each) for each in words)


def test_what_no_cell_can_hold_is_refused_and_not_cut_off() -> None:
    with pytest.raises(BadInput, match="Needs, row 2: a text is longer than the 32,767 characters of a cell"):
        made(f"parcours: 1\nneeds: [{{key: n, note: '{'x' * 32_768}'}}]\n")
    comes_back(f"parcours: 1\nneeds: [{{key: n, note: '{'x' * 32_767}'}}]\n", EN)


def test_an_empty_workbook_imports_and_says_nothing() -> None:
    for language in Language:
        found = read(workbook({}, About(), language), "nothing.xlsx")
        assert (found.source, found.named, found.problems) == ("nothing", False, ())
        assert not at_hand(found.said).nodes


def test_no_sheet_is_called_like_another() -> None:
    assert len(sheets_by_name()) >= len(sheets())
