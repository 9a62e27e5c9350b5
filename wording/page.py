"""The page of the questions, written from their declarations."""

from graph.language import Language
from queries.catalogue import QUESTIONS
from queries.declare import Parameter, Question, Shown, fields
from wording.titles import title

HEAD = """# The questions

Each is a command (`parcours ask <id>`; `--help` explains it, `--cypher` prints its statement) and a field of the API.
Every answer comes with what it rests on: how much of what lies in its scope is unknown, not described, or unproven.
"""


def page() -> str:
    """All questions with their parameters and what a row shows."""
    return HEAD + "".join(_question(each) for each in QUESTIONS.values())


def _question(question: Question) -> str:
    parts = [
        f"\n## {question.id}\n",
        f"**{title(question, Language.EN)}** · *{title(question, Language.FR)}*\n",
        f"{question.doc[Language.EN]}\n",
        f"In the API: `{question.field}`. On the demo: `parcours ask {question.id} {question.example}".rstrip()
        + " --demo`\n",
        "| parameter | meaning |\n| --- | --- |\n" + "".join(map(_parameter, question.parameters)),
    ]
    if question.row:
        parts.append("| a row shows | |\n| --- | --- |\n" + "".join(map(_shown, fields(question.row).values())))
    if question.summary:
        parts.append("| in all | |\n| --- | --- |\n" + "".join(map(_shown, fields(question.summary).values())))
    return "\n".join(parts)


def _parameter(parameter: Parameter) -> str:
    return f"| `--{parameter.flag}` | {parameter.doc[Language.EN]}{' (needed)' if parameter.required else ''} |\n"


def _shown(shown: Shown) -> str:
    deprecated = f" (deprecated since {shown.deprecated})" if shown.deprecated else ""
    return f"| `{shown.name}` | {shown.doc}{deprecated} |\n"
