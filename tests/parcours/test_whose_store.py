"""Whose a store is: nothing is written to somebody else's, and whoever only asks writes nothing at all."""

import json

import neo4j
import pytest
from typer.testing import CliRunner

from graph import revision, schema, standing
from graph.errors import NotAllowed, Refused
from graph.format import FORMAT
from graph.gateway import Gateway
from graph.model import MODEL
from parcours.cli import app
from parcours.opening import Purpose, mend, opened
from parcours.settings import Settings
from tests.graph.tables import WORKED, say
from tests.parcours.conftest import Run

THEIRS = "CREATE (:Person {name: 'Ada'})-[:USES {since: 1}]->(:Widget {key: 'website', colour: 'red'})"
WEARS = "CREATE (:Person {name: 'Ada'})-[:USES]->(:Channel {key: 'website', colour: 'red'})"
WHOLE = """
OPTIONAL MATCH (n)-[r]->(m)
RETURN labels(n), properties(n), type(r), properties(r), labels(m) ORDER BY elementId(n)
"""
HELD = f"MATCH (n) {WHOLE}"
THEIR_HELD = f"MATCH (n:Person|Widget) {WHOLE}"
SCHEMA = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
COMMANDS = (
    ("ask", "ruptures"),
    ("import", str(WORKED)),
    ("import", "--dry-run", str(WORKED)),
    ("demo", "--no-serve"),
    ("triage", "COVERAGE_GAP~x~y", "PLANNED"),
    ("serve", "--port", "0"),
)


GAP = "COVERAGE_GAP~home-quote/call-to-adjust~website"


@pytest.fixture
def foreign(gateway: Gateway) -> Gateway:
    """A store that knows nothing of ours, not even an index."""
    gateway.command("MATCH (n) DETACH DELETE n")
    for (name,) in gateway.read("SHOW CONSTRAINTS YIELD name RETURN name"):
        gateway.command(f"DROP CONSTRAINT {name}")
    for (name,) in gateway.read(SCHEMA):
        gateway.command(f"DROP INDEX {name}")
    return gateway


def test_nothing_is_written_to_somebody_elses_store(foreign: Gateway, parcours: Run, process: Run):
    foreign.command(WEARS)
    before = foreign.read(HELD)
    for words in COMMANDS:
        done = (process if "serve" in words else parcours)(*words)
        assert done.returncode == 1, (words, done.stderr)
        assert "somebody else's: it holds 2 nodes (Channel, Person)" in done.stderr, words
        assert "Traceback" not in done.stderr
    assert "somebody else's" in parcours("doctor").stdout
    refused = parcours("store", "adopt")
    assert refused.returncode == 1 and "wear labels of ours (1 Channel)" in refused.stderr
    assert (foreign.read(HELD), foreign.read(SCHEMA)) == (before, [])


def test_a_store_that_is_adopted_keeps_what_it_held(foreign: Gateway, parcours: Run, tmp_path):
    foreign.command(THEIRS)
    before = foreign.read(THEIR_HELD)
    assert parcours("store", "adopt").returncode == 0
    assert parcours("import", WORKED).returncode == 0
    assert parcours("ask", "ruptures").returncode == 0
    (tmp_path / "less.yaml").write_text("parcours: 1\nneeds: [{key: one}]\n", encoding="utf-8")
    assert parcours("import", "less.yaml", "--source", "test-worked", "--allow-shrink").returncode == 0
    assert foreign.read(THEIR_HELD) == before
    assert "ours already" in parcours("store", "adopt").stderr
    foreign.command("CREATE (:Channel {key: 'fax'})")
    for words in (("ask", "ruptures"), ("import", WORKED)):
        assert "wear labels of ours: 1 Channel" in parcours(*words).stderr


def test_an_adoption_that_was_cut_off_is_taken_up_again(foreign: Gateway, monkeypatch):
    foreign.command(THEIRS)
    foreign.command("CREATE INDEX theirs FOR (n:Step) ON (n.key)")
    with pytest.raises(Refused, match="theirs"):
        standing.adopt(foreign)
    foreign.command("DROP INDEX theirs")
    assert foreign.read(SCHEMA) == []
    for step in ("CREATE INDEX", "MERGE"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Gateway, "command", _breaking_at(step))
            standing.adopt(foreign)
    standing.adopt(foreign)
    assert standing.look(foreign).adopted and standing.is_ready(foreign, standing.look(foreign))


def _breaking_at(step: str):
    """Instead of the statement that begins so everything ends."""
    run = Gateway.command

    def command(self: Gateway, statement: str, **parameters: object) -> object:
        if statement.lstrip().startswith(step):
            raise KeyboardInterrupt
        return run(self, statement, **parameters)

    return command


