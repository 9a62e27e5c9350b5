"""Slides say what the API says, in native shapes that hold their text."""

import itertools
from typing import get_args

import pytest
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml

from graph.language import Language
from pages.files.slides.shapes import RESERVE, SPACES, Sheet, shapes
from pages.font import Weight
from pages.pictures.marks import Box, Circle, Image, Mark, Part, Polygon, Text, Way
from pages.pictures.palette import Hatch, Paint
from tests.pages.files import reading
from tests.pages.files.conftest import HOST
from wording.cells import volume

JOURNEYS = ["home-quote", "car-claim", "fleet-contract", "home-quote-rival"]
COUNTED = """query counted($key: String!) {
  handoffs(journeys: [$key], first: 1000) { totalCount edges { node { status } } }
  matters(journeys: [$key], first: 1000) { rows { number volume { low high } } }
  bestRepairs(journeys: [$key], first: 1000) { rows { from { name } to { name } commonDepartment { name } } }
  toAsk(journeys: [$key], first: 1000) { rows { departments { name } } }
}"""


@pytest.fixture(scope="module")
def made(take):
    return {key: reading.deck(take("pptx", key)) for key in JOURNEYS}


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (Language.FR, ["Assurer mon logement", "Le parcours, et là où il rompt", "Ce qui rompt le plus",
                       "Ce qui réparerait, et qui doit se rencontrer",
                       "Ce qu'on ne sait pas encore, et à qui le demander"]),
        (Language.EN, ["Assurer mon logement", "The journey, and where it breaks", "What breaks most",
                       "What would repair it, and who must meet", "What nobody knows yet, and whom to ask"]),
    ],
)  # fmt: skip
def test_five_slides_in_the_language_of_the_reader(take, language, titles):
    slides = reading.deck(take("pptx", "home-quote", language)).slides
    assert [slide.shapes.title.text_frame.text for slide in slides] == titles


@pytest.mark.parametrize("key", JOURNEYS)
def test_every_figure_is_the_one_of_the_api(made, site, key):
    told, slides = site.ask(COUNTED, key=key), [reading.words(slide) for slide in made[key].slides]
    statuses = [edge["node"]["status"] for edge in told["handoffs"]["edges"]]
    figures = {
        each.name: next(text.text_frame.text for text in each.shapes if text.has_text_frame and text.text_frame.text)
        for each in made[key].slides[0].shapes
        if each.shape_type.name == "GROUP"
    }
    broken, unknown, *_ = [figures[name] for name in figures if name[0].isdigit()]
    assert (int(broken), int(unknown)) == (statuses.count("BROKEN"), statuses.count("UNKNOWN"))
    for matter in told["matters"]["rows"][:3]:
        assert volume(matter["volume"], Language.FR) in slides[2]
    for repair in told["bestRepairs"]["rows"][:1]:
        assert f"{repair['from']['name']} → {repair['to']['name']}" in slides[3]
    for row in told["toAsk"]["rows"]:
        assert all(each["name"] in slides[4] for each in row["departments"][:1])


@pytest.mark.parametrize("key", JOURNEYS)
def test_text_is_within_its_shape_and_shapes_are_on_the_slide(made, key):
    for slide in made[key].slides:
        assert reading.overflowing(slide) == []
        assert reading.outside(slide, made[key]) == []


@pytest.mark.parametrize("key", JOURNEYS)
def test_no_number_of_a_shape_is_there_twice(made, key):
    for slide in made[key].slides:
        numbers = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))


def test_the_map_is_of_native_shapes_that_say_what_they_are(made):
    slide = made["home-quote"].slides[1]
    whole, *_ = (each for each in slide.shapes if each.shape_type.name == "GROUP")
    assert whole._element.nvGrpSpPr.cNvPr.get("descr").startswith("Assurer mon logement. 4 causes")
    named = [each.name for each in reading.shapes(slide) if each.shape_type.name == "GROUP"]
    assert "2 · Je demande un devis en ligne" in named
    diamonds = [each for each in reading.shapes(slide) if _form(each) == MSO_SHAPE.DIAMOND]
    assert sorted(each.text_frame.text for each in diamonds) == ["1", "2", "3"]
    assert all(each.fill.fore_color.rgb == each.fill.fore_color.rgb.from_string("B3261E") for each in diamonds)
    assert not [each for each in reading.shapes(slide) if each.shape_type.name == "PICTURE"]


