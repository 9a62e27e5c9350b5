"""`parcours schema`: what others build on, printed."""

from typing import Annotated, Literal

from api.labels import enum_labels
from api.schema import schema as api_schema
from api.schema.making import sdl
from graph.document import model_page
from importers.journeys.format import json_schema
from parcours.help import argument
from parcours.language import french, language, told
from parcours.output import as_json, give
from wording.lexicon import page as lexicon_page
from wording.page import page as questions_page

What = Annotated[
    Literal["graphql", "knowledge", "graph", "questions", "labels", "lexicon"],
    argument(
        "graphql: SDL; knowledge: JSON Schema of knowledge files; graph: nodes and edges; questions; "
        "labels: what people read for each value of each enum; lexicon: all terms in English and French.",
        "graphql : SDL ; knowledge : JSON Schema des fichiers de connaissances ; graph : nœuds et liens ; questions ; "
        "labels : ce qui se lit pour chaque valeur de chaque énumération ; "
        "lexicon : tous les termes en français et en anglais.",
        metavar=told("WHAT", "QUOI"),
    ),
]


@french("Afficher un schéma.")
def schema(what: What) -> None:
    """Print a schema."""
    if what == "graphql":
        give(sdl())
    elif what == "knowledge":
        give(as_json(json_schema(), indent=2))
    elif what == "graph":
        give(model_page())
    elif what == "labels":
        give(as_json(_labels(), indent=2))
    elif what == "lexicon":
        give(lexicon_page())
    else:
        give(questions_page())


def _labels() -> dict[str, dict[str, str]]:
    """By enum, what people read for each of its values."""
    found: dict[str, dict[str, str]] = {}
    for enum, value, label in enum_labels(api_schema(), language()):
        found.setdefault(enum, {})[value] = label
    return found
