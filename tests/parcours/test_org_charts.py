"""Org charts on the command line: a first mapping, an import, what links to what, and the key of pseudonyms."""

import json
import stat

import pytest

from graph.errors import WrongUsage
from importers.organisation.chart_mapping import ChartMapping
from importers.rows.columns import read_mapping
from parcours.secret import pseudonym_key
from parcours.settings import Settings
from tests.importers.organisation.charts import edges, gathered, problems, whole

STAFF = """Employee ID;Full Name;Job Title;Department;Manager ID;FTE
7;Ada Byron;Head of care;Customer care;;1
8;Bob Noyce;Adviser;Call Center - Nordics;7;0,8
9;Eve Ray;Adviser;Call Center - Nordics;8;0,8
"""
KNOWLEDGE = """parcours: 1
departments: [{key: call-centre, name: Nordic call centre}, {key: web, name: Équipe du site}]
channels: [{key: phone, operatedBy: [call-centre]}, {key: website, operatedBy: [web]}]
"""


def test_a_first_mapping_is_a_mapping(parcours, tmp_path):
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    done = parcours("import", "org-csv", "staff.csv", "--suggest-mapping")
    assert (done.returncode, done.stderr) == (0, "")
    assert "#  Call Center - Nordics: the-key-of-journeys   # 2 rows" in done.stdout
    (tmp_path / "staff.yaml").write_text(done.stdout, encoding="utf-8")
    columns = read_mapping(tmp_path / "staff.yaml", ChartMapping).columns
    assert columns.model_dump(exclude_none=True) == {
        "key": "Employee ID", "title": "Job Title", "headcount": "FTE", "department": "Department",
        "reportsTo": "Manager ID",
    }  # fmt: skip
    said = whole(gathered("org-csv", tmp_path / "staff.csv", mapping=tmp_path / "staff.yaml"))
    assert edges(said, "REPORTS_TO") == {("hr:8", "hr:7"), ("hr:9", "hr:8")}
    assert said.nodes["Position"]["hr:8"] == {"title": "Adviser", "headcount": 0.8}


def test_a_mapping_by_names_of_people_makes_pseudonyms_of_them(parcours, tmp_path):
    (tmp_path / "team.csv").write_text("Name,Role,Manager\nAda,Chief,\nBob,Dev,Ada\n", encoding="utf-8")
    done = parcours("import", "org-csv", "team.csv", "--suggest-mapping")
    (tmp_path / "team.yaml").write_text(done.stdout, encoding="utf-8")
    found = gathered("org-csv", tmp_path / "team.csv", mapping=tmp_path / "team.yaml")
    assert len(edges(whole(found), "REPORTS_TO")) == 1 and not problems(found)
    assert not any("Ada" in key or "Bob" in key for key in whole(found).nodes["Position"])


def test_managers_named_by_their_roles_are_found_out(parcours, tmp_path):
    team = "id,role,manager\n1,Chief,\n2,Lead,Chief\n3,Dev,Lead\n"
    (tmp_path / "team.csv").write_text(team, encoding="utf-8")
    (tmp_path / "team.yaml").write_text(parcours("import", "org-csv", "team.csv", "--suggest-mapping").stdout)
    said = whole(gathered("org-csv", tmp_path / "team.csv", mapping=tmp_path / "team.yaml"))
    assert edges(said, "REPORTS_TO") == {("hr:2", "hr:1"), ("hr:3", "hr:2")}


def test_only_tables_need_a_mapping_of_columns(parcours):
    done = parcours("import", "ldif", "x.ldif", "--suggest-mapping")
    assert (done.returncode, "is for journey-table, org-csv, contacts-csv" in done.stderr) == (2, True)


def test_what_stands_on_one_side_only_is_listed_with_its_likeliest_match(parcours, tmp_path):
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "journeys.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    (tmp_path / "m.yaml").write_text("columns: {key: Employee ID, department: Department, reportsTo: Manager ID}\n")
    assert parcours("import", "journeys.yaml").returncode == 0
    words = ("import", "org-csv", "staff.csv", "--source", "hr", "--format", "json", "--mapping")
    done = parcours(*words, "m.yaml")
    assert json.loads(done.stdout)["written"]["Position"]["created"] == 3
    found = json.loads(parcours("link", "--format", "json", "--lang", "en").stdout)
    nordics = {"key": "hr:Call Center - Nordics", "name": "Call Center - Nordics", "score": 1.0}
    assert found["journeys"] == [
        {"key": "call-centre", "name": "Nordic call centre", "named": 1,
         "match": {**nordics, "why": "both say call, center and nordics"}},
        {"key": "web", "name": "Équipe du site", "named": 1, "match": None},
    ]  # fmt: skip
    assert [each["key"] for each in found["organisation"]] == ["hr:Call Center - Nordics", "hr:Customer care"]
    shown = parcours("link", "--lang", "fr").stdout
    assert "Nommées par des parcours, dans aucun organigramme\u00a0: 2" in shown and "Call Center - Nordics" in shown
    assert "les deux disent call, center et nordics" in parcours("link", "--lang", "fr", "--format", "json").stdout
    (tmp_path / "m2.yaml").write_text(
        (tmp_path / "m.yaml").read_text() + "departments: {Call Center - Nordics: call-centre}\n"
    )
    assert parcours(*words, "m2.yaml").returncode == 0
    found = json.loads(parcours("link", "--format", "json").stdout)
    assert ([each["key"] for each in found["journeys"]], [each["key"] for each in found["organisation"]]) == (
        ["web"], ["hr:Customer care"],
    )  # fmt: skip


def test_an_org_chart_is_exported_as_a_file_that_imports_to_the_same(parcours, tmp_path):
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "m.yaml").write_text("columns: {key: Employee ID, department: Department, reportsTo: Manager ID}\n")
    parcours("import", "org-csv", "staff.csv", "--source", "hr", "--mapping", "m.yaml")
    first = parcours("export").stdout
    (tmp_path / "out.yaml").write_text(first, encoding="utf-8")
    done = parcours("import", "out.yaml", "--source", "hr", "--allow-older")
    assert (done.returncode, parcours("export").stdout) == (0, first), done.stderr


def test_the_key_of_pseudonyms_is_made_once_and_for_its_owner_only(tmp_path):
    settings = Settings(home=tmp_path, _env_file=None)
    key = pseudonym_key(settings)
    assert len(key) >= 32 and pseudonym_key(settings) == key
    assert stat.S_IMODE((tmp_path / "pseudonym.key").stat().st_mode) == 0o600
    assert (
        pseudonym_key(Settings(home=tmp_path, pseudonym_key="a key of sixteen", _env_file=None)) == b"a key of sixteen"
    )
    with pytest.raises(WrongUsage, match="16 bytes"):
        pseudonym_key(Settings(home=tmp_path, pseudonym_key="short", _env_file=None))
