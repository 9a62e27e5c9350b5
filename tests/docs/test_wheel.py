"""The wheel: all that the packages hold is in it, under names that every system takes, and it works by itself."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tests.conftest import ROOT

TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = TOLD["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
NO_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.I)
"""What the name of no file or folder of Windows is like."""

LONGEST = 120
"""Characters of a path that leave room for the folder of a user, and of an environment in it: 260 are all there are."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*words, str(ROOT)], check=True, cwd=folder)
    (made,) = folder.iterdir()
    return zipfile.ZipFile(made)


def test_whatever_the_packages_hold_is_in_it(wheel):
    there = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    wanted = {path.relative_to(ROOT).as_posix() for path in there if "__pycache__" not in path.parts}
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == wanted
    endings = {PurePosixPath(name).suffix for name in wanted}
    assert endings >= {".cypher", ".graphql", ".html", ".lock", ".png", ".words", ".woff2", ".yaml"}


def test_every_name_can_be_that_of_a_file_on_windows(wheel):
    names = wheel.namelist()
    assert [name for name in names if any(NO_NAME.search(part) for part in name.split("/"))] == []
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= LONGEST


def test_it_works_without_what_it_was_made_from(wheel, tmp_path):
    wheel.extractall(tmp_path / "there")
    words = [sys.executable, "-c", "from parcours.main import main; main()", "schema", "graphql"]
    surroundings = os.environ | {"PYTHONPATH": str(tmp_path / "there"), "PARCOURS_HOME": str(tmp_path / "home")}
    done = subprocess.run(words, env=surroundings, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.decode() == (ROOT / "schema.graphql").read_text(encoding="utf-8")
    (described,) = Path(tmp_path / "there").glob("*.dist-info")
    assert "parcours = parcours.main:main" in (described / "entry_points.txt").read_text(encoding="utf-8")
