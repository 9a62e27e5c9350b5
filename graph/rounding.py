"""Numbers that were computed, without the last digits that binary fractions leave behind.

What people say has few digits, and shares, sums and means of it have no more that mean anything. In binary they are a
little off (0.55 of 6000 is 3300.0000000000005), by far less than the twelfth digit. The store keeps rounded numbers;
what answers compute from them is rounded as it leaves.
"""

DIGITS = 12
"""How many digits of a computed number are told."""


def rounded(number: float) -> float:
    """The number to `DIGITS` digits, wherever its point is."""
    return float(f"{number:.{DIGITS}g}")
