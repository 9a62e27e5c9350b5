"""Answers as tables: a column for each field that a row shows."""

from typing import Any

from graph.language import Language
from queries.declare import Question, fields
from wording.cells import cell


def lines(question: Question, answer: dict[str, Any], language: Language) -> list[list[str]]:
    """The answer as rows of text, the heads first."""
    shown = [each for each in fields(question.row).values() if not each.detail]
    heads = [each.head(language) for each in shown]
    return [heads, *([cell(each, row[each.name], language) for each in shown] for row in answer["rows"])]
