"""Who hands on to whom, as a table of heat: broken of all, the darker the more of them are broken."""

from collections.abc import Sequence

from graph.language import Language, both
from queries.drawing import Drawing, Row, Words

NO_BREAK = "\N{NO-BREAK SPACE}"
HEAT = f"{NO_BREAK}░▒▓█"
"""How much of a cell is broken: nothing, some, half, most, all."""

SIDES, SIDE = both("from \\ to", "de \\ à"), both("From", "De")
LEGEND = both("broken / hand-offs, unknown ?", "rompus / passages de relais, inconnus ?")


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """One table, a line for each that hands on and a column for each that it hands on to."""
    cells = {(_key(row["from"]), _key(row["to"])): row for row in rows}
    nodes = [node for row in rows for node in (row["from"], row["to"])]
    names = words.apart(node for node in nodes if node) | {"": words.UNKNOWN[language]}
    starts, ends = (sorted({keys[side] for keys in cells}) for side in (0, 1))
    heads = [SIDES[language], *(names[end] for end in ends)]
    cards = [SIDE[language], *(f"→ {names[end]}" for end in ends)]
    lines = [[names[start], *(_heat(cells.get((start, end))) for end in ends)] for start in starts]
    return [Drawing(heads, lines, below=LEGEND[language], card_heads=cards, numbers=range(1, len(heads)))]


def _key(node: Row | None) -> str:
    return str(node["key"]) if node else ""


def _heat(row: Row | None) -> str:
    if row is None:
        return ""
    share = row["broken"] / row["handoffs"]
    shade = HEAT[-(-round(share * (len(HEAT) - 1) * 100) // 100)]  # rounded up: what breaks at all is not blank
    unknown = f"{NO_BREAK}{row['unknown']}?" if row["unknown"] else ""
    return f"{shade}{NO_BREAK}{row['broken']}/{row['handoffs']}{unknown}"
