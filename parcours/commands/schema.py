"""`parcours schema`: what others build on, printed."""

import json
from typing import Annotated, Literal

from api.labels import enum_labels
from api.schema import schema as api_schema
from api.schema.making import sdl
from graph.document import model_page
from importers.journeys.format import json_schema
from parcours.help import argument
from parcours.language import french, language, told
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
        print(sdl(), end="")
    elif what == "knowledge":
        print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    elif what == "graph":
        print(model_page(), end="")
    elif what == "labels":
        print(json.dumps(_labels(), indent=2, ensure_ascii=False))
    elif what == "lexicon":
        print(lexicon_page(), end="")
    else:
        print(questions_page(), end="")


def _labels() -> dict[str, dict[str, str]]:
    """By enum, what people read for each of its values."""
    found: dict[str, dict[str, str]] = {}
    for enum, value, label in enum_labels(api_schema(), language()):
        found.setdefault(enum, {})[value] = label
    return found
