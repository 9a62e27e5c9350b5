"""Our own table of journeys: its heads in every language, and how it is read back. A touchpoint has a line.

Names stand where people read and fill in; the keys of what they name stand on a sheet of words beside the table.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.language import Language, Told, both
from importers.journeys.table_mapping import WORDS, JourneyIs, Lane, TableMapping
from importers.reading.grid import Grid

HEADS: Mapping[str, Told] = {
    "phase": both("Phase", "Macro-étape"),
    "step": both("Step", "Étape"),
    "channel": both("Channel", "Canal"),
    "touchpoint": both("Touchpoint", "Point de contact"),
    "needs": both("Needs to be known", "Doit être connu"),
    "produces": both("Given or made here", "Donné ou produit ici"),
    "storedIn": both("Recorded in", "Enregistré dans"),
    "uses": both("Uses", "Utilise"),
    "handledBy": both("Handled by", "Pris en charge par"),
    "expectedOn": both("Expected on", "Attendu sur"),
    "emotion": both("Emotion (-2 to 2)", "Émotion (-2 à 2)"),
    "volume": both("Contacts a year", "Contacts par an"),
    "reliesOn": both("Relies on", "S'appuie sur"),
    "importance": both("Importance (0 to 1)", "Importance (0 à 1)"),
    "expectation": both("What is expected", "Attente"),
    "promise": both("What is promised", "Promesse"),
    "need": both("Need", "Besoin"),
    "outcome": both("Outcome", "Issue"),
    "device": both("Device", "Appareil"),
    "qualification": both("Qualification", "Qualification"),
    "performance": both("Performance (0 to 1)", "Performance (0 à 1)"),
    "impact": both("Impact (0 to 1)", "Impact (0 à 1)"),
    "cost": both("Cost of a contact", "Coût d'un contact"),
    "initiator": both("Who begins", "Qui commence"),
    "missing": both("Missing", "Manquant"),
    "note": both("Note", "Note"),
    "stage": both("Moment", "Moment"),
    "journey": both("Journey", "Parcours"),
    "perspective": both("Map of", "Carte de"),
    "persona": both("Persona", "Persona"),
    "goal": both("Goal", "But"),
    "scenario": both("Scenario", "Déclencheur"),
    "journeyKey": both("Journey key", "Clé du parcours"),
    "phaseKey": both("Phase key", "Clé de la macro-étape"),
    "stepKey": both("Step key", "Clé de l'étape"),
    "touchpointKey": both("Touchpoint key", "Clé du point de contact"),
}
"""Above each column by where it goes: first what a line is, then what is asked, keys last."""

ASKED = ("expectedOn", "emotion", "volume", "handledBy", "uses", "needs", "produces", "storedIn")
"""What decides whether a hand-off holds, and how much it matters: where it is not known, somebody is asked for it."""

SHEETS = (both("Touchpoints", "Points de contact"), both("Words", "Mots"), both("Read me", "Lisez-moi"))
"""What the sheets of the workbook are called."""

SORTS: Mapping[str, Told] = {
    "Channel": both("Channel", "Canal"),
    "Department": both("Department", "Direction"),
    "System": both("Application", "Application"),
    "InformationObject": both("Information", "Information"),
    "Need": both("Need", "Besoin"),
    "Persona": both("Persona", "Persona"),
}
"""What the sorts of words are called."""

SORT, NAME, WORD_KEY = both("Sort", "Sorte"), both("Name", "Nom"), both("Key", "Clé")
"""The heads of the sheet of words."""

SOURCE = both("Source", "Source")
"""What stands before the name of the source, on the sheet that tells what the file is."""

SCALES = {"importance": (0.0, 1.0), "performance": (0.0, 1.0), "impact": (0.0, 1.0), "emotion": (-2.0, 2.0)}
MARK = ";"
"""What parts several names in a cell."""


def source_of(journeys: Sequence[str]) -> str:
    """The source that such a table is, which is none of those that told of the journeys before."""
    return f"{journeys[0]}-table" if len(journeys) == 1 else "tables"


def asked(to: str, line: Mapping[str, Any]) -> bool:
    """Whether somebody is asked for what is not known: once for a step, for nothing where no contact happens."""
    if to not in ASKED:
        return False
    if to == "expectedOn":
        return "phaseKey" in line and "step" in line
    if to == "storedIn" and "produces" in line and not line["produces"]:
        return False
    return "channel" in line and not line.get("missing")


def reads(grids: Sequence[Grid]) -> tuple[Grid, TableMapping] | None:
    """The sheet that is our own table, and how it is read; None where none is."""
    for grid in grids:
        row = min((row for row, _ in grid.cells), default=0)
        heads = {text for (at, _), text in grid.cells.items() if at == row}
        for language in Language:
            there = {told[language]: aim for aim, told in HEADS.items() if told[language] in heads}
            if {"journeyKey", "stepKey", "touchpointKey"} <= {*there.values()}:
                return grid, _mapping(grid, there, dict(_words(grids)))
    return None


def _mapping(grid: Grid, there: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> TableMapping:
    names = {aim: head for head, aim in there.items()}
    lanes = {
        head: Lane(to=aim, split=[MARK], scale=SCALES.get(aim), titled=False)
        for head, aim in there.items()
        if aim not in ("journey", "phase", "step")
    }
    return TableMapping(
        own=True,
        orientation="rows",
        sheet=grid.sheet or None,
        journey=JourneyIs(column=names.get("journey")),
        phase=names.get("phase"),
        step=names.get("step"),
        lanes=lanes,
        **{WORDS[label]: found for label, found in words.items()},
    )


def _words(grids: Sequence[Grid]) -> Iterator[tuple[str, dict[str, str]]]:
    """The names of things of each label, and their keys."""
    for grid in grids:
        row = min((row for row, _ in grid.cells), default=0)
        heads = [grid.cells.get((row, column), "") for column in (1, 2, 3)]
        for language in Language:
            if heads == [SORT[language], NAME[language], WORD_KEY[language]]:
                for label in WORDS:
                    yield label, dict(_named(grid, row, label))


def _named(grid: Grid, head: int, label: str) -> Iterator[tuple[str, str]]:
    for row in range(head + 1, max(row for row, _ in grid.cells) + 1):
        sort, name, key = (grid.cells.get((row, column), "") for column in (1, 2, 3))
        if sort in (label, *SORTS[label].values()) and name and key:
            yield name, key


def source(grids: Sequence[Grid]) -> str | None:
    """The source that the file says it is, if it says one."""
    for grid in grids:
        for (row, column), text in grid.cells.items():
            if column == 1 and text in {*SOURCE.values()}:
                return grid.cells.get((row, 2))
    return None
