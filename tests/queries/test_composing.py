"""What stands in a question's statement depends on which arguments are given, never on their values."""

import re
from contextlib import suppress

import pytest

from queries.catalogue import QUESTIONS
from queries.composing import composed, put_in

LINES = """\
CALL () {
  //? channel
  MATCH (a)
  //? no channel
  MATCH (b)
  //? system
  MATCH (c)
  //.
  RETURN 1
}
"""
SUPPORTED = """\
MATCH (step:Step)
//+ WHERE supported (step)
MATCH (from)-->(to)
WHERE from.missing
  //+ AND supported UNWIND [from, to] AS place MATCH (place)
RETURN step
"""
ASKED = """\
MATCH (step:Step)
WHERE EXISTS {
  (step)<-[:ABOUT]-(proof:Evidence)
  WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
}
MATCH (from)-->(to)
WHERE from.missing
  AND COUNT {
    UNWIND [from, to] AS place MATCH (place)<-[:ABOUT]-(proof:Evidence)
    WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
    RETURN proof
  } > 0
RETURN step"""


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, ["b"]),
        ({"channel": None}, ["b"]),
        ({"channel": "web"}, ["a"]),
        ({"system": "crm"}, ["b", "c"]),
        ({"channel": "web", "system": "crm"}, ["a", "c"]),
    ],
)
def test_lines_that_serve_an_argument_are_there_when_it_is_given(given, left):
    matches = "".join(f"  MATCH ({name})\n" for name in left)
    assert put_in(LINES, given) == f"CALL () {{\n{matches}  RETURN 1\n}}"


@pytest.mark.parametrize("given", [{}, {"evidence": None}])
def test_no_evidence_is_looked_for_unless_it_is_asked_for(given):
    assert put_in(SUPPORTED, given) == "MATCH (step:Step)\nMATCH (from)-->(to)\nWHERE from.missing\nRETURN step"


@pytest.mark.parametrize("kinds", [[], ["SURVEY"]])
def test_what_evidence_supports_is_asked_of_one_place_or_of_several(kinds):
    assert put_in(SUPPORTED, {"evidence": kinds}) == ASKED


SUMMING = [each for each in QUESTIONS.values() if each.sums]


@pytest.mark.parametrize("question", SUMMING, ids=lambda question: question.id)
def test_a_summary_that_sums_up_begins_with_all_rows(question):
    given = {parameter.name: {"channel": ["web"]} for parameter in question.parameters if parameter.required}
    text = composed(question, given, "summary.cypher")
    assert text.startswith(f"{composed(question, given).bound}\nWITH collect(row) AS rows\n")
    assert text.count("AS row\n") == 1 + text.count("UNWIND rows AS row\n") and "AS summary" in text


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_parts_of_statements_are_there_for_arguments_of_their_question(question):
    """A part that names no argument, or has no end, would be there always, or never."""
    names = {parameter.name for parameter in question.parameters}
    for file in (question.id, "facts", "summary"):
        with suppress(FileNotFoundError):
            text = question.text(f"{file}.cypher")
            assert set(re.findall(r"//\? (?:no )?(\w+)", text)) <= names
            assert text.count("//.") <= text.count("//?") and "//?" not in re.split(r"//\.", text)[-1]
