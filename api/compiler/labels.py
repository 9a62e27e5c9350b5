"""The words for the values of enums as an answer of its own, which needs no store."""

from typing import Any

from api.compiler.context import Context, Field
from api.labels import enum_labels
from graph.language import Language


def labels(context: Context, selected: Field) -> list[dict[str, Any]]:
    """What is selected of every value of every enum."""
    language = Language(selected.arguments(context.variables).get("language") or context.language)
    names = {"enum": 0, "value": 1, "label": 2}

    def shown(told: tuple[str, str, str]) -> dict[str, Any]:
        return {
            each.key: told[names[each.name]] if each.name in names else "EnumLabel" for each in context.below(selected)
        }

    return [shown(told) for told in enum_labels(context.schema, language)]
