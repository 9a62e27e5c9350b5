"""The field that searches everything that has words, and what it gives."""

from typing import Any

from api.schema.fields import Field, argument, empty, field, fill, many
from api.schema.nodes import NodeInterface, PageInfo, page_arguments
from api.schema.words import enum
from graph.model import MODEL, Word
from queries.search import TYPES

SearchType: Any = Word("SearchType", {name: (name, MODEL[label].doc) for name, label in TYPES.items()})  # type: ignore[arg-type]
SearchType.__doc__ = "The types of nodes that have words to be found"

SearchEdge = fill(
    empty("SearchEdge"),
    "One place in a SearchConnection",
    [
        field("node", NodeInterface, "What was found"),
        field("cursor", str, "The place, for `after` and `before`"),
        field("score", float, "How well it fits, 0..1: 1 for the node with this very key"),
        field(
            "excerpt",
            str | None,
            "The piece of its texts that fits, as HTML: words found in `<mark>`, all else escaped to be an element's "
            "content; null where it has no texts",
        ),
    ],
)

SearchConnection = fill(
    empty("SearchConnection"),
    "A page of what was found",
    [
        field("edges", many(SearchEdge), "What is on the page, what fits best first"),
        field("nodes", many(NodeInterface), "The same without cursors, scores and excerpts"),
        field("pageInfo", PageInfo, "Where the page begins and ends"),
        field("totalCount", int, "How many there are on all pages"),
    ],
)


def search_field() -> Field:
    """The field of `Query` that searches."""
    return field(
        "search",
        SearchConnection,
        "Nodes in whose names and texts every word stands, as it begins or by its stem, in French and English, "
        "whatever the accents; and those with this very key",
        [
            argument("text", str, "The words, 2000 characters at most; no sign among them means anything"),
            argument("types", many(enum(SearchType)) | None, "The types of nodes to look at; all unless given"),
            *page_arguments(),
        ],
    )
