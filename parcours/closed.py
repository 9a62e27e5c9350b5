"""Values of closed lists on the command line: by code, or as people call them in any language."""

from collections.abc import Callable

import typer

from graph.labels import by_name, folded
from graph.language import Language
from graph.model import Word
from graph.saying import Saying
from graph.wrong_values import GIVEN, NONE_OF
from parcours.language import language, worded
from wording.labels import label


def reading(kind: type[Word]) -> Callable[[str], Word]:
    """What reads a value of a list; what is none is told with those that there are."""

    def read(given: str) -> Word:
        if isinstance(given, kind):
            return given
        found = by_name(kind).get(folded(given))
        if found is None:
            known = Saying({each: ", ".join(map(str, shown(kind, each))) for each in Language}, {})
            raise typer.BadParameter(worded(GIVEN(given=given, needed=NONE_OF(known=known))))
        return found

    return read


def choices(kind: type[Word]) -> str:
    """The values, as the help shows them."""
    return "|".join(shown(kind, language()))


def shown(kind: type[Word], of: Language) -> list[str]:
    """The values as somebody would type them: their codes in English, what they are called in other languages."""
    return [each.lower() if of is Language.EN else label(each, of).lower() for each in kind]
