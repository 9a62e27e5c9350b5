"""Which relation of its node an edge is: its type says so, and, where two share one, what it carries."""

from collections.abc import Mapping
from typing import Any

from graph.model import MODEL, Relation

OF_TYPE: dict[tuple[str, str], list[Relation]] = {}
"""Label and type of an edge that leaves it → the relations that sources tell by such edges, as declared."""

for _label, _node in MODEL.items():
    for _relation in _node.said:
        OF_TYPE.setdefault((_label, _relation.type), []).append(_relation)


def telling(label: str, type: str, carried: Mapping[str, Any]) -> Relation:
    """The relation that an edge of this type tells: the first whose constants it does not contradict, else the last."""
    *others, last = OF_TYPE[label, type]
    fitting = (each for each in others if all(carried.get(name, word) == word for name, word in each.constant.items()))
    return next(fitting, last)
