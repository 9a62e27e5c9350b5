import csv
import gzip
import io
import re
import sys
import tracemalloc
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.problems import Tally
from importers.contacts import xes
from importers.contacts.contact_mapping import ContactMapping
from importers.contacts.times import reader
from importers.kind import Instructions
from tests.importers.contacts.contacts import DATA, gathered, problems, records
from tests.often import often

EVENTS = DATA / "events"
CONFORMANCE = sorted((EVENTS / "xes_conformance").glob("*.xes"))
real = pytest.mark.skipif(not EVENTS.is_dir(), reason="the real event logs are not here")
NAMESPACE = ' xmlns="http://www.xes-standard.org/"'


def string(key, value):
    return f'<string key="{key}" value="{value}"/>'


def event(name="call", at="2024-03-01T10:00:00.000+01:00", *more):
    return f'<event>{string("concept:name", name)}<date key="time:timestamp" value="{at}"/>{"".join(more)}</event>'


def trace(*inside, name="A"):
    return f"<trace>{string('concept:name', name)}\n" + "\n".join(inside) + "</trace>"


def log(folder, *inside, space="", name="log.xes"):
    path = folder / name
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<log{space}>' + "\n".join(inside) + "</log>")
    return path


def said(found):
    return "\n".join(map(str, found.problems))


def rows(path):
    """The rows as they are read, with their cells."""
    return [
        row for part in xes.parts([xes.fetch(path, Instructions())], ContactMapping(), Tally()) for row in part.rows
    ]


@pytest.mark.parametrize("space", ["", NAMESPACE])
def test_an_event_is_a_contact_in_the_case_of_its_trace(tmp_path, space):
    path = log(tmp_path, trace(event("call"), event("mail")), trace(event("call"), name="B"), space=space)
    found = gathered("xes", path, mapping={"channels": {"call": "phone", "mail": "email"}})
    (first, one), (second, two), (third, three) = sorted(records(found, "channel", "at"))
    assert [first, second, third] == ["email", "phone", "phone"]
    assert {one, two, three} == {"2024-03-01T09:00:00Z"} and [row.place[1] for row in rows(path)] == [3, 4, 6]
    assert len(set(records(found, "case"))) == 2 and problems(found) == []
    assert sorted(id[-7:] for id in records(found, "id")) == ["/000001", "/000001", "/000002"]


def test_a_prefix_of_the_namespace_changes_nothing(tmp_path):
    path = tmp_path / "log.xes"
    path.write_text(
        '<x:log xmlns:x="http://www.xes-standard.org/"><x:trace><x:string key="concept:name" value="A"/><x:event>'
        '<x:date key="time:timestamp" value="2024-01-01"/></x:event></x:trace></x:log>'
    )
    assert [row.cells for row in rows(path)] == [{"case:concept:name": "A", "time:timestamp": "2024-01-01"}]


def test_it_is_the_same_however_it_is_packed(tmp_path, monkeypatch):
    path = log(tmp_path, trace(event()))
    plain = records(gathered("xes", path), "id", "customer", "at")
    packed = tmp_path / "whatever.bin"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert records(gathered("xes", packed), "id", "customer", "at") == plain
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed.read_bytes())))
    found = gathered("xes", Path("-"))
    assert records(found, "id", "customer", "at") == plain and found.path == "-" and found.dated is None
    wide = tmp_path / "wide.xes"
    wide.write_bytes(path.read_text().replace("UTF-8", "UTF-16").encode("utf-16"))
    assert records(gathered("xes", wide), "id", "customer", "at") == plain


def test_the_attributes_of_a_trace_count_for_its_events_wherever_they_stand(tmp_path):
    path = log(tmp_path, f"<trace>{event()}{string('customer', 'c7')}{event()}{string('concept:name', 'A')}</trace>")
    found = gathered("xes", path)
    assert records(found, "id", "case") == [("A/000001", "A"), ("A/000002", "A")]
    assert {row.cells["case:customer"] for row in rows(path)} == {"c7"}


