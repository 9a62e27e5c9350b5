"""Values of closed lists on the command line, by all that they are called."""

import pytest
import typer

from graph.model.words import EvidenceKind, Perspective, RuptureKind, Triage
from parcours.closed import choices, reading
from parcours.commands.ask import CLIENTS, _evidence
from queries.catalogue.handoff_matrix import MatrixSide


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        (Triage, "PLANNED", Triage.PLANNED),
        (Triage, "planned", Triage.PLANNED),
        (Triage, "planifié", Triage.PLANNED),
        (Perspective, "Cible", Perspective.FUTURE),
        (Perspective, "aujourd’hui", Perspective.REALITY),
        (RuptureKind, "coverage-gap", RuptureKind.COVERAGE_GAP),
        (RuptureKind, "canal absent", RuptureKind.COVERAGE_GAP),
        (MatrixSide, "directions", MatrixSide.DEPARTMENT),
    ],
)
def test_by_code_or_by_name_in_any_language(kind, given, meant):
    assert reading(kind)(given) is meant


def test_what_customers_said_goes_by_two_words():
    assert {_evidence(each).value for each in CLIENTS} == {"customer"}
    assert _evidence("enquête").value == EvidenceKind.SURVEY.value


@pytest.mark.parametrize(
    ("lang", "known"), [("en", "open, accepted, planned, ignored"), ("fr", "ouvert, accepté, planifié, ignoré")]
)
def test_what_is_none_is_told_with_those_that_there_are(monkeypatch, lang, known):
    monkeypatch.setenv("PARCOURS_LANG", lang)
    with pytest.raises(typer.BadParameter, match=known):
        reading(Triage)("nope")
    assert choices(Triage) == known.replace(", ", "|")