def _form(shape):
    return shape.auto_shape_type if shape.shape_type.name == "AUTO_SHAPE" else None


def test_notes_lead_back_and_each_slide_says_what_it_rests_on(made):
    for slide in made["home-quote"].slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert "home-quote" in notes and "révision" in notes
        foot = next(each for each in slide.placeholders if each.placeholder_format.type.name == "FOOTER")
        assert foot.text_frame.text.startswith("Aujourd'hui, ce parcours seul")
        assert "0 passage sur 6" in foot.text_frame.text
    assert f"{HOST}/journeys/home-quote" in made["home-quote"].slides[0].notes_slide.notes_text_frame.text
    assert "Ce qui n'y est pas" in reading.words(made["home-quote"].slides[4])


def test_a_competitor_of_whom_little_is_known_is_told_so(made):
    assert "inconnu" in reading.words(made["home-quote-rival"].slides[4])
    assert "volume inconnu" in reading.words(made["home-quote-rival"].slides[2])


def test_the_button_and_the_command_give_the_same_bytes(site, take):
    for kind in ("pptx", "xlsx"):
        got = site.get(f"/journeys/home-quote?as={kind}")
        assert got.status_code == 200 and got.content == take(kind, "home-quote") == take(kind, "home-quote")
        assert got.headers["content-disposition"] == f'attachment; filename="journey-home-quote.{kind}"'
    assert "as=pptx" in site.get("/journeys/home-quote").text


def test_what_is_not_there_is_said(site):
    assert site.get("/journeys/nowhere?as=pptx").status_code == 404


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)  # fmt: skip
DRAWN: dict[type, tuple[Mark, str]] = {
    Box: (Box(0, 0, 9, 9, Hatch.BAD, Paint.INK, 1, (3, 2), 2), "roundRect"),
    Circle: (Circle(5, 5, 4, Paint.INK), "ellipse"),
    Polygon: (Polygon(((0, 0), (9, 0), (4, 9)), Paint.BROKEN), "custGeom"),
    Way: (Way(((0, 0), (9, 0), (9, 9)), radius=3, head=True), "custGeom"),
    Text: (Text(0, 9, '« &<>" »', 12, Weight.BOLD), "txBox"),
    Image: (Image(5, 5, 4, PIXEL, "image/png"), "blip"),
    Part: (Part((Box(0, 0, 9, 9, Paint.INK),), label='a "part"'), "grpSp"),
}


@pytest.mark.parametrize("kind", get_args(Mark))
def test_every_kind_of_mark_is_drawn(kind):
    mark, sign = DRAWN[kind]
    sheet = Sheet("fr-FR", itertools.count(2), lambda _: ("rId9", 2, 1), 10, 20, 0.5)
    drawn = parse_xml(f"<p:spTree {SPACES}>{shapes([mark], sheet)}</p:spTree>")
    assert len(drawn) == 1 and sign in drawn.xml


def test_a_text_keeps_a_reserve_and_its_lines_together():
    sheet = Sheet("fr-FR", itertools.count(2), lambda _: None)
    told = [Text(0, 20, "une ligne", 20), Text(0, 44, "et la suite", 20), Text(0, 90, "autre chose", 20)]
    drawn = parse_xml(f"<p:spTree {SPACES}>{shapes(told, sheet)}</p:spTree>")
    assert len(drawn) == 2
    assert {each.get("sz") for each in drawn.iter("{*}rPr")} == {str(int(20 * RESERVE * 100))}


def test_it_opens_elsewhere_with_a_page_for_each_slide(take, tmp_path):
    pages = reading.printed(take("pptx", "car-claim"), ".pptx", tmp_path).pages
    assert len(pages) == 5
    assert "Ce qui rompt le plus" in pages[2].extract_text()
