"""Numbers as people write them into maps, and scales of any kind put on ours."""

import re

STARS = ("★", "⭐")
HOLLOW = "☆"
NUMBER = r"[-−+]?\d+(?:[.,]\d+)?"
SPACED = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")
"""What parts thousands."""

GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[.,]\d{3})+)(?![\d.,])")
"""Thousands that points or commas part: more than one group, or one that no fraction would have."""

OF = re.compile(rf"({NUMBER})\s*(?:/|of|out of|sur|von|de|из)\s*({NUMBER})", re.IGNORECASE)
ENDS = re.compile(rf"({NUMBER})\s*(?:-|–|—|to|à|a|bis|до|\.\.\.?|…|et|and|und|y|и)\s*({NUMBER})", re.IGNORECASE)
NAMED = re.compile(
    rf"\(?\s*(?:({NUMBER})\s*(?:-|–|—|/|to|à|a|bis|до|\.\.\.?|…)\s*({NUMBER})\s*\)|"
    rf"(?:/|\b(?:of|out of|sur|von|de|из))\s*(\d+)\s*\)?)$",
    re.IGNORECASE,
)
"""The scale at the end of a name: `(1-5)`, `/10`, `sur 20`."""
ABOUT = re.compile(
    r"^(?:~|between|from|entre|de|von|zwischen|от|≈|ca\.?|env\.?|environ|about|approx\.?|circa|около|etwa|rund)\s*",
    re.IGNORECASE,
)

MONEY = r"(?:€|\$|£|EUR|USD|CHF)"

Ends = tuple[float, float]


def number(text: str) -> float | None:
    """A number that stands alone; None for anything else."""
    plain = SPACED.sub("", text.strip())
    return _float(plain) if re.fullmatch(NUMBER, plain) else None


def measured(text: str) -> tuple[float, float | None] | None:
    """A figure on a scale, and the best of it where the cell names that: `4`, `4/5`, `★★★☆☆`."""
    if found := OF.fullmatch(text.strip()):
        return _float(found[1]), _float(found[2])
    stars, hollow = sum(map(text.count, STARS)), text.count(HOLLOW)
    if (stars or hollow) and not re.search(r"\w", text):
        whole = stars + hollow
        return float(stars), float(whole) if whole > stars else None
    plain = number(text.strip().removesuffix("%"))
    return None if plain is None else (plain, None)


def named(text: str) -> tuple[str, Ends | None]:
    """The name of a lane without the scale that it ends with, and that scale, where it names both ends."""
    found = NAMED.search(text)
    if not found or not text[: found.start()].strip():
        return text, None
    if found[3] is None and found[1]:
        worst, best = _float(found[1]), _float(found[2])
        return text[: found.start()].strip(), (worst, best) if worst != best else None
    return text[: found.start()].strip(), (0.0, _float(found[3])) if float(found[3]) else None


def onto(value: float, scale: Ends, ours: Ends) -> float | None:
    """A figure on their scale, worst first, put linearly on ours; None where it is beyond their ends."""
    worst, best = scale
    share = (value - worst) / (best - worst)
    if not -1e-9 <= share <= 1 + 1e-9:
        return None
    low, high = ours
    return round(low + min(max(share, 0.0), 1.0) * (high - low), 6)


def interval(text: str) -> float | list[float] | None:
    """A number, or the two ends that it lies between; None for anything else."""
    plain = ABOUT.sub("", SPACED.sub("", text.strip()))
    plain = GROUPED.sub(lambda found: found[1] + re.sub("[.,]", "", found[2]), plain)
    if found := ENDS.fullmatch(plain):
        low, high = _float(found[1]), _float(found[2])
        return [low, high] if 0 <= low <= high else None
    found = re.fullmatch(rf"{MONEY}?\s*({NUMBER})\s*{MONEY}?", plain)
    return _float(found[1]) if found and _float(found[1]) >= 0 else None


def _float(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))
