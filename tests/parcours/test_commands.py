"""What scripts rely on: exit statuses, what goes to standard output, the shape of JSON."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import MARK, ROOT, is_ours
from tests.parcours.conftest import WORKED


def test_an_import_reports_and_a_second_one_changes_nothing(process):
    first = process("import", WORKED, "--format", "json")
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    assert (report["source"], report["kind"], report["status"]) == ("test-worked", "knowledge", "done")
    assert report["written"]["Step"] == {"created": 3, "updated": 0, "unchanged": 0, "removed": 0}
    assert report["files"] == [{"name": str(WORKED), "encoding": "utf-8", "rows": 48}]
    assert "done" in first.stderr
    second = json.loads(process("import", WORKED, "--format", "json").stdout)
    assert {(c["created"], c["updated"], c["removed"]) for c in second["written"].values()} == {(0, 0, 0)}


def test_a_dry_run_writes_nothing(parcours, gateway):
    report = json.loads(parcours("import", WORKED, "--dry-run", "--format", "json").stdout)
    assert report["status"] == "dry-run" and report["written"]["Step"]["created"] == 3
    assert gateway.read("MATCH (n:Step|Source|ImportRun) RETURN count(n)") == [[0]]


@pytest.mark.parametrize("kind", ["knowledge", "contacts-csv"])
def test_a_dry_run_of_two_files_tells_what_their_runs_do(parcours, gateway, tmp_path, kind):
    texts = {
        "a": ("parcours: 1\nchannels: [{key: web, operatedBy: [it]}]\n", "id,who,when,via\n1,c,2024-01-30,web\n"),
        "b": ("parcours: 1\ndepartments: [{key: it, name: IT}]\n", "id,who,when,via\n1,d,2024-01-30,web\n"),
    }
    (tmp_path / "m.map").write_text("columns: {id: id, customer: who, at: when, channel: via}\n", encoding="utf-8")
    suffix, mapping = (".yaml", ()) if kind == "knowledge" else (".csv", ("--mapping", "m.map"))
    for name, found in texts.items():
        (tmp_path / f"{name}{suffix}").write_text(found[kind != "knowledge"], encoding="utf-8")
    words = ("import", kind, f"b{suffix}", f"a{suffix}", *mapping, "--format", "json")
    dry, wet = json.loads(parcours(*words, "--dry-run").stdout), json.loads(parcours(*words).stdout)
    assert [report["written"] for report in dry] == [report["written"] for report in wet]
    assert [report["problems"] for report in dry] == [report["problems"] for report in wet]
    assert ("DANGLING_REFERENCE" in str(dry)) == (kind != "knowledge")  # nobody describes the channel of the contacts
    assert {report["status"] for report in dry} == {"dry-run"} and {report["status"] for report in wet} == {"done"}


def test_the_headline_question(parcours):
    parcours("import", WORKED)
    words = ("ask", "broken-handoffs", "--from", "website", "--to", "call-centre")
    answer = json.loads(parcours(*words, "--format", "json").stdout)
    assert set(answer) == {"question", "parameters", "scope", "rows", "totalCount", "restsOn"}
    (row,) = answer["rows"]
    assert row["from"]["key"] == "home-quote/ask-quote/website"
    assert row["volume"] == {"low": 4000.0, "high": 4000.0}
    assert row["commonDepartment"] == {"key": "group", "name": "Groupe"}
    assert {r["kind"] for r in row["ruptures"]} == {"CONTEXT_LOSS", "FORCED_SWITCH"}
    french = parcours(*words, "--lang", "fr", "--witness").stdout
    assert "Quels passages se rompent" in french and "Groupe" in french
    assert "CONTEXT_LOSS~home-quote/ask-quote/website~home-quote/call-to-adjust/phone~quote" in french


def test_ruptures_by_kind_and_as_a_spreadsheet(parcours):
    parcours("import", WORKED)
    assert len(json.loads(parcours("ask", "ruptures", "--format", "json").stdout)["rows"]) == 3
    words = ("ask", "ruptures", "--kind", "COVERAGE_GAP", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(parcours(*words).stdout))
    assert [row[head] for head in ("volume.low", "volume.high", "triage")] == ["3000.0", "4000.0", "OPEN"]
    assert row["key"] == "COVERAGE_GAP~home-quote/call-to-adjust~website"
    assert row["lastSeen.owners.name"] == "Centre de relation client"


def test_the_catalogue_is_listed_without_a_store(parcours):
    done = parcours("ask", NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == 0 and "broken-handoffs" in done.stdout and "ruptures" in done.stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("import", "missing.yaml"), 1, "missing.yaml"),
        (("import",), 2, ""),
        (("import", "x" * 300 + ".yaml"), 1, "there can be no file"),
        (("ask", "nonsense"), 2, "there is no question 'nonsense'"),
        (("ask", "broken-handoffs", "--from", "nowhere"), 1, "nothing has been imported yet"),
        (("ask", "broken-handoffs", "--from", "channel:nowhere"), 1, "there is no channel 'nowhere'"),
        (("ask", "broken-handoffs", "--journey", "nowhere"), 1, "there is no journey 'nowhere'"),
        (("ask", "broken-handoffs", "--resolved"), 2, "No such option: --resolved"),
        (("ask", "broken-handoffs", "--nonsense"), 2, ""),
        (("export", "--journey", "nowhere"), 1, "there is no journey 'nowhere'"),
        (("serve", "--host", "0.0.0.0"), 2, "--open"),
        (("schema", "nonsense"), 2, ""),
    ],
)
def test_wrong_words(parcours, words, status, said):
    done = parcours(*words)
    assert done.returncode == status, done.stderr
    assert said in done.stderr and done.stdout == "" and "Traceback" not in done.stderr


def test_a_store_that_is_away(process):
    done = process("ask", "ruptures", NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == 3 and "does not answer" in done.stderr and "Traceback" not in done.stderr


def test_a_cluster_address(parcours, gateway_address):
    address = gateway_address.uri.replace("bolt://", "neo4j://")
    assert parcours("import", WORKED, NEO4J_URI=address).returncode == 0
    answer = json.loads(parcours("ask", "broken-handoffs", "--format", "json", NEO4J_URI=address).stdout)
    assert len(answer["rows"]) == 1


def test_the_local_store_on_its_own(process, cache):
    local = {"NEO4J_URI": "", "PARCOURS_CACHE": str(cache)}
    assert json.loads(process("store", "status", "--format", "json", **local).stdout)["running"] is False
    started = process("store", "start", **local)
    assert started.returncode == 0 and started.stdout.startswith("bolt://127.0.0.1:"), started.stderr
    try:
        facts = json.loads(process("store", "status", "--format", "json", **local).stdout)
        assert facts["address"] == started.stdout.strip() and facts["user"] == "neo4j" and facts["revision"] == 0
        assert oct(Path(facts["passwordFile"]).stat().st_mode)[-3:] == "600"
        assert process("import", WORKED, **local).returncode == 0
    finally:
        assert process("store", "stop", **local).returncode == 0
    assert json.loads(process("store", "status", "--format", "json", **local).stdout)["running"] is False
    assert process("store", "path", **local).stdout.strip() == facts["home"]


def test_a_wrong_password(parcours, gateway_address):
    if not gateway_address.password:
        pytest.skip("this store asks for no password")
    done = parcours("ask", "ruptures", NEO4J_PASSWORD="wrong")
    assert done.returncode == 3 and "NEO4J_PASSWORD" in done.stderr


def test_a_refused_file_names_its_place_and_changes_nothing(parcours, gateway, tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("parcours: 1\nchannels:\n  - {key: website, name: Site, kind: WEBSIT}\n", encoding="utf-8")
    done = parcours("import", wrong, WORKED, "--format", "json")
    assert done.returncode == 1
    assert f"{wrong}:3:" in done.stderr and "WEBSITE" in done.stderr
    refused, loaded = json.loads(done.stdout)
    assert (refused["status"], loaded["status"]) == ("refused", "done")
    assert gateway.read("MATCH (c:Channel) RETURN count(c)") == [[3]]


def test_a_name_that_fits_two_things(parcours, tmp_path):
    both = tmp_path / "both.yaml"
    both.write_text("parcours: 1\nchannels: [{key: web}]\nsystems: [{key: web}]\n", encoding="utf-8")
    parcours("import", both, "--source", "test-both")
    done = parcours("ask", "broken-handoffs", "--from", "web")
    assert done.returncode == 2 and "channel:web" in done.stderr and "system:web" in done.stderr
    assert parcours("ask", "broken-handoffs", "--from", "channel:web").returncode == 0


def test_standard_input(process, gateway):
    done = process("import", "-", "--source", "test-in", given=WORKED.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stderr
    assert gateway.read("MATCH (s:Source) RETURN s.key") == [["test-in"]]


def test_an_export_imports_to_the_same_graph(parcours, gateway, tmp_path):
    parcours("import", WORKED)
    once = parcours("export").stdout
    out = tmp_path / "once.yaml"
    assert parcours("export", "-o", out).returncode == 0
    assert out.read_text(encoding="utf-8") == once
    link = tmp_path / "link.yaml"
    link.symlink_to(out)
    out.write_text("", encoding="utf-8")
    assert parcours("export", "-o", link).returncode == 0
    assert link.is_symlink() and out.read_text(encoding="utf-8") == once
    report = json.loads(parcours("import", out, "--source", "test-worked", "--format", "json").stdout)
    assert {(c["created"], c["updated"], c["removed"]) for c in report["written"].values()} == {(0, 0, 0)}


def test_pictures_go_with_what_is_exported(parcours, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "nadia.png").write_bytes(b"\x89PNG\r\n\x1a\nnadia")
    file, out = tmp_path / "map.yaml", tmp_path / "out" / "map.yaml"
    file.write_text("parcours: 1\npersonas: [{key: nadia, portrait: nadia.png}]\n", encoding="utf-8")
    assert parcours("import", file, "--source", "map").returncode == 0
    assert parcours("export", "-o", out).returncode == 0
    (picture,) = out.parent.glob("*.png")
    assert picture.read_bytes() == (tmp_path / "nadia.png").read_bytes() and picture.name in out.read_text()
    picture.unlink()
    assert parcours("import", out, "--source", "map").returncode == 0, "it is kept here already"
    elsewhere = parcours("import", out, "--source", "map", PARCOURS_HOME=str(tmp_path / "elsewhere"))
    assert elsewhere.returncode == 1 and f"portrait: the file '{picture.name}' is not there" in elsewhere.stderr


def test_schemas(parcours):
    assert "type Handoff implements Node" in parcours("schema", "graphql").stdout
    assert "$defs" in json.loads(parcours("schema", "knowledge").stdout)
    assert parcours("schema", "graph").stdout == (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


def test_the_doctor(parcours, gateway_address):
    done = parcours("doctor")
    assert done.returncode == 0 and gateway_address.uri in done.stdout
    assert parcours("doctor", NEO4J_URI="bolt://127.0.0.1:1").returncode == 3


FORMERLY = """
MATCH (s:Step {key: 'home-quote/sign'}), (t:Touchpoint {key: 'home-quote/sign/branch'})
MATCH (c:Touchpoint {key: 'home-quote/call-to-adjust/phone'})-[on:ON]->(), (w:System {key: 'web-cms'})
CREATE (s)-[:NEXT {sources: ['test-worked']}]->(:Step {key: 'other/step', sources: ['test-worked']}),
       (t)-[:LEADS_TO {basis: 'DECLARED', sources: ['test-worked']}]->(:Touchpoint {key: 'other/step/web', stub: true}),
       (w)-[:FEEDS {objects: ['quote'], sources: ['test-worked']}]->(w)
