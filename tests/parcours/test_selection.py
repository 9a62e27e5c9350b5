"""What `parcours ask` selects."""

from dataclasses import replace

import pytest

from graph.language import Language
from graph.model import MODEL
from graph.model.derived import Rupture
from parcours.selection import selection
from queries.catalogue import QUESTIONS
from queries.declare import shows


class Broken:
    """A row with a rupture that has no card of its own."""

    rupture: Rupture = shows("Rupture", "Rupture", "What breaks")


@pytest.mark.parametrize("question", [QUESTIONS["ruptures"], QUESTIONS["matters"]], ids=lambda question: question.id)
def test_sentences_are_asked_for_in_a_language(question):
    assert "LANGUAGE" in str(MODEL["Rupture"].card)
    asked = selection(replace(question, row=Broken), Language.FR)
    assert "(language: FR)" in asked and "LANGUAGE" not in asked
