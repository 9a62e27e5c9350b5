"""The questions of the catalogue as fields of `Query`, with the types of their answers."""

from api.schema.fields import Argument, Field, argument, empty, field, fill, many
from api.schema.nodes import Types
from api.schema.parameters import arguments
from api.schema.words import IN_LANGUAGE
from api.shown import DEFAULT_FIRST, LARGEST_FIRST
from graph.language import Language
from queries.catalogue import QUESTIONS
from queries.declare import Question, fields
from queries.parameters import SCOPE
from queries.rests_on import RestsOn
from wording.titles import title

FEW = 3
FIRST_FEW = f"How many rows at most, from 0 to {LARGEST_FIRST}"


def question_fields(types: Types) -> list[Field]:
    """A field for each question that no connection answers, the catalogue itself, and the words for what enums say."""
    asked = [_question(types, each) for each in QUESTIONS.values() if not each.connection]
    ground = field("restsOn", types.record(RestsOn), "What answers in a scope rest on", arguments(SCOPE))
    questions = field("questions", many(_described()), "The questions that can be asked")
    return [
        *asked,
        ground,
        questions,
        field("enumLabels", many(_labels()), "What people read for values", [IN_LANGUAGE]),
    ]


def _labels() -> type:
    return fill(
        empty("EnumLabel"),
        "What people read for a value of an enum",
        [
            field("enum", str, "The name of the enum"),
            field("value", str, "The name of the value"),
            field("label", str, "What people read for it"),
        ],
    )


def _question(types: Types, question: Question) -> Field:
    return field(
        question.field,
        _answer(types, question),
        f"{_sentence(question)} {question.doc[Language.EN]}",
        [*arguments(question.parameters), *([] if question.whole else _page())],
    )


def _answer(types: Types, question: Question) -> type:
    """The type of the answer to a question, made once."""
    name = f"{question.name}Answer"
    if name not in types.others:
        types.others[name] = empty(name)
        parts = _parts(types, question) if question.whole else _rows(types, question)
        if question.scoped:
            parts.append(field("restsOn", types.record(RestsOn), "How much of what lies in scope is known and proven"))
        fill(types.others[name], f"The answer to: {_sentence(question)}", parts)
    return types.others[name]


def _rows(types: Types, question: Question) -> list[Field]:
    parts = [
        field("rows", many(types.record(question.row)), f"The rows. {question.doc[Language.EN]}"),
        field("totalCount", int, "How many rows there are in all"),
    ]
    if question.summary:
        parts.append(field("summary", types.record(question.summary), "The answer as a whole"))
    return parts


def _parts(types: Types, question: Question) -> list[Field]:
    return [
        field(each.name, _answer(types, each.asks.question), each.doc, [argument("first", int, FIRST_FEW, FEW)])
        if each.asks
        else types.shown(each)
        for each in fields(question.row).values()
    ]


def _page() -> list[Argument]:
    first = f"How many rows at most, from 0 to {LARGEST_FIRST}; {DEFAULT_FIRST} unless given"
    return [argument("first", int | None, first), argument("skip", int | None, "How many rows to pass over")]


def _sentence(question: Question) -> str:
    return title(question, Language.EN)


def _described() -> type:
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
            field("sentence", str, "The question as a sentence", [IN_LANGUAGE]),
            field("description", str, "What the answer means"),
            field("parameters", many(parameter), "What can be given with it"),
        ],
    )
