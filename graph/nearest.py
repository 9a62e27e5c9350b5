"""What was probably meant by a key that nothing has."""

import difflib
from collections.abc import Sequence

from graph.saying import MEANT, Saying, saying

LIKE, MANY = 0.8, 1000
"""How much of it a key has to have in common with another one, and among how many it is looked for at most."""

HINT = saying("{said}; {hint}", "{said} ; {hint}")


def nearest(key: str, known: Sequence[str]) -> str | None:
    """The key that is nearly this one, where there is one."""
    near = difflib.get_close_matches(key, known, 1, LIKE) if len(known) <= MANY else []
    return near[0] if near else None


def hinted(said: Saying, key: str, known: Sequence[str]) -> Saying:
    """What is said of a key, with a question for the one that is nearly this, where there is one."""
    near = nearest(key, known)
    return HINT(said=said, hint=MEANT(near=near)) if near else said
