"""What of the model a knowledge file can tell, read off the declarations, and the little that these do not say."""

from functools import cache

from graph.model import MODEL, Family, Property, Relation

VERSION = 1
"""The version of the format."""

TOP = {
    "Department": "departments",
    "Position": "positions",
    "Silo": "silos",
    "System": "systems",
    "InformationObject": "informationObjects",
    "Channel": "channels",
    "Persona": "personas",
    "Need": "needs",
    "Journey": "journeys",
    "Opportunity": "opportunities",
    "Evidence": "evidence",
}
"""The labels that stand at the top of a file, in the order of a file, and the field of each."""

REQUIRED = {"Touchpoint": ("channel",), "Measure": ("name",), "Feed": ("objects",)}
"""What must be told beside a key."""

UNKEYED = ("Measure",)
"""What has no key of its own in a file: one is made from what it belongs to."""

SLASHLESS = ("Journey", "Phase", "Step")
"""The labels whose keys stand at the beginning of others, so that no `/` can be in them."""

DURATIONS = ("wait", "delay")
"""The texts that are ISO 8601 durations."""

KEYS = {"objects": "InformationObject"}
"""The properties of edges that hold keys, and the label that they name."""

PER_YEAR = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
"""How often each period fits into a year: volumes are kept in contacts a year."""

SCALE = ("scaleMin", "scaleMax")
"""The two properties that a file tells as one `scale: [lowest, highest]`."""

NAMED = {
    label: node
    for label, node in MODEL.items()
    if node.family not in (Family.DERIVED, Family.HISTORY) and label not in ("Flow", "Route", "Source", "ImportRun")
}
"""The labels that evidence and opportunities can refer to: what is derived comes and goes."""


@cache
def properties(label: str) -> tuple[Property, ...]:
    """The properties of a label that a file tells under their own names."""
    return tuple(p for p in MODEL[label].properties if p.told and p.name not in SCALE)


@cache
def relations(label: str) -> tuple[Relation, ...]:
    """The relations of a label that a file tells; each one's field is its `told`."""
    return tuple(r for r in MODEL[label].relations if r.told)


@cache
def parts(label: str) -> tuple[Relation, ...]:
    """The relations whose targets are described in place."""
    return tuple(r for r in relations(label) if r.owned)


@cache
def references(label: str) -> tuple[Relation, ...]:
    """The relations whose targets are named by key."""
    return tuple(r for r in relations(label) if not r.owned)


def edge_properties(relation: Relation) -> tuple[Property, ...]:
    """What an entry of a relation tells beside its target; nothing where the entry is a key alone."""
    return tuple(p for p in relation.edge.properties if p.told) if relation.edge and relation.item else ()


def by_key(relation: Relation) -> bool:
    """Whether the field maps keys to what is told of each, as `felt: {nadia: {emotion: -2}}` does."""
    return relation.told == "felt"
