"""Single values of a node as conditions and orders see them: the same that a reader of the field sees."""

import datetime

from graph.errors import BadInput
from graph.model import Property
from queries.performance import PERFORMANCE

TIMES = {datetime.date: "date", datetime.datetime: "datetime"}
"""The types that the store gives as text, with the function that reads them again."""


def moment(declared: Property, text: str) -> datetime.date:
    """A time as it is given; without a zone it is in UTC. BadInput where it is none."""
    try:
        type_ = datetime.datetime if declared.type is datetime.datetime else datetime.date
        read = type_.fromisoformat(text)
    except ValueError as error:
        right = "2026-11-23" if declared.type is datetime.date else "2026-11-23T09:30:00Z"
        raise BadInput(f"where: {declared.name}: {text!r} is no time; write it as {right}") from error
    return read.replace(tzinfo=read.tzinfo or datetime.UTC) if isinstance(read, datetime.datetime) else read


def stored(declared: Property, variable: str) -> str:
    """The expression for one property of a node or an edge; where nobody said it, its default, if it has one."""
    if declared.name == "performance":
        return f"head(COLLECT {{ WITH {variable} AS touchpoint RETURN {PERFORMANCE.strip()} }})"
    if declared.default is not None:
        default = str(declared.default).lower() if declared.type is bool else f"'{declared.default}'"
        return f"coalesce({variable}.{declared.name}, {default})"
    return f"{variable}.{declared.name}"
