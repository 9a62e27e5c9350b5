import gzip
import io
import json
import sqlite3
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.problems import Tally
from importers.contacts import ocel, ocel_json, ocel_sqlite
from importers.contacts.contact_mapping import ContactMapping
from importers.kind import Instructions
from tests.importers.contacts.contacts import DATA, gathered, problems, records
from tests.often import often

LOGS = DATA / "events" / "ocel"
real = pytest.mark.skipif(not LOGS.is_dir(), reason="the real object-centric logs are not here")

EVENTS = [
    ("e1", "Call", "2024-03-01T10:00:00+01:00", {"reason": "late", "n": 456, "b": True}, ["o2", "c9", "c10", "o1"]),
    ("e2", 'Mail "it\'s"', "2024-03-02 11:00:00", {"reason": "__INVALID__", "f": 1.5}, ["c9"]),
    ("e3", "Call", "2024-03-03T12:00:00Z", {"customer": "named like a type"}, ["c10"]),
    ("e4", "Call", "2024-03-04T12:00:00.250Z", {"customer": "an attribute"}, []),
]
OBJECTS = {"o1": "order", "o2": "order", "c9": "customer", "c10": "customer"}
TYPED = {"reason": "string", "n": "integer", "b": "boolean", "f": "float", "customer": "string"}
SQL = {"string": "TEXT", "integer": "INTEGER", "boolean": "BOOLEAN", "float": "REAL"}


def json1(events=EVENTS, objects=OBJECTS):
    told = {
        id: {"ocel:activity": type, "ocel:timestamp": at, "ocel:vmap": values, "ocel:omap": about}
        for id, type, at, values, about in events
    }
    return json.dumps({"ocel:events": told, "ocel:objects": {id: {"ocel:type": type} for id, type in objects.items()}})


def json2(events=EVENTS, objects=OBJECTS):
    told = [
        {
            "id": id,
            "type": type,
            "time": at,
            "attributes": [{"name": name, "value": value} for name, value in values.items()],
            "relationships": [{"objectId": each, "qualifier": "about"} for each in about],
        }
        for id, type, at, values, about in events
    ]
    return json.dumps({"objects": [{"id": id, "type": type} for id, type in objects.items()], "events": told})


def element(tag, *inside, **attributes):
    said = "".join(f" {name.replace('_', '-')}={_quoted(value)}" for name, value in attributes.items())
    return f"<{tag}{said}>{''.join(inside)}</{tag}>"


def _quoted(value):
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") + '"'


def xml1(events=EVENTS, objects=OBJECTS):
    tags = {"integer": "float", "float": "float", "boolean": "boolean", "string": "string"}
    told = [
        element(
            "event",
            element("string", key="id", value=id),
            element("string", key="activity", value=type),
            element("date", key="timestamp", value=at),
            element("list", *(element("string", key="object-id", value=each) for each in about), key="omap"),
            element("list", *(element(tags[TYPED[k]], key=k, value=v) for k, v in values.items()), key="vmap"),
        )
        for id, type, at, values, about in events
    ]
    known = [
        element("object", element("string", key="id", value=id), element("string", key="type", value=type))
        for id, type in objects.items()
    ]
    return element("log", element("events", *told), element("objects", *known))


def xml2(events=EVENTS, objects=OBJECTS):
    told = [
        element(
            "event",
            element("attributes", *(element("attribute", _quoted(v)[1:-1], name=k) for k, v in values.items())),
            element("objects", *(element("relationship", object_id=each, qualifier="about") for each in about)),
            id=id,
            type=type,
            time=at,
        )
        for id, type, at, values, about in events
    ]
    known = [element("object", id=id, type=type) for id, type in objects.items()]
    declared = [
        element(
            "event-type",
            element("attributes", *(element("attribute", name=k, type=t) for k, t in TYPED.items())),
            name=type,
        )
        for type in dict.fromkeys(event[1] for event in events)
    ]
    kinds = element("event-types", *declared)
    return '<?xml version="1.0"?>\n' + element("log", element("events", *told), element("objects", *known), kinds)


def csv1(events=EVENTS, objects=OBJECTS):
    names = list(TYPED)
    types = sorted(set(objects.values()))
    lines = [
        ",".join(["ocel:eid", "ocel:timestamp", "ocel:activity", *names, *(f"ocel:type:{type}" for type in types)])
    ]
    for id, type, at, values, about in events:
        by_type = [[each for each in about if objects.get(each) == kind] for kind in types]
        cells = [id, at, type, *(values.get(name, "") for name in names), *(each or "" for each in by_type)]
        said = [str(cell).lower() if isinstance(cell, bool) else str(cell) for cell in cells]
        lines.append(",".join('"' + cell.replace('"', '""') + '"' for cell in said))
    return "\n".join(lines)


