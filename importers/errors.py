"""What makes a file unusable: one error for all that is wrong with it."""

from collections.abc import Sequence

from graph.errors import BadInput
from graph.language import Language
from graph.problems import Code, Problem
from graph.said import Place
from graph.saying import Saying, saying

MOST = 50
"""How many problems of one file are told; the rest are counted."""

ENGLISH = {Language.EN: ": {detail}", Language.FR: ""}
AND_MORE = saying("and {n} more", "et {n} de plus")


class BadKnowledge(BadInput):
    """A file that is refused: `problems` says what is wrong, where, and what would be right."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        found = sorted(problems, key=_where)
        more = len(found) - MOST
        if more > 0:
            found = [*found[:MOST], Problem(found[MOST].code, AND_MORE(n=more), found[MOST].place, fatal=True)]
        self.problems = found
        super().__init__("\n".join(map(str, found)))


def detailed(detail: str) -> Saying:
    """What a library says beside our own words: in English, for who reads English."""
    return Saying(ENGLISH, {"detail": detail})


def bad(code: Code, said: Saying | str, place: Place, value: str | None = None) -> Problem:
    """Something for which the file is refused."""
    return Problem(code, said, place, value, fatal=True)


def _where(problem: Problem) -> tuple[str, int, int]:
    file, row, column = problem.place
    return file, row or 0, column if isinstance(column, int) else 0
