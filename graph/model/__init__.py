"""The model, declared once: every label, property and relationship, by label in `MODEL`."""

from graph.model import derived, design, evidence, history, observed, organisation  # noqa: F401 (`build` finds them)
from graph.model.declare import (
    Anything,
    Between,
    Cost,
    Edge,
    Family,
    Growing,
    Interval,
    Link,
    Many,
    Node,
    One,
    Picture,
    Property,
    Relation,
    Volume,
    Word,
    build,
)

MODEL = dict(sorted(build().items(), key=lambda item: list(Family).index(item[1].family)))
"""Every declared label with its properties and relations."""

__all__ = [
    "MODEL",
    "Anything",
    "Between",
    "Cost",
    "Edge",
    "Family",
    "Growing",
    "Interval",
    "Link",
    "Many",
    "Node",
    "One",
    "Picture",
    "Property",
    "Relation",
    "Volume",
    "Word",
]
