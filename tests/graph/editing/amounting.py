"""Lists of changes that amount to what a file says."""

from graph.editing.change import Change, Describe, Move, Place, Remove
from graph.model import MODEL
from graph.relations import telling
from graph.said import Said, joined
from graph.settling.parts import OWNED
from graph.settling.references import REFERRING
from graph.settling.slices import without
from tests.graph.tables import told

PLACED = {"Phase": "Journey", "Step": "Phase", "Touchpoint": "Step"}


def said(document):
    """What a document says, but for what it refers to and does not describe: nobody can edit a reference to nothing."""
    everything = joined(told(document).said)
    on = everything.edges.get(("Touchpoint", "ON", "Channel"), {})
    nowhere = {("Touchpoint", one) for one, channel in on if not everything.has(("Channel", channel))}
    kept = Said(nodes=without(everything, nowhere).nodes, places=everything.places)
    for type, edges in everything.edges.items():
        for ends, carried in edges.items():
            if kept.has((type[0], ends[0])) and kept.has((type[2], ends[1])):
                name, label = REFERRING.get(type[:2], (None, None))
                if name and label:
                    carried = {**carried, name: [key for key in carried[name] if kept.has((label, key))]}
                if not name or carried[name]:
                    kept.edge(type, ends, carried)
    _alone(kept)
    for label, nodes in kept.nodes.items():
        for key, node in nodes.items():
            if "stated" in node:
                before, now = (_told(each, label, key) for each in (everything, kept))
                node["stated"] = [told for told in node["stated"] if told in now or told not in before]
    return kept


def _alone(kept):
    """Have the only flow that is left of a touchpoint be that of all, as a file means it that tells no other."""
    flows = kept.edges.get(("Touchpoint", "LEADS_TO", "Touchpoint"), {})
    starts = [start for start, _ in flows]
    for (start, end), carried in flows.items():
        if starts.count(start) == 1:
            flows[start, end] = {"share": 1.0} | carried


def _told(statement, label, key):
    """The relations that lead anywhere, as files name them."""
    types = {
        type for (start, type, _), all in statement.edges.items() if start == label for one, _ in all if one == key
    }
    return {relation.told for relation in MODEL[label].said if relation.type in types}


def changes(now, before=None):
    """What makes one statement into another one, or into one from nothing."""
    before = before or Said()
    gone = tuple(ref for ref in before.refs() if not now.has(ref))
    roots = tuple(ref for ref in gone if not any(_above(before, ref) == other for other in gone))
    wholes = [ref for ref in now.refs() if ref[0] in ("Journey", "Phase")]
    found: list[Change] = [
        Describe(ref[0], ref[1], fields={}, place=_place(now, ref)) for ref in wholes if not before.has(ref)
    ]
    found += [Move(ref, _place(now, ref)) for ref in now.refs() if ref[0] == "Step" and before.has(ref)]
    later = {("Channel", end) for _, end in before.edges.get(("Touchpoint", "ON", "Channel"), ())}
    early = tuple(ref for ref in roots if ref not in later)
    found += [Remove(early, cascade=True)] if early else []
    for ref in now.refs():
        new = not before.has(ref) and ref not in wholes
        channel = _channel(now, ref)
        place = _place(now, ref) if new else Place()
        found.append(Describe(ref[0], ref[1], fields=_properties(now, ref) | channel, place=place))
    late = tuple(ref for ref in roots if ref in later)  # channels, once those that stay are on others
    found += [Remove(late, cascade=True)] if late else []
    found += [Describe(ref[0], ref[1], fields=_relations(now, ref)) for ref in now.refs() if MODEL[ref[0]].said]
    for label in ("Phase", "Step"):
        for key in sorted(now.nodes.get(label, {}), key=lambda key: now.nodes[label][key]["order"]):
            found.append(Move((label, key), Place(into=_above(now, (label, key))[1])))
    return found


def _above(statement, ref):
    for type in OWNED:
        for start, end in statement.edges.get(type, ()):
            if (type[2], end) == ref:
                return type[0], start
    return None


def _place(statement, ref):
    above = _above(statement, ref)
    return Place(into=above[1]) if above and ref[0] in PLACED else Place()


def _channel(statement, ref):
    if ref[0] != "Touchpoint":
        return {}
    return {"channel": next(end for start, end in statement.edges["Touchpoint", "ON", "Channel"] if start == ref[1])}


def _properties(statement, ref):
    node, fields = statement.nodes[ref[0]][ref[1]], {}
    for property in MODEL[ref[0]].properties:
        if property.told and property.name not in MODEL[ref[0]].made_of:
            values = [node.get(column) for column in property.columns]
            fields[property.name] = None if None in values else values[0] if len(values) == 1 else values
    return fields


def _relations(statement, ref):
    label, key = ref
    fields = {}
    for relation in MODEL[label].said:
        if relation.owned or not relation.told:
            continue
        entries = []
        for (start, type, target), edges in statement.edges.items():
            if (start, type) == (label, relation.type):
                for (one, other), carried in edges.items():
                    if one == key and telling(label, type, carried) is relation:
                        entries.append((other if relation.target else f"{target}:{other}", carried))
        fields[relation.name] = _written(statement, ref, relation, entries)
    return fields


def _written(statement, ref, relation, entries):
    if not relation.many:
        return entries[0][0] if entries else None
    stated = relation.told in statement.nodes[ref[0]][ref[1]].get("stated", ())
    if not entries:
        return [] if stated else None
    properties = [p for p in relation.edge.properties if p.told] if relation.edge else []
    if not properties:
        return [key for key, _ in entries]
    return [{relation.item or "key": key, **_carried(properties, carried)} for key, carried in entries]


def _carried(properties, carried):
    found = {}
    for property in properties:
        values = [carried.get(column) for column in property.columns]
        if None not in values:
            found[property.name] = values[0] if len(values) == 1 else values
    return found
