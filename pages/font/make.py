"""Makes the vendored font from the files of the npm package `inter-ui`: `python -m pages.font.make FOLDER`.

A subset of Latin, Latin extended and the signs that pictures use, without kerning: so the width of a text is the sum of
its advances in every viewer. As WOFF2 for browsers, as TTF for `resvg`, and the advances as a table.
"""

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),
    *range(0x2B9, 0x2DE),
    *range(0x300, 0x370),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2045),
    *range(0x2070, 0x20C0),
    *(ord(sign) for sign in "№™←↑→↓↔↕↖↗↘↙−≈≠≤≥■▲△●○◆◇★☆✓✗�"),
)


def make(source: Path, weight: str) -> None:
    """One weight in both formats."""
    font = TTFont(source, recalcTimestamp=False)  # the same file each time it is made
    options = subset.Options(layout_features=["ccmp", "locl", "mark", "mkmk", "tnum"], hinting=False, name_IDs=["*"])
    cut = subset.Subsetter(options)
    cut.populate(unicodes=CHARACTERS)
    cut.subset(font)
    for flavor in ("woff2", None):
        font.flavor = flavor
        font.save(HERE / f"Inter-{weight}.{flavor or 'ttf'}")


def advances(weight: str) -> dict[str, list[int]]:
    """The advances of a weight, in runs: the first character of each, and the advances from it on."""
    font = TTFont(HERE / f"Inter-{weight}.ttf")
    runs: dict[int, list[int]] = {}
    first = last = -2
    for character, glyph in sorted(font.getBestCmap().items()):
        first = first if character == last + 1 else character
        runs.setdefault(first, []).append(font["hmtx"][glyph][0])
        last = character
    return {str(first): run for first, run in runs.items()}


if __name__ == "__main__":
    for each in ("Regular", "SemiBold"):
        make(Path(sys.argv[1]) / f"Inter-{each}.woff2", each)
    table = {each: advances(each) for each in ("Regular", "SemiBold")}
    (HERE / "advances.json").write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
