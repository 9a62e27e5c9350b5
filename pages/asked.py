"""How much there is to ask, and of how many departments."""

from collections.abc import Mapping
from typing import Any

from graph.saying import Saying, counting, saying

QUESTIONS = counting("1 question to ask", "{n:,} questions to ask", "1 question à poser", "{n:,} questions à poser")
DEPARTMENTS = counting("1 department", "{n:,} departments", "1 direction", "{n:,} directions")
OF_THEM = saying("{questions}, {departments}", "{questions}, {departments}")


def asked(answer: Mapping[str, Any]) -> Saying:
    """What `toAsk` answers, as a sentence: its `totalCount`, and the departments that are asked first."""
    departments = {row["departments"][0]["key"] for row in answer["rows"] if row["departments"]}
    questions = QUESTIONS(answer["totalCount"])
    return OF_THEM(questions=questions, departments=DEPARTMENTS(len(departments))) if departments else questions
