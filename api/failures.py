"""Passwords that were guessed in vain: five a minute for a name, and from an address; then whoever guesses waits."""

import hashlib
import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass
from time import time as now
from typing import Any

from api.records import Records
from graph.errors import TooOften
from graph.saying import counting, saying

FILE = "failures.json"
"""What the file is called in which the processes of a home share what failed."""

MOST, WITHIN = 5, 60
"""How many may fail, within how many seconds."""

KEPT = 10_000
"""How many failures are kept at most: those before are forgotten."""

SECONDS = counting("1 second", "{n:,} seconds", "1 seconde", "{n:,} secondes")
WAIT = saying(
    "Signing in failed too often: try again in {seconds}.",
    "Trop d'essais ont échoué\N{NO-BREAK SPACE}: réessayez dans {seconds}.",
)
UNREADABLE = saying(
    "{path} cannot be read: remove it ({detail})",
    "{path} ne peut pas être lu\N{NO-BREAK SPACE}: supprimez-le ({detail})",
)


@dataclass(frozen=True)
class Failure:
    """One that failed, or is about to be found out: of which name or address, by a digest, and when."""

    of: str
    at: float


class Failures(Records[Failure]):
    """The failures of the last minute."""

    unreadable = UNREADABLE

    @staticmethod
    def read(given: Mapping[str, Any]) -> Failure:
        """A failure, as it stands in the file."""
        return Failure(**given)

    def begin(self, name: str, address: str) -> list[Failure]:
        """Count an attempt as one that failed, before anybody knows. TooOften where too many did.

        So those that come at once are counted, too; one that does not fail is forgiven.
        """
        at = now()
        tried = [Failure(each, at) for each in (_digest("name", name), _digest("address", _net(address)))]
        with self.changing() as write:
            kept = [each for each in self.all() if at - WITHIN < each.at <= at]
            for each in tried:
                times = sorted(other.at for other in kept if other.of == each.of)
                if len(times) >= MOST:
                    seconds = math.ceil(times[-MOST] + WITHIN - at)
                    raise TooOften(WAIT(seconds=SECONDS(seconds)), seconds)
            write([*kept, *tried][-KEPT:])
        return tried

    def forgive(self, tried: list[Failure]) -> None:
        """What was tried did not fail: nothing more is held against the name, nor this against the address."""
        name, address = tried
        with self.changing() as write:
            write([each for each in self.all() if each.of != name.of and each != address])


def _net(address: str) -> str:
    """An address; of IPv6 the network, in which one machine has as many as it likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address


def _digest(kind: str, text: str) -> str:
    """What is typed as a name may be a password: it is kept as nobody can read it."""
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()}"
