"""Maps that others have drawn, where they are at hand: the proposal has what a person counts in them."""

from pathlib import Path

import pytest

from importers.gather import gather
from importers.journeys.journey_table import suggest
from importers.kind import Instructions
from tests.importers.journeys.maps import Counts, counts, whole

DATA = Path(__file__).parents[4] / "shared" / "data" / "journeys"
COUNTED = {
    "csv/wide-journey.csv": Counts(1, 8, 8, 8, 0, 8),
    "csv/long-persona.csv": Counts(1, 0, 13, 13, 0, 13),
    "xlsx/cjm-telecom-ru.xlsx": Counts(1, 7, 7, 13, 8, 13),
    "xlsx/touchpoint-analysis.xlsx": Counts(1, 6, 15, 21, 12, 0),
}


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not here")
@pytest.mark.parametrize("name", COUNTED)
def test_real_maps(name: str, tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text(suggest([DATA / name], Instructions()), encoding="utf-8")
    (found,) = gather("journey-table", [DATA / name], Instructions(mapping=mapping))
    assert counts(whole(found)) == COUNTED[name]
