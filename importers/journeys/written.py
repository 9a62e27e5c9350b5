"""A document as YAML that people like to read: short entries in one line, quotes only where they are needed."""

from typing import Any

import yaml

from graph.steering import STEERING, steering
from importers.journeys import told
from importers.reading.yaml12 import scalar

LONGEST = 110
"""How long an entry may be to stand in one line."""

_BLOCK = {relation.told for label in told.NAMED for relation in told.parts(label)}
"""The fields whose lists have a line for each entry, at least."""

_RARE = frozenset("\x85\u2028\u2029\ufeff\t")
"""Signs that are kept as they are between double quotes only."""


class _Dumper(yaml.SafeDumper):
    """Indents lists below their name, and repeats what stands in two places."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def written(document: dict[str, Any]) -> str:
    """The document as YAML, each list at the top with a line for each entry at least.

    What would steer a terminal is escaped: PyYAML does so by itself for all but what turns the direction of writing.
    """
    text = str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2**31))
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if not _RARE.isdisjoint(text) or steering(text) is not None:
        style = '"'
    elif style is None and scalar(text) is not text:
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping(dumper: _Dumper, fields: dict[str, Any]) -> yaml.MappingNode:
    flow = not any(name in _BLOCK or name == "parcours" for name in fields) and _length(fields) <= LONGEST
    return dumper.represent_mapping("tag:yaml.org,2002:map", fields, flow_style=flow)


def _list(dumper: _Dumper, items: list[Any]) -> yaml.SequenceNode:
    plain = all(not isinstance(item, dict | list) for item in items)
    flow = (plain or not any(_length(item) > LONGEST / 3 for item in items)) and _length(items) <= LONGEST
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


def _length(value: Any) -> int:
    """About how many characters a value takes in one line; more than a line for what cannot stand in one."""
    if isinstance(value, dict):
        if any(name in _BLOCK for name in value):
            return LONGEST + 1
        return 2 + sum(len(name) + 4 + _length(part) for name, part in value.items())
    if isinstance(value, list):
        return 2 + sum(2 + _length(part) for part in value)
    if isinstance(value, str):
        return LONGEST + 1 if "\n" in value else len(value)
    return len(str(value))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _list)
