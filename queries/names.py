"""Finding what a name stands for: a channel, a kind of channel, a department, a silo or a system."""

from graph.errors import BadInput, WrongUsage
from graph.held import Read
from graph.model.words import ChannelKind

LABELS = {"channel": "Channel", "department": "Department", "silo": "Silo", "system": "System"}
KIND = "channelKind"

FIND = """
MATCH (n:Channel|Department|Silo|System) WHERE n.key = $name
RETURN labels(n)[0]
"""
ANYTHING = "MATCH (s:Source) RETURN s.key LIMIT 1"
NEAR = """
MATCH (n:Channel|Department|Silo|System) WHERE toLower(n.key) CONTAINS toLower($name)
RETURN n.key ORDER BY n.key LIMIT 5
"""


class NoMatch(BadInput):
    """A name that nothing in the graph bears."""


def endpoint(read: Read, name: str) -> dict[str, list[str]]:
    """What an endpoint's name stands for, as the one field that holds it: `{"channel": ["website"]}`.

    `channel:website` says which field is meant. NoMatch when nothing bears the name, WrongUsage when two things do.
    """
    field, _, key = name.partition(":")
    if field in (*LABELS, KIND) and key:
        return {field: [_checked(read, field, key)]}
    labels = [label for (label,) in read(FIND, name=name)]
    found = [field for field, label in LABELS.items() if label in labels]
    found += [KIND] if name in list(ChannelKind) else []
    if len(found) > 1:
        choices = " or ".join(f"{field}:{name}" for field in found)
        raise WrongUsage(f"{name!r} is more than one thing: say {choices}")
    if not found and not read(ANYTHING):
        raise NoMatch("nothing has been imported yet: `parcours import FILE…` brings something in")
    if not found:
        things = "no channel, department, silo, system or kind of channel"
        raise NoMatch(f"nothing is called {name!r}: {things}{_near(read, name)}")
    return {found[0]: [name]}


def _checked(read: Read, field: str, key: str) -> str:
    if field == KIND:
        if key not in list(ChannelKind):
            raise NoMatch(f"there is no kind of channel {key!r}; there are {', '.join(ChannelKind)}")
    elif not read(f"MATCH (n:{LABELS[field]} {{key: $key}}) RETURN n.key", key=key):
        raise NoMatch(f"there is no {field} {key!r}{_near(read, key)}")
    return key


def _near(read: Read, name: str) -> str:
    keys = [key for (key,) in read(NEAR, name=name)]
    return f"; did you mean {', '.join(keys)}?" if keys else ""
