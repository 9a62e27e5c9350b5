"""What tests of the event store share: records, batches of them, and what is mined from them."""

import datetime
import random
from typing import Any

from events.flows import mined
from events.record import Record
from events.staged import stage

START = datetime.datetime(2024, 1, 30, 12, tzinfo=datetime.UTC)
WEEK = datetime.timedelta(days=7)


class Contact(Record):
    """A record that knows its source, for the naive reading."""

    source = "crm"


def record(id, customer="c", hours=0.0, channel="web", **said):
    """A record, so many hours after the start."""
    return Contact(str(id), customer, START + datetime.timedelta(hours=hours), channel, **said)


def crowd(seed, size=400):
    """Random records: ties in time, unknown customers, cases and reasons, gaps on both sides of a week."""
    chance = random.Random(seed)
    return [
        record(
            f"r{number}",
            chance.choice([None, *(f"c{n}" for n in range(12))]),
            chance.choice([0, 1, 24, 167, 168, 169, 500]) * chance.randrange(4) + chance.choice([0, 0, 0.0001]),
            chance.choice("abcd"),
            reason=chance.choice([None, "A", "B", "C"]),
            case=chance.choice([None, "k1", "k2", "k3"]),
        )
        for number in range(size)
    ]


def batch(store, run, records, source="crm", sweep=True):
    """Put what a source says into the store; the counts."""
    from events.difference import difference

    staged = stage(records)
    with store.engine() as engine:
        found = difference(store, engine, staged, source, run, sweep)
        if found.count.changed:
            store.append(run, found.batch)
        return found.count


def held(store):
    """(source, id) → run of the records that count."""
    with store.engine() as engine:
        return {(row["source"], row["id"]): row["run"] for row in engine.rows(store.records(engine))}


def told(store, window, engine=None):
    """What is mined from a store, by keys, as the naive reading tells it."""
    with engine or store.engine() as used:
        found = mined(used, store.records(used), store.size(), window)
        examples: dict[Any, list[Any]] = {}
        for row in used.rows(found.examples.order_by("place")):
            examples.setdefault(key(row), []).append(example(row))
        flows = {key(row): {**numbers(row), "examples": examples[key(row)]} for row in used.rows(found.flows)}
        routes = {
            (row["channels"] and tuple(row["channels"]), row["reason"], row["month"]): row["count"]
            for row in used.rows(found.routes)
        }
        volumes = {(row["channel"], row["year"]): row["count"] for row in used.rows(found.volumes)}
    return flows, routes, volumes


def key(row):
    return row["from"], row["to"], row["reason"], row["month"]


def numbers(row):
    names = ("count", "customers", "carried", "restarted", "unrelated", "undecided", "medianGapSeconds")
    return {name: row[name] for name in names}


def example(row):
    pair = (None, row["id"]) if row["from"] is None else (row["id"], row["idAfter"])
    return " ".join(filter(None, (pair[0], "→", pair[1])))
