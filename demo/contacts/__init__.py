"""A year of contacts of the demo's insurer, made up with a seed so that they fit its journeys.

A way is what customers of one reason do, one contact after the other. After each some stop; of those who go on some are
known by their case, and the others have to begin anew.
"""

import csv
import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 20_250_101
YEAR = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
CUSTOMERS = 6_000
HEADER = ("contact", "customer", "opened", "channel", "reason", "case", "direction", "closed")

DAY = 24 * 3600
LEAVE = 40
"""Days that the year's last ways need to end within it."""


@dataclass(frozen=True)
class Leg:
    """One contact of a way: how many come to it, after how many days at most, and how many keep their case."""

    channel: str
    reason: str
    goes_on: float = 1.0
    days: float = 0.0
    keeps: float = 0.0
    direction: str = "in"


WAYS: tuple[tuple[int, tuple[Leg, ...]], ...] = (
    # A quote made on the website does not reach the call centre; the branch sees it.
    (1_600, (Leg("WEB", "QUOTE"), Leg("TEL", "QUOTE", 0.45, 4, 0.22), Leg("TEL", "QUOTE", 0.25, 5, 0.8),
             Leg("AGENCY", "SIGN", 0.5, 6, 0.3))),
    (700, (Leg("WEB", "QUOTE"), Leg("AGENCY", "QUOTE", 0.35, 6, 0.93), Leg("MAIL", "CONFIRM", 0.6, 3, 0.9, "out"))),
    (500, (Leg("TEL", "QUOTE"), Leg("WEB", "SIGN", 0.5, 3, 0.35), Leg("MAIL", "CONFIRM", 0.7, 2, 0.9, "out"))),
    # Who reports a claim in the app is asked for papers, and calls when no word comes.
    (1_100, (Leg("APP", "CLAIM"), Leg("WEB", "CLAIM", 0.4, 6, 0.85), Leg("TEL", "FOLLOW", 0.45, 6, 0.15),
             Leg("TEL", "FOLLOW", 0.3, 4, 0.75))),
    (1_300, (Leg("TEL", "CLAIM"), Leg("WEB", "CLAIM", 0.35, 5, 0.8), Leg("IVR", "FOLLOW", 0.25, 6, 0.05),
             Leg("TEL", "FOLLOW", 0.85, 0.02, 0.1))),
    (500, (Leg("TEL", "CLAIM"), Leg("MAIL", "FOLLOW", 0.6, 7, 0.9, "out"), Leg("MAIL", "COMPLAINT", 0.12, 4, 0.4))),
    # Moving house: the chat cannot see the new address either, though the map thinks that it can.
    (900, (Leg("WEB", "ADDRESS"), Leg("CHAT", "ADDRESS", 0.25, 5, 0.45), Leg("TEL", "ADDRESS", 0.35, 3, 0.5))),
    (500, (Leg("WEB", "ADDRESS"), Leg("TEL", "ADDRESS", 0.5, 5, 0.3), Leg("AGENCY", "ADDRESS", 0.2, 6, 0.7))),
    # Complaints cannot be made on the website; some are made by mail, which no journey knows.
    (450, (Leg("WEB", "COMPLAINT"), Leg("TEL", "COMPLAINT", 0.55, 3, 0.1), Leg("MAIL", "COMPLAINT", 0.5, 6, 0.85))),
    (200, (Leg("WEB", "COMPLAINT"), Leg("POST", "COMPLAINT", 0.6, 6, 0.05),
           Leg("MAIL", "COMPLAINT", 0.7, 6, 0.9, "out"))),
    (350, (Leg("WEB", "CANCEL"), Leg("TEL", "CANCEL", 0.6, 4, 0.2), Leg("POST", "CANCEL", 0.5, 6, 0.1))),
    (160, (Leg("WEB", "FLEET"), Leg("MAIL", "FLEET", 0.7, 5, 0.15), Leg("TEL", "FLEET", 0.4, 5, 0.4))),
    (700, (Leg("TEL", "OTHER"),)),
    (400, (Leg("CHAT", "OTHER"), Leg("TEL", "OTHER", 0.3, 2, 0.35))),
)  # fmt: skip
"""How many customers begin each way in the year, and its contacts in order."""


def rows() -> Iterator[tuple[str, ...]]:
    """The contacts of the year, each as a row of a table."""
    chance = random.Random(SEED)
    numbers = iter(range(1, 10**9))
    for count, legs in WAYS:
        for _ in range(count):
            yield from _way(legs, chance, numbers)


def _way(legs: tuple[Leg, ...], chance: random.Random, numbers: Iterator[int]) -> Iterator[tuple[str, ...]]:
    customer = f"K{chance.randrange(CUSTOMERS):05}"
    at = YEAR + datetime.timedelta(days=chance.randrange(365 - LEAVE), seconds=chance.randrange(7 * 3600, 20 * 3600))
    case = ""
    for leg in legs:
        if chance.random() >= leg.goes_on:
            return
        at += datetime.timedelta(seconds=chance.uniform(0.2, 1.0) * leg.days * DAY)
        number = next(numbers)
        case = case if case and chance.random() < leg.keeps else f"D{number:06}"
        closed = at + datetime.timedelta(seconds=chance.randrange(60, 2_400))
        yield (f"C{number:06}", customer, _written(at), leg.channel, leg.reason, case, leg.direction, _written(closed))


def _written(at: datetime.datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def write(folder: Path) -> Path:
    """Put the year into a table, as a CRM would export it."""
    file = folder / "contacts-2025.csv"
    with file.open("w", newline="", encoding="utf-8") as sink:
        writer = csv.writer(sink, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows())
    return file