def sqlite1(path, events=EVENTS, objects=OBJECTS):
    base = sqlite3.connect(path)
    columns = ", ".join(f'"{name}" {SQL[type]}' for name, type in TYPED.items())
    base.execute(f'CREATE TABLE EVENTS ("ocel:eid" TEXT, "ocel:timestamp" TIMESTAMP, "ocel:activity" TEXT, {columns})')
    base.execute('CREATE TABLE OBJECTS ("ocel:oid" TEXT, "ocel:type" TEXT)')
    base.execute('CREATE TABLE RELATIONS ("ocel:eid" TEXT, "ocel:oid" TEXT, "ocel:type" TEXT)')
    base.executemany("INSERT INTO OBJECTS VALUES (?, ?)", objects.items())
    for id, type, at, values, about in events:
        base.execute(f"INSERT INTO EVENTS VALUES (?, ?, ?{', ?' * 5})", [id, at, type, *(values.get(k) for k in TYPED)])
        base.executemany("INSERT INTO RELATIONS VALUES (?, ?, ?)", [(id, each, objects.get(each)) for each in about])
    base.commit()
    base.close()
    return path


def sqlite2(path, events=EVENTS, objects=OBJECTS):
    base = sqlite3.connect(path)
    base.executescript(
        "CREATE TABLE event (ocel_id TEXT, ocel_type TEXT); CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);"
        "CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);"
        "CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT)"
    )
    base.executemany("INSERT INTO object VALUES (?, ?)", objects.items())
    columns = ", ".join(f'"{name}" {SQL[type]}' for name, type in TYPED.items())
    tables = {type: f'event_{number} ""quoted""' for number, type in enumerate(dict.fromkeys(e[1] for e in events))}
    for type, table in tables.items():
        base.execute(f'CREATE TABLE "{table}" (ocel_id TEXT, ocel_time TIMESTAMP, {columns})')
        base.execute(
            "INSERT INTO event_map_type VALUES (?, ?)", [type, table.removeprefix("event_").replace('""', '"')]
        )
    for id, type, at, values, about in events:
        base.execute("INSERT INTO event VALUES (?, ?)", [id, type])
        base.execute(
            f'INSERT INTO "{tables[type]}" VALUES (?, ?{", ?" * 5})', [id, at, *(values.get(k) for k in TYPED)]
        )
        base.executemany("INSERT INTO event_object VALUES (?, ?, 'about')", [(id, each) for each in about])
    base.commit()
    base.close()
    return path


WRITERS: dict[str, Callable[..., Any]] = {
    "json1": json1,
    "json2": json2,
    "xml1": xml1,
    "xml2": xml2,
    "csv1": csv1,
    "sqlite1": sqlite1,
    "sqlite2": sqlite2,
}


def written(folder, how, *what):
    path = folder / f"{how}.log"
    if how.startswith("sqlite"):
        return WRITERS[how](path, *what)
    path.write_text(WRITERS[how](*what), encoding="utf-8")
    return path


def cells(path, **mapping):
    """The cells of each event, by its id, and what was found."""
    found = Tally()
    parts = ocel.parts([ocel.fetch(path, Instructions())], ContactMapping(**mapping), found)
    rows = [dict(row.cells) for part in parts for row in part.rows]
    assert len({row.get("ocel:id") for row in rows}) == len(rows)
    return {row.get("ocel:id"): row for row in rows}, found.problems()


def said(found):
    return "\n".join(map(str, found.problems))


@pytest.mark.parametrize("how", WRITERS)
def test_every_syntax_gives_the_same_cells(tmp_path, how):
    found, problems = cells(written(tmp_path, how))
    assert problems == []
    own = {id: (each["ocel:type"], each["ocel:time"]) for id, each in found.items()}
    assert own == {
        "e1": ("Call", "2024-03-01T09:00:00+00:00"),
        "e2": ('Mail "it\'s"', "2024-03-02T11:00:00+00:00"),
        "e3": ("Call", "2024-03-03T12:00:00+00:00"),
        "e4": ("Call", "2024-03-04T12:00:00.250000+00:00"),
    }
    for each in found.values():
        assert each.pop("ocel:eid") == each.pop("ocel:id")
        assert each.pop("ocel:activity") == each.pop("ocel:type")
        assert each.pop("ocel:timestamp") == each.pop("ocel:time")
    assert found == {
        "e1": {"reason": "late", "n": "456", "b": "true", "order": "o1", "customer": "c10"},
        "e2": {"f": "1.5", "customer": "c9"},
        "e3": {"customer": "c10"},
        "e4": {"customer": "an attribute"},
    }


