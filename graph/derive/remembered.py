"""What is remembered of something derived that has two keys for a while: its former one, and the one of today."""

from typing import Any

Remembered = dict[str, Any]
"""The properties of a hand-off or a rupture."""

DECISION = "triage"
"""How the names of the properties begin in which people's decision about a rupture is kept."""


def joined(former: Remembered, now: Remembered) -> Remembered:
    """One memory of two: seen since the first of them was, with the decision that was taken, whichever it was of.

    It has come back only if there was a time in which neither was there.
    """
    whole = {**former, **now, "firstSeen": min(former["firstSeen"], now["firstSeen"])}
    if triaged(former) and not triaged(now):
        whole |= {name: value for name, value in former.items() if name.startswith(DECISION)}
    gone = former.get("resolved")
    if "resolved" not in now:
        whole.pop("resolved", None)
        if gone and gone < now["firstSeen"]:
            whole |= {"reopened": now.get("reopened", now["firstSeen"]), "lastResolved": now.get("lastResolved", gone)}
    elif not gone:
        del whole["resolved"]
    return whole


def triaged(properties: Remembered) -> bool:
    """Whether people ever decided or noted anything about a rupture, if only that it is open again."""
    noted = {name for name, value in properties.items() if name.startswith(DECISION) and value is not None}
    return properties.get(DECISION, "OPEN") != "OPEN" or noted > {DECISION}
