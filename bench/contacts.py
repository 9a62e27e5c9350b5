"""Flows and routes of ten million contacts; a tenth of them with pandas and on Spark; import of a million rows.

`python -m bench.contacts [CONTACTS [ROWS]]`
"""

import csv
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import psutil

from bench.place import place
from events.flows import mined
from events.spark import spark
from events.store import EventStore, write

OWN = (sys.executable, "-m", "bench.contacts")
WEEK = datetime.timedelta(days=7)
CHANNELS = ("website", "phone", "email", "branch", "chat", "app", "ivr", "post")
REASONS = ("quote", "claim", "contract", "billing", "cancel")
MAPPING = (
    "columns: {id: id, customer: customer, at: at, channel: channel, reason: reason, case: case}\n"
    f"channels: {{{', '.join(f'{name}: {name}' for name in CHANNELS)}}}\n"
)
GENERATED = """
SELECT 'gen' AS source, 'c' || i AS id, sha256((hash(i * 7919) % ({n} // 5))::VARCHAR) AS customer,
  to_timestamp(1704067200 + (hash(i) % 31536000)) AS "at",
  list_extract({channels}, 1 + (hash(i + 1) % {c})::INT) AS channel,
  list_extract({reasons}, 1 + (hash(i + 2) % {r})::INT) AS reason,
  'k' || (hash(i * 7919) % ({n} // 5)) || '-' || (hash(i + 3) % 2) AS "case",
  'CUSTOMER' AS direction, NULL::VARCHAR AS department, NULL::TIMESTAMPTZ AS "closedAt", 'r1' AS run, false AS withdrawn
FROM range({n}) AS t(i)
"""


