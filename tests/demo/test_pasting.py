"""What `--cypher` prints is what the API runs: pasted back, it gives the rows of the answer in their order."""

import pytest

from graph.language import Language
from parcours.asking import answer, arguments, looked_up, request
from parcours.pasting import compiled, statement
from queries.catalogue import QUESTIONS
from tests.demo.test_answers import given
from tests.parcours.pasted import value


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_what_is_pasted_back_answers(insurer, question):
    asked = looked_up(insurer.read, question, given(question), Language.FR)
    plan, values = compiled(request(asked, arguments(asked)))
    found = plan.shape(value(insurer, statement(insurer, asked)), values)["answer"]
    assert rows(question, found) == answer(insurer, asked)["rows"] != []


def rows(question, found):
    """The rows of what was found, as `parcours ask` tells them."""
    if question.whole:
        return [{name: part for name, part in found.items() if name != "restsOn"}]
    return [edge["node"] for edge in found["edges"]] if question.connection else found["rows"]
