"""A backup's file: nothing is ever replaced, nothing is left behind, and a full disk is found before it is full."""

import hashlib
import io
import itertools
import json
import os
import signal
import subprocess
import sys
import zipfile
from dataclasses import asdict

import pytest

from graph.errors import BadInput, NoRoom, Refused
from parcours import archive

DYING = """
import os, signal, sys
from pathlib import Path
from parcours import archive
with archive.writing(Path(sys.argv[1])) as writer:
    writer.add("key", [b"secret"], packed=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("links", [True, False])
def test_of_two_that_are_called_the_same_the_first_stays(tmp_path, monkeypatch, links):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "all.zip"
    with pytest.raises(Refused, match="is there already"), archive.writing(file) as second:
        with archive.writing(file) as first:
            first.close(who="first")
        second.close(who="second")
    with archive.reading(file) as found:
        assert found.facts["who"] == "first"
    assert names(tmp_path) == ["all.zip"]


def test_what_a_killed_one_left_goes_and_what_is_being_written_stays(tmp_path):
    died = subprocess.run([sys.executable, "-c", DYING, str(tmp_path / "1.zip")], timeout=60, check=False)
    assert died.returncode == -signal.SIGKILL
    (left,) = names(tmp_path)
    with archive.writing(tmp_path / "2.zip") as writer:
        assert left not in names(tmp_path)
        with archive.writing(tmp_path / "3.zip") as other:
            other.close()
        writer.close()
    assert names(tmp_path) == ["2.zip", "3.zip"]


def test_only_what_goes_wrong_with_the_file_is_told_of_it(tmp_path):
    with pytest.raises(OSError, match="another disk"), archive.writing(tmp_path / "all.zip"):
        raise OSError("another disk")
    with (
        pytest.raises(BadInput, match=r"all\.zip cannot be written: there is no such"),
        archive.writing(tmp_path / "no" / "all.zip"),
    ):
        pass
    assert names(tmp_path) == []


def test_room_is_looked_for_again_and_again(tmp_path, monkeypatch):
    looks = []

    def room():
        looks.append(1)
        if len(looks) == 3:
            raise NoRoom("only 0 MB are left")

    monkeypatch.setattr(archive, "EVERY", 2 * archive.CHUNK)
    with pytest.raises(NoRoom), archive.writing(tmp_path / "all.zip", room) as writer:
        writer.add("much", (bytes(archive.CHUNK) for _ in range(9)), packed=True)
    assert len(looks) >= 3 and names(tmp_path) == []


def test_whichever_byte_is_damaged_it_is_told_and_nothing_of_it_is_believed(tmp_path):
    part = archive.Part("a", 5, hashlib.sha256(b"hello").hexdigest(), 1)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", b"hello")
        packed.writestr(archive.MANIFEST, json.dumps({"backup": 1, "parts": [asdict(part)]}))
    content, file = whole.getvalue(), tmp_path / "damaged.zip"
    for place, changed_by in itertools.product(range(len(content)), (0x01, 0x40, 0xFF)):
        file.write_bytes(content[:place] + bytes([content[place] ^ changed_by]) + content[place + 1 :])
        try:
            with archive.reading(file) as opened:
                opened.check()
                assert opened.whole("a") == b"hello"
        except BadInput as error:
            assert str(file) in str(error)
