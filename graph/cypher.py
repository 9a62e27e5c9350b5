"""Cypher as a value: a text that knows its parameters, and can stand in another text under names of its own."""

import re

PARAMETER = re.compile(r"//.*|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\$(\w+)")
"""A parameter; a comment and a quoted text are taken whole, so that what stands in them is none."""

LAST = re.compile(r"^RETURN (?!.*^RETURN )", re.MULTILINE | re.DOTALL)
"""Where a statement begins to say what it returns."""


class Cypher(str):
    """A statement, or a piece of one. Its values are parameters."""

    __slots__ = ()

    @property
    def parameters(self) -> set[str]:
        """The names of its parameters."""
        return {found[1] for found in PARAMETER.finditer(self) if found[1]}

    def prefixed(self, prefix: str) -> "Cypher":
        """The same, with names of parameters that begin so."""
        return Cypher(PARAMETER.sub(lambda found: f"${prefix}{found[1]}" if found[1] else found[0], self))

    @property
    def bound(self) -> "Cypher":
        """The same with what it returns left bound to its names, in its order, for clauses that follow."""
        return Cypher(LAST.sub("WITH ", self))
