"""Broken hand-offs as a table that can be read aloud: from, to, why, whose, how many."""

from collections.abc import Sequence

from graph.language import Language, both
from queries.breaks import A_YEAR, JOURNEY, WHOSE, WHY, drawn
from queries.drawing import Drawing, Row, Words

HEADS = (JOURNEY, both("From", "De"), both("To", "À"), WHY, WHOSE, A_YEAR, both("Observed", "Observé"))

ABOVE = both("under {name}", "sous {name}")
OBSERVED = both(
    "{rate}% begin anew ({low}–{high}%, of {n})",
    "{rate}\N{NO-BREAK SPACE}% repartent de zéro ({low}–{high}\N{NO-BREAK SPACE}%, sur {n})",
)


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """One table."""
    return drawn(HEADS, [_cells(row, words, language) for row in rows], language)


def _cells(row: Row, words: Words, language: Language) -> list[str]:
    reasons = [f"{rupture['explanation']}{words.decided(rupture, language)}" for rupture in row["ruptures"]]
    return [
        *(words.called(row[name]) for name in ("journey", "from", "to")),
        "\n\n".join(reasons),
        _whose(row, words, language),
        words.volume(row["volume"], language),
        _observed(row["observed"], words, language),
    ]


def _whose(row: Row, words: Words, language: Language) -> str:
    """Who handles both ends, and who stands above both."""
    handlers = (
        ", ".join(map(words.called, row[end]["handledBy"])) or words.UNKNOWN[language] for end in ("from", "to")
    )
    above = row["commonDepartment"]
    return " → ".join(handlers) + (f"\n{ABOVE[language].format(name=words.called(above))}" if above else "")


def _observed(flow: Row | None, words: Words, language: Language) -> str:
    """How often contacts had to begin anew, with the interval, and of how many; nothing where nobody was seen."""
    if flow is None:
        return ""
    if flow["breakRate"] is None:
        return words.UNKNOWN[language]
    rate, low, high = (round(100 * flow[name]) for name in ("breakRate", "breakRateLow", "breakRateHigh"))
    decided = words.number(flow["carried"] + flow["restarted"], language)
    return OBSERVED[language].format(rate=rate, low=low, high=high, n=decided)
