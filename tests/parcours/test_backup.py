"""A backup is everything at one moment, and goes into an empty place or nowhere."""

import datetime
import os
import signal
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from api.accounts import FILE as ACCOUNTS
from api.tokens import FILE as TOKENS
from graph import dump, pictures, schema, standing
from graph.errors import BadInput, Conflict, Refused
from graph.gateway import Gateway
from graph.migrations import migrate
from graph.model.words import Triage
from graph.run import follow
from parcours import archive
from parcours.backing import EDGES, NODES
from parcours.commands.backup import backup, restore
from parcours.opening import opened
from parcours.secret import NAME as KEY
from parcours.settings import load
from tests.graph.tables import decide, empty, say, told
from tests.parcours.conftest import WORKED

FACE = b"\x89PNG\r\n\x1a\nnobody"
BATCH = b"what is in a batch matters to nobody here"
ODD = """
MATCH (n:Step) WITH n ORDER BY n.key LIMIT 1
SET n.day = date('2026-02-28'), n.moments = [datetime('2026-02-28T23:59:59.123456789+05:30'), datetime()],
    n.span = duration('P1Y2M3DT4.5S'), n.whole = 2.0, n.none = [], n.text = 'é\\n"\\u2028'
"""
DYING = """
import os, signal, sys
from pathlib import Path
from graph import dump, gateway
from parcours.commands.backup import restore
gateway.PART = dump.BATCH = 10
dump.write_edges = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
restore(Path(sys.argv[1]))
"""


