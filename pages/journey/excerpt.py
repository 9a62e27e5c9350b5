"""A piece of a map: the steps of one rupture alone, from where it comes to where it breaks."""

from collections.abc import Iterator
from dataclasses import replace

from graph.language import Language
from pages.journey.curve import ways
from pages.journey.sheet import sheet
from pages.journey.told import Journey
from pages.journey.view import Show, View
from pages.journey.window import window
from pages.pictures.marks import Picture

MARGIN = 12


def excerpt(journey: Journey, rupture: str, language: Language) -> Picture:
    """The columns of one rupture, without the curve and what is behind; its other ruptures fade."""
    keys = frozenset(_steps(journey, rupture))
    touched = [each for each in journey.touchpoints if each.step in keys]
    inside = {each.key for each in touched}
    whole = replace(journey, handoffs=tuple(each for each in journey.handoffs if {each.start, each.end} <= inside))
    body = sheet(
        window(whole, keys),
        language,
        View(witness=rupture, show=frozenset({Show.VOLUMES})),
        MARGIN,
        MARGIN,
        ways(journey),
        bare=True,
    )
    title = next((matter.sentence for matter in journey.matters if matter.rupture == rupture), journey.title)
    size = (body.right + MARGIN, body.bottom + MARGIN)
    return Picture(*size, title, journey.title, body.marks, language.name.lower())


def _steps(journey: Journey, rupture: str) -> Iterator[str]:
    """The steps at which a rupture is, and between which the hand-offs run that it breaks."""
    at = {each.key: each.step for each in journey.touchpoints}
    yield from (each.step for each in journey.breaks if each.key == rupture)
    for each in journey.handoffs:
        if any(key == rupture for _, key in each.matters):
            yield from (at[each.start], at[each.end])
    yield from (at[node.key] for node in journey.witnesses.get(rupture, ()) if node.key in at)
