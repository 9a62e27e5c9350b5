"""The map of a journey, by geometry: on random journeys, on huge ones, and on the demo's."""

import random
import re
import time
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.language import Language
from pages.journey import told
from pages.journey.curve import ways
from pages.journey.links import linked
from pages.journey.picture import draw
from pages.journey.signs import lines
from pages.journey.view import Look, View
from pages.pictures.marks import Box, Part, Picture, Text, Way, flat
from pages.pictures.palette import TEXTS, Paint
from pages.pictures.png import MOST, png
from pages.pictures.svg import svg
from pages.pictures.text import width
from tests.often import often
from tests.pages.demo import named, told_journey
from tests.pages.random_journeys import journeys, views

SVG = "{http://www.w3.org/2000/svg}"


def box(part: Part) -> Box:
    """What a part says of where it is."""
    x, y, wide, high = map(float, part.data["box"].split())
    return Box(x, y, wide, high)


def parts(picture: Picture, kind: str) -> list[Part]:
    """The parts that tell this of themselves."""
    return [mark for mark in flat(picture.marks) if isinstance(mark, Part) and kind in mark.data]


def boxes(picture: Picture, *kinds: str) -> dict[str, Box]:
    """The boxes of parts of these kinds, by kind, key and place."""
    return {
        f"{kind} {part.data[kind]}" + (f" {place}" if kind == "matter" else ""): box(part)
        for kind in kinds
        for place, part in enumerate(parts(picture, kind))
    }


def apart(one: Box, other: Box) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def drawn(picture: Picture) -> dict[str, Way]:
    """The ways of hand-offs that are drawn, by key."""
    return {mark.data["key"]: mark for mark in flat(picture.marks) if isinstance(mark, Way) and mark.data}


def through(way: Way, box: Box) -> bool:
    """Whether a piece of the way lies within the box, its edges left out."""
    for (x, y), (to, at) in zip(way.points, way.points[1:], strict=False):
        left, right, top, bottom = min(x, to), max(x, to), min(y, at), max(y, at)
        if left < box.right - 0.1 and right > box.x + 0.1 and top < box.bottom - 0.1 and bottom > box.y + 0.1:
            return True
    return False


def upheld(journey: told.Journey, picture: Picture) -> None:
    """What is true of every map; of a part of one, what is at the steps that it shows."""
    shown = {part.data["step"] for part in parts(picture, "step")}
    at = {each.key: each.step for each in journey.touchpoints}
    told_ways = [*drawn(picture), *(part.data["key"] for part in parts(picture, "key"))]
    assert Counter(told_ways) == Counter(each.key for each in journey.handoffs), "every hand-off once"
    standing = boxes(picture, "touchpoint", "step", "matter")
    assert sum(name.startswith("touchpoint ") for name in standing) == sum(step in shown for step in at.values())
    assert all(apart(one, other) for one, other in combinations(standing.values(), 2)), "no box over another"
    touchpoints = boxes(picture, "touchpoint")
    for key, way in drawn(picture).items():
        assert not any(through(way, box) for box in touchpoints.values()), f"{key} passes through a box"
        start, end = next((h.start, h.end) for h in journey.handoffs if h.key == key)
        assert way.points[0][0] == pytest.approx(touchpoints[f"touchpoint {start}"].right, abs=0.1)
        assert way.points[-1][0] == pytest.approx(touchpoints[f"touchpoint {end}"].x, abs=0.1)
    drawn_here = [each for each in journey.handoffs if {at[each.start], at[each.end]} <= shown]
    matters = Counter(rupture for each in drawn_here for _, rupture in each.matters)
    matters += Counter(each.key for each in journey.breaks if each.step in shown)
    assert Counter(part.data["rupture"] for part in parts(picture, "rupture")) == matters, "every rupture once"
    for part in (*parts(picture, "touchpoint"), *parts(picture, "step")):
        assert all(within(text, box(part)) for text in part.marks if isinstance(text, Text)), "text within its box"

    for part in parts(picture, "matter"):
        labels = [edges(text) for text in part.marks if isinstance(text, Text) and text.anchor == "start"]
        assert all(apart(label, other) for label in labels for other in touchpoints.values()), (
            "what happens stands free"
        )
    assert not lying(drawn(picture)), "no way lies on another"
    whole = Box(0, 0, picture.width, picture.height)
    assert all(within(text, whole) for text in flat(picture.marks) if isinstance(text, Text)), "nothing is cut off"


def edges(text: Text) -> Box:
    """Where a line of text is, as wide as the font says."""
    wide = width(text.words, text.size, text.weight)
    x = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
    return Box(x, text.y - text.size * 0.73, wide, text.size * 0.73)


