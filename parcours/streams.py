"""What is printed, and what is told: as UTF-8 with plain ends of lines, whatever the machine is set to."""

import io
import sys


def heed() -> None:
    """From here on what is printed is the same everywhere; a console of Windows would not take an arrow."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=stream.errors, newline="\n")