def test_attributes_that_follow_too_much_of_a_trace_count_for_none_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr(xes, "HELD", 1000)
    many = [event(f"call {n}") for n in range(40)]
    path = log(tmp_path, f"<trace>{string('concept:name', 'A')}{''.join(many)}{string('customer', 'c7')}</trace>")
    found = gathered("xes", path, mapping={"columns": {"customer": "case:customer"}})
    assert records(found, "id") == [f"A/{n:06}" for n in range(1, 41)]
    assert set(records(found, "customer")) == {None}
    assert [code for code, _, column, _ in problems(found) if column == "case:customer"] == ["BAD_VALUE"]
    assert [row.cells["concept:name"] for row in rows(path)] == [f"call {n}" for n in range(40)]
    path = log(tmp_path, "<trace>", *(string(f"k{n}", "v" * 90) for n in range(20)), event(), "</trace>")
    assert "a trace whose attributes" in said(gathered("xes", path))


def test_the_outer_value_of_a_nested_attribute_counts_and_lists_are_passed_over(tmp_path):
    nested = '<string key="channel" value="web"><string key="channel" value="inner"/><int key="n" value="1"/></string>'
    lists = '<list key="reasons"><values><string key="reason" value="late"/></values></list><container key="c"/>'
    odd = '<string key="empty"/><string value="no key"/><text key="t" value="x"/><string/><trace/><log/>'
    path = log(tmp_path, trace(event("a", "2024-01-01", nested, lists, odd, string("channel", "second"))))
    assert [row.cells for row in rows(path)] == [
        {"case:concept:name": "A", "concept:name": "a", "time:timestamp": "2024-01-01", "channel": "web"}
    ]


def test_all_types_of_attributes_are_columns_and_globals_and_invalid_values_are_none(tmp_path):
    typed = (
        '<int key="i" value="7"/><float key="f" value="1.5"/><boolean key="b" value="true"/><id key="d" value="x-1"/>'
    )
    globals = f'<global scope="event">{string("reason", "default")}</global>{string("creator", "nobody")}'
    invalid = string("reason", "__INVALID__")
    path = log(tmp_path, globals, trace(event("a", "2024-01-01", typed, invalid)), '<classifier name="c" keys="x"/>')
    assert [row.cells for row in rows(path)] == [
        {"case:concept:name": "A", "concept:name": "a", "time:timestamp": "2024-01-01"}
        | {"i": "7", "f": "1.5", "b": "true", "d": "x-1"}
    ]


def test_a_trace_without_a_name_is_called_by_its_number(tmp_path):
    nameless = [f"<trace>{event()}</trace>", "<trace/>", trace(event(), name="__INVALID__")]
    one, two = log(tmp_path, *nameless), log(tmp_path, *nameless, name="two.xes")
    found = gathered("xes", one, two)
    cases = {row.cells["case:concept:name"] for row in rows(one)}
    assert cases == {"trace-000001", "trace-000003"}
    assert (
        len(set(records(found, "customer"))) == len(records(found)) == 4 and problems(found)[0][0] == "UNMAPPED_VALUE"
    )
    found = gathered("xes", one, mapping={"columns": {"case": "case:journey", "id": "Id"}})
    assert found.refused and "MISSING_KEY" in said(found)


def test_a_trace_that_is_its_customer_names_neither(tmp_path):
    found = gathered("xes", log(tmp_path, trace(event(), name="Nadia")), mapping={"columns": {"id": "no such"}})
    ((id, customer, case),) = records(found, "id", "customer", "case")
    assert case == customer and id == f"{customer}/000001" and "Nadia" not in said(found)


def test_a_mapping_chooses_lifecycles(tmp_path):
    steps = [event("call", "2024-01-01", string("lifecycle:transition", step)) for step in ("start", "complete")]
    found = gathered("xes", log(tmp_path, trace(*steps)), mapping={"only": {"lifecycle:transition": ["complete"]}})
    assert [id[-7:] for id in records(found, "id")] == ["/000002"]


