"""How long a text may be that an index holds."""

from collections.abc import Iterator

from graph.said import Ref, Said
from graph.saying import Saying, saying
from graph.schema import INDEXED
from graph.terms import named

LONGEST = 2000
"""Bytes of a key or an indexed text. An index holds some 8,000, and the keys of hand-offs and ruptures join several."""

TOO_LONG = saying(
    "{place}{node}{more}: its {name} is {size:,} bytes long; {most:,} are the most",
    "{place}{node}{more} : son champ {name} occupe {size:,} octets ; {most:,} au plus",
)


def too_long(said: Said) -> Saying | None:
    """What is wrong with the first text that no index could hold, and where; null when all fit."""
    for ref, name, text in _indexed(said):
        if len(text) * 4 > LONGEST and (size := len(text.encode())) > LONGEST:
            file, row, _ = said.places.get(ref, ("", None, None))
            where = "".join(f"{part}:" for part in (file, row) if part)
            more = " …" if len(ref[1]) > 40 else ""
            place = f"{where} " if where else ""
            node = named(ref[0], ref[1][:40])
            return TOO_LONG(place=place, node=node, more=more, name=name, size=size, most=LONGEST)
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
