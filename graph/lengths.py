"""How long a text may be that an index holds."""

from collections.abc import Iterator

from graph.said import Ref, Said
from graph.schema import INDEXED

LONGEST = 2000
"""Bytes of a key or an indexed text. An index holds some 8,000, and the keys of hand-offs and ruptures join several."""


def too_long(said: Said) -> str | None:
    """What is wrong with the first text that no index could hold, and where; null when all fit."""
    for ref, name, text in _indexed(said):
        if len(text) * 4 > LONGEST and (size := len(text.encode())) > LONGEST:
            what = f"{ref[0]} {ref[1][:40]!r}{' …' if len(ref[1]) > 40 else ''}: its {name} is {size:,} bytes long"
            file, row, _ = said.places.get(ref, ("", None, None))
            where = ":".join(str(part) for part in (file, row) if part)
            return f"{where}{': ' if where else ''}{what}; {LONGEST:,} are the most"
    return None


def _indexed(said: Said) -> Iterator[tuple[Ref, str, str]]:
    for label, nodes in said.nodes.items():
        names = [name for of, name in INDEXED if of == label]
        for key, properties in nodes.items():
            yield (label, key), "key", key
            for name in names:
                if isinstance(text := properties.get(name), str):
                    yield (label, key), name, text
    for (start, _, end), edges in said.edges.items():
        for one, other in edges:
            yield (start, one), "key", one
            yield (end, other), "key", other
