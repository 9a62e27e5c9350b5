"""Values of closed lists on the command line: by code, or as people call them in any language."""

from collections.abc import Callable

import typer

from graph.language import Language
from graph.model import Word
from graph.saying import Saying, saying
from parcours.language import language, worded
from wording.labels import label, named

NONE_OF = saying("{given!r} is none of {known}", "{given!r} ne figure pas parmi {known}")


def reading(kind: type[Word]) -> Callable[[str], Word]:
    """What reads a value of a list; what is none is told with those that there are."""

    def read(given: str) -> Word:
        if isinstance(given, kind):
            return given
        found = named(kind, given)
        if found is None:
            known = Saying({each: ", ".join(map(str, shown(kind, each))) for each in Language}, {})
            raise typer.BadParameter(worded(NONE_OF(given=given, known=known)))
        return found

    return read


def choices(kind: type[Word]) -> str:
    """The values, as the help shows them."""
    return "|".join(shown(kind, language()))


def shown(kind: type[Word], of: Language) -> list[str]:
    """The values as somebody would type them: their codes in English, what they are called in other languages."""
    return [each.lower() if of is Language.EN else label(each, of).lower() for each in kind]
