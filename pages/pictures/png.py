"""Pictures as PNG, drawn by resvg with the vendored font and no other: the same bytes on every machine."""

from resvg_py import svg_to_bytes

from pages.font import FAMILY, FOLDER, Weight
from pages.pictures.marks import Picture
from pages.pictures.svg import svg


def png(picture: Picture, zoom: float = 2) -> bytes:
    """The picture, `zoom` pixels of the file for each of its own."""
    return svg_to_bytes(
        svg(picture),
        zoom=zoom,
        dpi=96,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(FOLDER / f"{weight.file}.ttf") for weight in Weight],
        sans_serif_family=FAMILY,
    )
