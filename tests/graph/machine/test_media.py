"""Files that are served are what they are."""

import mimetypes

import pytest

from graph.machine import media


@pytest.mark.parametrize("ending", media.TYPES)
def test_whatever_the_machine_says(ending):
    mimetypes.add_type("text/plain", ending)  # as some programs tell Windows
    media.settle()
    assert mimetypes.guess_type(f"file{ending}") == (media.TYPES[ending], None)
