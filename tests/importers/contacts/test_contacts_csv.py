import pytest

from importers.contacts.contacts_csv import suggest
from importers.kind import Instructions
from tests.importers.contacts.contacts import gathered, problems, records

MAPPING = {
    "columns": {"id": "id", "customer": "who", "at": "when", "channel": "via", "reason": "why"},
    "channels": {"Web": "website", "Phone": "phone"},
}


def table(folder, text, name="calls.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_a_contact(tmp_path):
    calls = table(
        tmp_path, "id;who;when;via;why\n1;customer-7;2024-03-31 23:30:00+02:00;Web;Devis\n2;;2024-04-01;phone;\n"
    )
    found = gathered("contacts-csv", calls, mapping=MAPPING)
    assert records(found, "id", "at", "channel", "reason", "case") == [
        ("1", "2024-03-31T21:30:00Z", "website", "Devis", None),
        ("2", "2024-04-01T00:00:00Z", "phone", None, None),
    ]
    first, second = records(found, "customer")
    assert len(first) == 64 and "customer-7" not in first and second is None
    assert problems(found) == []


def test_customers_of_two_sources_are_two_unless_they_are_shared(tmp_path):
    calls = table(tmp_path, "id;who;when;via;why\n1;c7;2024-04-01;Web;\n")
    own = {source: records(gathered("contacts-csv", calls, mapping=MAPPING, source=source)) for source in "ab"}
    assert own["a"] != own["b"]
    shared = MAPPING | {"customers": "shared"}
    both = [records(gathered("contacts-csv", calls, mapping=shared, source=source), "customer") for source in "ab"]
    assert both[0] == both[1]


def test_what_nobody_mapped_stands_on_a_stub_and_is_told(tmp_path):
    calls = table(tmp_path, "id;who;when;via;why\n1;c;2024-04-01;Fax;Other\n2;c;2024-04-01;;Other\n")
    found = gathered("contacts-csv", calls, mapping=MAPPING)
    assert records(found, "channel", "reason") == [("crm:Fax", "Other"), ("crm:unknown", "Other")]
    assert problems(found) == [("UNMAPPED_VALUE", 2, "via", "Fax"), ("UNMAPPED_VALUE", 3, "via", None)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2012/10/09 14:50:17.000", "2012-10-09T14:50:17Z"),
        ("2024-01-23T13:26:08.000+0000", "2024-01-23T13:26:08Z"),
        ("2015-09-09 08:41:16.933000000", "2015-09-09T08:41:16.933000Z"),
        ("2023-05-09 23:19:32.729000 UTC", "2023-05-09T23:19:32.729000Z"),
        ("2024-06-01T10:00:00+05:30", "2024-06-01T04:30:00Z"),
        ("1711927800", "2024-03-31T23:30:00Z"),
        ("1711927800.25", "2024-03-31T23:30:00.250000Z"),
        ("1711927800000", "2024-03-31T23:30:00Z"),
        ("1711927800000000", "2024-03-31T23:30:00Z"),
    ],
)
def test_times_are_read_however_they_are_written(tmp_path, written, meant):
    calls = table(tmp_path, f"id;who;when;via;why\n1;c;{written};Web;\n")
    assert records(gathered("contacts-csv", calls, mapping=MAPPING), "at") == [meant]


def test_a_time_without_a_zone_is_in_the_zone_of_the_mapping(tmp_path):
    calls = table(tmp_path, "id;who;when;via;why\n1;c;01/07/2024 10:00;Web;\n2;c;2024-01-01T10:00;Web;\n")
    mapping = MAPPING | {"timezone": "Europe/Paris", "dates": ["%d/%m/%Y %H:%M"]}
    found = gathered("contacts-csv", calls, mapping=mapping)
    assert records(found, "at") == ["2024-07-01T08:00:00Z", "2024-01-01T09:00:00Z"]


def test_the_day_and_the_time_of_day_may_stand_apart(tmp_path):
    calls = table(tmp_path, "id,Day,Time,via\n1,03/02/2021,14:05,Web\n2,20/01/2021,9:10,Web\n")
    mapping = {"columns": {"id": "id", "at": "day + Time", "channel": "via"}, "dates": ["%d/%m/%Y %H:%M"]}
    expected = ["2021-02-03T14:05:00Z", "2021-01-20T09:10:00Z"]
    assert records(gathered("contacts-csv", calls, mapping=mapping), "at") == expected
    (tmp_path / "mapping.yaml").write_text(suggest([calls], Instructions()))
    assert records(gathered("contacts-csv", calls, mapping=tmp_path / "mapping.yaml"), "at") == expected
    wrong = gathered("contacts-csv", calls, mapping={"columns": {"id": "id", "at": "Day + Hour"}})
    assert wrong.refused and "Day + Hour" in str(wrong.problems[0])


