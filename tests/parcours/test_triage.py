"""`parcours triage`, as scripts use it."""

import json

import pytest

from tests.parcours.conftest import WORKED

GAP = "COVERAGE_GAP~home-quote/call-to-adjust~website"


def test_a_decision_is_made_and_kept(parcours):
    parcours("import", WORKED)
    done = parcours("triage", GAP, "PLANNED")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{GAP}: OPEN → PLANNED\n", "")
    again = parcours("triage", GAP, "PLANNED")
    assert (again.returncode, again.stdout) == (0, f"{GAP}: PLANNED → PLANNED\n")
    assert "already" in again.stderr
    parcours("import", WORKED)
    assert parcours("triage", GAP, "ACCEPTED").stdout == f"{GAP}: PLANNED → ACCEPTED\n"
    rows = json.loads(parcours("ask", "ruptures", "--format", "json").stdout)["rows"]
    assert {row["key"]: row["triage"] for row in rows}[GAP] == "ACCEPTED"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, ("RUPTURE",)),
        ((GAP,), 2, ("OPEN|ACCEPTED|PLANNED|IGNORED",)),
        ((GAP, "DONE"), 2, ("OPEN", "ACCEPTED", "PLANNED", "IGNORED")),
        (("coverage_gap", "OPEN"), 1, ("there is no rupture 'coverage_gap'", GAP)),
        (("nowhere", "OPEN"), 1, ("there is no rupture 'nowhere'", "parcours ask ruptures")),
    ],
)
def test_wrong_words(parcours, words, status, said):
    parcours("import", WORKED)
    done = parcours("triage", *words)
    assert done.returncode == status, done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
    for part in said:
        assert part in done.stderr
