"""The proposal for a map, imported as it is, has what a person counts in it; what is unclear stays open."""

from pathlib import Path

import pytest
import yaml

from importers.journeys.table_mapping import TableMapping
from tests.importers.journeys.drawn_maps import MAPS, DrawnMap
from tests.importers.journeys.maps import Counts, as_xlsx, counts, proposed, rows, whole
from tests.importers.journeys.plain_maps import PLAIN, written


@pytest.mark.parametrize("drawn", MAPS.values(), ids=MAPS)
def test_the_proposal_has_what_a_person_counts(drawn: DrawnMap, tmp_path: Path) -> None:
    text, found = proposed(drawn.write(tmp_path))
    said = whole(found)
    assert counts(said) == drawn.counts, text
    assert next(iter(said.nodes["Journey"].values()))["title"] == drawn.title
    assert [node["name"] for node in said.nodes.get("Persona", {}).values()] == list(drawn.personas)
    assert TableMapping.model_validate(yaml.safe_load(text))
    for word in drawn.open:
        assert f"#     {word}:" in text


@pytest.mark.parametrize("drawn", MAPS.values(), ids=MAPS)
def test_a_map_is_read_the_same_again(drawn: DrawnMap, tmp_path: Path) -> None:
    one, other = (whole(proposed(drawn.write(tmp_path))[1]) for _ in range(2))
    assert (one.nodes, one.edges) == (other.nodes, other.edges)


@pytest.mark.parametrize("name", PLAIN)
def test_the_proposal_for_a_plain_map_has_what_a_person_counts(name: str, tmp_path: Path) -> None:
    expected, table = PLAIN[name]
    text, found = proposed(written(name, table, tmp_path))
    assert counts(whole(found)) == expected, text


def test_each_sheet_with_the_same_lanes_is_a_journey(tmp_path: Path) -> None:
    one = rows("Stage | Action | Channel | Emotion\nSee | Look | Web | 3\nBuy | Pay | Phone | 5")
    two = rows("Stage | Action | Channel | Emotion\nUse | Switch on | App | 1\nLeave | Cancel | Phone | 2")
    file = as_xlsx(tmp_path / "map.xlsx", ("Ana", one), ("Luis", two), ("Lists", rows("Channels\nWeb\nPhone")))
    text, found = proposed(file)
    said = whole(found)
    assert counts(said) == Counts(2, 4, 4, 4, 3, 4), text
    assert [node["title"] for node in said.nodes["Journey"].values()] == ["Ana", "Luis"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_lane_over_several_rows_is_one(turned: bool, tmp_path: Path) -> None:
    table = rows("""
Stage       | See       | Buy     | Use
Action      | I look    | I pay   | I cook
Touchpoints | Poster    | Website | Manual
            | Instagram |         | Phone
            |           |         | App
Emotion     | 3         | 4       | 5
Pain points | Too small | Slow    |
            | Torn      |         |
""")
    if turned:
        table = [list(row) for row in zip(*table, strict=True)]
    merged = ["C1:E1", "G1:H1"] if turned else ["A3:A5", "A7:A8"]
    text, found = proposed(as_xlsx(tmp_path / "map.xlsx", ("Map", table), merged=merged))
    assert counts(whole(found)) == Counts(1, 3, 3, 6, 4, 6), text
    assert len(whole(found).nodes["Evidence"]) == 3
    assert not [problem for problem in found.problems if "left out" in problem.message]
