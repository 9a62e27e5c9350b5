"""`parcours triage`, as scripts use it."""

import csv
import datetime
import io
import json
import re

import pytest

from graph.acts.noting import NoteTooLong
from graph.acts.triage import NoDepartment, NoRupture
from graph.errors import WrongUsage
from graph.language import Language
from parcours.decisions import parsed
from tests.parcours.conftest import WORKED
from wording import problems

CALL = "home-quote/call-to-adjust"
GAP = f"COVERAGE_GAP~{CALL}~website"
SWITCH = f"FORCED_SWITCH~home-quote/ask-quote/website~{CALL}/phone"
LOSS = f"CONTEXT_LOSS~home-quote/ask-quote/website~{CALL}/phone~quote"
OWNED = ("--owner", "call-centre", "--due", "2020-01-31", "--note", "Vu en comité")


@pytest.fixture
def decided(parcours):
    """One planned, with owner, day and note; one open with a note alone; one that nobody said anything about."""
    parcours("import", WORKED)
    assert parcours("triage", GAP, "PLANNED", *OWNED).returncode == 0
    assert parcours("triage", LOSS, "OPEN", "--note", "=1+1").returncode == 0
    return parcours


def test_a_decision_is_made_and_kept(parcours):
    parcours("import", WORKED)
    done = parcours("triage", GAP, "PLANNED")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{GAP}: Open → Planned\n", "")
    again = parcours("triage", GAP, "PLANNED")
    assert (again.returncode, again.stdout) == (0, f"{GAP}: Planned → Planned\n")
    assert "already" in again.stderr
    parcours("import", WORKED)
    assert parcours("triage", GAP, "ACCEPTED").stdout == f"{GAP}: Planned → Accepted\n"
    rows = json.loads(parcours("ask", "ruptures", "--format", "json").stdout)["rows"]
    assert {row["key"]: row["triage"] for row in rows}[GAP] == "ACCEPTED"


def test_what_is_said_with_it_is_told_where_it_changes(decided):
    done = decided("triage", GAP, "PLANNED", "--due", "2027-06-01", "--owner", "")
    assert done.stdout == f"{GAP}: Planned → Planned\n  Owner: taken away\n  Due: 1 June 2027\n"
    done = decided("triage", GAP, "PLANNED", "--note", "Reporté", PARCOURS_LANG="fr")
    assert done.stdout.replace("\N{NO-BREAK SPACE}", " ") == f"{GAP} : Planifié → Planifié\n  Note : « Reporté »\n"
    same = decided("triage", GAP, "PLANNED", "--note", "Reporté", PARCOURS_LANG="fr")
    assert same.stderr.replace("\N{NO-BREAK SPACE}", " ") == "C'était déjà le cas ; rien n'a été écrit.\n"


def test_a_department_is_named_and_a_former_key_followed(parcours, tmp_path):
    text = WORKED.read_text(encoding="utf-8").replace("key: home-quote\n", "key: home\n    aliases: [home-quote]\n", 1)
    renamed = tmp_path / "home-quote.yaml"
    renamed.write_text(text, encoding="utf-8")
    assert parcours("import", renamed).returncode == 0
    done = parcours("triage", GAP, "PLANNED", "--owner", "CENTRE de Relation client")
    key = GAP.replace("home-quote", "home")
    assert done.stdout == f"{key}: Open → Planned\n  Owner: Centre de relation client\n", done.stderr


def test_a_decision_for_programs_and_for_a_spreadsheet(decided):
    done = decided("triage", GAP, "ACCEPTED", "--due", "", "--format", "json")
    known = {"triageNote": "Vu en comité", "triageOwner": {"key": "call-centre"}}
    assert json.loads(done.stdout) == {
        "key": GAP,
        "former": {"triage": "PLANNED", **known, "triageDue": "2020-01-31"},
        "new": {"triage": "ACCEPTED", **known, "triageDue": None},
    }
    (row,) = csv.DictReader(io.StringIO(decided("triage", LOSS, "IGNORED", "--format", "csv").stdout))
    assert row == {
        "key": LOSS, "former.triage": "OPEN", "former.triageNote": "'=1+1", "former.triageOwner": "",
        "former.triageDue": "", "new.triage": "IGNORED", "new.triageNote": "'=1+1", "new.triageOwner": "",
        "new.triageDue": "",
    }  # fmt: skip


