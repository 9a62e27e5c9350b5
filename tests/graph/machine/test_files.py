"""Files that somebody has open while they are replaced or removed, and who else could change some."""

import threading
from pathlib import Path

import pytest

from graph.machine import files


@pytest.fixture
def read(tmp_path: Path):
    """A file that somebody reads, and has read in no time."""
    path = tmp_path / "read"
    path.write_text("old", encoding="ascii")
    file = path.open("rb")
    done = threading.Timer(0.3, file.close)
    done.start()
    yield path
    done.join()


def test_a_file_that_is_read_is_replaced(read, tmp_path):
    (tmp_path / "new").write_text("new", encoding="ascii")
    files.replace(tmp_path / "new", read)
    assert read.read_text(encoding="ascii") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["read"]


def test_a_file_that_is_read_is_removed_and_one_that_is_gone_stays_so(read):
    files.remove(read)
    assert not read.exists()
    files.remove(read)


def test_what_lies_with_us_is_ours_and_what_the_machine_shares_is_not(tmp_path):
    (tmp_path / "mine").touch(mode=0o600)
    assert files.are_ours_alone([tmp_path / "mine", tmp_path / "gone"])
    assert not files.are_ours_alone([tmp_path / "mine", Path("/tmp")])
