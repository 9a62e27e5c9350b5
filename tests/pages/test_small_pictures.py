"""The small pictures of other pages: a proof as a strip, a piece of a map, a line of feelings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language import Language
from pages.journey.excerpt import excerpt
from pages.journey.sparkline import sparkline
from pages.journey.strip import strip
from pages.pictures.marks import Box, Text, Way, flat
from pages.pictures.palette import Paint
from tests.pages.random_journeys import journeys
from tests.pages.test_map import PATIENT, parts, upheld, within
from tests.pages.test_views import HOME, LOSS, seen, words


def test_the_strip_goes_from_where_it_is_given_to_where_it_lacks():
    picture = strip(LOSS, HOME.witnesses[LOSS], "Le devis est perdu", Language.FR)
    boxes = [words(part) for part in parts(picture, "role")]
    assert boxes[0] == "1 Recueilli à Je demande un devis en ligne" and boxes[5].startswith("6 Nécessaire à J'appelle")
    nodes = [part.data["node"] for part in parts(picture, "node")]
    assert nodes[0] == "Touchpoint:home-quote/ask-quote/website" and "System:crm" in nodes
    arrows = [mark for mark in flat(picture.marks) if isinstance(mark, Way) and len(mark.points) == 2]
    broken = [mark for mark in arrows if mark.stroke is Paint.BROKEN and mark.dash]
    assert len(broken) == 1 and sum(mark.head for mark in arrows) == 4


def test_a_strip_of_many_counts_the_rest():
    first, *others, last = HOME.witnesses[LOSS]
    fed = next(each for each in others if each.role == "FED_TO")
    many = (first, *others, *(replace(fed, key=f"s{place}", name="é" * 200) for place in range(9)), last)
    picture = strip(LOSS, many, "", Language.EN)
    assert "+ 7" in seen(picture)
    whole = Box(0, 0, picture.width, picture.height)
    assert all(within(mark, whole) for mark in flat(picture.marks) if isinstance(mark, Text))


@pytest.mark.parametrize("rupture", sorted(HOME.witnesses))
def test_an_excerpt_has_the_steps_of_one_rupture(rupture):
    picture = excerpt(HOME, rupture, Language.FR)
    assert 1 <= len(parts(picture, "step")) <= 2 and rupture in {
        part.data["rupture"] for part in parts(picture, "rupture")
    }


@given(journeys())
@PATIENT
def test_every_excerpt(journey):
    for rupture in [rupture for each in journey.handoffs for _, rupture in each.matters][:2]:
        picture = excerpt(journey, rupture, Language.FR)
        shown = {part.data["step"] for part in parts(picture, "step")}
        at = {each.key: each.step for each in journey.touchpoints}
        inside = tuple(each for each in journey.handoffs if {at[each.start], at[each.end]} <= shown)
        upheld(replace(journey, handoffs=inside), picture)


@pytest.mark.parametrize(
    ("feelings", "language", "told"),
    [
        ((0, 1, -2, None, 1), Language.FR, "de 1 à −2, finit à 1"),
        ((1, -2, 0.5), Language.EN, "from 1 down to −2, ends at 0.5"),
        ((None, None), Language.FR, "on ne sait pas ce qui est ressenti"),
        ((), Language.EN, "what is felt is not known"),
    ],
)
def test_a_line_of_feelings(feelings, language, told):
    picture = sparkline(feelings, language)
    assert (picture.title, picture.width, picture.height) == (told, 110, 24)


@given(st.lists(st.none() | st.floats(-2, 2), max_size=40))
def test_a_line_of_feelings_stays_within(feelings):
    for mark in flat(sparkline(feelings, Language.EN).marks):
        if isinstance(mark, Way):
            assert all(0 <= x <= 110 and 0 <= y <= 24 for x, y in mark.points)
