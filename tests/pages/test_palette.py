"""The palette by computation: what is read has contrast, and nothing looks like a rupture that is none."""

from itertools import combinations

import pytest

from pages.pictures.palette import SILOS, TEXTS, Paint
from tests.pages.colours import contrast, distance, luminance

LINES = (Paint.INK, Paint.MUTED, Paint.BROKEN, Paint.GOAL, *SILOS)


@pytest.mark.parametrize(("ink", "ground"), TEXTS, ids=lambda paint: paint.name)
def test_text_can_be_read(ink, ground):
    assert contrast(ink.value, ground.value) >= 4.5


@pytest.mark.parametrize("paint", LINES, ids=lambda paint: paint.name)
def test_lines_can_be_seen(paint):
    assert contrast(paint.value, Paint.PAPER.value) >= 3


@pytest.mark.parametrize(("sight", "least"), [("normal", 40), ("deuteranopia", 20), ("protanopia", 20)])
@pytest.mark.parametrize("silo", SILOS, ids=lambda paint: paint.name)
def test_no_silo_looks_like_a_rupture(silo, sight, least):
    assert distance(silo.value, Paint.BROKEN.value, sight) >= least


def test_there_are_eight_silos_that_differ():
    assert len(SILOS) == 8
    assert min(distance(one.value, other.value) for one, other in combinations(SILOS, 2)) >= 20


def test_in_grey_tints_stay_lighter_than_what_stands_on_them():
    grounds = (Paint.GROUND, Paint.BROKEN_TINT, Paint.GOOD_TINT, Paint.BAD_TINT, Paint.PAPER)
    assert min(luminance(ground.value) for ground in grounds) > 3 * max(luminance(paint.value) for paint in LINES)
