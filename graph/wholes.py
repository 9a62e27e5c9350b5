"""Keys of a journey's parts: they begin with the key of what they are part of, `journey/step/touchpoint`.

A touchpoint's own key may have slashes in it, where its channel's has.
"""

WITHIN = {"Phase": "Journey", "Step": "Journey", "Touchpoint": "Step"}
"""The labels whose keys begin with the key of what they are within, and the label of that."""

DEPTHS = {"Phase": 1, "Step": 1, "Touchpoint": 2}
"""How many other keys stand before a part's own."""


def cut(label: str, key: str) -> tuple[str, str]:
    """The key of what a node is part of, and its own key; the former is empty where it is no part."""
    *wholes, own = key.split("/", DEPTHS.get(label, 0))
    return "/".join(wholes), own
