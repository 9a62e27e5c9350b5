"""What stands in files, read back."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pptx import Presentation
from pypdf import PdfReader

from pages.files.slides.shapes import EMU
from pages.font import Weight
from pages.pictures.text import width

OFFICE = shutil.which("soffice")


def deck(content: bytes):
    return Presentation(io.BytesIO(content))


def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def shapes(holder) -> Iterator[Any]:
    """All shapes, those of groups after their group."""
    for each in holder.shapes:
        yield each
        if each.shape_type is not None and each.shape_type.name == "GROUP":
            yield from shapes(each)


def words(slide) -> str:
    """All that is to be read on a slide, in its order."""
    found = []
    for each in shapes(slide):
        if each.has_text_frame:
            found.append(each.text_frame.text.replace("\v", " "))
        elif each.has_table:
            found += [cell.text for row in each.table.rows for cell in row.cells]
    return "\n".join(found)


def overflowing(slide) -> list[str]:
    """Lines of text that our font draws wider than their shape."""
    found = []
    for each in shapes(slide):
        if each.is_placeholder:
            continue
        if each.has_text_frame and each.text_frame.text:
            run = each.text_frame.paragraphs[0].runs[0]
            weight = Weight.BOLD if run.font.bold else Weight.REGULAR
            room = each.width / EMU
            lines = each.text_frame.text.split("\v")
            found += [line for line in lines if width(line, run.font.size.pt, weight) > room + 0.5]
    return found


def outside(slide, made) -> list[str]:
    """What leaves the slide."""
    return [
        each.name
        for each in shapes(slide)
        if each.left < -1 or each.top < -1
        or each.left + each.width > made.slide_width + EMU or each.top + each.height > made.slide_height + EMU
    ]  # fmt: skip


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {each: found.read(each) for each in found.namelist()}


def printed(content: bytes, suffix: str, folder) -> PdfReader:
    """The file as LibreOffice prints it."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    file = folder / f"file{suffix}"
    file.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    told = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file]
    subprocess.run(told, check=True, capture_output=True, timeout=120)
    return PdfReader(file.with_suffix(".pdf"))
