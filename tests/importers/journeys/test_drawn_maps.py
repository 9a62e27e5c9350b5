"""The proposal for a map, imported as it is, has what a person counts in it; what is unclear stays open."""

from pathlib import Path

import pytest
import yaml

from importers.journeys.table_mapping import TableMapping
from tests.importers.journeys.drawn_maps import MAPS, DrawnMap
from tests.importers.journeys.maps import counts, proposed, whole


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
