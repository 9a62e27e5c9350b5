"""The one font of pages and pictures: Inter (SIL Open Font License, `OFL.txt`), and how wide its characters are."""

import json
from enum import Enum
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Inter"
EM = 2048
"""The units in which the font's advances are told, to its size."""


class Weight(Enum):
    """How bold text is."""

    REGULAR = 400
    BOLD = 600

    @property
    def file(self) -> str:
        """The name of its files, without what tells their format."""
        return "Inter-Regular" if self is Weight.REGULAR else "Inter-SemiBold"


@cache
def advances(weight: Weight) -> dict[str, int]:
    """How far each character of the font moves on the next one, in parts of `EM`."""
    runs = json.loads((FOLDER / "advances.json").read_bytes())[weight.file.removeprefix("Inter-")]
    return {chr(int(first) + place): advance for first, run in runs.items() for place, advance in enumerate(run)}
