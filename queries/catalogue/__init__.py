"""The catalogue: every question that can be asked, each in a folder of its own."""

import importlib
import pkgutil

from queries.declare import Question

ORDER = (
    "broken_handoffs",
    "ruptures",
    "best_repairs",
)
"""The questions that come first; the others follow by name."""


def _catalogue() -> dict[str, Question]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    names.sort(key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    found = [importlib.import_module(f"{__name__}.{name}").QUESTION for name in names]
    return {question.id: question for question in found}


QUESTIONS = _catalogue()
"""The catalogue, by id."""
