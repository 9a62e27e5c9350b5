"""What the card of a node says: what the statement brings, from which words are made in the reader's language."""

from graph.model import MODEL

TOUCHPOINT = """[@.name, head([(@)<-[:HAS_TOUCHPOINT]-(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]),
  head([(@)-[:ON]->(ofChannel:Channel) | coalesce(ofChannel.name, ofChannel.key)]), @.key]"""
"""Its name, what the customer does, on which channel; its key. `@` stands for the node."""


def _ends(label: str, read: str) -> str:
    """What is read of both ends; null where there is none."""
    start, end = (read.replace("@", end) for end in ("ofStart", "ofEnd"))
    return f"head([(@)-[:FROM]->(ofStart:{label}) | {start}]), head([(@)-[:TO]->(ofEnd:{label}) | {end}])"


PARTS: dict[str, str] = {
    "Touchpoint": TOUCHPOINT,
    "Handoff": f"[{_ends('Touchpoint', TOUCHPOINT)}, @.key]",
    "Rupture": """[@.kind, head([(@)-[:LOSES|ON]->(ofWhat) | coalesce(ofWhat.name, ofWhat.key)]),
  head([(@)-[:AT]->(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]), @.stepText]""",
    "Flow": f"[{_ends('Channel', 'coalesce(@.name, @.key)')}, @.reason, @.month]",
    "Route": """[COLLECT {
    UNWIND range(0, size(@.channels) - 1) AS ofPlace
    OPTIONAL MATCH (ofChannel:Channel {key: @.channels[ofPlace]})
    RETURN coalesce(ofChannel.name, @.channels[ofPlace]) ORDER BY ofPlace
  }, @.reason, @.month]""",
    "Evidence": "[@.source, @.kind, @.key]",
    "ImportRun": "[head([(@)-[:OF]->(ofSource:Source) | ofSource.key]), toString(@.startedAt), @.key]",
    "FieldChange": "[@.node, @.field]",
}
"""By label, what names a node that no property of its own does."""


def card(label: str, variable: str) -> str:
    """The expression for what names a node of a label: what it is called, else a list."""
    if label in PARTS:
        return PARTS[label].replace("@", variable)
    called = MODEL[label].called
    return f"coalesce({variable}.{called}, {variable}.key)" if called else f"{variable}.key"


def card_of_any(variable: str) -> str:
    """The same for a node of any label."""
    cases = " ".join(f"WHEN {variable}:{label} THEN {card(label, variable)}" for label in PARTS)
    names = dict.fromkeys(f"{variable}.{node.called}" for node in MODEL.values() if node.called)
    return f"CASE {cases} ELSE coalesce({', '.join(names)}, {variable}.key) END"
