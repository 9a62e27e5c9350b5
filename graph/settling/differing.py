"""Where sources differ, in words: nodes by their names, fields and values as people call them."""

import datetime
from collections.abc import Iterable
from typing import Any

from graph.held import Holdings
from graph.labels import LABELS
from graph.language import Told
from graph.model import MODEL, Property, Word
from graph.problems import Code, Problem
from graph.said import Ref, Said, Subgraph
from graph.saying import Saying, saying
from graph.settling import pen
from graph.settling.claims import Differing
from graph.settling.fields import Names
from graph.settling.pen import LIST
from graph.statement import EDITS
from graph.terms import ROLES, FieldName, term

OTHERWISE = saying(
    "{what}, {field}: {source} says {value}, {other} says {theirs}; {speaks} speaks",
    "{what}, {field} : {source} dit {value}, {other} dit {theirs} ; c'est {speaks} qui fait foi",
)
EDITED = saying(
    "{what}, {field}: edited here, {theirs} stands; {source} says {value}",
    "{what}, {field} : modifié ici, {theirs} reste ; {source} dit {value}",
)
EDGE = saying("{start}, {role} ({end})", "{start}, {role} ({end})")
UNNAMED = saying("{term} {key}", "{term} {key}")
NAMED = saying("{name}", "{name}")
UNKNOWN = saying("nothing", "rien")
NONE = saying("none", "aucun")
VALUE = saying("{value!r}", "{value!r}")


def problems(graph: Holdings, differing: list[Differing], held: Subgraph, said: Said) -> list[Problem]:
    """What differs, told by names as far as the source, what it is about, or the graph has them."""
    if not differing:
        return []
    known = Subgraph()
    known.take(graph.nodes({ref for each in differing for ref in _ends(each)}))
    known.take(held)
    known.take(said)
    names = Names(known)
    return [
        Problem(_code(each), _otherwise(each, names), said.place(each.ref), _text(each.value), same=_same(each))
        for each in differing
    ]


def _same(each: Differing) -> str:
    """What it is about and what is said of it, by keys."""
    return repr((each.ref, each.edge, each.field, each.value, each.theirs))


def _code(each: Differing) -> Code:
    """What people edited is held; between sources it is a matter of who speaks."""
    return Code.HELD if each.speaks == EDITS else Code.CONFLICTING_VALUE


def _ends(each: Differing) -> Iterable[Ref]:
    """The nodes that are named beside the one that it is about."""
    if each.edge:
        yield each.edge[1]
    for value in (each.value, each.theirs) if each.field.startswith(("->", LIST)) else ():
        yield from (_ref(end) for end in _targets(value))


def _targets(value: Any) -> list[str]:
    """What a relation leads to, be it one node or a list."""
    return [value] if isinstance(value, str) else list(value or ())


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, dict) else str(value)


def _ref(value: str) -> Ref:
    label, _, key = value.partition(":")
    return label, key


def _otherwise(each: Differing, names: Names) -> Saying:
    what, property = _node(each.ref, names), _property(each)
    relation = pen.relation(each.ref[0], each.field) if each.field.startswith(LIST) else None
    role = ROLES.get(relation.type if relation else each.field.removeprefix("->"))
    if each.edge:
        what = EDGE(start=what, role=Saying(ROLES[each.edge[0]], {}), end=_node(each.edge[1], names))
    sentence = EDITED if each.speaks == EDITS == each.other else OTHERWISE
    return sentence(
        what=what,
        field=Saying(role, {}) if role else FieldName(property.name if property else each.field),
        source=each.source,
        value=_value(each.value, role, property, names),
        other=each.other,
        theirs=_value(each.theirs, role, property, names),
        speaks=each.speaks,
    )


def _property(each: Differing) -> Property | None:
    """What the field is, unless it is a relation."""
    node = MODEL[each.ref[0]]
    relation = next((one for one in node.said if each.edge and one.type == each.edge[0]), None)
    declared = relation.edge.properties if relation and relation.edge else () if each.edge else node.properties
    return next((one for one in declared if each.field in one.columns), None)


def _node(ref: Ref, names: Names) -> Saying:
    name, (label, key) = names(ref), ref
    return UNNAMED(term=term(label).said(), key=key) if name == key else NAMED(name=name)


def _value(value: Any, role: Told | None, property: Property | None, names: Names) -> Saying:
    if value is None:
        return UNKNOWN()
    if role and not value:
        return NONE()
    if role:
        return VALUE(value=", ".join(names(_ref(end)) for end in _targets(value)))
    if property and issubclass(property.type, Word) and not property.many:
        return Saying(LABELS[property.type][value], {})
    return VALUE(value=value.isoformat() if isinstance(value, datetime.date) else value)
