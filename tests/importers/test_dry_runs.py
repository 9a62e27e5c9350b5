"""A dry run of several sources tells of each what a run tells that comes after the others, and writes nothing."""

import itertools
import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from events.store import EventStore
from events.sync import Mining
from events.window import Window
from graph.problems import Code
from graph.run import apply
from graph.settling.foreseen import Foreseen
from graph.statement import Options
from importers.organisation import chart
from parcours.events import contacts
from tests.graph.tables import check_nodes, codes, dump, empty, graph_at, told
from tests.importers.contacts.contacts import gathered as contacts_gathered
from tests.importers.contacts.synced import CALLS, calls
from tests.importers.organisation.charts import gathered, table
from tests.often import often
from tests.oracle.documents import documents

NUMBER = itertools.count()
ALL = Options(allow_shrink=True, allow_older=True)
CHANNELS, REASONS = ("web", "tel", "fax", "post"), ("quote", "claim", "-")


class Command:
    """Sources in the order of a command: dry, then in earnest."""

    def __init__(self, gateway, store, *sources):
        self.gateway, self.store, self.sources = gateway, store, sources

    def run(self, dry, options=ALL):
        """The reports; contacts of one command share what mines them."""
        mining = Mining(self.store, Window())
        options = Options(dry, options.sweep, options.allow_shrink, options.allow_older)
        with Foreseen(self.gateway) as foreseen:
            return [
                apply(self.gateway, said, options, beside=found and contacts(mining, found), foreseen=foreseen)
                for said, found in self.sources
            ]

    def holds(self, options=ALL):
        """Dry as in earnest, and nothing is written before."""
        before = state(self.gateway, self.store)
        dry = self.run(dry=True, options=options)
        assert state(self.gateway, self.store) == before
        wet = self.run(dry=False, options=options)
        assert [seen(report) for report in dry] == [seen(report) for report in wet]
        return dry


def state(gateway, store):
    return (
        dump(gateway),
        check_nodes(gateway, "ImportRun"),
        check_nodes(gateway, "Source"),
        graph_at(gateway),
        store.batches(),
    )


def seen(report):
    """What a report says, but for whether it was dry."""
    return (
        report.source,
        report.reason,
        {n: vars(c) for n, c in report.written.items()},
        sorted(map(str, report.problems)),
    )


def knowledge(document, source):
    return told(document, source), None


def staff(draw, folder, source="hr"):
    """A chart whose departments and positions other sources refer to."""
    ups, bosses = ("", "U0", "U1", "d1"), ("", "0", "99")
    rows = [
        f"{n}|t{draw.randrange(3)}|U{draw.randrange(5)}|{draw.choice(ups)}|{draw.choice(bosses)}"
        for n in draw.sample(range(14), draw.randrange(4, 12))
    ]
    columns = {"key": "id", "title": "title", "department": "unit", "departmentParent": "up", "reportsTo": "boss"}
    mapping = {
        "columns": columns,
        "departments": {"U1": "d1"},
        "silos": {"U2": "sales"},
        "systems": {"U3": ["crm", "new"]},
    }
    file = table(folder, "id|title|unit|up|boss\n" + "\n".join(rows) + "\n", f"{source}{next(NUMBER)}.csv")
    return gathered("org-csv", file, source=source, mapping=mapping), None


def spoken(draw, folder, source):
    """Contacts on channels that files describe, and on others."""
    rows = [
        f"{n} c{draw.randrange(4)} 0{draw.randrange(1, 4)}-1{draw.randrange(9)}T1{draw.randrange(9)} "
        f"{draw.choice(CHANNELS)} {draw.choice(REASONS)} {draw.choice(['k1', '-'])}"
        for n in draw.sample(range(40), draw.randrange(5, 25))
    ]
    mapping = CALLS | {"channels": {"web": "web", "tel": "phone"}, "needs": {"quote": draw.choice(["buy", "ask"])}}
    found = contacts_gathered(
        "contacts-csv", calls(folder, *rows, name=f"{source}{next(NUMBER)}.csv"), mapping=mapping, source=source
    )
    return found, found


def with_hooks(draw, document):
    """The document with aliases of what the chart says, and positions below those of the chart."""
    departments = document.get("departments") or [{"key": "d2"}]
    if draw.random() < 0.5:
        departments[0]["aliases"] = [draw.choice(["hr:U0", "hr:U4"])]
    positions = [{"key": "boss", "in": ["hr:U0", "d1"], "reportsTo": draw.choice(["hr:0", "hr:3"])}]
    return document | {
        "departments": departments,
        "positions": positions,
        "needs": [{"key": draw.choice(["buy", "n"])}],
    }


