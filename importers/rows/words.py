"""Lists of words, as files that people can read and add to."""

import unicodedata
from pathlib import Path

import yaml


def folded(text: str) -> str:
    """A text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


def listed(file: Path) -> dict[str, frozenset[str]]:
    """The words of a YAML file by the name of their list, `folded`."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {str(name): frozenset(folded(str(word)) for word in words) for name, words in read.items()}
