"""How high the rows of a sheet are: programs that open one do not all find that out by themselves."""

from pages.font import Weight
from pages.pictures.text import wrapped

LINE, MOST = 15, 400
"""The height of a line, and of the highest row, in points."""
PIXEL, SIZE = 6.3, 14.5
"""How wide a character of a column is, with some in reserve, and the size of text, in pixels."""


def high(value: object, wide: float) -> float:
    """The height that a text needs in so wide a column, in points."""
    lines = (wrapped(line, wide * PIXEL, SIZE, 99, Weight.REGULAR) for line in str(value or "").split("\n"))
    return LINE * sum(max(1, len(each)) for each in lines)
