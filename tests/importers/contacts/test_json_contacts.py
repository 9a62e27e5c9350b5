"""JSON as pipelines write it: lists, one object a line, objects in a stream, and what they are wrapped in."""

import json

import pytest

from importers.contacts.contacts_csv import suggest
from importers.kind import Instructions
from tests.importers.contacts.contacts import gathered, problems, records

TICKETS = [
    {"id": n, "requester_id": 9, "status": "open", "via": {"channel": "web"}, "created_at": f"2023-05-0{n}T08:00:00Z"}
    for n in (1, 2)
]
USER = {"id": 9, "role": "agent", "email": "x@y.example"}


def singer(stream, one):
    return {"type": "RECORD", "stream": stream, "record": one}


def airbyte(stream, one):
    return {"type": "RECORD", "record": {"stream": stream, "data": one}}


@pytest.mark.parametrize("between", ["\n", "", "\n\n", "\x1e"])
@pytest.mark.parametrize(
    "values",
    [
        TICKETS,
        [*TICKETS, USER],
        [{"tickets": [each], "next_page": None} for each in TICKETS],
        [{"type": "SCHEMA", "stream": "tickets"}, *(singer("tickets", each) for each in TICKETS), {"type": "STATE"}],
        [*(airbyte("tickets", each) for each in TICKETS), airbyte("users", USER)],
        [{"_airbyte_data": each} for each in TICKETS],
    ],
    ids=["objects", "of two sorts", "pages", "singer", "airbyte", "raw"],
)
def test_values_one_after_the_other_are_a_list(tmp_path, between, values):
    path = tmp_path / "export.jsonl"
    path.write_text(between.join(map(json.dumps, values)) + between)
    assert records(gathered("zendesk", path), "id") == ["1", "2"]


def test_a_file_that_is_cut_off_says_where(tmp_path):
    path = tmp_path / "export.json"
    path.write_text("\n".join(map(json.dumps, TICKETS)) + '\n{"id": 3, "requ')
    found = gathered("zendesk", path)
    assert found.refused and found.problems[0].place[1] == 3 and "cut off" in str(found.problems[0])


def test_a_folder_of_lines_is_found(tmp_path):
    for n, each in enumerate(TICKETS):
        (tmp_path / f"{n}.ndjson").write_text(json.dumps(each))
    assert len(records(gathered("zendesk", tmp_path))) == 2


CALLS = [
    {"Id": n, "Party": {"Number": "+33639980011"}, "Began": f"2023-05-0{n}T08:00:00Z", "Media": {"Type": "VOICE"},
     "Parent": None, "LastUpdateTimestamp": f"2023-05-0{n}T09:00:00Z", "Steps": [{"Step": 1}]}
    for n in (1, 2)
]  # fmt: skip
LATER = CALLS[0] | {"LastUpdateTimestamp": "2023-05-04T00:00:00Z", "Media": {"Type": "CHAT"}}
MAPPING = {
    "columns": {"id": "id", "customer": "Party.Number", "at": "Began", "channel": "media.type", "case": "Parent"},
    "channels": {"VOICE": "phone", "CHAT": "chat"},
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([*CALLS, LATER]),
        "\n".join(map(json.dumps, [LATER, *CALLS])),
        "".join(map(json.dumps, [*CALLS, LATER])),
        json.dumps({"meta": [{"x": 1}], "items": [*CALLS, LATER]}),
    ],
    ids=["list", "lines", "stream", "within"],
)
def test_a_table_may_be_json(tmp_path, text):
    path = tmp_path / "calls.json"
    path.write_text(text)
    found = gathered("contacts-csv", path, mapping=MAPPING)
    assert records(found, "id", "channel") == [("1", "chat"), ("2", "phone")]
    assert [each[0] for each in problems(found)] == ["DUPLICATE_KEY"]


def test_one_object_is_one_contact_whatever_lists_it_holds(tmp_path):
    path = tmp_path / "call.json"
    path.write_text(json.dumps(CALLS[0]))
    assert records(gathered("contacts-csv", path, mapping=MAPPING), "id") == ["1"]


@pytest.mark.parametrize("text", ["[]", "{}", "[1, 2]"])
def test_json_without_objects_is_refused_plainly(tmp_path, text):
    path = tmp_path / "calls.json"
    path.write_text(text)
    found = gathered("contacts-csv", path, mapping=MAPPING)
    assert found.refused and "no list of objects" in str(found.problems[0])


def test_a_column_that_no_object_has_is_named(tmp_path):
    path = tmp_path / "calls.json"
    path.write_text(json.dumps(CALLS))
    found = gathered("contacts-csv", path, mapping={"columns": {"id": "Id", "at": "Start"}})
    assert found.refused and "no column 'Start'" in str(found.problems[0])


def test_a_first_mapping_of_json_is_suggested(tmp_path):
    path = tmp_path / "calls.json"
    path.write_text(json.dumps([{"call id": n, "start time": f"2023-05-0{n}", "channel": "tel"} for n in (1, 2)]))
    (tmp_path / "mapping.yaml").write_text(suggest([path], Instructions()))
    assert records(gathered("contacts-csv", path, mapping=tmp_path / "mapping.yaml"), "id") == ["1", "2"]
