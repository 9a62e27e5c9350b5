"""Every label of the model as a GraphQL type, with the objects and connections that its relations need."""

from typing import Any

import strawberry

from api.schema.aggregates import aggregate
from api.schema.fields import Argument, Field, argument, empty, field, fill, many
from api.schema.filters import filters
from api.schema.orders import orders
from api.schema.parameters import arguments
from api.schema.words import IN_LANGUAGE, described, value_type
from api.shown import DEFAULT_FIRST, LARGEST_FIRST, pages, shown, shows_edge
from graph.model import MODEL, Edge, Property, Relation
from queries.declare import Shown
from queries.declare import fields as declared_fields
from queries.endpoints import PLACES
from queries.last_seen import LastSeen
from queries.observed import MINIMUM, PERIOD, ObservedFlow
from queries.parameters import PART, RESOLVED, SCOPE, SIDE
from queries.root_causes import RootCause

FIRST_DOC = f"How many at most, from 0 to {LARGEST_FIRST}; {DEFAULT_FIRST} unless given"


NodeInterface: Any = fill(
    empty("Node"),
    "Anything in the graph that has a key of its own",
    [
        field("id", strawberry.ID, "`Label:key`, unique in the whole graph; opaque to clients"),
        field("key", str, "Unique among nodes of its label"),
        field("label", str, "What a card calls it: its name, else what tells it from others", [IN_LANGUAGE]),
    ],
    is_interface=True,
)


@strawberry.type(description="Where a page of a connection begins and ends")
class PageInfo:
    """Where a page of a connection begins and ends."""

    has_next_page: bool = strawberry.field(name="hasNextPage", description="Whether more come after this page")
    has_previous_page: bool = strawberry.field(
        name="hasPreviousPage", description="Whether there are some before this page"
    )
    start_cursor: str | None = strawberry.field(name="startCursor", description="The cursor of the first one")
    end_cursor: str | None = strawberry.field(name="endCursor", description="The cursor of the last one")


def paging(label: str) -> list[Argument]:
    """The arguments of every connection of a label."""
    order = many(orders()[label])
    usual = "the largest volume first" if MODEL[label].by_volume else "by key"
    return [
        argument("where", filters()[label] | None, "Only those of which this holds"),
        argument("orderBy", order | None, f"What they are sorted by, then by key; {usual} unless given"),
        *page_arguments(),
    ]


def page_arguments() -> list[Argument]:
    """The arguments that choose a page of a connection."""
    return [
        argument("first", int | None, FIRST_DOC),
        argument("after", str | None, "A cursor: only what comes after it"),
        argument("last", int | None, f"How many from the end, or back from `before`; {LARGEST_FIRST} at most"),
        argument("before", str | None, "A cursor: only what comes before it"),
    ]