def test_an_event_without_time_or_trace_is_left_out_and_named(tmp_path):
    path = log(tmp_path, trace("<event/>", event("a", "long ago"), event()), event())
    found = gathered("xes", path)
    assert [id[-7:] for id in records(found, "id")] == ["/000003"] and found.unread == {"Record": 3}
    told = {(code, row) for code, row, *_ in problems(found)} - {("UNMAPPED_VALUE", 5)}
    assert told == {("BAD_VALUE", 3), ("BAD_VALUE", 4), ("MISSING_KEY", 6)}


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("", 1, "it is empty"),
        ("no XML at all", 1, "this is no XML"),
        ("<log>\n<trace>\n<event></trace>\n</log>", 3, "mismatched tag"),
        ("<log>\n<trace>\n", 3, "no element found"),
        (f"<log>\n{trace(event())}\n<trace>&nbsp;</trace></log>", 4, "undefined entity"),
        ("<html><body/></html>", None, "begins with <html>, not with <log>"),
        ("<log/>", None, "holds no events"),
        ("<log><events><event/></events></log>", None, "import it as ocel"),
        ("<!DOCTYPE log>\n<log/>", None, "declares a document type"),
        ('<!DOCTYPE log SYSTEM "http://localhost/x.dtd"><log/>', None, "declares a document type"),
        ('<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><log>&x;</log>', None, "declares a document type"),
        ("<log>\n" + "<a>" * 200, 2, "more than 100 deep"),
        ('<?xml version="1.0" encoding="no-such"?><log/>', None, "unknown encoding"),
        ('<?xml version="1.0" encoding="shift_jis"?><log/>', None, "cannot be read"),
    ],
)
def test_what_is_no_log_is_refused_with_its_place(tmp_path, content, line, says):
    path = tmp_path / "log.xes"
    path.write_text(content)
    found = gathered("xes", path)
    assert found.refused or found.problems[0].fatal
    assert says in said(found) and found.problems[0].place[1] == line, said(found)


def test_entities_that_laugh_a_billion_times_are_refused(tmp_path):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path = tmp_path / "log.xes"
    path.write_text(f'<!DOCTYPE log [<!ENTITY l0 "lol">{entities}]><log>{string("x", "&l9;")}</log>')
    assert "declares a document type" in said(gathered("xes", path))


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        (string("x", "y" * 6_000_000), "a tag of more than"),
        (f"<!--{'y' * 6_000_000}-->", "a tag of more than"),
        (trace(event("a", "b", string("x", "y" * 50_000) * 100)), "is part of something of more than"),
        (trace(f"<event>{'text' * 1_100_000}</event>"), "is part of something of more than"),
        (trace(f"<event>{'<a/>' * 50_000}</event>"), "is part of something of more than"),
    ],
)
def test_what_would_fill_the_memory_is_refused(tmp_path, inside, says):
    found = gathered("xes", log(tmp_path, inside))
    assert says in said(found) and found.problems[0].place[1] is not None


def test_a_gzip_file_that_is_cut_off_is_refused(tmp_path):
    path = log(tmp_path, *(trace(event(), name=str(n)) for n in range(2000)))
    path.write_bytes(gzip.compress(path.read_bytes(), 0)[:-1000])
    assert "cannot be read to its end" in said(gathered("xes", path))


