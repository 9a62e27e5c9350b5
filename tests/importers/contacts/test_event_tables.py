"""Event logs as tables: every real one is read by the mapping that comes with the product, or refused plainly."""

import csv

import pytest

from tests.importers.contacts.contacts import DATA, gathered, records

TABLES = sorted((DATA / "events").rglob("*.csv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_real_table_is_read_or_refused_plainly(path):
    found = gathered("contacts-csv", path)
    if found.refused:
        assert "--suggest-mapping" in str(found.problems[0])
        return
    with path.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines, delimiter=";" if "broken" in path.name else ","))
    timed = [row for row in rows if row["time:timestamp"]]
    assert len(records(found, "id")) == len(timed)
    assert all(len(customer) == 64 for customer in records(found, "customer"))


@pytest.mark.parametrize(("name", "columns", "count"), [
    ("handoffs/manual_log_1.csv",
     {"case": "case_id", "at": "start_time", "closedAt": "end_time", "channel": "Resource"}, 12),
    ("bpi2016_clicks/BPI2016_Clicks_NOT_Logged_In_sample1000.csv",
     {"case": "SessionID", "customer": "IPID", "at": "TIMESTAMP", "channel": "VHOST", "reason": "PAGE_NAME"}, 1000),
    ("ocel/example_log.csv", {"id": "ocel:eid", "at": "ocel:timestamp", "channel": "ocel:activity"}, None),
])  # fmt: skip
def test_others_need_a_mapping(name, columns, count, tmp_path):
    path = DATA / "events" / name
    if not path.exists():
        pytest.skip("the real logs are not here")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(str({"columns": columns, "since": "1980-01-01"}))
    found = gathered("contacts-csv", path, mapping=mapping)
    with path.open() as lines:
        assert len(records(found, "id")) == (count or sum(1 for _ in lines) - 1)
