"""What is in the event store."""

from typing import Any

from events.store import EventStore


def status(store: EventStore) -> dict[str, Any]:
    """Where it is, its files, and how many records and customers there are by source, channel and month."""
    with store.engine() as engine:
        records = store.records(engine)
        table = records.mutate(month=records["at"].cast("timestamp(6)").strftime("%Y-%m"))
        counts = table.group_by("source", "channel", "month").aggregate(
            records=table.count(), customers=table.customer.nunique(), first=table["at"].min(), last=table["at"].max()
        )
        rows = engine.rows(counts.order_by("source", "channel", "month"))
        ((customers,),) = (row.values() for row in engine.rows(table.aggregate(n=table.customer.nunique())))
    for row in rows:
        row |= {name: row[name].isoformat().replace("+00:00", "Z") for name in ("first", "last")}
    return {
        "place": store.place,
        "files": len(store.batches()),
        "records": sum(row["records"] for row in rows),
        "customers": customers,
        "rows": rows,
    }
