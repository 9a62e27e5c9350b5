"""The demo's own data: a made-up French insurer, in French and in English."""

from pathlib import Path
from typing import Any, Literal

import yaml

from graph.run import Statement
from importers.journeys.knowledge import KIND
from importers.kinds import Options

FOLDER = Path(__file__).parent
WORDS = FOLDER / "english.words"
"""Every French text of the demo with its English translation, in YAML; no knowledge file, so not called one."""


def files() -> list[Path]:
    """The demo's knowledge files."""
    return sorted(FOLDER.glob("*.yaml"))


def statement(lang: Literal["fr", "en"]) -> Statement:
    """What the demo says, in this language."""
    fetched = [KIND.fetch(path, Options()) for path in files()]
    said = KIND.transform(fetched, Options()).said
    if lang == "en":
        words: dict[str, str] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
        for nodes in said.nodes.values():
            for properties in nodes.values():
                properties.update({name: _translated(value, words) for name, value in properties.items()})
        for edges in said.edges.values():
            for properties in edges.values():
                properties.update({name: _translated(value, words) for name, value in properties.items()})
    read = tuple(file for one in fetched for file in one.files)
    return Statement("demo", "knowledge", said, read, named=True)


def _translated(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_translated(each, words) for each in value]
    return words.get(value, value) if isinstance(value, str) else value