def test_each_decision_is_a_run_that_hides_no_import(decided):
    rows = json.loads(decided("runs", "--format", "json").stdout)["rows"]
    told = [[run[name] for name in ("source", "kind", "by", "updated")] for row in rows for run in row["runs"]]
    assert told[:2] == [["edits", "edits", "local", 1]] * 2 and told[2][2] is None and len(rows) == 3
    assert "edits (local)" in decided("runs", COLUMNS="200").stdout
    changed = json.loads(decided("ask", "what-changed", "--format", "json").stdout)["rows"]
    assert {row["run"]["key"] for row in changed} == {rows[2]["runs"][0]["key"]}  # the last import's, as before
    assert json.loads(decided("triage", "--format", "json").stdout)["rows"][0]["triagedBy"] == "local"


def test_what_was_decided_is_listed(decided):
    assert decided("triage", SWITCH, "IGNORED", "--due", "2999-12-31").returncode == 0
    found = json.loads(decided("triage", "--format", "json").stdout)
    assert [(row["key"], row["triage"], row["overdue"], row["resolved"]) for row in found["rows"]] == [
        (GAP, "PLANNED", True, False), (SWITCH, "IGNORED", False, False), (LOSS, "OPEN", False, False),
    ]  # fmt: skip
    first = found["rows"][0]
    assert (found["totalCount"], first["triageNote"], first["triageDue"]) == (3, "Vu en comité", "2020-01-31")
    assert first["triageOwner"] == {"key": "call-centre", "name": "Centre de relation client"}
    assert first["explanation"].startswith("“J'appelle pour ajuster mon devis” is expected on Site web")
    assert first["triagedAt"] and first["triagedBy"] == "local"
    table = decided("triage", PARCOURS_LANG="fr", COLUMNS="240").stdout
    for part in ("Responsable", "Échéance", "Planifié", "Centre de relation client", "31/01/2020", "EN RETARD"):
        assert part in table
    assert "est attendu sur Site web" in " ".join(table.split()) and table.count("EN RETARD") == 1


def test_the_list_for_a_spreadsheet(decided):
    heads, first, second = csv.reader(io.StringIO(decided("triage", "--format", "csv", "--lang", "fr").stdout))
    assert heads[:6] == ["key", "triage", "triageOwner.key", "triageOwner.name", "triageDue", "triageNote"]
    assert heads[6:] == ["explanation", "volume.low", "volume.high", "resolved", "overdue", "triagedAt"]
    assert first[:3] == [GAP, "PLANNED", "call-centre"] and first[4:6] == ["2020-01-31", "Vu en comité"]
    assert first[9:11] == ["false", "true"] and second[:6] == [LOSS, "OPEN", "", "", "", "'=1+1"]


def test_what_is_resolved_is_listed_in_the_past_and_never_late(decided, tmp_path):
    text = WORKED.read_text(encoding="utf-8").replace("expectedOn: [website, phone]", "expectedOn: [phone]")
    changed = tmp_path / "home-quote.yaml"
    changed.write_text(text, encoding="utf-8")
    assert decided("import", changed).returncode == 0
    row = next(r for r in json.loads(decided("triage", "--format", "json").stdout)["rows"] if r["key"] == GAP)
    assert (row["resolved"], row["overdue"]) == (True, False)
    assert "was expected on Site web" in row["explanation"] and "[Resolved on " in row["explanation"]


def test_nothing_was_decided(parcours):
    parcours("import", WORKED)
    assert parcours("triage").stdout == "Nothing has been decided yet.\n"
    assert parcours("triage", PARCOURS_LANG="fr").stdout == "Rien n'a encore été décidé.\n"
    assert json.loads(parcours("triage", "--format", "json").stdout) == {"rows": [], "totalCount": 0}


