"""Whether there is what a command is told to, by its key."""

import difflib
from collections.abc import Sequence

from graph import local
from graph.errors import BadInput, NotReady, Refused, StoreUnavailable
from graph.gateway import Gateway
from graph.nearest import HINT
from graph.saying import MEANT, saying
from parcours.opening import Purpose, opened, say
from parcours.settings import Settings

KEYS = "MATCH (n:Journey|Department) WHERE $label IN labels(n) RETURN n.key ORDER BY n.key"

NONE = {
    "Journey": saying("there is no journey {key!r}", "il n'y a pas de parcours {key!r}"),
    "Department": saying("there is no department {key!r}", "il n'y a pas de direction {key!r}"),
}
UNSEEN = saying(
    "Whether there are these departments was not looked at: {reason}",
    "On n'a pas regardé si ces directions existent\N{NO-BREAK SPACE}: {reason}",
)


def demand(gateway: Gateway, label: str, *keys: str) -> None:
    """BadInput where there is no journey or department of such a key, with those that are nearly it."""
    there = [key for (key,) in gateway.read(KEYS, label=label)]
    for key in keys:
        if key not in there:
            none, near = NONE[label](key=key), difflib.get_close_matches(key, there)
            raise BadInput(HINT(said=none, hint=MEANT(near=", ".join(near))) if near else none)


def demand_departments(settings: Settings, demo: bool, keys: Sequence[str]) -> None:
    """BadInput for a department that is not there. Accounts may come first: where no store, or no department in it, can
    be looked at, any is taken."""
    home = settings.of(demo)
    if not keys or not (settings.neo4j_uri or local.has_data(home or settings.home)):
        return
    try:
        with opened(settings, home, Purpose.CHECKING) as gateway:
            if gateway.read("MATCH (d:Department) RETURN d.key LIMIT 1"):
                demand(gateway, "Department", *keys)
    except (StoreUnavailable, NotReady, Refused) as error:
        say(UNSEEN(reason=error.said))
