"""Whatever stands in a grid: never an error of Python's, and every word is written, named, or counted in a problem.

Each word that is drawn stands in one cell only, so that it can be looked for; where it is neither in what is written
nor in what is told, its cell has to be one of those that a problem counts.
"""

import itertools
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ParcoursError
from importers.gather import Gathered
from importers.journeys.table_mapping import TableMapping
from tests.importers.journeys.maps import Rows, as_csv, as_xlsx, proposed, taken
from tests.importers.say import at_hand
from tests.often import often

HEADS = ("Phase", "Étape", "Canal", "Points de contact", "Émotion", "Importance", "Irritants", "Opportunités",
         "Persona", "Volume", "Responsable", "Attentes", "Remarques", "Systèmes", "Parcours", "Appareil", "Besoin", "",
         "Stage", "Score", "Coût", "Promesse", "Scénario", "Objectif du parcours", "Légende")  # fmt: skip
AIMED = ("note", "evidence", "volume", "device", "missing", "phase", "step", "touchpoint", "channel", "stage", "cost",
         "perspective", "outcome", "journeyKey", "phaseKey", "stepKey", "touchpointKey", "goal", "scenario",
         "handledBy", "needs", "expectedOn")  # fmt: skip
CELL = st.sampled_from(
    ["", "", "§", "§", "§", "§, §", "§\n§", "§ / §", "3", "4/5", "🙂", "§ 🙂", "App", "§ : §", "same", "x" * 70]
)
MARKED = re.compile(r"\bw\d+\b")


@st.composite
def grids(draw: st.DrawFn) -> Rows:
    """Lanes down or across, with titles, blank rows and other tables around them."""
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=2, max_size=7))
    lines = draw(st.lists(st.lists(CELL, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=6))
    table = [heads, *lines]
    if draw(st.booleans()):
        table = [list(row) for row in zip(*table, strict=True)]
    around = st.lists(st.lists(CELL, max_size=4), max_size=3)
    gap: Rows = [[]] * draw(st.integers(0, 1))
    whole = [*draw(around), *gap, *table, *gap, *draw(around)]
    indent = [""] * draw(st.integers(0, 2))
    words = (f"w{number}" for number in itertools.count())
    return [indent + [re.sub("§", lambda _: next(words), cell) for cell in row] for row in whole]


def unaccounted(grid: Rows, found: Gathered, mapping: dict[str, Any]) -> tuple[set[str], int]:
    """The cells with words that are neither written nor named, nor names of lanes; and how many are counted."""
    said = at_hand(found.said)
    edges = {str(type): [str(each) for each in ends.items()] for type, ends in said.edges.items()}
    told = [f"{problem.value} {problem.message}" for problem in found.problems]
    plain = json.dumps(
        [said.nodes, edges, told, list(TableMapping.model_validate(mapping).aims())], ensure_ascii=False, default=str
    ).replace("\\n", " ")
    missing = {word for row in grid for cell in row for word in MARKED.findall(cell)} - set(MARKED.findall(plain))
    cells = {cell for row in grid for cell in row if missing.intersection(MARKED.findall(cell))}
    left = sum(
        problem.count for problem in found.problems if "left out" in problem.message or "leaves" in problem.message
    )
    return cells, left


@given(grids())
@settings(max_examples=often(150), deadline=None)
def test_every_cell_is_written_named_or_counted(grid: Rows) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = as_csv(Path(folder) / "map.csv", grid, ";")
        try:
            text, found = proposed(file)
        except ParcoursError:
            return
        assert not found.refused, (text, found.problems)
        cells, left = unaccounted(grid, found, yaml.safe_load(text))
        assert len(cells) <= left, (text, cells, found.problems)


@given(grids(), st.dictionaries(st.sampled_from(HEADS), st.sampled_from(AIMED), min_size=2))
@settings(max_examples=often(150), deadline=None)
def test_any_mapping_reads_or_refuses(grid: Rows, lanes: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = as_xlsx(Path(folder) / "map.xlsx", ("Map", grid))
        try:
            mapping = {"lanes": {name: to for name, to in lanes.items() if name}}
            found = taken(file, mapping=mapping)
        except ParcoursError:
            return
        if found.refused:
            assert any(problem.fatal for problem in found.problems)
            return
        cells, left = unaccounted(grid, found, mapping)
        assert len(cells) <= left, (cells, found.problems)
