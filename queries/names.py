"""Finding what a name stands for: a place where touchpoints are, a feed, a node with a key."""

from graph.errors import BadInput, WrongUsage
from graph.gateway import Read
from graph.model.words import ChannelKind

LABELS = {
    "channel": "Channel",
    "department": "Department",
    "silo": "Silo",
    "system": "System",
    "step": "Step",
    "touchpoint": "Touchpoint",
}
KIND = "channelKind"

FIND = """
MATCH (n:Channel|Department|Silo|System|Step|Touchpoint) WHERE n.key = $name
RETURN labels(n)[0]
"""
ANYTHING = "MATCH (s:Source) RETURN s.key LIMIT 1"
NEAR = """
MATCH (n:Channel|Department|Silo|System) WHERE toLower(n.key) CONTAINS toLower($name)
RETURN n.key ORDER BY n.key LIMIT 5
"""
NEAR_OF = "MATCH (n:{label}) WHERE toLower(n.key) CONTAINS toLower($name) RETURN n.key ORDER BY n.key LIMIT 5"
FEED = """
UNWIND $pairs AS pair
MATCH (:System {key: pair[0]}), (:System {key: pair[1]})
RETURN pair[0], pair[1]
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
        things = "no channel, department, silo, system, step, touchpoint or kind of channel"
        raise NoMatch(f"nothing is called {name!r}: {things}{_near(read, name)}")
    return {found[0]: [name]}


def _checked(read: Read, field: str, key: str) -> str:
    if field == KIND:
        if key not in list(ChannelKind):
            raise NoMatch(f"there is no kind of channel {key!r}; there are {', '.join(ChannelKind)}")
    else:
        known(read, LABELS[field], key)
    return key


def known(read: Read, label: str, key: str) -> None:
    """NoMatch unless the graph has a node of the label with this key."""
    if not read(f"MATCH (n:{label} {{key: $key}}) RETURN n.key", key=key):
        raise NoMatch(
            f"there is no {label[0].lower()}{label[1:]} {key!r}{_near(read, key, NEAR_OF.format(label=label))}"
        )


def feed(read: Read, name: str) -> dict[str, str]:
    """The two systems of `FROM:TO`, whose keys may have colons of their own. NoMatch when there are none such."""
    places = [place for place, letter in enumerate(name) if letter == ":"]
    if not places:
        raise WrongUsage(f"{name!r} is no feed: give the keys of its two systems, FROM:TO")
    found = read(FEED, pairs=[[name[:place], name[place + 1 :]] for place in places])
    if len(found) > 1:
        choices = " or ".join(f"{start} → {end}" for start, end in found)
        raise WrongUsage(f"{name!r} is more than one feed: {choices}")
    if not found:
        raise NoMatch(f"there are no two systems {name!r}: give the keys of both, FROM:TO")
    return {"from": found[0][0], "to": found[0][1]}


def _near(read: Read, name: str, statement: str = NEAR) -> str:
    keys = [key for (key,) in read(statement, name=name)]
    return f"; did you mean {', '.join(keys)}?" if keys else ""