def test_the_writer_never_takes_a_node_for_ours_that_is_not(gateway: Gateway):
    gateway.command("CREATE (:Channel {key: 'website', colour: 'red'})<-[:USES]-(:Person)")
    gateway.command("CREATE (:Source {key: 'theirs', colour: 'red'}), (:Department {stub: true, key: 'd'})")
    before = gateway.read(HELD)
    with pytest.raises(Refused, match="'website' in the store is somebody else's"):
        say(gateway, {"channels": [{"key": "website", "name": "Site"}]})
    report = say(gateway, {"needs": [{"key": "n"}]}, source="theirs")
    assert report.status == "refused" and report.reason and "somebody else's" in str(report.reason)
    assert gateway.read(HELD) == before


def test_silos_and_stubs_of_others_outlast_a_derivation(gateway: Gateway):
    gateway.command("CREATE (:Silo {key: 'theirs'}), (:Department {key: 'theirs', stub: true}), (:Widget {stub: true})")
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")  # as if a run had been cut off
    say(gateway, {"departments": [{"key": "a"}, {"key": "b", "partOf": "a"}, {"key": "c", "partOf": "a"}]})
    assert gateway.read("MATCH (n) WHERE n.firstSeen IS NULL AND n:Silo|Department|Widget RETURN count(n)") == [[3]]


@pytest.fixture
def asking(gateway: Gateway, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path):
    """Run a command whose every session is opened for reading only, which the store enforces."""
    say(gateway, WORKED)
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def session(self: Gateway) -> neo4j.Session:
        return self._driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS)

    monkeypatch.setattr(Gateway, "_session", session)
    return lambda *words: CliRunner().invoke(app, list(words))


def test_who_only_asks_needs_no_more_than_the_right_to_read(asking, gateway: Gateway):
    with pytest.raises(NotAllowed):
        gateway.command("CREATE (:Widget)")
    for words in (
        ("ask", "ruptures"), ("ask", "emotion-curve", "--journey", "home-quote"), ("export",), ("runs",), ("link",),
        ("triage",), ("doctor",), ("import", "--dry-run", str(WORKED)),
    ):  # fmt: skip
        done = asking(*words)
        assert done.exit_code == 0, (words, done.output, done.exception)
    with opened(Settings(), purpose=Purpose.SERVING) as served:
        assert served.read("RETURN 1") == [[1]]
    assert isinstance(asking("triage", GAP, "PLANNED").exception, NotAllowed)


def test_who_may_only_read_is_told_that_a_run_was_cut_off(asking, gateway_address):
    writer = Gateway(gateway_address)
    writer._driver.execute_query("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")
    done = asking("ask", "ruptures")
    assert done.exit_code == 0 and "does not let" in done.stderr and "half-way" in done.stderr
    writer.close()


def test_nobody_mends_while_a_run_is_at_it(gateway: Gateway, gateway_address, capsys):
    say(gateway, WORKED)
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")
    other = Gateway(gateway_address)
    with other.writing():
        mend(gateway)
    other.close()
    assert capsys.readouterr().err == "" and not revision.is_whole(gateway)
    mend(gateway)
    assert "cut off before its end" in capsys.readouterr().err and revision.is_whole(gateway)


def test_asking_an_empty_or_older_store_leaves_it_as_it_is(foreign: Gateway, parcours: Run):
    empty = parcours("ask", "ruptures")
    assert empty.returncode == 1 and "is empty: import something first" in empty.stderr
    assert foreign.read(SCHEMA) == []
    schema.prepare(foreign)
    foreign.command("MATCH (g:Graph {key: 'graph'}) REMOVE g.format")
    older = parcours("ask", "ruptures")
    assert older.returncode == 1 and "format 1 of" in older.stderr
    assert parcours("import", WORKED).returncode == 0
    assert parcours("ask", "ruptures").returncode == 0
    assert standing.look(foreign).format == FORMAT
    foreign.command("MATCH (g:Graph {key: 'graph'}) SET g.format = $format", format=FORMAT + 1)
    later = parcours("import", WORKED)
    assert later.returncode == 1 and "later Parcours" in later.stderr
    assert "later Parcours" in json.dumps(parcours("doctor").stdout)


def test_every_label_has_a_mark_that_all_its_nodes_bear(gateway: Gateway):
    assert {*standing.MARKS} == {*MODEL, "Graph"}
    say(gateway, WORKED)
    assert standing._counted(gateway, standing.STRANGERS) == ""
