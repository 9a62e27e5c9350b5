"""The firm's slides: opened, judged, and the layout of them that ours are put on. Without any: a plain one of ours."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.slide import SlideLayout

from graph.errors import BadInput
from graph.saying import saying

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

OURS = Path(__file__).with_name("ours.pptx")
LARGEST = 200_000_000
"""How many bytes a template may have once it is unpacked."""

TYPES, MAIN = "[Content_Types].xml", b"presentationml.presentation.main+xml"
SORTS = (b"presentationml.template.main+xml", b"presentationml.slideshow.main+xml")
"""What a template, and a show, say of themselves: the same as a presentation, but for this."""
DAMAGE = (PackageNotFoundError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError,
          SyntaxError, NotImplementedError, EOFError, OSError)  # fmt: skip
"""What is raised over files that are none, or are damaged; SyntaxError is what lxml raises of XML."""

BROKEN = saying(
    "the template of slides cannot be opened: it is damaged, or no .pptx or .potx; save it again in PowerPoint",
    "le modèle de diapositives ne s'ouvre pas : il est abîmé, ou n'est ni un .pptx ni un .potx ; "
    "enregistrez-le de nouveau dans PowerPoint",
)
MACROS = saying(
    "the template of slides has macros: save it as .pptx or .potx, without them",
    "le modèle de diapositives contient des macros : enregistrez-le en .pptx ou .potx, sans elles",
)
HUGE = saying(
    "the template of slides is too large ({size} MB unpacked, at most {most}): take large pictures out of it",
    "le modèle de diapositives est trop lourd ({size} Mo décompressés, {most} au plus) : retirez-en les grandes images",
)
NO_LAYOUT = saying(
    "the template of slides has no layout with a title: add one that has only a title",
    "le modèle de diapositives n'a aucune disposition avec un titre : ajoutez-en une « Titre seul »",
)


def opened(template: bytes | None) -> "Deck":
    """The template without slides. BadInput for one that is damaged, too large, or has macros."""
    content = _plain(template) if template is not None else OURS.read_bytes()
    try:
        deck = Presentation(io.BytesIO(content))
        _emptied(deck)
        layout(deck)
    except DAMAGE as error:
        raise BadInput(BROKEN()) from error
    return deck


def _plain(template: bytes) -> bytes:
    """The template as a presentation, whether it was one, a template or a show."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as found:
            size = sum(each.file_size for each in found.infolist())
            if size > LARGEST:
                raise BadInput(HUGE(size=size // 1_000_000, most=LARGEST // 1_000_000))
            types = found.read(TYPES)
            if b"macroEnabled" in types or any(each.lower().endswith("vbaproject.bin") for each in found.namelist()):
                raise BadInput(MACROS())
            sort = next((each for each in SORTS if each in types), None)
            return _renamed(found, types.replace(sort, MAIN)) if sort else template
    except DAMAGE as error:
        raise BadInput(BROKEN()) from error


def _renamed(template: zipfile.ZipFile, types: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for each in template.infolist():
            written.writestr(each.filename, types if each.filename == TYPES else template.read(each))
    return made.getvalue()


def _emptied(deck: "Deck") -> None:
    """The slides that the template has itself, and what names them, are no part of ours."""
    slides = deck.slides._sldIdLst  # python-pptx drops no slides by itself
    for each in list(slides):
        deck.part.drop_rel(each.rId)
        slides.remove(each)
    for each in list(deck.element):
        if each.tag.endswith(("}extLst", "}custShowLst")):  # sections and shows, by the numbers of slides
            deck.element.remove(each)


NAMES = ("title only", "titre seul", "titre uniquement", "only title")
"""What a layout is called that has a title alone, where it does not say so itself."""
TITLES, FEET = ("TITLE", "CENTER_TITLE"), ("FOOTER", "SLIDE_NUMBER", "DATE")
"""The places of titles, and those at the foot of a slide."""


def layout(deck: "Deck") -> SlideLayout:
    """The layout that slides are put on: the one with a title alone, else the one with the least beside a title.

    BadInput where no layout has a title.
    """
    found: list[SlideLayout] = [each for master in deck.slide_masters for each in list(master.slide_layouts)]
    titled = [each for each in found if holders(each, *TITLES)]
    if not titled:
        raise BadInput(NO_LAYOUT())
    return min(titled, key=_order)


def holders(of: Any, *kinds: str) -> list[Any]:
    """The places of a slide, a layout or a master, of these kinds where some are named."""
    return [each for each in of.placeholders if not kinds or each.placeholder_format.type.name in kinds]


def _order(layout: SlideLayout) -> tuple[bool, bool, int, bool]:
    others = len(holders(layout)) - len(holders(layout, *TITLES, *FEET))
    named = layout.name.strip().lower() in NAMES
    return layout._element.get("type") != "titleOnly", not named, others, bool(holders(layout, "CENTER_TITLE"))
