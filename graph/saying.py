"""What is to be said to people: words in every language with places in them, and the values that stand there."""

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any, NamedTuple

from graph.language import Language, Told, both


class Saying(NamedTuple):
    """A sentence or a part of one, in English as text. A value is a text, a number, or a part of its own."""

    words: Told
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return self.words[Language.EN].format(**self.values)


def saying(english: str, french: str) -> Callable[..., Saying]:
    """Declare a sentence; what it gives, called with values, is that sentence about them.

    `{name!r}` is quoted as each language quotes, the thousands of `{number:,}` are set apart as it sets them apart.
    What it gives raises TypeError when it is called without a value for each place.
    """
    words = both(english, french)
    places = {name for _, name, *_ in Formatter().parse(english) if name is not None}

    def said(**values: Any) -> Saying:
        if missing := places - values.keys():
            raise TypeError(f"{english!r} is said without {', '.join(sorted(missing))}")
        return Saying(words, values)

    return said


def counting(one: str, many: str, un: str, plusieurs: str) -> Callable[[int], Saying]:
    """Declare how many there are of something: `1 file` and `{n:,} files`, `1 fichier` and `{n:,} fichiers`."""
    single, several, none = saying(one, un), saying(many, plusieurs), saying(many, un.replace("1", "{n:,}"))
    return lambda n: single() if n == 1 else (several if n else none)(n=n)  # French counts nothing as it counts one


def together(parts: Sequence[Saying]) -> Saying:
    """Several parts, a comma between each and the next."""
    places = ", ".join(f"{{part{n}}}" for n in range(len(parts)))
    return Saying(both(places, places), {f"part{n}": part for n, part in enumerate(parts)})


MEANT = saying("did you mean {near}?", "vouliez-vous dire {near} ?")
"""Said beside a name that fits nothing: what it nearly is."""
