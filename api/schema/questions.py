"""The questions of the catalogue as fields of `Query`, with the types of their answers."""

from typing import Any

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from api.schema.fields import argument, empty, field, fill, many
from api.schema.filters import EndpointInput, FeedInput
from api.schema.nodes import NodeInterface, Types
from api.schema.words import LANGUAGE, value_type
from api.shown import DEFAULT_FIRST, LARGEST_FIRST
from queries.catalogue import QUESTIONS
from queries.declare import Endpoint, FeedEnds, Parameter, Question, Shown, fields
from queries.parameters import SCOPE
from queries.rests_on import RestsOn

INPUTS: dict[type, type] = {Endpoint: EndpointInput, FeedEnds: FeedInput}


def question_fields(types: Types) -> list[StrawberryField]:
    """A field for each question that no connection answers, and the catalogue itself."""
    asked = [_question(types, each) for each in QUESTIONS.values() if not each.connection]
    ground = field("restsOn", _record(types, RestsOn), "What answers in a scope rest on", arguments(SCOPE))
    return [*asked, ground, field("questions", many(_described()), "The questions that can be asked")]


def arguments(parameters: tuple[Parameter, ...]) -> list[StrawberryArgument]:
    """Parameters of questions as arguments of a field."""
    return [argument(p.name, _input(p), p.doc, _default(p)) for p in parameters]


def _question(types: Types, question: Question) -> StrawberryField:
    assert question.row is not None
    parts = [
        field("rows", many(_record(types, question.row)), f"The rows. {question.doc}"),
        field("totalCount", int, "How many rows there are in all"),
    ]
    if question.summary:
        parts.append(field("summary", _record(types, question.summary), "The answer as a whole"))
    if question.scoped:
        parts.append(field("restsOn", _record(types, RestsOn), "How much of what lies in scope is known and proven"))
    answer = fill(empty(f"{question.name}Answer"), f"The answer to: {_sentence(question)}", parts)
    return field(
        question.field, answer, f"{_sentence(question)} {question.doc}", [*arguments(question.parameters), *_page()]
    )


def _page() -> list[StrawberryArgument]:
    first = f"How many rows at most, from 0 to {LARGEST_FIRST}; {DEFAULT_FIRST} unless given"
    return [argument("first", int | None, first), argument("skip", int | None, "How many rows to pass over")]


def _sentence(question: Question) -> str:
    return question.asked("en")


def _record(types: Types, record: type) -> type:
    """The type of a record, made once."""
    name = record.__name__
    if name not in types.others:
        cls = types.others[name] = empty(name)
        fill(cls, " ".join((record.__doc__ or "").split()), [_shown(types, each) for each in fields(record).values()])
    return types.others[name]


def _shown(types: Types, shown: Shown) -> StrawberryField:
    inner = _type(types, shown)
    if shown.many:
        return field(shown.name, many(inner), shown.doc)
    return field(shown.name, inner | None if shown.optional else inner, shown.doc)


def _type(types: Types, shown: Shown) -> Any:
    if shown.type is None:
        return NodeInterface
    if isinstance(shown.type, str):
        return types.nodes[shown.type]
    return _record(types, shown.type) if shown.record else value_type(shown.type)


def _input(parameter: Parameter) -> Any:
    inner = INPUTS.get(parameter.type) or value_type(parameter.type)
    inner = many(inner) if parameter.many else inner
    return inner if parameter.required else inner | None


def _default(parameter: Parameter) -> Any:
    if parameter.default is None:
        return UNSET
    if isinstance(parameter.default, list):
        return [parameter.type(value) for value in parameter.default]
    return parameter.type(parameter.default)


def _described() -> type:
    language = argument("language", LANGUAGE | None, "English unless given")
    parameter = fill(
        empty("QuestionParameter"),
        "A parameter of a question",
        [
            field("name", str, "Its name"),
            field("type", str, "The type of its value, as in GraphQL"),
            field("required", bool, "Whether it has to be given"),
            field("default", str | None, "What it is unless given"),
            field("description", str, "What it means"),
        ],
    )
    return fill(
        empty("Question"),
        "A question that can be asked",
        [
            field("id", str, "Its name on the command line"),
            field("field", str, "The field of `Query` that answers it"),
            field("sentence", str, "The question as a sentence", [language]),
            field("description", str, "What the answer means"),
            field("parameters", many(parameter), "What can be given with it"),
        ],
    )