@pytest.mark.parametrize("when", ["10/29/2020", "yesterday", "2024-13-01", "", "99999999999999999999", "2024-02-30"])
def test_a_row_whose_time_nobody_can_tell_is_left_out_and_named(tmp_path, when):
    calls = table(tmp_path, f"id;who;when;via;why\n1;c;{when};Web;\n2;c;2024-01-01;Web;\n")
    found = gathered("contacts-csv", calls, mapping=MAPPING)
    assert records(found, "id") == ["2"]
    assert {(code, row, column) for code, row, column, _ in problems(found)} == {("BAD_VALUE", 2, "when")}
    assert found.unread == {"Record": 1}


def test_the_first_row_of_an_id_counts(tmp_path):
    calls = table(tmp_path, "id;who;when;via;why\n1;c;2024-04-01;Web;A\n1;c;2024-04-02;Web;B\n2;c;2024-04-02;Web;C\n")
    found = gathered("contacts-csv", calls, mapping=MAPPING)
    assert records(found, "id", "reason") == [("1", "A"), ("2", "C")]
    assert problems(found) == [("DUPLICATE_KEY", 3, "id", "1")]


def test_a_row_without_an_id_is_numbered_within_its_case(tmp_path):
    calls = table(tmp_path, "case;when;via\nA;2024-04-01;Web\nB;2024-04-01;Web\nA;2024-04-02;Web\n;2024-04-02;Web\n")
    columns = {"case": "case", "at": "when", "channel": "via"}
    found = gathered("contacts-csv", calls, mapping=MAPPING | {"columns": columns})
    assert records(found, "id", "case") == [("A/000001", "A"), ("A/000002", "A"), ("B/000001", "B")]
    assert [(code, row) for code, row, *_ in problems(found)] == [("MISSING_KEY", 5)]


def test_a_customer_whose_id_is_that_of_the_case_is_named_nowhere(tmp_path):
    calls = table(tmp_path, "case;when;via\nNadia;2024-04-01;Web\n")
    columns = {"case": "case", "customer": "case", "at": "when", "channel": "via"}
    found = gathered("contacts-csv", calls, mapping=MAPPING | {"columns": columns})
    ((id, customer, case),) = records(found, "id", "customer", "case")
    assert case == customer and id == f"{customer}/000001"


def test_a_mapping_says_which_rows_count(tmp_path):
    calls = table(tmp_path, "id;who;when;via;why;step\n1;c;2024-04-01;Web;A;start\n2;c;2024-04-01;Web;A;Complete\n")
    found = gathered("contacts-csv", calls, mapping=MAPPING | {"only": {"step": ["complete"]}})
    assert records(found, "id") == ["2"]
    assert problems(found) == [("UNMAPPED_VALUE", 2, "step", "start")]
    assert found.unread == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"columns": {"id": "nr", "at": "when"}}, "no column 'nr'"),
        ({"columns": {"id": "id"}, "timezone": "Mars/Olympus"}, "no time zone"),
        ({"columns": {"identifier": "id"}}, "identifier"),
        ({"only": {"stage": ["done"]}}, "no column 'stage'"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path, change, says):
    calls = table(tmp_path, "id;who;when;via;why\n1;c;2024-04-01;Web;A\n")
    found = gathered("contacts-csv", calls, mapping=MAPPING | change)
    assert found.refused and says in "\n".join(map(str, found.problems))


def test_a_table_that_nobody_explained_is_refused_with_what_to_do(tmp_path):
    found = gathered("contacts-csv", table(tmp_path, "a;b\n1;2\n"))
    assert found.refused and "--suggest-mapping" in str(found.problems[0])


def test_a_first_mapping_is_suggested(tmp_path):
    text = "Call ID,Customer ID,Call Time,Channel,Reason\n"
    text += "".join(f"c{n},u{n % 3},{n % 28 + 1:02}/13/2024 2:05 PM,Phone,Billing\n" for n in range(12))
    calls = table(tmp_path, text.replace("/13/", "/03/") + "c99,u1,31/03/2024 2:05 PM,Chat,Billing\n")
    written = suggest([calls], Instructions())
    (tmp_path / "mapping.yaml").write_text(written, encoding="utf-8")
    found = gathered("contacts-csv", calls, mapping=tmp_path / "mapping.yaml")
    assert records(found, "at")[-1] == "2024-03-31T14:05:00Z"
    assert len(records(found)) == 13 and "Phone: the-key-of-journeys" in written


def test_a_column_read_as_one_with_a_pseudonym_is_a_pseudonym(tmp_path):
    calls = table(tmp_path, "id,who,First,Last,when,via\n1,c,Anne,Dup,2024-04-01,Web\n")
    columns = MAPPING["columns"] | {"case": "first + Last", "reason": "Last"}
    found = gathered("contacts-csv", calls, mapping={**MAPPING, "columns": columns, "pseudonymise": ["First"]})
    ((case, reason),) = records(found, "case", "reason")
    assert len(case) == 64 and "Dup" not in case
    assert reason == "Dup"


def test_tickets_and_directions_are_found_by_what_they_are_called(tmp_path):
    calls = table(tmp_path, "Ticket,In/Out,Channel,Date\n7,in,Web,2024-04-01\n8,out,Web,2024-04-02\n")
    lines = suggest([calls], Instructions()).splitlines()
    assert "  id: Ticket" in lines
    assert [line for line in lines if line.startswith("  direction: In/Out")]