def within(text: Text, box: Box) -> bool:
    line = edges(text)
    return box.x <= line.x and line.right <= box.right + 0.1 and box.y < line.y and line.bottom < box.bottom


def lying(drawn: dict[str, Way]) -> list[tuple[str, str]]:
    """Pairs of ways that share a piece of line."""
    pieces = defaultdict(list)
    for key, way in drawn.items():
        for (x, y), (to, at) in zip(way.points, way.points[1:], strict=False):
            if x == to and y != at:
                pieces["x", round(x, 2)].append((min(y, at), max(y, at), key))
            elif x != to:
                pieces["y", round(y, 2)].append((min(x, to), max(x, to), key))
    return [
        (one[2], other[2])
        for found in pieces.values()
        for one, other in combinations(found, 2)
        if one[2] != other[2] and min(one[1], other[1]) - max(one[0], other[0]) > 0.1
    ]


PATIENT = settings(
    max_examples=often(30), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(journeys())
@PATIENT
def test_every_map(journey):
    picture = draw(journey, Language.FR)
    upheld(journey, picture)
    assert len(parts(picture, "step")) == len(journey.steps)
    fromstring(svg(picture))


@given(st.data())
@PATIENT
def test_every_view(data):
    journey = data.draw(journeys())
    picture = draw(journey, Language.FR, data.draw(views(journey)))
    upheld(journey, picture)
    standing = boxes(picture, "touchpoint").values()
    bold = [mark for mark in flat(picture.marks) if isinstance(mark, Way) and mark.thickness == 2.5]
    assert not any(through(way, box) for way in bold for box in standing), "the path of a proof passes through no box"
    fromstring(svg(picture))


@given(journeys())
@PATIENT
def test_the_room(journey):
    picture = draw(journey, Language.EN, View(look=Look.ROOM))
    upheld(journey, picture)
    assert min(mark.size for mark in flat(picture.marks) if isinstance(mark, Text)) >= 22


@given(journeys(14))
@PATIENT
def test_the_board(journey):
    picture = draw(journey, Language.FR, View(look=Look.BOARD))
    texts = [mark for mark in flat(picture.marks) if isinstance(mark, Text)]
    assert (picture.width, picture.height) == (1600, 900) and min(text.size for text in texts) >= 14
    assert all(within(text, Box(0, 0, 1600, 900)) for text in texts), "nothing is cut off"
    assert len(parts(picture, "step")) == (len(journey.steps) if len(journey.steps) <= 12 else 0)
    for part in parts(picture, "step"):
        assert all(within(text, box(part)) for text in part.marks if isinstance(text, Text))
    assert not drawn(picture)


def huge(steps: int, channels: int) -> told.Journey:
    """A journey of so many steps, with two touchpoints at each and some of the ways between neighbours."""
    chance = random.Random(7)
    keys = [f"s{place}" for place in range(steps)]
    touchpoints = tuple(
        told.Touchpoint(f"{key}/{place}", key, f"c{chance.randrange(channels)}", "Devis", volume=(100, 2000))
        for key in keys
        for place in range(2)
    )
    pairs = [
        (touchpoints[place], touchpoints[place + chance.randint(1, 4)])
        for place in range(len(touchpoints) - 4)
        if chance.random() < 0.8
    ]
    return told.Journey(
        "huge",
        "Huge",
        "Huge",
        phases=tuple(told.Phase(f"p{place}", f"Phase {place}") for place in range(8)),
        steps=tuple(
            told.Step(key, "Je demande un devis", f"p{place * 8 // steps}", goings=(told.Going(f"s{place + 1}", 1),))
            for place, key in enumerate(keys)
        ),
        channels=tuple(told.Channel(f"c{lane}", f"Canal {lane}") for lane in range(channels)),
        touchpoints=touchpoints,
        handoffs=tuple(
            told.Handoff(f"{a.key}~{b.key}", a.key, b.key, chance.choice(("BROKEN", "SOUND")), chance.random() < 0.5)
            for a, b in pairs
            if a.step != b.step
        ),
    )


def test_huge():
    """200 steps on 40 channels hold what every map holds; the picture is made in the time of a page."""
    journey = huge(200, 40)
    start = time.process_time()
    written = svg(draw(journey, Language.EN))
    taken = time.process_time() - start
    upheld(journey, draw(journey, Language.EN))
    assert sum(1 for _ in fromstring(written).iter()) <= 5_000
    assert taken < 2, f"{taken:.2f} s"


@pytest.mark.parametrize("key", sorted(named("journeys")))
def test_the_demo(key):
    journey = told_journey(key)
    picture = draw(journey, Language.FR)
    upheld(journey, picture)
    inks = {mark.ink for mark in flat(picture.marks) if isinstance(mark, Text)} - {Paint.PAPER}
    assert {(ink, Paint.PAPER) for ink in inks} <= set(TEXTS)


def test_the_home_quote_says_what_breaks():
    root = fromstring(svg(draw(told_journey("home-quote"), Language.FR)))
    text = {each.text for each in root.iter(f"{SVG}text")}
    assert {"Assurer mon logement", "devis perdu", "12\N{NARROW NO-BREAK SPACE}000", "Téléphone", "3 jours"} <= text
    (broken,) = (each for each in root.iter(f"{SVG}path") if each.get("data-status") == "BROKEN")
    assert broken.get("data-key") == "home-quote/ask-quote/website~home-quote/call-to-adjust/phone"
    assert sorted(_data(root, "data-matter")) == ["1", "2", "3", "4", "4"]


def _data(root: Element, name: str) -> list[str]:
    return [value for each in root.iter() if (value := each.get(name))]


def test_unknown_is_drawn_as_unknown():
    steps = (told.Step("a", "Je cherche", "p"), told.Step("b", "J'attends", "p"))
    touchpoint = told.Touchpoint("a/phone", "a", "phone", "Appel")
    phases, channels = (told.Phase("p", "Avant"),), (told.Channel("phone", "Téléphone"),)
    journey = told.Journey("j", "J", "J", phases=phases, steps=steps, channels=channels, touchpoints=(touchpoint,))
    text = [mark.words for mark in flat(draw(journey, Language.FR).marks) if isinstance(mark, Text)]
    assert "volume inconnu" in text and text.count("?") == 3  # two feelings, and whose the channel is
    assert "personne n'a dit" in text and "comment" in text


def test_the_curve_follows_the_ways():
    goings = {"a": (("b", 0.7), ("c", 0.3)), "b": (("d", None), ("c", 0.5)), "c": (), "d": ()}
    steps = [told.Step(key, key, "p", goings=tuple(told.Going(*each) for each in ends)) for key, ends in goings.items()]
    journey = told.Journey("j", "J", "", steps=tuple(steps))
    assert ways(journey) == ([("a", "b"), ("b", "d"), ("b", "c")], [("a", "c")])


def test_same_answer_same_bytes():
    one, other = (draw(told_journey("home-quote"), Language.FR) for _ in range(2))
    assert svg(one) == svg(other) and png(one, 1) == png(other, 1)
    assert png(one, 1).startswith(b"\x89PNG")


def test_a_large_picture_is_a_smaller_file():
    wide = Picture(20_000, 8_000, "P", "P", ())
    image = png(wide, 2)
    assert int.from_bytes(image[16:20]) * int.from_bytes(image[20:24]) <= 1.01 * MOST
    with pytest.raises(BadInput, match="show fewer phases"):
        png(replace(wide, width=100_000))


def test_no_steps():
    assert "J" in svg(draw(told.Journey("j", "J", "Nothing yet"), Language.EN))


def test_hostile_names():
    text = lines(0, 10, ("<b>&\"'\x00",))
    part = Part(text, {"key": "a\"b<'"}, "https://x/?a=1&b='\"", "<script>")
    root = fromstring(svg(Picture(10, 10, "<script>", "</svg>\ud800", (part,))))
    (link,) = root.iter(f"{SVG}a")
    assert link.get("data-key") == "a\"b<'" and link.get("href") == "https://x/?a=1&b='\""
    assert link.get("aria-label") == "<script>" and not list(root.iter(f"{SVG}script"))
    assert root.get("role") == "group" and root.findtext(f"{SVG}title") == "<script>"


def test_links_say_where_they_lead():
    picture = linked(draw(told_journey("home-quote"), Language.FR), lambda label, key: f"/n/{label}/{key}")
    links = {link.get("href"): link.get("aria-label") for link in fromstring(svg(picture)).iter(f"{SVG}a")}
    assert links["/n/Step/home-quote/ask-quote"] == "2 · Je demande un devis en ligne"
    assert links["/n/Channel/phone"] == "Téléphone"
    rupture = "/n/Rupture/SILENT_GAP~home-quote/be-confirmed/welcome-pack"
    assert links[rupture] == "1 · « Je reçois mon attestation » : sans nouvelles"
    assert all(links.values()), "each link has its sentence"


def test_pages_and_files_have_their_colours():
    picture = draw(told_journey("home-quote"), Language.FR)
    colours = re.compile(r"#[0-9A-F]{6}")
    assert "var(" not in svg(picture) and set(colours.findall(svg(picture))) <= {paint.value for paint in Paint}
    assert "var(--broken)" in svg(picture, alone=False) and not colours.findall(svg(picture, alone=False))
