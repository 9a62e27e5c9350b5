"""The tree of departments: which silo each stands in, and who stands above two of them."""

from .reading import Document, described, several


def silos(document: Document) -> dict[str, str | None]:
    """Department -> its silo, for every department described or referred to as part of something or in charge of it."""
    return {department: silo_of(document, department) for department in sorted(_departments(document))}


def _departments(document: Document) -> set[str]:
    named = set(described(document, "departments"))
    named |= {item["partOf"] for item in described(document, "departments").values() if item.get("partOf")}
    named |= {item["runBy"] for item in described(document, "systems").values() if item.get("runBy")}
    named |= {key for item in described(document, "channels").values() for key in several(item.get("operatedBy"))}
    named |= {
        key
        for journey in described(document, "journeys").values()
        for phase in several(journey.get("phases"))
        for step in several(phase.get("steps"))
        for touchpoint in several(step.get("touchpoints"))
        for field in ("handledBy", "reliesOn")
        for key in several(touchpoint.get(field))
    }
    return named


def upwards(document: Document, department: str) -> list[str]:
    """The department itself, what it is part of, and so on up to the root."""
    line = [department]
    while above := described(document, "departments").get(line[-1], {}).get("partOf"):
        if above in line:  # not a tree: nothing sensible can be said, but the oracle ends
            break
        line.append(above)
    return line


def _children(document: Document, department: str) -> list[str]:
    return [key for key, item in described(document, "departments").items() if item.get("partOf") == department]


def _cut(document: Document, root: str) -> str | None:
    here = root
    while len(_children(document, here)) == 1:
        here = _children(document, here)[0]
    return here if _children(document, here) else None


def silo_of(document: Document, department: str) -> str | None:
    line = upwards(document, department)
    departments = described(document, "departments")
    declared = [departments[key]["silo"] for key in line if departments.get(key, {}).get("silo")]
    if declared:
        return declared[0]
    partners = [key for key in line if departments.get(key, {}).get("partner")]
    if partners:
        return f"unit:{partners[-1]}"
    cut = _cut(document, line[-1])
    if cut not in line[1:]:  # no cut in this tree, or the department is at or above it
        return None
    return f"unit:{line[line.index(cut) - 1]}"


def common(document: Document, ones: frozenset[str], others: frozenset[str]) -> tuple[str | None, int | None]:
    """The lowest department above (or among) a pair of them: smallest distance, then first key."""
    found = []
    for line, other in ((upwards(document, one), upwards(document, two)) for one in ones for two in others):
        shared = [key for key in line if key in other]
        if shared:
            found.append((line.index(shared[0]) + other.index(shared[0]), shared[0]))
    if not found:
        return None, None
    distance, key = min(found)
    return key, distance