class Types:
    """All object types by name, made on demand so that they can refer to each other."""

    def __init__(self) -> None:
        self.nodes = {label: empty(label, NodeInterface) for label in MODEL}
        self.others: dict[str, type] = {}
        for label, cls in self.nodes.items():
            fields = [
                *(self.field(label, each) for each in shown(label).values()),
                *self.computed(label),
                *(self.sides(label) if label in PLACES.values() else ()),
            ]
            fill(cls, MODEL[label].doc, fields)

    def field(self, label: str, declared: Property | Relation) -> Field:
        """The field that shows a property or a relation of a label."""
        if isinstance(declared, Property):
            return property_field(declared)
        target = self.item(label, declared)
        if pages(declared):
            assert declared.target
            return field(declared.name, self.connection(declared.target), declared.doc, paging(declared.target))
        if declared.many:
            return field(declared.name, many(target), declared.doc)
        always = declared.required and not MODEL[label].described  # a stub lacks what its description may not
        return field(declared.name, target if always else target | None, declared.doc)

    def item(self, label: str, relation: Relation) -> Any:
        """The type of what a relation leads to, seen from a label."""
        if relation.edge and shows_edge(relation):
            return self.edge(label, relation, relation.edge)
        return self.nodes[relation.target] if relation.target else NodeInterface

    def edge(self, label: str, relation: Relation, edge: Edge) -> type:
        """The object that shows what an edge carries, and its ends."""
        if edge.name not in self.others:
            cls = self.others[edge.name] = empty(edge.name)
            here = self.nodes[label]
            there = self.nodes[relation.target] if relation.target else NodeInterface
            start, end = (here, there) if relation.outgoing else (there, here)
            types = {"from": (start, "Where it starts"), "to": (end, "Where it leads"), "other": (there, "The other")}
            ends = [field(name, *types[which]) for name, which in edge.ends.items()]
            fill(cls, edge.doc, [*ends, *(property_field(p) for p in edge.properties if p.shown)])
        return self.others[edge.name]

    def computed(self, label: str) -> list[Field]:
        """The fields of a label that are made when they are asked for."""
        if label == "Handoff":
            doc = "What was observed between its channels, of contacts for the need of the step it leaves where known"
            return [field("observed", self.record(ObservedFlow) | None, doc, arguments((*PERIOD, MINIMUM)))]
        if label == "Rupture":
            told = "One sentence that says what breaks, and why; what broke, if resolved"
            whose = "Whose it is: who handles both ends, or, where there are none, the touchpoints of its step; by key"
            behind = "What is behind it; all ruptures with one root cause are one matter"
            seen = "As it was when it was last derived: of a resolved one the names and owners of then"
            return [
                field("explanation", str, told, [IN_LANGUAGE]),
                field("concerns", many(self.nodes["Department"]), whose),
                field("rootCause", self.record(RootCause), behind),
                field("lastSeen", self.record(LastSeen) | None, seen),
            ]
        return []

    def sides(self, label: str) -> list[Field]:
        """The hand-offs and ruptures that have an end there."""
        scope = PART if MODEL[label].within else SCOPE
        ends = {"Handoff": (SIDE, *scope), "Rupture": (SIDE, *scope, RESOLVED)}
        below = ", or below it" if label == "Department" else ""
        docs = {"Handoff": f"The hand-offs with an end here{below}", "Rupture": f"What breaks here{below}"}
        return [
            field(MODEL[of].plural, self.connection(of), docs[of], [*arguments(given), *paging(of)])
            for of, given in ends.items()
        ]

    def record(self, record: type) -> Any:
        """The type of a record of a question, made once."""
        name = record.__name__
        if name not in self.others:
            cls = self.others[name] = empty(name)
            doc = " ".join((record.__doc__ or "").split())
            fill(cls, doc, [self.shown(each) for each in declared_fields(record).values()])
        return self.others[name]

    def shown(self, shown: Shown) -> Field:
        """The field that shows one of a record."""
        inner = self._held(shown)
        type_ = many(inner) if shown.many else inner | None if shown.optional else inner
        return field(shown.name, type_, shown.doc, deprecated=shown.deprecated)

    def _held(self, shown: Shown) -> Any:
        if shown.type is None:
            return NodeInterface
        if isinstance(shown.type, str):
            return self.nodes[shown.type]
        return self.record(shown.type) if shown.record else value_type(shown.type)

    def connection(self, label: str) -> type:
        """The connection to nodes of a label."""
        name = f"{label}Connection"
        if name not in self.others:
            edge = fill(
                empty(f"{label}Edge"),
                f"One place in a {name}",
                [
                    field("node", self.nodes[label], "What stands there"),
                    field("cursor", str, "The place, for `after` and `before`"),
                ],
            )
            parts = [
                field("edges", many(edge), "What is on the page, in order"),
                field("nodes", many(self.nodes[label]), "The same without cursors"),
                field("pageInfo", PageInfo, "Where the page begins and ends"),
                field("totalCount", int, "How many there are on all pages; computed only when asked for"),
            ]
            if MODEL[label].aggregated:
                added = aggregate(label, NodeInterface)
                parts.append(field("aggregate", added, "What all of them come to, whatever the page"))
            self.others[name] = fill(empty(name), f"A page of {label} nodes", parts)
        return self.others[name]


def property_field(declared: Property) -> Field:
    """The field that shows a property."""
    shown_type = value_type(declared.type)
    if declared.many:
        return field(declared.name, many(shown_type), described(declared))
    return field(declared.name, shown_type | None if declared.optional else shown_type, described(declared))
