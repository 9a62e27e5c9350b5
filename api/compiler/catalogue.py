"""The catalogue of questions as an answer of its own, which needs no store."""

from typing import Any

from api.compiler.context import Context, Field
from graph.language import Language
from graph.model import Word
from queries.catalogue import QUESTIONS
from queries.declare import Endpoint, FeedEnds, Moment, Month, Parameter, Question
from wording.titles import title

NAMES: dict[type, str] = {
    str: "String",
    int: "Int",
    float: "Float",
    bool: "Boolean",
    Endpoint: "EndpointInput",
    FeedEnds: "FeedInput",
    Month: "Month",
    Moment: "String",
}
"""What the API calls the types of parameters."""


def catalogue(context: Context, selected: Field) -> list[dict[str, Any]]:
    """What is selected of every question."""
    return [_question(context, each, selected) for each in QUESTIONS.values()]


def _question(context: Context, question: Question, selected: Field) -> dict[str, Any]:
    plain = {"id": question.id, "field": question.field, "__typename": "Question"}

    def value(field: Field) -> Any:
        if field.name == "sentence":
            language = field.arguments(context.variables).get("language") or context.language
            return title(question, Language(language))
        if field.name == "description":
            return question.doc[context.language]
        if field.name == "parameters":
            return [_parameter(context, each, field) for each in question.parameters]
        return plain[field.name]

    return {field.key: value(field) for field in context.below(selected)}


def _parameter(context: Context, parameter: Parameter, selected: Field) -> dict[str, Any]:
    values = {
        "name": parameter.name,
        "type": type_name(parameter),
        "required": parameter.required,
        "default": _written(parameter.default),
        "description": parameter.doc[context.language],
        "__typename": "QuestionParameter",
    }
    return {field.key: values[field.name] for field in context.below(selected)}


def type_name(parameter: Parameter) -> str:
    """The type of a parameter's value, as GraphQL writes it."""
    name = parameter.type.__name__ if issubclass(parameter.type, Word) else NAMES[parameter.type]
    return f"[{name}!]" if parameter.many else name


def _written(default: Any) -> str | None:
    if default is None:
        return None
    if isinstance(default, list):
        return f"[{', '.join(map(str, default))}]"
    return str(default).lower() if isinstance(default, bool) else str(default)