@pytest.fixture
def place(gateway, environment, monkeypatch, tmp_path):
    """A store with a graph, contacts, a key and tokens, named by the settings."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    say(gateway, WORKED)
    gateway.command(ODD)
    migrate(gateway)
    home = load().home
    gateway.command("MATCH (n:Persona) SET n.portrait = $name", name=pictures.name(FACE))
    pictures.Pictures(load().pictures_at(), {pictures.name(FACE): FACE, f"{'0' * 64}.png": b"named no more"}).keep()
    (home / "events").mkdir(parents=True)
    (home / "events" / "20260101T000000.000000Z-aaaaaa.parquet").write_bytes(BATCH)
    (home / KEY).write_text("a key that only tests use", encoding="ascii")
    (home / TOKENS).write_text("[]", encoding="ascii")
    (home / ACCOUNTS).write_text("[]", encoding="ascii")
    return gateway


@pytest.fixture
def elsewhere(place, monkeypatch, tmp_path):
    """The same store, emptied, and another home, once a backup is taken."""

    def move() -> None:
        place.command("MATCH (n) DETACH DELETE n")
        monkeypatch.setenv("PARCOURS_HOME", str(tmp_path / "elsewhere"))

    return move


def everything(gateway: Gateway) -> set[bytes]:
    """Every node and edge, with all properties."""
    return {dump.line(dump.graph(gateway)), *dump.nodes(gateway), *dump.edges(gateway)}


def files(home) -> dict[str, bytes]:
    """What lies in a home, the local store's lock files apart."""
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_what_is_restored_is_what_was_there(place, elsewhere, tmp_path):
    file, before, kept = tmp_path / "all.zip", everything(place), files(load().home)
    backup(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    elsewhere()
    restore(file)
    del kept[f"pictures/{'0' * 64}.png"]
    assert everything(place) == before and files(load().home) == kept
    again = say(place, WORKED)
    assert {(c.created, c.updated, c.removed) for c in again.written.values()} - {(0, 0, 0)} == {(0, 1, 0)}, "ODD's"
    for name in (KEY, TOKENS, ACCOUNTS):
        assert stat.S_IMODE((load().home / name).stat().st_mode) == 0o600


def test_what_was_decided_is_restored_with_who_saw_what(place, elsewhere, tmp_path):
    """Also which fields were changed since which revision: whoever saw an older one meets a conflict."""
    seen, key = place.read(
        "MATCH (g:Graph {key: 'graph'}), (r:Rupture) RETURN g.revision, r.key ORDER BY r.key LIMIT 1"
    )[0]
    due = datetime.date(2027, 3, 31)
    _, now = decide(place, key, Triage.PLANNED, {"note": "Vu", "owner": "digital", "due": due}, by="anna")
    before = everything(place)
    backup(tmp_path / "all.zip")
    elsewhere()
    restore(tmp_path / "all.zip")
    assert everything(place) == before
    with pytest.raises(Conflict):
        decide(place, key, Triage.IGNORED, by="bo", expected=seen)
    assert decide(place, key, Triage.PLANNED) == (now, now)


def test_a_key_is_bytes_and_a_line_end_behind_it_is_none_of_it(place, elsewhere, monkeypatch, tmp_path):
    key = bytes(range(128, 160))
    (load().home / KEY).write_bytes(key + b"\n")
    backup(tmp_path / "bytes.zip")
    (load().home / KEY).write_text("the key of the settings\n", encoding="ascii")
    backup(tmp_path / "text.zip")
    elsewhere()
    restore(tmp_path / "bytes.zip")
    assert (load().home / KEY).read_bytes() == key
    place.command("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("PARCOURS_HOME", str(tmp_path / "further"))
    monkeypatch.setenv("PARCOURS_PSEUDONYM_KEY", "the key of the settings")
    restore(tmp_path / "text.zip")


def test_what_others_draw_between_nodes_of_ours_is_not_taken(place, elsewhere, tmp_path):
    before = everything(place)
    place.command("MATCH (a:Step), (b:Channel) WITH a, b LIMIT 1 CREATE (a)-[:`IS-A`]->(b), (a)-[:_REL]->(b)")
    backup(tmp_path / "all.zip")
    elsewhere()
    restore(tmp_path / "all.zip")
    assert everything(place) == before


def test_no_backup_lacks_the_contacts_that_flows_were_mined_from(place, tmp_path, capsys):
    backup(tmp_path / "damaged.zip")
    assert "aaaaaa.parquet is damaged" in capsys.readouterr().err
    place.command("MATCH (g:Graph {key: 'graph'}) SET g.minedFrom = ['20260102T000000.000000Z-bbbbbb']")
    with pytest.raises(Refused, match=r"lacks 20260102T000000\.000000Z-bbbbbb\.parquet"):
        backup(tmp_path / "all.zip")
    assert not (tmp_path / "all.zip").exists()


def test_none_is_written_over(place, tmp_path):
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="is there already"):
        backup(tmp_path / "there")
    with pytest.raises(BadInput, match="cannot be written"):
        backup(tmp_path / "no" / "folder")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["there"]


def test_imports_wait_for_it(place, tmp_path, monkeypatch):
    taken, both = threading.Event(), [tmp_path / "before", tmp_path / "after"]
    backup(both[0])
    nodes = dump.nodes

    def other():
        taken.set()
        say(place, {"channels": [{"key": "new"}]}, "other")

    importing = threading.Thread(target=other)

    def meanwhile(gateway: Gateway):
        importing.start()
        taken.wait()
        importing.join(1.0)
        yield from nodes(gateway)

    monkeypatch.setattr(dump, "nodes", meanwhile)
    backup(both[1])
    importing.join()
    parts = [zipfile.ZipFile(file).read(NODES) for file in both]
    assert parts[0] == parts[1]
    assert place.read("MATCH (c:Channel {key: 'new'}) RETURN count(c)") == [[1]]


def damaged(file, at: int) -> None:
    """One bit of it is another."""
    text = bytearray(file.read_bytes())
    text[at] ^= 1
    file.write_bytes(text)


def told_anew(file, change) -> None:
    """The archive, with another manifest."""
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, change(text) if name == archive.MANIFEST else text)


def replacing(old: bytes, new: bytes):
    """What has another manifest: these words instead of those."""
    return lambda file: told_anew(file, lambda text: text.replace(old, new))


