"""What is in the event store."""

from functools import partial
from typing import Any

from events.engine import Engine
from events.store import EventStore


def status(store: EventStore) -> dict[str, Any]:
    """Where it is, its files, and how many records and customers there are by source, channel and month."""
    rows, customers = store.reading(partial(_counted, store))
    for row in rows:
        row |= {name: row[name].isoformat().replace("+00:00", "Z") for name in ("first", "last")}
    return {
        "place": store.place,
        "files": len(store.readable()),
        "records": sum(row["records"] for row in rows),
        "customers": customers,
        "damaged": [{"file": path, "why": str(why)} for path, why in store.damaged.items()],
        "rows": rows,
    }


def _counted(store: EventStore, engine: Engine) -> tuple[list[dict[str, Any]], int]:
    records = store.records(engine)
    table = records.mutate(month=records["at"].cast("timestamp(6)").strftime("%Y-%m"))
    counts = table.group_by("source", "channel", "month").aggregate(
        records=table.count(), customers=table.customer.nunique(), first=table["at"].min(), last=table["at"].max()
    )
    ((customers,),) = (row.values() for row in engine.rows(table.aggregate(n=table.customer.nunique())))
    return engine.rows(counts.order_by("source", "channel", "month")), customers
