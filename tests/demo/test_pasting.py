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
    rows = [edge["node"] for edge in found["edges"]] if question.connection else found["rows"]
    assert rows and rows == answer(insurer, asked)["rows"]