BROKEN = {
    "cut short": (lambda file: file.write_bytes(file.read_bytes()[:-100]), "no backup, or was cut short"),
    "a bit": (lambda file: damaged(file, 300), "cannot be read|not what was written"),
    "another batch": (replacing(b'"bytes": 41', b'"bytes": 42'), "not what was written"),
    "a newer layout": (replacing(b'"backup": 1', b'"backup": 2'), "newer"),
    "a newer format": (replacing(b'"format": ', b'"format": 9'), "up to"),
    "no edges": (replacing(b'"edges.jsonl"', b'"events/a.parquet"'), "has no part edges.jsonl"),
    "a part for another folder": (replacing(b"events/2026", b"events/../2026"), "which no backup has"),
    "a part within another file": (replacing(b"events/2026", b"events/a:2026"), "which no backup has"),
    "something else": (lambda file: file.write_text("hello", encoding="utf-8"), "no backup"),
    "another archive": (lambda file: zipfile.ZipFile(file, "w").close(), "no backup of Parcours"),
    "nothing": (lambda file: file.unlink(), "there is no file"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_nothing_is_written_from_a_broken_one(place, elsewhere, tmp_path, how):
    file = tmp_path / "all.zip"
    backup(file)
    elsewhere()
    spoil, message = BROKEN[how]
    spoil(file)
    with pytest.raises(BadInput, match=message):
        restore(file)
    assert place.read("MATCH (n) RETURN count(n)") == [[0]]
    assert not load().home.exists()


def another_file(name: str, place: Gateway) -> None:
    path = load().home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"another")


TAKEN: dict[str, tuple[Callable[..., Any], Callable[..., Any], str]] = {
    "a graph": (empty, lambda place: say(place, {"channels": [{"key": "new"}]}), "holds a graph of"),
    "a key": (empty, partial(another_file, KEY), "another than the backup's"),
    "tokens": (empty, partial(another_file, TOKENS), "another than the backup's"),
    "accounts": (empty, partial(another_file, ACCOUNTS), "another than the backup's"),
    "contacts": (empty, partial(another_file, "events/20260101T000000.000000Z-aaaaaa.parquet"), "holds contacts"),
}


@pytest.mark.parametrize("what", TAKEN)
def test_nothing_is_written_where_something_else_is(place, elsewhere, tmp_path, what):
    backup(tmp_path / "all.zip")
    elsewhere()
    prepare, put, message = TAKEN[what]
    prepare(place)
    put(place)
    before = everything(place)
    with pytest.raises(Refused, match=message):
        restore(tmp_path / "all.zip")
    assert everything(place) == before


def test_whoever_waited_for_a_restore_that_was_cut_off_writes_nothing(place, tmp_path, monkeypatch):
    """As it is for a command that opened the store before the restore began: what it looked at then is no more."""
    whole, looks = standing.whole, iter(range(9))
    mark = "MATCH (g:Graph {key: 'graph'}) SET g.restoring = 'all.zip'"
    monkeypatch.setattr(standing, "whole", lambda store: (whole(store), next(looks) or place.command(mark))[0])
    with pytest.raises(Refused, match="half restored"):
        backup(tmp_path / "half.zip")
    before = everything(place)
    for write in (
        lambda: say(place, {"channels": [{"key": "new"}]}),
        lambda: decide(place, "any", Triage.ACCEPTED),
        lambda: follow(place, lambda read: told({"channels": [{"key": "new"}]})),
    ):
        with pytest.raises(Refused, match="half restored"):
            write()
    assert everything(place) == before


def test_a_restore_that_was_killed_is_not_taken_for_whole(place, elsewhere, environment, tmp_path):
    file, before = tmp_path / "all.zip", everything(place)
    backup(file)
    elsewhere()
    told = environment | {"PARCOURS_HOME": str(tmp_path / "elsewhere")}
    died = subprocess.run([sys.executable, "-c", DYING, str(file)], env=os.environ | told, timeout=120, check=False)
    assert died.returncode == -signal.SIGKILL
    assert place.read("MATCH (n:Step) RETURN count(n)") == [[3]]
    with pytest.raises(Refused, match=r"half restored from all\.zip"), opened(load()):
        raise AssertionError("it is not whole")
    restore(file)
    assert everything(place) == before
    with opened(load()):
        pass
    assert zipfile.ZipFile(file).read(EDGES).count(b"\n") == place.read("MATCH ()-[r]->() RETURN count(r)")[0][0]
    schema.prepare(place)
