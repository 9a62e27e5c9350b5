"""Single values of a node as conditions and orders see them: the same that a reader of the field sees."""

import datetime

from graph.model import Property
from queries.performance import PERFORMANCE

TIMES = {datetime.date: "date", datetime.datetime: "datetime"}
"""The types that the store gives as text, with the function that reads them again."""


def stored(declared: Property, variable: str) -> str:
    """The expression for one property of a node."""
    if declared.name == "stub":
        return f"coalesce({variable}.stub, false)"
    if declared.name == "performance":
        return f"head(COLLECT {{ WITH {variable} AS touchpoint RETURN {PERFORMANCE.strip()} }})"
    return f"{variable}.{declared.name}"
