"""The map on paper: nothing is lost between rows and sheets, and each text can be read."""

import random
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings

from graph.language import Language
from pages.journey import told
from pages.journey.bodies import AGREED, Strip
from pages.journey.paper import LEAST, Paper, points
from pages.journey.places import Sizes
from pages.journey.sheets import sheets
from pages.journey.view import PLAIN, Lanes, Show, View
from pages.pictures.marks import Box, Picture, Text, Way, flat
from pages.pictures.svg import svg
from tests.often import often
from tests.pages.demo import named, told_journey
from tests.pages.random_journeys import journeys
from tests.pages.test_map import apart, boxes, edges, huge, lying, parts, through, within

MAPS = (Paper.A3, Paper.A1, Paper.A0)


def ways(sheet: Picture, name: str) -> dict[str, Way]:
    """The ways of hand-offs that are drawn, by key: the `key` of all that begin here, or `continued` ones."""
    return {mark.data[name]: mark for mark in flat(sheet.marks) if isinstance(mark, Way) and name in mark.data}


def words(sheets: tuple[Picture, ...]) -> list[str]:
    return [mark.words for sheet in sheets for mark in flat(sheet.marks) if isinstance(mark, Text)]


def long(steps: int, channels: int, voices: bool = True) -> told.Journey:
    """A journey whose hand-offs go on to the next steps, and one back to the first; a third of them break."""
    chance = random.Random(steps)
    touchpoints = tuple(
        told.Touchpoint(f"s{place}/phone", f"s{place}", f"c{chance.randrange(channels)}", "Appel", volume=(500, 900))
        for place in range(steps)
    )
    pairs = [(place, min(steps - 1, place + chance.randint(1, 3))) for place in range(steps - 1)] + [(steps - 1, 0)]
    return told.Journey(
        "long",
        "Changer de logement",
        "Quatre passages rompent.",
        phases=tuple(told.Phase(f"p{place}", f"Phase {place}") for place in range(4)),
        steps=tuple(
            told.Step(
                f"s{place}",
                "Je demande un devis en ligne",
                f"p{place * 4 // steps}",
                feeling=told.Feeling(-1, 1, chance.choice((-2, 0, 1))),
                voice=told.Voice("J'ai tout redonné", "Verbatim") if voices and place % 5 == 0 else None,
                goings=(told.Going(f"s{place + 1}", 1, f"{place + 1} jours"),) if place + 1 < steps else (),
            )
            for place in range(steps)
        ),
        channels=tuple(told.Channel(f"c{lane}", f"Canal {lane}") for lane in range(channels)),
        touchpoints=touchpoints,
        handoffs=tuple(
            told.Handoff(
                f"{start}~{end}",
                touchpoints[start].key,
                touchpoints[end].key,
                "BROKEN" if place % 3 == 0 else "SOUND",
                matters=((1 + place // 3, f"R{place}"),) if place % 3 == 0 else (),
            )
            for place, (start, end) in enumerate(pairs)
        ),
        matters=tuple(told.Matter(1 + place, "devis perdu", f"Cause {1 + place}", "900") for place in range(steps)),
        address="https://parcours.example.org/journeys/long",
    )


def upheld(journey: told.Journey, paper: Paper, found: tuple[Picture, ...]) -> None:
    """What is true of every map on paper."""
    keys = [key for sheet in found for key in ways(sheet, "key")]
    keys += [part.data["key"] for sheet in found for part in parts(sheet, "key")]
    assert Counter(keys) == Counter(each.key for each in journey.handoffs), "every hand-off once"
    ruptures = [part.data["rupture"] for sheet in found for part in parts(sheet, "rupture")]
    expected = Counter(rupture for each in journey.handoffs for _, rupture in each.matters)
    assert Counter(ruptures) == expected + Counter(each.key for each in journey.breaks), "every rupture once"
    touchpoints = [part.data["touchpoint"] for sheet in found for part in parts(sheet, "touchpoint")]
    assert Counter(touchpoints) == Counter(each.key for each in journey.touchpoints)
    assert {part.data["step"] for sheet in found for part in parts(sheet, "step")} == {s.key for s in journey.steps}
    continued(journey, found)
    for sheet in found:
        assert sheet.on_paper == paper.room
        whole = Box(-0.1, 0, sheet.width + 0.1, sheet.height + 0.1)
        assert all(within(text, whole) for text in flat(sheet.marks) if isinstance(text, Text)), "nothing is cut off"
        standing = boxes(sheet, "touchpoint", "step", "matter")
        assert all(apart(one, other) for one, other in combinations(standing.values(), 2)), "no box over another"
        drawn = ways(sheet, "key") | {f"{key} again": way for key, way in ways(sheet, "continued").items()}
        for way in drawn.values():
            assert not any(through(way, box) for box in boxes(sheet, "touchpoint").values())
        assert not lying(drawn)
        fromstring(svg(sheet))


def continued(journey: told.Journey, found: tuple[Picture, ...]) -> None:
    """A way that leaves its row is told with the number of the step at which it goes on, and goes on there."""
    at = {each.key: each.step for each in journey.touchpoints}
    number = {step.key: place for place, step in enumerate(journey.steps, 1)}
    again = {key for sheet in found for key in ways(sheet, "continued")}
    said = Counter(words(found))
    leaving = Counter(f"→ {number[at[each.end]]}" for each in journey.handoffs if each.key in again)
    coming = Counter(f"{number[at[each.start]]} →" for each in journey.handoffs if each.key in again)
    assert all(said[word] >= count for word, count in (leaving + coming).items())


@pytest.mark.parametrize("paper", MAPS, ids=lambda paper: paper.value)
@pytest.mark.parametrize("key", sorted(named("journeys")))
def test_each_journey_of_the_demo_is_one_sheet(key, paper):
    found = sheets(told_journey(key), Language.FR, paper)
    upheld(told_journey(key), paper, found)
    assert len(found) == 1
    assert points(found[0]) >= LEAST


@given(journeys())
@settings(
    max_examples=often(30), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_every_journey(journey):
    found = sheets(journey, Language.FR, Paper.A3)
    upheld(journey, Paper.A3, found)
    crowded = {
        part.data["touchpoint"] for sheet in found if points(sheet) < LEAST for part in parts(sheet, "touchpoint")
    }
    assert len(crowded) <= 1, "only what happens at one touchpoint may be too much for a sheet"


@pytest.mark.parametrize(
    ("steps", "channels", "voices", "count"), [(14, 1, False, 1), (14, 3, True, 3), (30, 3, True, 5)]
)
def test_long_ones(steps, channels, voices, count):
    journey = long(steps, channels, voices)
    found = sheets(journey, Language.FR, Paper.A3)
    upheld(journey, Paper.A3, found)
    assert len(found) == count
    assert min(map(points, found)) >= LEAST
    assert any(ways(sheet, "continued") for sheet in found)
    waits = [word for word in words(found) if re.fullmatch(r"\d+ jours", word)]
    assert Counter(waits) == Counter(f"{day} jours" for day in range(1, steps)), "no wait is lost between rows"


@pytest.mark.parametrize(
    "view", [View(lanes=Lanes.COMPANY), View(ways=True), View(show=frozenset(Show))], ids=["company", "ways", "all"]
)
def test_what_is_looked_at_is_printed(view):
    journey = replace(long(14, 3), handoffs=tuple(replace(h, certain=False) for h in long(14, 3).handoffs))
    found = sheets(journey, Language.FR, Paper.A3, view)
    upheld(journey, Paper.A3, found)
    assert min(map(points, found)) >= LEAST
    assert any(parts(sheet, "stub") for sheet in found) != view.ways


def test_a_proof_is_printed():
    rupture = next(each.key for each in told_journey("home-quote").breaks if each.kind == "SILENT_GAP")
    (plain,), (proven,) = (
        sheets(told_journey("home-quote"), Language.FR, Paper.A0, v) for v in (PLAIN, View(witness=rupture))
    )
    assert len(list(flat(proven.marks))) != len(list(flat(plain.marks)))


def test_rows_on_one_sheet():
    (sheet,) = sheets(long(14, 1, voices=False), Language.EN, Paper.A3)
    tops = sorted({box.y for name, box in boxes(sheet, "step").items()})
    assert len(tops) == 2, "two rows of seven steps"


def test_several_sheets_say_which_they_are():
    found = sheets(long(30, 3), Language.FR, Paper.A3)
    for place, sheet in enumerate(found, 1):
        assert f"feuille {place} sur {len(found)}" in words((sheet,))
        assert any("inconnu\N{NO-BREAK SPACE}: 0 passage sur 30" in word for word in words((sheet,)))
    index = words(found[:1])
    assert {"Feuille 2", "Feuille 5", "30 · Je demande un devis en ligne"} <= set(index)


def test_huge():
    """200 steps on 40 channels can be read on paper, too."""
    journey = huge(200, 40)
    found = sheets(journey, Language.EN, Paper.A3)
    upheld(journey, Paper.A3, found)
    assert min(map(points, found)) >= LEAST


def test_huge_ones_take_seconds(monkeypatch):
    """200 steps on 40 channels: no row is laid out twice in one size, and few are tried."""
    tried = Counter[tuple[str, int, Sizes]]()

    def counting(row, language, size, *rest):
        tried[row.steps[0].key, len(row.steps), size] += 1
        return Strip(row, language, size, *rest)

    monkeypatch.setattr("pages.journey.sheets.Strip", counting)
    sheets(huge(200, 40), Language.EN, Paper.A1)
    assert max(tried.values()) == 1 and tried.total() < 250


def test_what_breaks_goes_on_where_it_is_too_much():
    causes = tuple(told.Matter(number, "perdu", f"Cause {number}", "900") for number in range(1, 91))
    found = sheets(replace(long(4, 2), matters=causes), Language.FR, Paper.A3)
    listed = [[part.data["listed"] for part in parts(sheet, "listed")] for sheet in found]
    assert [len(numbers) for numbers in listed] == [5, 85]
    assert sorted(int(number) for numbers in listed for number in numbers) == list(range(1, 91))


@pytest.mark.parametrize("paper", [Paper.A1, Paper.A0], ids=lambda paper: paper.value)
def test_a_poster(paper):
    journey = told_journey("home-quote")
    first, *others = journey.matters
    decided = replace(first, owner="Marketing, Service client", decision="un accusé dans l'heure")
    (sheet,) = sheets(replace(journey, matters=(decided, *others)), Language.FR, paper)
    scale = paper.room[0] / sheet.width
    sizes = {mark.size for part in parts(sheet, "step") for mark in part.marks if isinstance(mark, Text)}
    assert max(sizes) * scale / 25.4 * 72 >= 20
    said = words((sheet,))
    who, decided_ = (
        "qui\N{NO-BREAK SPACE}: Marketing, Service client",
        "décidé\N{NO-BREAK SPACE}: un accusé dans l'heure",
    )
    assert f"{who} · {decided_}" in said and "rien de décidé" in said
    assert sum("https://" in line for line in said) == 1, "the address once"
    (title,) = (m for m in flat(sheet.marks) if isinstance(m, Text) and m.words.startswith("Ce que nous avons convenu"))
    (box,) = (m for m in flat(sheet.marks) if isinstance(m, Box) and m.fill is None and m.width > sheet.width - 10)
    assert within(title, box) and box.height * scale >= AGREED - 0.5


def test_to_be_filled_by_hand():
    (sheet,) = sheets(told_journey("home-quote"), Language.FR, Paper.BLANK)
    assert not parts(sheet, "touchpoint") and not parts(sheet, "matter")
    assert len(parts(sheet, "step")) == 7 and len(parts(sheet, "phase")) == 3
    assert sheet.on_paper
    scale = sheet.on_paper[0] / sheet.width
    assert all(box.width * scale >= 76 for box in boxes(sheet, "step").values()), "a note has room"
    assert points(sheet) >= LEAST


@pytest.mark.parametrize("journey", [told.Journey("j", "J", "Rien encore."), long(22, 3)], ids=["no steps", "many"])
def test_blank_ones(journey):
    found = sheets(journey, Language.FR, Paper.BLANK)
    steps = [part.data["step"] for sheet in found for part in parts(sheet, "step")]
    assert steps == [step.key for step in journey.steps]
    assert steps or len(parts(found[0], "column")) == 8
    for sheet in found:
        texts = [edges(mark) for mark in flat(sheet.marks) if isinstance(mark, Text)]
        assert all(apart(one, other) for one, other in combinations(texts, 2))


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
def test_no_steps(paper):
    assert len(sheets(told.Journey("j", "J", "Rien encore."), Language.EN, paper)) == 1
