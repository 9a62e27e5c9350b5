"""What is printed is the same bytes whatever the machine's encoding: those of the committed files."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PARCOURS = (sys.executable, "-c", "from parcours.main import main; main()")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_words_of_both_languages_are_printed(encoding, tmp_path):
    surroundings = os.environ | {"PYTHONIOENCODING": encoding, "PARCOURS_HOME": str(tmp_path)}
    words = [*PARCOURS, "schema", "lexicon"]
    done = subprocess.run(words, env=surroundings, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == (ROOT / "docs" / "lexicon.md").read_bytes()


def test_errors_are_told_too(tmp_path):
    surroundings = os.environ | {"PYTHONIOENCODING": "ascii", "PARCOURS_HOME": str(tmp_path)}
    words = [*PARCOURS, "import", "été → hiver.yaml", "--lang", "fr"]
    done = subprocess.run(words, env=surroundings, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    assert "été → hiver.yaml" in done.stderr.decode()
