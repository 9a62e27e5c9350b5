"""A workbook says what the API says, and computes nothing."""

import pytest

from graph.language import Language
from importers.journeys.own_table import HEADS
from tests.pages.files import reading

COUNTED = """query counted($key: String!) {
  journey(key: $key) { steps { text outcome touchpoints { key missing needs { name } stated } } phases { name } }
  handoffs(journeys: [$key], first: 1000) { edges { node { key status volume { low high } } } }
  ruptures(journeys: [$key], first: 1000) { edges { node { key explanation witness { node { __typename key } } } } }
  bestRepairs(journeys: [$key], first: 1000) { rows { from { name } } }
  toAsk(journeys: [$key], first: 1000) { rows { sentence } }
  restsOn(journeys: [$key]) { touchpoints }
}"""
STATUS = {"BROKEN": "Rompu", "UNKNOWN": "Inconnu", "SOUND": "Fluide"}


@pytest.fixture(scope="module")
def made(take):
    return reading.book(take("xlsx", "car-claim"))


@pytest.fixture(scope="module")
def told(site):
    return site.ask(COUNTED, key="car-claim")


def rows(sheet):
    """The rows below the heads, by these."""
    heads, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in others]


def nodes(connection):
    return [edge["node"] for edge in connection["edges"]]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (Language.FR, ["Carte", "Points de contact", "Passages de relais", "Ruptures", "Réparations", "À demander",
                       "Mots", "Repose sur", "À propos"]),
        (Language.EN, ["Map", "Touchpoints", "Hand-offs", "Ruptures", "Repairs", "To ask", "Words",
                       "Rests on", "About"]),
    ],
)  # fmt: skip
def test_sheets_in_the_language_of_the_reader(take, language, names):
    assert reading.book(take("xlsx", "home-quote", language)).sheetnames == names


def test_a_row_for_each_hand_off_in_the_order_of_the_api(made, told):
    found = [(row["Clé"], row["État"], row["Contacts par an, au moins"]) for row in rows(made["Passages de relais"])]
    assert found == [
        (each["key"], STATUS[each["status"]], each["volume"]["low"] if each["volume"] else "inconnu")
        for each in nodes(told["handoffs"])
    ]


def test_a_row_for_each_rupture_with_its_witness(made, told):
    found = {row["Clé"]: (row["Ce qui se passe"], row["Nœuds du témoin"]) for row in rows(made["Ruptures"])}
    assert found == {
        each["key"]: (
            each["explanation"],
            " → ".join(f"{one['node']['__typename']}:{one['node']['key']}" for one in each["witness"]),
        )
        for each in nodes(told["ruptures"])
    }
    causes = [row["Cause"] for row in rows(made["Ruptures"])]
    assert causes == sorted(causes) and causes[0] == 1


def test_a_row_for_each_repair_and_each_question(made, told):
    assert [row["De"] for row in rows(made["Réparations"])] == [e["from"]["name"] for e in told["bestRepairs"]["rows"]]
    asked = rows(made["À demander"])
    assert [row["Question"] for row in asked] == [each["sentence"] for each in told["toAsk"]["rows"]]
    assert dict(made["Repose sur"].iter_rows(values_only=True))["Points de contact"] == told["restsOn"]["touchpoints"]


def test_touchpoints_are_left_to_be_completed(take, site):
    sheet = reading.book(take("xlsx", "home-quote-rival"))["Points de contact"]
    steps = site.ask(COUNTED, key="home-quote-rival")["journey"]["steps"]
    points = [each for step in steps for each in step["touchpoints"] or [{"needs": [], "stated": [], "missing": True}]]
    assert [cell.value for cell in sheet[1]] == [each[Language.FR] for each in HEADS.values()]
    assert sheet.max_row == 1 + len(points)
    column = next(cell.column for cell in sheet[1] if cell.value == "Doit être connu")
    for number, point in enumerate(points, 2):
        cell = sheet.cell(number, column)
        unknown = not point["needs"] and "needs" not in point["stated"]
        assert (cell.value is None) == unknown
        assert (cell.fill.start_color.rgb == "00FFF2B3") == (unknown and not point["missing"])


def test_the_map_is_as_people_know_it(made, told):
    sheet = made["Carte"]
    steps = [each for each in told["journey"]["steps"] if each["outcome"] != "ABANDON"]
    assert [cell.value.split(" · ")[1].rstrip(" ★✓") for cell in sheet[5][1:]] == [each["text"] for each in steps]
    names = [cell.value for cell in sheet[4][1:] if cell.value]
    assert len(names) == len(told["journey"]["phases"])
    assert [each for each in sheet.merged_cells.ranges if each.min_row == 4]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    heads = [cell.value for cell in sheet["A"]]
    assert {"Ce qui est ressenti", "Ce qui est dit", "À qui", "Passages de relais d'ici"} <= set(heads)


def test_it_says_what_it_is_and_what_is_not_in_it(made):
    about = {row[0]: row[1] for row in made["À propos"].iter_rows(values_only=True, max_col=2)}
    assert "ce parcours seul" in about["Périmètre"] and "révision" in about["État"]
    assert about["Adresse"] == "http://localhost/journeys/car-claim"
    assert "preuves" in about["Ce qui n'y est pas"]


def test_it_opens_elsewhere(take, tmp_path):
    pages = reading.printed(take("xlsx", "car-claim"), ".xlsx", tmp_path).pages
    assert "Faire réparer ma voiture" in pages[0].extract_text()
