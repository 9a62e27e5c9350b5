"""The firm's slides are used as they are, or refused with a reason."""

import io
import re
import zipfile

import pytest
from pptx import Presentation
from pptx.util import Pt

from graph.errors import BadInput
from graph.language import Language
from pages.files.slides.room import place
from pages.files.slides.template import layout, opened
from wording.problems import said


def firm(change=lambda deck: None, edit=lambda name, content: content) -> bytes:
    """A template in 4:3, with a slide of its own."""
    made, deck = io.BytesIO(), Presentation()
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "La leur"
    change(deck)
    deck.save(made)
    edited = io.BytesIO()
    with zipfile.ZipFile(made) as found, zipfile.ZipFile(edited, "w") as written:
        for name in found.namelist():
            written.writestr(name, edit(name, found.read(name)))
    return edited.getvalue()


def typed(name, content, sort):
    told = b"openxmlformats-officedocument.presentationml.presentation.main"
    return content.replace(told, sort) if name == "[Content_Types].xml" else content


TEMPLATE = b"openxmlformats-officedocument.presentationml.template.main"
MACROS = b"ms-powerpoint.presentation.macroEnabled.main"


def test_without_one_slides_are_wide_and_plain():
    deck = opened(None)
    found = layout(deck)
    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))
    assert found.name == "Title Only" and place(deck, found).light


@pytest.mark.parametrize("template", [firm(), firm(edit=lambda n, c: typed(n, c, TEMPLATE))], ids=["pptx", "potx"])
def test_its_size_and_its_layout_are_taken_and_its_slides_are_not(template):
    deck = opened(template)
    assert (deck.slide_width, deck.slide_height) == (Pt(720), Pt(540))
    assert len(deck.slides) == 0
    found = place(deck, layout(deck))
    assert layout(deck).name == "Title Only" and found.size == 44 and found.room.width < 720


def test_a_layout_is_known_by_what_it_is_by_its_name_or_by_what_is_in_it():
    def unsaid(name, content):
        return re.sub(rb' type="titleOnly"', b"", content) if "slideLayout" in name else content

    assert layout(opened(firm(edit=unsaid))).name == "Title Only"

    def renamed(deck):
        for each in deck.slide_layouts:
            each.name = {"Title Only": "Titre seul"}.get(each.name, each.name)

    assert layout(opened(firm(renamed, unsaid))).name == "Titre seul"
    assert layout(opened(firm(_nameless, unsaid))).name == "5"


def _nameless(deck):
    for number, each in enumerate(deck.slide_layouts):
        each._element.cSld.set("name", str(number))


def test_dark_grounds_and_wide_fonts_are_seen():
    def dark(name, content):
        if not name.startswith("ppt/theme/theme1"):
            return content
        content = re.sub(rb"<a:lt1>.*?</a:lt1>", b'<a:lt1><a:srgbClr val="102030"/></a:lt1>', content, flags=re.DOTALL)
        return content.replace(b"Calibri", b"Verdana")

    deck = opened(firm(edit=dark))
    found = place(deck, layout(deck))
    assert not found.light and found.reserve == 0.8


def _untitled(deck):
    for each in list(deck.slide_layouts)[1:]:
        for holder in list(each.placeholders):
            if "TITLE" in holder.placeholder_format.type.name:
                holder._element.getparent().remove(holder._element)
    first = deck.slide_layouts[0]
    for holder in list(first.placeholders):
        holder._element.getparent().remove(holder._element)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (b"", "abîmé"),
        (b"PK\x03\x04 nothing", "abîmé"),
        (firm()[:9000], "abîmé"),
        (firm(edit=lambda n, c: b"<p:sld" if n.endswith("slideMaster1.xml") else c), "abîmé"),
        (firm(edit=lambda n, c: typed(n, c, b"openxmlformats-officedocument.wordprocessingml.document.main")), "abîmé"),
        (firm(edit=lambda n, c: typed(n, c, MACROS)), "macros"),
        (firm(_untitled), "aucune disposition avec un titre"),
    ],
    ids=["empty", "no archive", "cut", "broken", "a letter", "macros", "no title"],
)
def test_one_that_cannot_be_used_is_refused_with_the_reason(template, words):
    with pytest.raises(BadInput) as refused:
        opened(template)
    assert words in said(refused.value.said, Language.FR)
    assert "template of slides" in said(refused.value.said, Language.EN)


def test_a_title_that_leaves_no_room_is_refused():
    def low(deck):
        for each in deck.slide_layouts:
            for holder in each.placeholders:
                if "TITLE" in holder.placeholder_format.type.name:
                    holder.left, holder.top, holder.width, holder.height = Pt(40), Pt(300), Pt(640), Pt(100)

    deck = opened(firm(low))
    with pytest.raises(BadInput, match="no room"):
        place(deck, layout(deck))