def test_answers_show_what_was_said_where_something_was(decided):
    rows = csv.DictReader(io.StringIO(decided("ask", "ruptures", "--format", "csv").stdout))
    found = {row["key"]: [row[f"triage{each}"] for each in ("", "Note", "Owner.key", "Due")] for row in rows}
    assert found[GAP] == ["PLANNED", "Vu en comité", "call-centre", "2020-01-31"]
    assert found[SWITCH] == ["OPEN", "", "", ""]
    shown = " ".join(decided("ask", "ruptures", COLUMNS="40").stdout.split())
    assert "Missing channel [Planned · Centre de relation client · by 31 January 2020 · “Vu en comité”]" in shown
    assert "Rupture: Forced switch Why:" in shown


def test_what_is_gone_is_answered_by_the_names_and_owners_of_then(parcours, tmp_path):
    """Also after the channel was renamed and handed over; live ruptures beside it are told as they are."""
    parcours("import", WORKED)
    text = WORKED.read_text(encoding="utf-8").replace(
        "{system: core, objects: [quote]}", "{system: crm, objects: [quote]}"
    )
    changed = tmp_path / "home-quote.yaml"
    for now in (
        text,
        text.replace("name: Téléphone", "name: Appel").replace("operatedBy: [call", "operatedBy: [network, call"),
    ):
        changed.write_text(now, encoding="utf-8")
        assert parcours("import", changed).returncode == 0
    words = ("ask", "ruptures", "--resolved", "--kind", "CONTEXT_LOSS", "--format")
    (row,) = [r for r in json.loads(parcours(*words, "json").stdout)["rows"] if r["key"] == LOSS]
    assert [each["key"] for each in row["to"]["handledBy"]] == ["call-centre", "network"]  # as it is now
    assert [each["key"] for each in row["lastSeen"]["owners"]] == ["digital", "call-centre"]
    found = {line["key"]: line for line in csv.DictReader(io.StringIO(parcours(*words, "csv", "--lang", "fr").stdout))}
    line = found[LOSS]
    assert line["lastSeen.owners.name"] == "Direction du digital; Centre de relation client"
    why = line["explanation"].replace("\N{NO-BREAK SPACE}", " ")
    assert "était enregistrée dans Site" in why and "(Téléphone). [Résolue le " in why
    assert line["resolved.key"] == row["resolved"]["key"] and line["reopened.key"] == ""
    proof = parcours("ask", "ruptures", "--resolved", "--witness", COLUMNS="300").stdout
    assert "Needed at: J'appelle pour ajuster mon devis (Téléphone) (home-quote/call-to-adjust/phone)" in proof


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((GAP,), 2, ("OPEN|ACCEPTED|PLANNED|IGNORED",)),
        (("--note", "x"), 2, ("say which rupture",)),
        ((GAP, "DONE"), 2, ("open", "accepted", "planned", "ignored")),
        ((GAP, "OPEN", "--due", "31/12/2026"), 2, ("--due: '31/12/2026' is no day; write it as 2026-12-31",)),
        (("coverage_gap", "OPEN"), 1, ("there is no rupture 'coverage_gap'", GAP)),
        (("nowhere", "OPEN"), 1, ("there is no rupture 'nowhere'", "parcours ask ruptures")),
        ((GAP, "OPEN", "--owner", "call-center"), 1, ("'call-center'", "did you mean call-centre (Centre de")),
        (("home-quote/call", "OPEN"), 1, ("there is no rupture 'home-quote/call'", GAP, LOSS, SWITCH)),
    ],
)
def test_wrong_words(parcours, words, status, said):
    parcours("import", WORKED)
    done = parcours("triage", *words)
    assert done.returncode == status, done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
    for part in said:
        assert part in done.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoRupture("x"), "il n'y a pas de rupture « x »"),
        (NoDepartment("x"), "owner : il n'y a pas de direction « x »"),
        (NoteTooLong(2001), "note : 2 001 caractères, c'est trop ; 2 000 au plus"),
    ],
)
def test_wrong_words_in_french(error, said):
    assert re.sub("[\u00a0\u202f]", " ", problems.said(error.said, Language.FR)) == said
    assert problems.said(error.said, Language.EN) == str(error)


@pytest.mark.parametrize("text", ["31/12/2026", "2026-02-30", "demain"])
def test_what_is_no_day(text):
    assert parsed("2026-12-31") == datetime.date(2026, 12, 31)
    with pytest.raises(WrongUsage, match=f"{text}.*2026-12-31"):
        parsed(text)