@given(st.lists(documents(), min_size=3, max_size=3), st.integers(0, 2**32))
@settings(max_examples=often(2), deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_a_dry_run_of_anything_in_any_order(gateway, tmp_path, drawn, seed):
    draw = random.Random(seed)
    empty(gateway)
    store = EventStore(tmp_path / f"events{next(NUMBER)}")

    def sources():
        return {
            "map": lambda: knowledge(with_hooks(draw, drawn[draw.randrange(3)]), "map"),
            "other": lambda: knowledge(with_hooks(draw, drawn[draw.randrange(3)]), "other"),
            "hr": lambda: staff(draw, tmp_path),
            "crm": lambda: spoken(draw, tmp_path, "crm"),
            "desk": lambda: spoken(draw, tmp_path, "desk"),
        }

    for size in (2, 4):
        names = draw.sample(list(sources()), size)
        options = Options(sweep=draw.random() < 0.7, allow_shrink=True, allow_older=True)
        Command(gateway, store, *(sources()[name]() for name in names)).holds(options)


@pytest.fixture
def store(tmp_path):
    return EventStore(tmp_path / "events")


def test_what_a_file_beside_it_describes_is_no_stub(gateway, store):
    journeys = {"channels": [{"key": "web", "operatedBy": ["it"]}], "systems": [{"key": "crm", "runBy": "it"}]}
    units = {"departments": [{"key": "it", "name": "IT"}]}
    first, then = Command(gateway, store, knowledge(units, "units"), knowledge(journeys, "map")).holds()
    assert (codes(first), codes(then)) == ([], [])
    assert then.written["RUN_BY"].created == 1 and "Department" not in then.written
    empty(gateway)
    first, then = Command(gateway, store, knowledge(journeys, "map"), knowledge(units, "units")).holds()
    assert {code for code, _ in codes(first)} == {Code.DANGLING_REFERENCE} and codes(then) == []
    assert (first.written["Department"].created, then.written["Department"].updated) == (1, 1)


def test_what_two_say_of_one_thing_is_told(gateway, store):
    says = [knowledge({"systems": [{"key": "crm", "name": name}]}, name) for name in ("Alpha", "Beta", "Beta")]
    reports = Command(gateway, store, *says[:2]).holds()
    assert [codes(report) for report in reports] == [[], [("CONFLICTING_VALUE", "Beta")]]


def test_a_circle_across_files_is_found(gateway, store):
    tree = [{"departments": [{"key": a, "partOf": b}]} for a, b in ("ab", "bc", "ca")]
    reports = Command(gateway, store, *(knowledge(part, f"s{n}") for n, part in enumerate(tree))).holds()
    assert [[code for code, _ in codes(report) if code == "CYCLE"] for report in reports] == [[], [], ["CYCLE"]]


def test_contacts_of_two_sources_are_mined_together(gateway, store, tmp_path):
    shared = CALLS | {"customers": "shared"}
    found = [
        contacts_gathered("contacts-csv", calls(tmp_path, row, name=f"{source}.csv"), mapping=shared, source=source)
        for source, row in (("crm", "1 a 01-30T12 web quote -"), ("desk", "1 a 01-30T13 tel quote -"))
    ]
    first, then = Command(gateway, store, *((each, each) for each in found)).holds()
    assert first.written["Flow"].created == 2  # in and out
    assert (then.written["Flow"].created, then.written["Flow"].removed) == (2, 1)  # on, and out of the other channel


@pytest.mark.parametrize("size", [1, 3])
def test_slices_of_a_dry_run_follow_each_other(gateway, store, tmp_path, monkeypatch, size):
    monkeypatch.setattr(chart, "SLICE", size)
    draw = random.Random(7)
    for _ in range(3):
        Command(gateway, store, staff(draw, tmp_path), staff(draw, tmp_path, "other")).holds()


def test_a_dry_run_asks_for_no_right_to_write(gateway, store, monkeypatch):
    with gateway.writing() as work:
        work.run("MERGE (s:System {key: 'held'}) SET s.name = 'by somebody who writes'")
        (report,) = Command(gateway, store, knowledge({"systems": [{"key": "held"}]}, "map")).run(dry=True)
        work.run("MATCH (s:System) DELETE s")
    assert report.written["System"].created == 1
