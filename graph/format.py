"""The format that a store is written in."""

FORMAT = 3
"""The format that this version writes and reads; older ones are migrated (`graph.migrations`)."""

FIRST = 1
"""The format of stores that do not name theirs."""