@pytest.mark.parametrize("how", WRITERS)
def test_an_event_is_a_contact_of_its_customer(tmp_path, how):
    found = gathered("ocel", written(tmp_path, how), mapping={"channels": {"call": "phone"}})
    assert records(found, "id", "at", "channel", "case") == [
        ("e1", "2024-03-01T09:00:00Z", "phone", None),
        ("e2", "2024-03-02T11:00:00Z", 'crm:Mail "it\'s"', None),
        ("e3", "2024-03-03T12:00:00Z", "phone", None),
        ("e4", "2024-03-04T12:00:00.250000Z", "phone", None),
    ]
    one, two, three, four = records(found, "customer")
    assert one == three and len({one, two, four}) == 3
    assert found.files[0].rows == 4 and found.dated is not None


@pytest.mark.parametrize("how", [how for how in WRITERS if how != "csv1"])
def test_a_relation_to_no_object_is_told_and_the_event_stays(tmp_path, how):
    found = gathered("ocel", written(tmp_path, how, EVENTS, {"c9": "customer", "o1": "order"}))
    dangling = sorted(str(value) for code, _, column, value in problems(found) if code == "DANGLING_REFERENCE")
    assert dangling == ["c10", "c10", "o2"] and len(records(found)) == 4
    assert all(column == "ocel:oid" for code, _, column, _ in problems(found) if code == "DANGLING_REFERENCE")


@pytest.mark.parametrize("how", WRITERS)
def test_what_an_event_lacks_is_told(tmp_path, how):
    bare: Any = ("e9", "Call", "", {}, [])
    late: Any = ("e8", "Call", "tomorrow", {}, ["c9"])
    found = gathered("ocel", written(tmp_path, how, [*EVENTS, bare, late]))
    assert len(records(found)) == 4 and found.unread == {"Record": 2} and "tomorrow" in said(found)


def test_times_without_a_zone_are_in_the_zone_of_the_mapping(tmp_path):
    found, _ = cells(written(tmp_path, "sqlite2"), timezone="Europe/Paris")
    assert found["e2"]["ocel:time"] == "2024-03-02T10:00:00+00:00"


@pytest.mark.parametrize("how", ["json1", "xml2", "csv1"])
def test_it_may_be_packed_or_come_from_standard_input(tmp_path, monkeypatch, how):
    path = written(tmp_path, how)
    plain, packed = cells(path), tmp_path / "packed"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert cells(packed) == plain
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed.read_bytes())))
    assert cells(Path("-")) == plain


def test_a_database_comes_from_standard_input_but_not_packed(tmp_path, monkeypatch):
    path = written(tmp_path, "sqlite2")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    assert cells(Path("-")) == cells(path)
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert "unpack it first" in said(gathered("ocel", path))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_are_recognised(tmp_path, encoding):
    for how in ("json2", "xml1"):
        path = tmp_path / how
        path.write_bytes(WRITERS[how]().encode(encoding))
        assert len(cells(path)[0]) == 4


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "it is empty"),
        ("[]", "no OCEL"),
        ("a,b\n1,2\n", "no OCEL"),
        ("x,ocel:eidolon\n", "no column ocel:eid"),
        ("ocel:eid,ocel:activity\n", "holds no events"),
        ('{"a": }', "this is no JSON"),
        ("{" * 100_000, "this is no JSON"),
        ('{"a": 1}', "no object-centric log"),
        ('{"events": 1, "objects": 2}', "no object-centric log"),
        ('{"events": [], "objects": []}', "holds no events"),
        ('{"events": [1, null, [], {}, {"id": {}}], "objects": [1, {"id": "x"}, {"type": "y"}]}', "nothing in it"),
        (
            '{"ocel:events": {"a": 1, "b": {"ocel:omap": 7, "ocel:vmap": []}}, "ocel:objects": {"c": []}}',
            "nothing in it",
        ),
        ("<log><trace/></log>", "import it as xes"),
        ("<log/>", "no object-centric log"),
        ("<ocel/>", "begins with <ocel>"),
        ("<log><events><event/></events><objects/></log>", "nothing in it"),
        ("<log><events></log>", "mismatched tag"),
        ("<!DOCTYPE log><log/>", "declares a document type"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path, content, says):
    path = tmp_path / "log.json"
    path.write_text(content)
    found = gathered("ocel", path)
    assert any(problem.fatal for problem in found.problems) and says in said(found), said(found)


def test_json_beyond_what_is_held_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ocel_json, "MOST", 500)
    assert "more than 500 bytes" in said(gathered("ocel", written(tmp_path, "json2")))


