"""Makes `ours.pptx`, the template of those who have none: `python -m pages.files.slides.make`."""

import re
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from pages.files.packed import packed
from pages.files.slides.template import OURS

WIDTH, HEIGHT, MARGIN = 960, 540, 36
KEPT = ("Title Slide", "Title Only")
COLOURS = {
    "dk1": "1F2328", "lt1": "FFFFFF", "dk2": "2B3440", "lt2": "F6F8FA", "accent1": "2B3440", "accent2": "57606A",
    "accent3": "2F6DB5", "accent4": "0F7A5A", "accent5": "6F56C9", "accent6": "B3261E",
}  # fmt: skip
PLACES = {
    "TITLE": (MARGIN, 22, WIDTH - 2 * MARGIN, 46),
    "FOOTER": (MARGIN, HEIGHT - 32, WIDTH - 2 * MARGIN - 60, 20),
    "SLIDE_NUMBER": (WIDTH - MARGIN - 54, HEIGHT - 32, 54, 20),
}
"""Where what a slide has stands: left, top, width and height in points."""


def main() -> None:
    """Write the template anew."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = deck.slide_master
    for each in list(deck.slide_layouts):
        if each.name not in KEPT:
            deck.slide_layouts.remove(each)
    for holder in (master, *deck.slide_layouts):
        for shape in list(holder.placeholders):
            _placed(shape)
    styles = master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    styles.set("algn", "l")
    styles.find("{*}defRPr").set("sz", "2600")
    styles.find("{*}defRPr").set("b", "1")
    _themed(master)
    for part in (deck.part, deck.part.package):
        for name, relation in list(part._rels.items()):
            if relation.reltype.endswith(("/printerSettings", "/thumbnail")):
                part.drop_rel(name)
    deck.core_properties.title = deck.core_properties.last_modified_by = ""
    deck.core_properties.author = "Parcours"
    deck.save(str(OURS))
    OURS.write_bytes(packed(OURS.read_bytes(), None))


def _placed(shape: Any) -> None:
    kind = shape.placeholder_format.type.name
    if kind == "DATE":
        shape._element.getparent().remove(shape._element)
    elif kind in PLACES:
        shape.left, shape.top, shape.width, shape.height = map(Pt, PLACES[kind])
        body = shape._element.find(".//{*}bodyPr")
        body.set("lIns", "0")
        body.set("rIns", "0")
        if kind == "TITLE":
            body.set("anchor", "ctr")
        for style in shape._element.iter("{*}lvl1pPr"):
            style.set("algn", "r" if kind == "SLIDE_NUMBER" else "l")
            for run in style.iter("{*}defRPr"):
                run.set("sz", "1000")
    elif kind == "CENTER_TITLE":
        shape.left, shape.top, shape.width, shape.height = map(Pt, (MARGIN, 150, WIDTH - 2 * MARGIN, 90))
    else:
        shape.left, shape.top, shape.width, shape.height = map(Pt, (MARGIN, 260, WIDTH - 2 * MARGIN, 160))


def _themed(master: Any) -> None:
    part = next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))
    told = part.blob.decode()
    told = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', r"\g<1>Arial", told)
    for name, colour in COLOURS.items():
        told = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', told, flags=re.S
        )
    part._blob = told.encode()


if __name__ == "__main__":
    main()
