"""What is kept stays with its owner: modes of files, settings that nobody named, jars that others could touch."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.local import jars
from importers.errors import BadKnowledge
from importers.journeys.compose import JourneyMapping
from importers.mapping import validated
from parcours import settings
from tests.parcours.conftest import WORKED

CSV = "id,who,when,via\n1,c,2024-01-30,web\n"
MAPPING = "columns: {id: id, customer: who, at: when, channel: via}\n"


def modes(folder: Path) -> set[tuple[bool, str]]:
    found = [folder, *folder.rglob("*")]
    return {(path.is_dir(), oct(stat.S_IMODE(path.stat().st_mode))) for path in found if not path.is_socket()}


@pytest.mark.parametrize("umask", [0o000, 0o277])
def test_everything_in_the_home_is_its_owners_alone(process, tmp_path, umask):
    (tmp_path / "c.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    before = os.umask(umask)
    try:
        for words in (
            ("import", "contacts-csv", "c.csv", "--mapping", "m.yaml"),
            ("token", "create", "front-end"),
            ("account", "create", "anna", "--role", "author"),
            ("export", "-o", "out.yaml"),
        ):
            done = process(*words, given="correct horse battery\n")
            assert done.returncode == 0, done.stderr
    finally:
        os.umask(before)
    home = tmp_path / "home"
    assert {path.suffix for path in home.rglob("*")} >= {".parquet", ".key", ".json"}
    assert modes(home) == {(True, "0o700"), (False, "0o600")}
    assert stat.S_IMODE((tmp_path / "out.yaml").stat().st_mode) == 0o666 & ~umask


def test_the_local_store_too_which_two_commands_make_at_once(process, tmp_path, cache):
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    local = {"NEO4J_URI": "", "PARCOURS_CACHE": str(cache)}
    before = os.umask(0o000)
    try:
        with ThreadPoolExecutor() as pool:
            coming = [pool.submit(process, *words, **local) for words in (("import", WORKED), ("ask", "ruptures"))]
    finally:
        os.umask(before)
    for done in (each.result() for each in coming):
        assert done.returncode == 0, done.stderr
    assert modes(home / "neo4j") == {(True, "0o700"), (False, "0o600")}
    assert stat.S_IMODE(home.stat().st_mode) == 0o755  # a folder that was there may be everybody's


def test_settings_are_read_from_the_home_and_from_where_is_told(parcours, tmp_path):
    (tmp_path / ".env").write_text("PARCOURS_PORT=none of a port\n", encoding="utf-8")
    assert parcours("token", "list").returncode == 0
    named = parcours("--env-file", ".env", "token", "list")
    assert named.returncode == 2 and "port" in named.stderr
    gone = parcours("--env-file", "not.env", "token", "list")
    assert gone.returncode == 2 and "not.env" in gone.stderr
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / ".env").write_text("PARCOURS_WORKERS=many\n", encoding="utf-8")
    assert "PARCOURS_WORKERS" in parcours("token", "list").stderr


def test_a_named_file_overrules_that_of_the_home_and_the_environment_both(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("PARCOURS_")]:
        monkeypatch.delenv(name)
    (tmp_path / ".env").write_text("PARCOURS_PORT=1\nPARCOURS_WORKERS=2\nPARCOURS_MAX_DEPTH=3\n", encoding="utf-8")
    (tmp_path / "named").write_text(
        f"PARCOURS_HOME={tmp_path}\nPARCOURS_PORT=4\nPARCOURS_WORKERS=5\n", encoding="utf-8"
    )
    monkeypatch.setenv(settings.NAMED, str(tmp_path / "named"))
    monkeypatch.setenv("PARCOURS_PORT", "6")
    found = settings.load()
    assert (found.home, found.port, found.workers, found.max_depth) == (tmp_path, 6, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "root:x:0:0:hunter2\n",
        "PASSWORD=hunter2\nB: [x\n",
        "password: hunter2\n",
        "*hunter2\n",
        "- hunter2\n",
        "!hunter2 x\n",
    ],
)
def test_nothing_is_shown_of_a_file_that_is_no_mapping(tmp_path, text):
    (tmp_path / "secret").write_text(text, encoding="utf-8")
    with pytest.raises(BadKnowledge) as refused:
        validated(tmp_path / "secret", JourneyMapping)
    (problem,) = refused.value.problems
    assert "no mapping" in problem.message and "hunter2" not in f"{problem.message}{problem.value}"


def test_jars_that_others_could_touch_are_checked_before_they_run(cache, tmp_path):
    """A jar with another content, its size and time forged: the note of the last check would have let it pass."""
    jars.install(cache, print)
    root = jars._root(tmp_path)
    (root / "jars").mkdir(parents=True)
    for jar in jars.locked_jars():
        os.link(jars._root(cache) / "jars" / jar.name, root / "jars" / jar.name)
    forged = min((root / "jars").iterdir(), key=lambda path: path.stat().st_size)
    content, at = forged.read_bytes(), forged.stat()
    forged.unlink()
    forged.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    os.utime(forged, ns=(at.st_atime_ns, at.st_mtime_ns))
    (root / jars.CHECKED).write_text(jars._state(root), encoding="utf-8")
    assert jars.complete(tmp_path)
    (root / "jars").chmod(0o777)
    assert not jars.complete(tmp_path)
    assert jars.Installation(root).unprepared() is False