DELETE on
"""
"""What former versions took, and no file can say."""


def test_the_doctor_names_what_no_file_can_say(parcours, gateway):
    parcours("import", WORKED)
    assert "no file can say" not in parcours("doctor").stdout
    gateway.command(FORMERLY)
    done = parcours("doctor")
    found = [line.partition(": ")[0] for line in done.stdout.splitlines() if "no file can say" in line]
    assert done.returncode == 3 and [" ".join(line.split()[1:]) for line in found] == [
        "touchpoint 'home-quote/call-to-adjust/phone', channel of a touchpoint",
        "step 'home-quote/sign', next step",
        "touchpoint 'home-quote/sign/branch', way to another touchpoint",
        "system 'web-cms', feed from system to system",
    ]


def test_the_demo_refuses_somebody_elses_graph(parcours, gateway):
    gateway.command("CREATE (:Person {name: 'Ada'})")
    done = parcours("demo", "--no-serve")
    assert done.returncode == 1 and "another graph" in done.stderr
    assert gateway.read("MATCH (s:Source) RETURN count(s)") == [[0]]


def test_the_tests_wipe_no_store_but_an_empty_one_or_their_own(gateway):
    gateway.command(f"DROP INDEX {MARK} IF EXISTS")
    gateway.command("CREATE (:Person {name: 'Ada'})")
    assert not is_ours(gateway)
    gateway.command("MATCH (n) DETACH DELETE n")
    assert is_ours(gateway)
    gateway.command("CREATE (:Person {name: 'Ada'})")
    assert is_ours(gateway)


def test_the_demo_refuses_a_store_with_somebody_elses_data(parcours):
    parcours("import", WORKED)
    done = parcours("demo", "--no-serve")
    assert done.returncode == 1 and "test-worked" in done.stderr


def test_a_demo_that_was_never_made_is_not_kept(parcours):
    done = parcours("store", "start", "--demo")
    assert done.returncode == 2 and "`parcours demo` makes it" in done.stderr
