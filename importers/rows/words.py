"""Lists of words, as files that people can read and add to."""

from pathlib import Path

import yaml


def listed(file: Path) -> dict[str, frozenset[str]]:
    """The words of a YAML file by the name of their list, in small letters."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {str(name): frozenset(str(word).casefold() for word in words) for name, words in read.items()}
