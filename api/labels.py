"""What people read for the values of the API's enums."""

from collections.abc import Iterator, Mapping

from graphql import GraphQLEnumType, GraphQLSchema

from graph.labels import LABELS
from graph.language import Language, Told, both
from graph.terms import term
from queries.catalogue import QUESTIONS
from queries.declare import Labelled
from queries.search import TYPES

OF_ITS_OWN: Mapping[str, Mapping[str, Told]] = {
    "Direction": {"ASC": both("Ascending", "Croissant"), "DESC": both("Descending", "Décroissant")},
    "Language": {"EN": both("English", "Anglais"), "FR": both("French", "Français")},
    "SearchType": {name: term(label).one for name, label in TYPES.items()},
}
"""The words of enums that are neither the model's nor a question's."""


def enum_labels(schema: GraphQLSchema, language: Language) -> Iterator[tuple[str, str, str]]:
    """Each value of each enum: the enum's name, the value's, and what people read for it."""
    assert QUESTIONS  # whose own lists are known once they are
    words: dict[str, Mapping[str, Told]] = {
        **{kind.__name__: told for kind, told in LABELS.items()},
        **{kind.__name__: {each.value: each.label for each in kind} for kind in Labelled.__subclasses__()},
        **OF_ITS_OWN,
    }
    for name, enum in sorted(schema.type_map.items()):
        if isinstance(enum, GraphQLEnumType) and not name.startswith("__"):
            for value in enum.values:
                label = words[name][value][language]
                yield name, value, label[0].upper() + label[1:]
