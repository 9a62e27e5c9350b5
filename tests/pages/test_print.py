"""What a real browser prints: as many pages as there are sheets, each of its size, with text that can be selected."""

import os
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from graph.language import Language
from pages.journey.paper import MARGIN, Paper
from pages.journey.sheets import sheets
from pages.pictures.svg import svg
from tests.pages.demo import told_journey
from tests.pages.test_sheets import long

CHROMIUM = shutil.which("chromium")
QUIET = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PRINTED = [("home-quote", paper) for paper in Paper] + [("car-claim", Paper.A3), ("long", Paper.A3)]


@pytest.fixture(scope="module")
def chromium() -> str:
    """The browser that the machine has."""
    if CHROMIUM is None and os.environ.get("CI") == "true":
        pytest.fail("there is no Chromium to print with")
    return CHROMIUM or pytest.skip("there is no Chromium to print with")


@pytest.mark.parametrize(("key", "paper"), PRINTED, ids=lambda each: getattr(each, "value", each))
def test_printed(key, paper, chromium, tmp_path):
    journey = long(14, 3) if key == "long" else told_journey(key)
    found = sheets(journey, Language.FR, paper)
    page, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    sections = "".join(f'<section class="sheet">{svg(sheet, name=f"s{n}-")}</section>' for n, sheet in enumerate(found))
    page.write_text(f'<!doctype html><meta charset="utf-8"><style>{paper.rules}</style><main>{sections}</main>')
    told = (chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'home'}", *QUIET)
    command = (*told, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    pages = PdfReader(pdf).pages
    assert len(pages) == len(found)
    for printed, sheet in zip(pages, found, strict=True):
        assert sheet.on_paper
        size = tuple(float(side) / 72 * 25.4 for side in (printed.mediabox.width, printed.mediabox.height))
        assert size == pytest.approx((sheet.on_paper[0] + 2 * MARGIN, sheet.on_paper[1] + 2 * MARGIN), abs=0.5)
    text = " ".join(printed.extract_text() for printed in pages)
    assert journey.title in text and all(step.text.split()[-1] in text for step in journey.steps)
