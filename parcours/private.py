"""Whose files are: what is kept is its owner's alone, whatever the umask; what the user asks for is as they want it."""

import os
from pathlib import Path

_wanted = 0o022
"""The umask of the user, once it is known."""


def begin() -> None:
    """From here on files and folders are made for their owner only."""
    global _wanted
    _wanted = os.umask(0o077)


def hand_over(file: Path) -> None:
    """Give a file that was made for the user the mode that the user's umask gives files."""
    file.chmod(0o666 & ~_wanted)


def hand_over_folder(folder: Path) -> None:
    """Give a folder that was made for the user the mode that the user's umask gives folders."""
    folder.chmod(0o777 & ~_wanted)
