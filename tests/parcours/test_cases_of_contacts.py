"""Small cases of exports as they come, read in place: deletions, files of a month, late files."""

import json
import os
import shutil
from pathlib import Path

import pytest

from events.store import EventStore
from tests.conftest import ROOT
from tests.events.contacts import held

CASES = ROOT.parent / "shared" / "cases" / "contacts"


@pytest.fixture
def case(parcours, tmp_path):
    """Import files of a case, one after the other, in a folder of one's own."""

    def run(name: str, kind: str, mapping: str, *commands: str, source: str = "crm"):
        if not (CASES / name).is_dir():
            pytest.skip(f"the case {name} of ../shared/cases is not here")
        for file in sorted((CASES / name).iterdir()):  # the older first
            if not (tmp_path / file.name).exists():
                shutil.copyfile(file, tmp_path / file.name)
        told = []
        for command in commands:
            words = [*command.split(), "--mapping", mapping, "--source", source, "--format", "json"]
            done = parcours("import", kind, *words)
            told.append((done.returncode, json.loads(done.stdout)))
        return told

    return run


def ids(tmp_path: Path) -> set[str]:
    return {id for _, id in held(EventStore(tmp_path / "home" / "events"))}


def count(report, *names):
    return tuple(report["written"]["Record"][name] for name in names or ("created", "removed"))


def between(gateway):
    """How many customers went from one channel to another."""
    return gateway.read(
        "MATCH (a:Channel)<-[:FROM]-(f:Flow)-[:TO]->(b:Channel)"
        " RETURN a.key, b.key, f.reason, f.restarted ORDER BY f.key"
    )


def test_a_ticket_on_two_pages_counts_once(gateway, case, tmp_path):
    pages = "page1.json page2.json"
    (_, first), (status, again) = case("C4", "zendesk", "zendesk.yaml", pages, pages, source="zd")
    assert (count(first), count(again), status) == ((3, 0), (0, 0), 0)
    assert between(gateway) == [["email", "social", "question", 1]]


def test_a_deleted_ticket_goes_in_a_part_too(gateway, case, tmp_path):
    _, (status, report) = case("C5", "zendesk", "zendesk.yaml", "day1.json", "day2.json --no-sweep", source="zd")
    assert (status, count(report), ids(tmp_path)) == (0, (1, 1), {"201", "203"})
    assert report["losses"]["count"] == 1 and report["losses"]["reasons"][0]["code"] == "DELETED_UPSTREAM"
    assert between(gateway) == []


def test_a_deleted_row_of_a_query_of_all_goes(gateway, case, tmp_path):
    _, (status, report) = case("C8", "salesforce", "sf.yaml", "day1.csv", "day2-queryall.csv --no-sweep")
    assert (status, count(report)) == (0, (1, 1))
    assert {id[-4] for id in ids(tmp_path)} == {"1", "3"} and between(gateway) == []


def test_a_file_a_month_withdraws_nothing_of_the_months_before(gateway, case, tmp_path):
    _, (status, report) = case("C23", "contacts-csv", "map.yaml", "2024-01.csv", "2024-02.csv", source="tel")
    assert (status, count(report), len(ids(tmp_path))) == (0, (31, 0), 61)
    (outside,) = (each for each in report["problems"] if each["code"] == "OUTSIDE")
    assert outside["count"] == 30 and "--allow-shrink" in outside["shown"][0]["message"]


def test_a_late_file_is_refused_or_taken_and_withdraws_nothing(gateway, case, tmp_path):
    part = "2024-02.csv --no-sweep"
    case("C29", "contacts-csv", "map.yaml", part, source="tel")
    os.utime(tmp_path / "2024-01.csv", (1_706_745_600, 1_706_745_600))
    late = "2024-01.csv --no-sweep"
    (status, refused), (_, taken) = case("C29", "contacts-csv", "map.yaml", late, f"{late} --allow-older", source="tel")
    assert (status, refused["status"]) == (1, "refused") and "--allow-older" in refused["reason"]
    assert (count(taken), len(ids(tmp_path))) == ((30, 0), 61)
