"""The currency of all costs: one for a graph, as its settings say; nothing is ever converted."""

import re
from dataclasses import dataclass

CODE = re.compile(r"[A-Z]{3}")
"""A currency by its code of three letters (ISO 4217)."""


@dataclass
class _Told:
    code: str = "EUR"


_told = _Told()


def currency() -> str:
    """The code of the currency that costs are told in."""
    return _told.code


def settle(code: str) -> None:
    """Tell costs in this currency from now on, in all of this process."""
    _told.code = code
