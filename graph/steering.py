"""Characters that steer a terminal instead of being read: no text that comes in holds one, none goes out."""

import re

from graph.saying import Saying, saying

STEERING = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]|\\r(?!\\n)")
"""Controls (C0, DEL, C1) but for tabs and ends of lines, and what turns the direction of writing around."""

STEERS = saying(
    "the character U+{code:04X} steers terminals and belongs to no text; take it out",
    "le caractère U+{code:04X} commande les terminaux et n'a pas sa place dans un texte ; retirez-le",
)


def steering(text: str) -> Saying | None:
    """What is wrong with a text that holds such a character; None of any other."""
    found = None if text.isprintable() else STEERING.search(text)
    return STEERS(code=ord(found[0])) if found else None
