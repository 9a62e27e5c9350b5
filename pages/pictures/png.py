"""Pictures as PNG, drawn by resvg with the vendored font and no other: the same bytes on every machine."""

from math import sqrt

from resvg_py import svg_to_bytes

from graph.errors import BadInput
from graph.saying import saying
from pages.font import FAMILY, FOLDER, Weight
from pages.pictures.marks import Picture
from pages.pictures.svg import svg

MOST, LEAST = 40_000_000, 0.25
"""The most pixels of a file: each takes four bytes of memory; and the zoom below which no text can be read."""

TOO_LARGE = saying(
    "This picture is too large for a PNG ({wide} × {high}): show fewer phases, or take the SVG or the PDF.",
    "Cette image est trop grande pour un PNG ({wide} × {high}) : montrez moins de phases, ou prenez le SVG ou le PDF.",
)


def png(picture: Picture, zoom: float = 2) -> bytes:
    """The picture, `zoom` pixels of the file for each of its own, fewer where it is large. BadInput if too large."""
    zoom = min(zoom, sqrt(MOST / (picture.width * picture.height)))
    if zoom < LEAST:
        raise BadInput(TOO_LARGE(wide=round(picture.width), high=round(picture.height)))
    return svg_to_bytes(
        svg(picture),
        zoom=zoom,
        dpi=96,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(FOLDER / f"{weight.file}.ttf") for weight in Weight],
        sans_serif_family=FAMILY,
    )