@pytest.mark.parametrize("traces", [1, 1_200])
def test_a_large_log_is_read_in_bounded_memory(tmp_path, traces):
    inside = event("call", "2024-01-01T10:00:00Z", string("org:group", "team"), string("text", "x" * 4000)) * 4
    path = tmp_path / "large.xes"
    with path.open("w") as file:
        file.write("<log>")
        for number in range(1_200):
            begins = f"<trace>{string('concept:name', number)}" if number % (1_200 // traces) == 0 else ""
            file.write(begins + inside + ("</trace>" if (number + 1) % (1_200 // traces) == 0 else ""))
        file.write("</log>")
    assert path.stat().st_size > 18_000_000
    (part,) = islice(xes.parts([xes.fetch(path, Instructions())], ContactMapping(), Tally()), 1)
    tracemalloc.start()
    try:
        assert sum(1 for _ in part.rows) == 4_800
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


WORDS = ["<log>", "</log>", "<trace>", "</trace>", "<event>", "</event>", string("concept:name", "A"), "<x", "&amp;"]
WORDS += [
    '<date key="time:timestamp" value="2024-01-01"/>',
    "\0",
    "é",
    "]]>",
    "<![CDATA[",
    "<!--",
    "<?p",
    '<string key="',
]


@settings(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200) | st.lists(st.sampled_from(WORDS)).map(lambda words: "".join(["<log>", *words]).encode())
)
def test_any_bytes_are_records_or_refused(tmp_path, content):
    path = tmp_path / "log.xes"
    path.write_bytes(content)
    found = gathered("xes", path)
    assert found.contacts is not None or any(problem.fatal for problem in found.problems)


@real
@pytest.mark.parametrize("path", CONFORMANCE, ids=lambda path: path.stem)
def test_logs_good_and_bad_give_records_or_are_refused(path):
    found = gathered("xes", path)
    events = len(re.findall(rb"<event[ />]", path.read_bytes()))
    assert found.refused or not found.files
    assert any(problem.fatal for problem in found.problems)
    if not events:
        assert "holds no events" in said(found) or "it is empty" in said(found)
    else:
        assert "nobody knows when this was" in said(found)


@real
@pytest.mark.parametrize("name", ["helpdesk.xes.gz", "02_teleclaims.xes.gz", "roadtraffic100traces.xes"])
def test_each_event_of_a_real_log_is_a_record(name):
    path = EVENTS / name
    data = path.read_bytes()
    data = gzip.decompress(data) if name.endswith(".gz") else data
    found = gathered("xes", path)
    events = len(re.findall(rb"<event[ >]", data))
    assert found.files[0].rows == events and found.unread == {}
    assert found.contacts is not None and found.contacts.count == events
    assert {code for code, *_ in problems(found)} == {"UNMAPPED_VALUE"}


@real
def test_one_log_is_the_same_in_two_syntaxes():
    moment = reader("UTC", [])
    with (EVENTS / "running-example.csv").open() as file:
        table = Counter(
            (row["case:concept:name"], moment(row["time:timestamp"]), row["concept:name"])
            for row in csv.DictReader(file)
        )
    events = (row.cells for row in rows(EVENTS / "running-example.xes"))
    assert table == Counter(
        (each["case:concept:name"], moment(each["time:timestamp"]), each["concept:name"]) for each in events
    )
    assert len(records(gathered("xes", EVENTS / "running-example.xes"))) == table.total() == 42


@real
def test_a_journey_without_standard_names_is_read_by_a_mapping(tmp_path):
    path = tmp_path / "Example.xes"
    path.write_bytes((EVENTS / "sjm" / "Example.xes").read_bytes())
    assert gathered("xes", path).refused
    columns = {"at": "timeCompleted", "channel": "channel", "customer": "case:enduser", "case": "case:journey"}
    found = gathered("xes", path, mapping={"columns": columns})
    events = len(re.findall(rb"<event>", path.read_bytes()))
    times = re.findall(r'"timeCompleted" value="(\d+)', path.read_text())
    assert len(records(found)) == len(times) <= events == found.files[0].rows
    assert records(found, "id", "at", "channel", "case")[:2] == [
        ("1/000001", "2021-08-20T15:03:01.611000Z", "crm:unknown", "1"),
        ("1/000002", "2023-01-04T20:06:35.467000Z", "crm:internetViaPC", "1"),
    ]
