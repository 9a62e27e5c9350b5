"""When a contact was, however its system writes it; and what is no moment of a contact, or two."""

import datetime

import pytest

from importers.contacts.times import reader
from tests.importers.contacts.contacts import gathered, problems, records


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-05-02 07:30:00 EDT", "2023-05-02T11:30:00"),
        ("2023-05-02 07:30:00 Europe/Helsinki", "2023-05-02T04:30:00"),
        ("2023-05-02T07:30+03:00[Europe/Helsinki]", "2023-05-02T04:30:00"),
        ("Tue, 02 May 2023 07:30:00 +0300", "2023-05-02T04:30:00"),
        ("Tue May 02 2023 07:30:00 GMT+0300 (Eastern European Summer Time)", "2023-05-02T04:30:00"),
        ("Tue May  2 07:30:00 EEST 2023", "2023-05-02T04:30:00"),
        ("2 mai 2023 07:30", "2023-05-02T07:30:00"),
        ("May 2, 2023 at 7:30\u202fPM", "2023-05-02T19:30:00"),
        ("2023-05-02 12:05 a.m.", "2023-05-02T00:05:00"),
        ("45048.3125", "2023-05-02T07:30:00"),
        ("45048,3125", "2023-05-02T07:30:00"),
        ("45048.4791666667", "2023-05-02T11:30:00"),
        ("1683012600,25", "2023-05-02T07:30:00.250000"),
        ("1.6830126E+12", "2023-05-02T07:30:00"),
        ("20230502T073000Z", "2023-05-02T07:30:00"),
        ("20230502073000", "2023-05-02T07:30:00"),
        ("2023-W18-2T07:30", "2023-05-02T07:30:00"),
        ("2023-05-01 24:00:00", "2023-05-02T00:00:00"),
    ],
)
def test_moments_of_all_kinds_are_read(written, meant):
    assert reader("UTC", ())(written).at == datetime.datetime.fromisoformat(meant).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2/5/2023 7:30 p.m.", "dates: ['%d/%m/%Y %I:%M %p', '%m/%d/%Y %I:%M %p']"),
        ("25/5/2023", "dates: ['%d/%m/%Y']"),
        ("1.68E+12", "cut short"),
        ("2023-05-02 07:30 IST", "names a zone that is several"),
        ("1899-12-30", "stands for a time that nobody knows"),
        ("1980-01-01T00:00:00Z", "say since: 1980-01-01"),
        ("9999-12-31T23:59:59", "lies after tomorrow"),
        ("2023-05-02 13:30 PM", "is no time"),
        ("some time in May", "is no time"),
    ],
)
def test_what_is_no_moment_says_what_would_be_right(written, says):
    read = reader("UTC", ())(written)
    assert read.at is None and says in str(read.said)


@pytest.mark.parametrize(
    ("written", "meant", "says"),
    [
        ("2023-10-29 02:15", "2023-10-29T00:15", "happens twice in Europe/Madrid"),
        ("2023-03-26 02:15", "2023-03-26T01:15", "does not exist in Europe/Madrid"),
        ("2023-10-29 03:15", "2023-10-29T02:15", None),
        ("2023-10-29 02:15+01:00", "2023-10-29T01:15", None),
    ],
)
def test_local_times_at_the_ends_of_summer_time_are_told(written, meant, says):
    at, said, _ = reader("Europe/Madrid", ())(written)
    assert at == datetime.datetime.fromisoformat(meant).replace(tzinfo=datetime.UTC)
    assert (says in str(said)) if says else said is None


def test_of_a_mapping_a_zone_at_the_end_is_no_part_of_the_format():
    read = reader("UTC", ("%d/%m/%Y %H:%M",))
    assert read("02/05/2023 07:30 CEST").at == datetime.datetime(2023, 5, 2, 5, 30, tzinfo=datetime.UTC)


def test_tomorrow_is_taken_and_the_day_after_is_not():
    now = datetime.datetime.now(datetime.UTC)
    assert reader("UTC", ())((now + datetime.timedelta(hours=23)).isoformat()).at is not None
    assert reader("UTC", ())((now + datetime.timedelta(hours=25)).isoformat()).at is None


COLUMNS = {"columns": {"id": "id", "at": "at", "channel": "via", "closedAt": "end"}, "channels": {"web": "website"}}


def table(folder, *rows):
    path = folder / "contacts.csv"
    path.write_text("id,at,via,end\n" + "\n".join(rows) + "\n")
    return path


def test_implausible_times_are_refused_row_by_row(tmp_path):
    file = table(
        tmp_path, "1,1970-01-01T00:00:00Z,web,", "2,2023-05-02T07:30:00Z,web,9999-12-31", "3,2150-01-01,web,",
    )  # fmt: skip
    found = gathered("contacts-csv", file, mapping=COLUMNS)
    assert records(found, "id", "closedAt") == [("2", None)]
    assert [each[:3] for each in problems(found)] == [
        ("BAD_VALUE", n, c) for n, c in ((2, "at"), (4, "at"), (3, "end"))
    ]
    assert found.unread == {"Record": 2}


def test_an_archive_says_how_far_it_goes_back(tmp_path):
    file = table(tmp_path, "1,1985-06-01,web,", "2,1970-01-01,web,")
    found = gathered("contacts-csv", file, mapping=COLUMNS | {"since": "1980-01-01"})
    assert records(found, "id", "at") == [("1", "1985-06-01T00:00:00Z")]


EVENT = '<event><date key="time:timestamp" value="{}"/><string key="concept:name" value="call"/></event>'


def log(folder, *moments):
    path = folder / "log.xes"
    events = "".join(map(EVENT.format, moments))
    path.write_text(f'<log><trace><string key="concept:name" value="t"/>{events}</trace></log>')
    return gathered("xes", path)


def test_a_log_whose_clock_begins_long_ago_is_taken_as_it_stands(tmp_path):
    found = log(tmp_path, "1970-01-01T08:00:00Z", "1970-01-02T08:00:00Z")
    assert records(found, "at") == ["1970-01-01T08:00:00Z", "1970-01-02T08:00:00Z"]
    assert ("UNMAPPED_VALUE", 1, "time:timestamp", None) in problems(found)


def test_one_event_of_long_ago_among_others_is_refused(tmp_path):
    assert records(log(tmp_path, "1970-01-01T08:00:00Z", "2023-05-02T08:00:00Z"), "at") == ["2023-05-02T08:00:00Z"]


def test_the_newest_of_several_copies_counts_whichever_way_its_time_is_written(tmp_path):
    path = tmp_path / "copies.csv"
    path.write_text(
        "id,at,via,Updated At\n1,2023-05-02,web,2023-05-02T09:00:00+02:00\n1,2023-05-03,web,2023-05-02T08:00:00Z\n"
    )
    columns = {"id": "id", "at": "at", "channel": "via"}
    assert records(gathered("contacts-csv", path, mapping={"columns": columns}), "at") == ["2023-05-03T00:00:00Z"]
