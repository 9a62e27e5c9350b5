"""Numbers as people write them, and scales of any kind put on ours."""

import pytest

from importers.journeys.scales import Ends, interval, measured, named, number, onto


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("4,5", 4.5),
        ("4.5", 4.5),
        ("-2", -2),
        ("−2", -2),
        ("+1", 1),
        ("12 000", 12000),
        ("12\u202f000", 12000),
        ("12'000", 12000),
        ("1 2", None),
        ("", None),
        ("abc", None),
        ("4/5", None),
        ("٣", 3),
        ("1e3", None),
        ("inf", None),
        ("nan", None),
    ],
)
def test_numbers(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", (4, None)),
        ("4/5", (4, 5)),
        ("4 / 5", (4, 5)),
        ("7,5 sur 10", (7.5, 10)),
        ("3 out of 5", (3, 5)),
        ("2 von 5", (2, 5)),
        ("2 из 5", (2, 5)),
        ("2 de 5", (2, 5)),
        ("★★★☆☆", (3, 5)),
        ("★★★", (3, None)),
        ("⭐⭐⭐", (3, None)),
        ("☆☆☆☆☆", (0, 5)),
        ("80 %", (80, None)),
        ("80%", (80, None)),
        ("☆ best", None),
        ("good", None),
        ("", None),
        ("🙂", None),
        ("4/", None),
    ],
)
def test_figures_on_a_scale(text: str, value: tuple[float, float | None] | None) -> None:
    assert measured(text) == value


@pytest.mark.parametrize(
    ("value", "scale", "ours", "put"),
    [
        (1, (1, 5), (-2, 2), -2),
        (3, (1, 5), (-2, 2), 0),
        (5, (1, 5), (-2, 2), 2),
        (0, (0, 10), (-2, 2), -2),
        (7.5, (0, 10), (-2, 2), 1),
        (50, (0, 100), (-2, 2), 0),
        (-2, (-2, 2), (0, 1), 0),
        (1, (5, 1), (-2, 2), 2),
        (5, (5, 1), (-2, 2), -2),
        (6, (1, 5), (-2, 2), None),
        (0, (1, 5), (-2, 2), None),
        (0.37, (0, 1), (-2, 2), -0.52),
    ],
)
def test_scales_put_on_ours(value: float, scale: Ends, ours: Ends, put: float | None) -> None:
    assert onto(value, scale, ours) == put


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("3 000–4 000", [3000, 4000]),
        ("3000-4000", [3000, 4000]),
        ("3000 - 4000", [3000, 4000]),
        ("~4000", 4000),
        ("env. 4 000", 4000),
        ("ca. 4000", 4000),
        ("12.000", 12000),
        ("12,000", 12000),
        ("1.234.567", 1234567),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("de 3 à 4", [3, 4]),
        ("between 3 and 4", [3, 4]),
        ("3 à 4", [3, 4]),
        ("12 €", 12),
        ("€12", 12),
        ("$3.50", 3.5),
        ("12 000 / an", None),
        ("4000-3000", None),
        ("-5", None),
        ("many", None),
        ("", None),
        ("12k", None),
        ("0", 0),
    ],
)
def test_numbers_and_two_ends(text: str, ends: float | list[float] | None) -> None:
    assert interval(text) == ends


@pytest.mark.parametrize(
    ("head", "name", "scale"),
    [
        ("Satisfaction (1-5)", "Satisfaction", (1, 5)),
        ("Satisfaction (1 à 5)", "Satisfaction", (1, 5)),
        ("Émotion (sur 10)", "Émotion", (0, 10)),
        ("Score /100", "Score", (0, 100)),
        ("Note sur 20", "Note", (0, 20)),
        ("Mood (-2..2)", "Mood", (-2, 2)),
        ("Mood (5-1)", "Mood", (5, 1)),
        ("Score out of 10", "Score", (0, 10)),
        ("Stage 1", "Stage 1", None),
        ("Phase 2-3", "Phase 2-3", None),
        ("(1-5)", "(1-5)", None),
        ("Score", "Score", None),
    ],
)
def test_the_scale_in_the_name_of_a_lane(head: str, name: str, scale: Ends | None) -> None:
    assert named(head) == (name, scale)