@pytest.mark.parametrize("how", ["json2", "xml1", "sqlite1"])
def test_a_damaged_file_is_refused(tmp_path, how):
    path = written(tmp_path, how)
    data = path.read_bytes()
    for end in (20, 200, len(data) // 2):
        path.write_bytes(data[:end])
        assert any(problem.fatal for problem in gathered("ocel", path).problems)
    path.write_bytes(gzip.compress(data)[:-20])
    assert any(problem.fatal for problem in gathered("ocel", path).problems)


def base(path, *statements):
    made = sqlite3.connect(path)
    for statement in statements:
        made.execute(statement)
    made.commit()
    made.close()
    return path


def test_a_database_with_other_tables_is_refused(tmp_path):
    path = base(tmp_path / "a.db", "CREATE TABLE customers (id)")
    assert "no object-centric log; the tables that it has: customers" in said(gathered("ocel", path))
    tables = [f"CREATE TABLE {name} (x)" for name in ("EVENTS", "OBJECTS")]
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n"
    assert "no object-centric log" in said(
        gathered("ocel", base(tmp_path / "b.db", *tables, f"CREATE VIEW RELATIONS AS {endless}"))
    )
    found = gathered("ocel", base(tmp_path / "c.db", *tables, "CREATE TABLE RELATIONS (x)"))
    assert "no such column" in said(found)


def test_a_database_whose_changes_stand_beside_it_is_refused(tmp_path):
    path = written(tmp_path, "sqlite2")
    (tmp_path / f"{path.name}-wal").write_bytes(b"something")
    assert "close what writes it" in said(gathered("ocel", path))


def test_an_event_whose_type_has_no_table_is_told(tmp_path):
    path = written(tmp_path, "sqlite2")
    base(path, "INSERT INTO event VALUES ('e9', 'Fax')", "INSERT INTO event VALUES ('e8', NULL)")
    found = gathered("ocel", path)
    assert len(records(found)) == 4 and found.unread == {"Record": 2}


def test_too_many_objects_or_too_large_cells_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ocel_sqlite, "MANY", 3)
    path = written(tmp_path, "sqlite1")
    assert "the event e1 has more than 3 objects" in said(gathered("ocel", path))
    monkeypatch.setattr(ocel_sqlite, "LARGEST", 1000)
    base(path, f"UPDATE EVENTS SET reason = '{'x' * 5000}'")
    assert "cannot be read as the SQLite database" in said(gathered("ocel", path))


def test_nothing_is_written_beside_a_database(tmp_path):
    path = written(tmp_path, "sqlite2")
    before = path.read_bytes()
    cells(path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name] and path.read_bytes() == before


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "time", "attributes", "relationships", "objectId", "name", "value", "ocel:omap"]
            )
            | st.sampled_from(["ocel:vmap", "ocel:type", "ocel:timestamp"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=JSON, objects=JSON, types=JSON, prefix=st.sampled_from(["", "ocel:"]))
def test_any_shape_of_json_is_records_or_refused(tmp_path, events, objects, types, prefix):
    path = tmp_path / "log.json"
    path.write_text(json.dumps({f"{prefix}events": events, f"{prefix}objects": objects, "eventTypes": types}))
    found = gathered("ocel", path)
    assert found.contacts is not None or any(problem.fatal for problem in found.problems)


@cache
def whole(how):
    with TemporaryDirectory() as folder:
        return written(Path(folder), how).read_bytes()


@settings(max_examples=often(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    how=st.sampled_from(["sqlite1", "sqlite2"]), where=st.floats(0, 1, exclude_max=True), bytes=st.binary(min_size=1)
)
@example(how="sqlite1", where=0.240234375, bytes=b"\x80")  # an error whose own message is no text
def test_any_damage_is_records_or_refused(tmp_path, how, where, bytes):
    path = tmp_path / f"{how}.log"
    data = bytearray(whole(how))
    start = 16 + int(where * (len(data) - 16))
    data[start : start + len(bytes)] = bytes
    path.write_bytes(data)
    found = gathered("ocel", path)
    assert found.contacts is not None or any(problem.fatal for problem in found.problems)


@real
def test_a_real_log_of_the_first_version_is_the_same_in_all_syntaxes():
    whole, _ = cells(LOGS / "example_log.jsonocel")
    assert cells(LOGS / "example_log.sqlite")[0] == whole and len(whole) == 23
    assert whole["e1"] | {"prova": "ciao", "prova2": "456", "element": "i1", "order": "o1"} == whole["e1"]
    for each in whole.values():  # which these two files do not have
        each.pop("prova", None), each.pop("prova2", None)
    assert cells(LOGS / "example_log.xmlocel")[0] == whole
    assert cells(LOGS / "example_log.csv")[0] == whole


@real
def test_a_real_log_of_the_second_version_is_the_same_in_all_syntaxes():
    whole, _ = cells(LOGS / "ocel20_example.jsonocel")
    berlin = {"timezone": "Europe/Berlin"}  # where these two files were written, without saying so
    assert cells(LOGS / "ocel20_example.sqlite", **berlin)[0] == whole and len(whole) == 13
    assert cells(LOGS / "ocel20_example.xmlocel", **berlin)[0] == whole
    assert whole["e3"]["Purchase Order"] == "PO1" and whole["e3"]["po_creator"] == "Mike"