def main(contacts: int = 10_000_000, rows: int = 1_000_000) -> None:
    """Mining ours and by hand, its growth, Spark on the same store, and the import of a table."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (generated(Path(folder) / str(n), n) for n in (contacts // 10, contacts))
        few, many = in_process(*OWN, "ours", small), in_process(*OWN, "ours", large)
        told("ours", contacts, many, f"{many['seconds'] / few['seconds']:.1f} times as long as for a tenth")
        told("ours, a tenth", contacts // 10, few, f"{few['flows'][0]:,} flows, {few['routes'][0]:,} routes")
        hand = in_process(*OWN, "pandas", small)
        told("pandas, a tenth", contacts // 10, hand, f"ours is {hand['seconds'] / few['seconds']:.0f} times as fast")
        same = all(hand[name] == few[name] for name in ("flows", "routes"))
        print(f"equal           {'yes' if same else 'NO'}")
        sparked = in_process(*OWN, "spark", small)
        same = all(sparked[name] == few[name] for name in ("flows", "routes"))
        told("spark, a tenth", contacts // 10, sparked, f"equal to DuckDB: {'yes' if same else 'NO'}")
        imported(Path(folder), rows)
    print(f"load            {os.getloadavg()[1]:.1f}")


def generated(folder: Path, count: int) -> Path:
    """An event store with so many contacts of a fifth as many customers in a year."""
    store = EventStore(folder)
    said = {"n": count, "channels": list(CHANNELS), "reasons": [*REASONS, None], "c": len(CHANNELS), "r": 6}
    said["reasons"] = str(said["reasons"]).replace("None", "NULL")
    with store.engine() as engine:
        table = engine.backend.sql(GENERATED.format(**said))
        store.append("r1", write(engine, table))
    return folder


def in_process(*words: str | Path) -> dict[str, Any]:
    """What a command prints as JSON, its seconds, and the largest size of it and what it started."""
    begun = time.perf_counter()
    process = subprocess.Popen(list(map(str, words)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    watched, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            peak = max(peak, sum(each.memory_info().rss for each in (watched, *watched.children())))
        except psutil.Error:
            break
        time.sleep(0.1)
    out, _ = process.communicate()
    return {"seconds": time.perf_counter() - begun, **json.loads(out), "peak": peak}


def told(what: str, count: int, found: dict[str, Any], more: str) -> None:
    """One line."""
    seconds, peak = found["seconds"], found["peak"] / 1e6
    print(f"{what:<15} {seconds:7.1f} s {count / seconds:12,.0f} contacts/s {peak:7,.0f} MB   {more}", flush=True)


def ours(store: Path, engine: Any = None) -> dict[str, Any]:
    """Mine a store; totals that tell whether two ways counted the same."""
    events = EventStore(store)
    with engine or events.engine() as used:
        begun = time.perf_counter()
        found = mined(used, events.records(used), events.size(), WEEK)
        flows, routes = used.rows(found.flows), used.rows(found.routes)
        used.rows(found.examples)
        seconds = time.perf_counter() - begun
    names = ("count", "customers", "carried", "restarted", "unrelated", "medianGapSeconds")
    return {
        "seconds": seconds,
        "flows": [len(flows), *(round(sum(row[name] or 0 for row in flows), 1) for name in names)],
        "routes": [len(routes), sum(row["count"] for row in routes)],
    }


def by_hand(store: Path) -> dict[str, Any]:
    """The same with pandas, as one writes it: sorted, then customer by customer."""
    import pandas as pd

    columns = ["customer", "at", "source", "id", "channel", "reason", "case"]
    begun = time.perf_counter()
    frame = pd.read_parquet(store, columns=columns).sort_values(["customer", "at", "source", "id"])
    flows: dict[Any, list[Any]] = defaultdict(lambda: [0, set(), 0, 0, 0, [], []])
    routes: Counter[Any] = Counter()
    for customer, group in frame.groupby("customer", sort=False):
        walk(str(customer), list(group.itertuples(index=False, name=None)), flows, routes)
    kept: Counter[Any] = Counter()
    place: Counter[Any] = Counter()
    for (channels, reason, month), count in sorted(routes.items(), key=lambda item: (-item[1], item[0][0])):
        place[reason, month] += 1
        kept[channels if place[reason, month] <= 100 else None, reason, month] += count
    medians = [pd.Series(flow[5]).median() / 1e6 for flow in flows.values() if flow[5]]
    seconds = time.perf_counter() - begun
    sums = [sum(len(flow[n]) if n == 1 else flow[n] for flow in flows.values()) for n in range(5)]
    return {
        "seconds": seconds,
        "flows": [len(flows), *(round(n, 1) for n in (*sums, sum(medians)))],
        "routes": [len(kept), sum(kept.values())],
    }


def walk(customer: str, events: list[Any], flows: dict[Any, list[Any]], routes: Counter[Any]) -> None:
    """Count the ways of one customer."""
    episode: list[Any] = []
    for one, two in zip(events, [*events[1:], None], strict=True):
        if not episode:
            count(flows, (None, one[4], reason(one), f"{one[1]:%Y-%m}"), customer, one)
        episode.append(one)
        goes_on = two is not None and two[1] - one[1] <= WEEK
        flow = count(flows, (one[4], two[4] if goes_on else None, reason(one), f"{one[1]:%Y-%m}"), customer, one)
        if goes_on:
            judge(flow, one, two)
        else:
            routes[tuple(each[4] for each in episode), reason(episode[0]), f"{episode[0][1]:%Y-%m}"] += 1
            episode = []


def reason(one: Any) -> str | None:
    """Its reason, if anybody knows it."""
    return one[5] if isinstance(one[5], str) else None


def count(flows: dict[Any, list[Any]], key: Any, customer: str, one: Any) -> list[Any]:
    """One more of a flow."""
    flow = flows[key]
    flow[0] += 1
    flow[1].add(customer)
    if len(flow[6]) < 10:
        flow[6].append(one[3])
    return flow


def judge(flow: list[Any], one: Any, two: Any) -> None:
    """What a transition counts as, and its gap."""
    flow[5].append((two[1] - one[1]) / datetime.timedelta(microseconds=1))
    if one[6] == two[6]:
        flow[2] += 1
    elif isinstance(one[5], str) and isinstance(two[5], str):
        flow[3 if one[5] == two[5] else 4] += 1


def imported(folder: Path, rows: int) -> None:
    """Import of a table of so many rows, and the same again."""
    table, mapping = folder / "contacts.csv", folder / "contacts.yaml"
    mapping.write_text(MAPPING)
    draw = random.Random(1)
    start = datetime.datetime(2024, 1, 1)
    with table.open("w", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(("id", "customer", "at", "channel", "reason", "case"))
        for n in range(rows):
            at = start + datetime.timedelta(seconds=draw.randrange(31_536_000))
            customer = draw.randrange(rows // 5)
            row = (n, customer, at.isoformat(), draw.choice(CHANNELS), draw.choice(REASONS), f"k{customer}-{n % 2}")
            writer.writerow(row)
    with place() as gateway, tempfile.TemporaryDirectory() as home:
        where = gateway.address
        os.environ |= {"NEO4J_URI": where.uri, "NEO4J_USERNAME": where.username, "NEO4J_PASSWORD": where.password}
        os.environ["PARCOURS_HOME"] = home
        command = (Path(sys.executable).with_name("parcours"), "import", "contacts-csv", table, "--mapping", mapping)
        for what in ("import", "the same again"):
            found = in_process(*command, "--source", "bench", "--format", "json")
            record = found["written"]["Record"]
            told(what, rows, found, f"{record['created']:,} created, {record['unchanged']:,} as they were")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", store]:
            print(json.dumps(ours(Path(store))))
        case ["spark", store]:
            print(json.dumps(ours(Path(store), spark("local[2]"))))
        case ["pandas", store]:
            print(json.dumps(by_hand(Path(store))))
        case numbers:
            main(*map(int, numbers))
