"""Nothing of a customer is found in the event store or the graph: no id, name, address, number or text."""

import csv
import re

import pytest

from events.store import EventStore
from importers.gather import kinds
from tests.importers.contacts.contacts import DATA
from tests.importers.contacts.synced import sync

PERSONAL = re.compile(
    r"name|mail|phone|mobile|fax|subject|description|body|message|comment|address|title|note|url|location"
    r"|^(contact|account|who|user|requester|submitter|visitor|author|from|to)_?id$|^from$|^to$|from_formatted|to_formatted",
    re.IGNORECASE,
)
"""The columns whose values belong to people."""

LEAST = 6
"""Characters of a value that would not be found by chance."""

SOURCES = [
    ("salesforce", ["crm/salesforce_workshop/Case.csv", "crm/salesforce_workshop/Task.csv"]),
    ("salesforce", ["crm/salesforce/sf_task_data.csv", "crm/salesforce/sf_event_data.csv"]),
    ("zendesk", [f"crm/zendesk/{name}_data.csv" for name in ("ticket", "ticket_comment", "ticket_chat", "user")]),
    ("hubspot", [f"crm/hubspot/{name}_data.csv" for name in (
        "engagement", "engagement_call", "engagement_email", "engagement_contact", "ticket", "ticket_contact",
        "contact")]),
    ("intercom", [f"crm/intercom/{name}_history_data.csv" for name in (
        "conversation", "conversation_part", "conversation_contact", "contact")]),
    ("twilio", ["crm/twilio/twilio_call_data.csv", "crm/twilio/twilio_message_data.csv"]),
]  # fmt: skip


WORDS = re.compile(r"reason|type|origin|channel|category|^id$", re.IGNORECASE)
"""The columns that are read, whose words may stand as a subject, too."""


def persons(paths):
    """What stands in the columns of people, word for word."""
    found, words = set(), set()
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                cells = {k: v.strip() for k, v in row.items() if k and isinstance(v, str)}
                found |= {value for name, value in cells.items() if PERSONAL.search(name)}
                words |= {value for name, value in cells.items() if WORDS.search(name)}
    return {value for value in found - words if len(value) >= LEAST}


def everything(gateway, store):
    """All texts of the event store and of the graph, a line each."""
    with store.engine() as engine:
        rows = [row for path in store.batches() for row in engine.rows(engine.parquet(path))]
    nodes = gateway.read("MATCH (n) WHERE NOT n:Source RETURN properties(n)")
    edges = gateway.read("MATCH ()-[r]->() RETURN properties(r)")
    values = [value for row in rows for value in row.values()]
    values += [value for (properties,) in nodes + edges for value in properties.values()]
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return "\n".join(value for value in flat if isinstance(value, str))


@pytest.mark.parametrize(
    ("kind", "files"), SOURCES, ids=[f"{kind}-{files[0].split('/')[1]}" for kind, files in SOURCES]
)
def test_no_person_is_found(gateway, tmp_path, kind, files):
    paths = [DATA / file for file in files]
    if not all(path.exists() for path in paths):
        pytest.skip("the real exports are not here")
    if kind not in kinds():
        pytest.fail(f"there is no kind {kind}")
    store = EventStore(tmp_path / "events")
    report = sync(gateway, store, *paths, kind=kind, mapping=None, source="s")
    assert report.written["Record"].created > 0
    text = everything(gateway, store)
    lines = {*text.splitlines()}
    found = {value for value in persons(paths) if value in lines or (" " not in value and value in text)}
    assert found == set()
    again = sync(gateway, store, *paths, kind=kind, mapping=None, source="s")
    assert not again.changed
