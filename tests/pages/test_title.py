"""The title block: all of it is told, nothing lies on anything, however long its texts are."""

import base64
import datetime
import struct
import zlib
from dataclasses import replace
from itertools import combinations

import pytest
import segno
from defusedxml.ElementTree import fromstring

from graph.language import Language
from pages.journey import told
from pages.journey.title import HIGH, title
from pages.pictures.marks import Box, Circle, Image, Part, Picture, Text, flat, media
from pages.pictures.palette import Paint
from pages.pictures.png import png
from pages.pictures.svg import svg
from tests.pages.random_journeys import HOSTILE
from tests.pages.test_map import SVG, apart, edges

LONG = "Assurer mon logement avant la remise des clés, sans répéter ce que j'ai déjà dit, " * 4
WORDY = told.Persona("Marie-Françoise de La Tour", "Conductrice accidentée, mère de trois enfants", LONG[:140])


def journey(title_: str = "Assurer mon logement", personas: int = 1, persona: told.Persona = WORDY) -> told.Journey:
    return told.Journey(
        "j",
        title_,
        "Trois causes rompent cinq passages de relais ; la plus grande touche 3 000 à 4 000 contacts par an.",
        scenario="J'emménage dans trois semaines",
        goal="Être assurée avant la remise des clés",
        scope="Réalité · non archivés · 9 parcours",
        status="Validé",
        validated=("Marketing", "Service client"),
        asked=3,
        keeper="Équipe du site",
        revision=42,
        date=datetime.date(2026, 11, 28),
        address="https://parcours.example.org/journeys/assurer-mon-logement-avant-la-remise-des-cles?lang=fr",
        personas=(persona,) * personas,
        handoffs=tuple(
            told.Handoff(str(number), "a", "b", "UNKNOWN" if number < 12 else "SOUND") for number in range(41)
        ),
    )


def red(side: int = 4) -> bytes:
    """A red PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\xff\x00\x00" * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("width", [900, 1100, 1850])
@pytest.mark.parametrize("personas", [0, 1, 2, 5])
@pytest.mark.parametrize("called", ["Assurer mon logement", LONG[:300], *HOSTILE])
def test_nothing_lies_on_anything(called, personas, width):
    marks, end = title(journey(called, personas), 28, 28 + width, 28, Language.FR, printed=True)
    texts = [edges(mark) for mark in marks if isinstance(mark, Text)]
    circles = {(c.x, c.y): Box(c.x - c.radius, c.y - c.radius, 2 * c.radius, 2 * c.radius)
               for c in marks if isinstance(c, Circle)}  # fmt: skip
    (code,) = (mark for mark in marks if isinstance(mark, Part))
    ground = code.marks[0]
    outside = [text for text in texts if text.width and not any(_inside(text, box) for box in circles.values())]
    assert isinstance(ground, Box)
    standing = [*outside, *circles.values(), ground]
    assert all(apart(one, other) for one, other in combinations(standing, 2))
    assert all(box.x >= 28 and box.right <= 28 + width + 0.1 and box.y >= 20 and box.bottom <= end for box in standing)
    assert end >= 28 + HIGH


def _inside(text: Box, box: Box) -> bool:
    """Initials, in their circle."""
    return box.x <= text.x and text.right <= box.right and box.y <= text.y and text.bottom <= box.bottom


def test_all_of_it_is_told():
    marks, _ = title(journey(LONG[:300], 5), 0, 1100, 0, Language.FR)
    said = "".join(mark.words for mark in marks if isinstance(mark, Text)).replace(" ", "")
    assert said.count(LONG[:140].strip().replace(" ", "")) == 6, "five expectations, and the title begins with it"
    assert LONG[:300].strip().replace(" ", "") in said
    assert "validépar2sur3\N{NO-BREAK SPACE}:Marketing,Serviceclient" in said
    assert "inconnus\N{NO-BREAK SPACE}:12passagessur41" in said and "28novembre2026,révision42" in said
    assert "journeys/assurer-mon-logement-avant-la-remise-des-cles?lang=fr" in said and "…" not in said


def test_a_block_of_usual_length_is_as_high_as_it_should_be():
    usual = replace(journey(persona=told.Persona("Nadia", "Locataire", "Finir ici")), address="https://x.example/j/a")
    _, end = title(usual, 0, 1300, 0, Language.FR)
    assert end == HIGH


@pytest.mark.parametrize("portrait", [None, b"<svg onload='alert(1)'/>", b"GIF89a"])
def test_without_a_portrait_there_are_initials(portrait):
    marks, _ = title(journey(persona=told.Persona("Marie Curie", portrait=portrait)), 0, 1100, 0, Language.EN)
    assert not [mark for mark in marks if isinstance(mark, Image)]
    assert "MC" in [mark.words for mark in marks if isinstance(mark, Text)]


def test_a_portrait_is_drawn_in_a_circle():
    marks, _ = title(journey(persona=told.Persona("Marie Curie", portrait=red())), 0, 1100, 0, Language.EN)
    (image,) = (mark for mark in marks if isinstance(mark, Image))
    assert media(red()) == "image/png" and media(b"\xff\xd8\xff\xe0") == "image/jpeg"
    picture = Picture(1100, 200, "P", "P", marks)
    (drawn,) = fromstring(svg(picture, name="a-")).iter(f"{SVG}image")
    assert base64.b64decode(drawn.get("href", "").removeprefix("data:image/png;base64,")) == image.content
    assert drawn.get("clip-path") == "url(#a-round-26-26-26)"
    alone = Picture(52, 52, "P", "P", (Image(26, 26, 26, red(), "image/png"),))
    assert png(alone, 1) != png(Picture(52, 52, "P", "P", ()), 1)


def test_a_printed_address_can_be_read_by_a_phone():
    marks, _ = title(journey(), 0, 1100, 0, Language.EN, printed=True)
    (code,) = (mark for mark in marks if isinstance(mark, Part))
    paper, *modules = (mark for mark in code.marks if isinstance(mark, Box))
    assert len(code.marks) == 1 + len(modules)
    matrix = segno.make_qr(code.data["address"], error="m").matrix
    side = modules[0].height
    left, top = min(box.x for box in modules), min(box.y for box in modules)
    dark = {
        (round((box.y - top) / side), round((box.x - left) / side) + place)
        for box in modules
        for place in range(round(box.width / side))
    }
    assert dark == {(y, x) for y, row in enumerate(matrix) for x, on in enumerate(row) if on}
    assert left - paper.x >= 4 * side and all(box.fill is Paint.INK for box in modules)
    assert not [mark for mark in flat(title(journey(), 0, 1100, 0, Language.EN)[0]) if isinstance(mark, Part)]
