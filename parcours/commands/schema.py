"""`parcours schema`: what others build on, printed."""

import json
from typing import Annotated, Literal

import typer

from api.schema.making import sdl
from graph.document import model_page
from importers.journeys.format import json_schema
from wording.lexicon import page as lexicon_page
from wording.page import page as questions_page

What = Annotated[
    Literal["graphql", "knowledge", "graph", "questions", "lexicon"],
    typer.Argument(
        help="graphql: SDL; knowledge: JSON Schema of knowledge files; graph: nodes and edges; questions; "
        "lexicon: all terms in English and French."
    ),
]


def schema(what: What) -> None:
    """Print a schema."""
    if what == "graphql":
        print(sdl(), end="")
    elif what == "knowledge":
        print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    elif what == "graph":
        print(model_page(), end="")
    elif what == "lexicon":
        print(lexicon_page(), end="")
    else:
        print(questions_page(), end="")
