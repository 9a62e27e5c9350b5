"""`parcours runs`: what was imported and decided, command by command."""

import csv
import io
import json

from tests.parcours.conftest import WORKED

OTHER = "parcours: 1\nneeds: [{key: be-safe}]\n"


def listed(parcours, *words):
    return json.loads(parcours("runs", "--format", "json", *words).stdout)


def test_an_empty_store(parcours):
    done = parcours("runs")
    assert (done.stdout, done.stderr) == ("None found.\n", "")
    assert parcours("runs", "--lang", "fr").stdout == "Aucun.\n"
    assert listed(parcours) == {"rows": [], "totalCount": 0}


def test_runs_of_one_command_stand_together(parcours, tmp_path):
    (tmp_path / "other.yaml").write_text(OTHER, encoding="utf-8")
    parcours("import", WORKED)
    parcours("import", WORKED, "other.yaml")
    newest, oldest = listed(parcours)["rows"]
    assert [(run["source"], run["status"], run["created"]) for run in newest["runs"]] == [
        ("test-worked", "DONE", 0), ("other", "DONE", 1),
    ]  # fmt: skip
    assert (newest["created"], newest["rupturesAppeared"], newest["rupturesGone"]) == (1, 0, 0)
    assert (oldest["rupturesAppeared"], oldest["rupturesGone"]) == (3, 0)
    assert newest["command"] != oldest["command"] and newest["command"][:16] >= oldest["command"][:16]  # to the second
    rows = list(csv.DictReader(io.StringIO(parcours("runs", "--format", "csv").stdout)))
    assert [row["command"] for row in rows] == [newest["command"]] * 2 + [oldest["command"]]
    assert [row["source"] for row in rows] == ["test-worked", "other", "test-worked"]
    asked = parcours("ask", "what-changed", "--format", "json", "--since", oldest["command"])
    assert json.loads(asked.stdout)["rows"] == []


def test_the_table_in_both_languages_and_the_rest(parcours):
    parcours("import", WORKED)
    parcours("import", WORKED)
    english, french = parcours("runs", "--first", "1"), parcours("runs", "--first", "1", "--lang", "fr")
    assert (
        "test-worked" in english.stdout
        and "knowledge" not in english.stdout
        and "Done" in english.stdout
        and "Created" in english.stdout
    )
    assert "Terminé" in french.stdout and "Créés" in french.stdout
    assert "1 of 2; --skip 1 gives the next ones" in english.stderr
    assert "1 sur 2" in french.stderr and "--skip 1 donne la suite" in french.stderr
    assert len(listed(parcours, "--skip", "1")["rows"]) == 1 and parcours("runs", "--skip", "1").stderr == ""
