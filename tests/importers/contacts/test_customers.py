"""Who a customer is: one person in all ways of writing, and who is none."""

import pytest

from graph.problems import Code
from importers.contacts.customers import Customers
from importers.pseudonym import pseudonym
from tests.importers.contacts.contacts import SECRET, gathered, problems, records

FRENCH, ANYWHERE = Customers("FR"), Customers()


@pytest.mark.parametrize(
    ("text", "number", "of_france", "of_anywhere"),
    [
        ("+33 6 39 98 00 11", False, "+33639980011", "+33639980011"),
        ("+33 (0)6 39 98 00 11", False, "+33639980011", "+33639980011"),
        ("whatsapp:+33639980011", False, "+33639980011", "+33639980011"),
        ("sip:+33639980011@carrier.example;user=phone", False, "+33639980011", "+33639980011"),
        ("'+33639980011", False, "+33639980011", "+33639980011"),
        ("\u202a+33639980011\u202c", False, "+33639980011", "+33639980011"),
        ("06.39.98.00.11", False, "+33639980011", "06.39.98.00.11"),
        ("0639980011", True, "+33639980011", "0639980011"),
        ("639980011", True, "+33639980011", "639980011"),
        ("33639980011", True, "+33639980011", "+33639980011"),
        ("33639980011", False, "33639980011", "33639980011"),
        ("639980011", False, "639980011", "639980011"),
        ("4711.0", False, "4711", "4711"),
        ("C-4711", False, "C-4711", "C-4711"),
        ("Ada@Example.ORG", False, "ada@example.org", "ada@example.org"),
        ("Ada L. <Ada@example.org>", False, "ada@example.org", "ada@example.org"),
        ("{0F0F0F0F-1111-2222-3333-0F0F0F0F0F0F}", False, *["0f0f0f0f-1111-2222-3333-0f0f0f0f0f0f"] * 2),
        ("0035e00001abcDE", False, "0035e00001abcDEAAY", "0035e00001abcDEAAY"),
        ("abc", False, "abc", "abc"),
        ("ABC", False, "ABC", "ABC"),
    ],
)
def test_one_person_has_one_id(text, number, of_france, of_anywhere):
    assert (FRENCH.whose(text, number).id, ANYWHERE.whose(text, number).id) == (of_france, of_anywhere)


@pytest.mark.parametrize(
    ("text", "number", "says", "shown"),
    [
        ("Anonymous", False, "nobody knows who", "anonymous"),
        ("Numéro masqué", False, "nobody knows who", "numéro masqué"),
        ("+2562533", False, "nobody knows who", "+2562533"),
        ("8656696", True, "nobody knows who", "8656696"),
        ("0000000000", True, "nobody knows who", "0000000000"),
        ("00000000-0000-0000-0000-000000000000", False, "nobody knows who", "00000000-0000-0000-0000-000000000000"),
        ("client:paul", False, "device or program", None),
        ("sip:desk12@company.example", False, "device or program", None),
        ("No-Reply@shop.example", False, "device or program", None),
        ("3.36399E+10", True, "cut short", None),
        ("Non renseigné", False, "nobody knows who", "non renseigné"),
        ("?", False, "nobody knows who", "?"),
        ("000000000000000AAA", False, "nobody knows who", "000000000000000AAA"),
        ("ne-pas-repondre@shop.example", False, "device or program", None),
    ],
)
def test_nobody_is_no_customer(text, number, says, shown):
    whose = ANYWHERE.whose(text, number)
    assert whose.id is None and says in str(whose.said) and whose.shown == shown


@pytest.mark.parametrize("text", ["06 39 98 00 11 p. 12", "+33639980011;ext=12", "0639980011 poste 3"])
def test_an_extension_is_none_of_a_number(text):
    assert Customers("FR").whose(text, True).id == "+33639980011"


@pytest.mark.parametrize("text", ["2023-04-11", "20-2304-1155", "12-34567", "44-20-79460018"])
def test_an_id_is_no_number_of_another_country(text):
    assert Customers("FR").whose(text).id == text


@pytest.mark.parametrize(
    ("text", "id"),
    [("sip:+33639980011:5060", "+33639980011"), ("MAILTO:Ada@e.org", "ada@e.org"), ("tel:" * 3000 + "1", None),
     ("a" * 100_000 + "@", "a" * 100_000 + "@")],
)  # fmt: skip
def test_addresses_of_any_kind_and_length(text, id):
    found = ANYWHERE.whose(text).id
    assert found == id or id is None


def test_an_address_with_noughts_is_somebodys_and_is_shown_nowhere():
    assert ANYWHERE.whose("ada0@example.org", True) == ("ada0@example.org", None, Code.WITHHELD, None)


def test_a_number_that_a_spreadsheet_cut_is_nobodys_in_any_column():
    assert ANYWHERE.whose("3.36399E+10").id is None


def test_who_became_another_is_the_other_and_a_circle_is_one():
    customers = Customers("FR", merged={"a": "b", "b": "c", "x": "y", "y": "x", "ADA@e.org": "+33 6 39 98 00 11"})
    assert [customers.whose(text).id for text in ("a", "b", "c", "x", "y", "ada@e.org")] == [
        "c", "c", "c", "x", "x", "+33639980011",
    ]  # fmt: skip


def table(folder, *rows, head="id,who,when,via,case", name="calls.csv"):
    path = folder / name
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


COLUMNS = {"id": "id", "customer": "who", "at": "when", "channel": "via", "case": "case"}
MAPPING = {"columns": COLUMNS, "channels": {"tel": "phone"}}


def whose(text, scope="crm"):
    return pseudonym(SECRET, f"{scope}\0{text}", cased=True)


def test_a_mapping_says_in_which_country_numbers_are_and_in_which_columns(tmp_path):
    file = table(tmp_path, "1,0639980011,2023-05-02,tel,", "2,639980011,2023-05-02,tel,", "3,639980011,2023-05-02,tel,")
    plain = records(gathered("contacts-csv", file, mapping=MAPPING), "customer")
    assert plain == [whose("0639980011"), whose("639980011"), whose("639980011")]
    told = MAPPING | {"country": "fr"}
    assert records(gathered("contacts-csv", file, mapping=told), "customer") == [
        whose("+33639980011"), whose("639980011"), whose("639980011"),
    ]  # fmt: skip
    found = gathered("contacts-csv", file, mapping=told | {"numbers": ["who"]})
    assert records(found, "customer") == [whose("+33639980011")] * 3 and problems(found) == []


def test_a_column_that_is_called_phone_holds_numbers_and_one_without_its_country_is_told(tmp_path):
    file = table(
        tmp_path, "1,06 39 98 00 11,2023-05-02,tel", "2,0639980011,2023-05-02,tel", head="id,Mobile Phone,when,via"
    )
    mapping = {"columns": {"id": "id", "customer": "mobile phone", "at": "when", "channel": "via"}}
    found = gathered("contacts-csv", file, mapping=mapping | {"channels": {"tel": "phone"}})
    assert records(found, "customer") == [whose("0639980011")] * 2
    assert problems(found) == [("UNMAPPED_VALUE", n, "Mobile Phone", None) for n in (2, 3)]


def test_a_contact_of_nobody_stays_and_is_told_and_counted(tmp_path):
    rows = (f"{n},unknown,2023-05-02,tel,k{n}" for n in range(14))
    found = gathered("contacts-csv", table(tmp_path, *rows), mapping=MAPPING)
    assert records(found, "customer") == [None] * 14
    told = [problem for problem in found.problems if problem.code == "WITHHELD"]
    assert sum(problem.count for problem in told) == 14 and {problem.value for problem in told[:10]} == {"unknown"}


def test_the_company_itself_is_no_customer_and_is_shown_nowhere(tmp_path):
    file = table(
        tmp_path, "1,+33 1 99 00 12 34,2023-05-02,tel,", "2,boss@shop.example,2023-05-02,tel,", "3,c,2023-05-02,tel,"
    )
    found = gathered("contacts-csv", file, mapping=MAPPING | {"nobody": ["+33199001234", "Boss@shop.example"]})
    assert records(found, "customer") == [None, None, whose("c")]
    assert problems(found) == [("WITHHELD", n, "who", None) for n in (2, 3)]
    assert "199001234" not in "".join(map(str, found.problems))


@pytest.mark.parametrize("header", ["old id,new id", "7,8"])
def test_merged_accounts_are_one_customer(tmp_path, header):
    (tmp_path / "merged.csv").write_text(f"{header}\n1,2\n2,3\n1,9\n")
    file = table(tmp_path, *(f"c{n},{n},2023-05-02,tel," for n in (1, 2, 3, 7, 9)))
    found = gathered("contacts-csv", file, mapping=MAPPING | {"merged": "merged.csv"})
    seventh = "8" if header == "7,8" else "7"
    assert records(found, "customer") == [whose(each) for each in ("3", "3", "3", seventh, "9")]
    assert [each[:2] for each in problems(found)] == [("CONFLICTING_VALUE", 4)]


@pytest.mark.parametrize(("content", "says"), [(None, "two columns"), ("one\n1\n", "has one column")])
def test_a_table_of_merged_accounts_that_is_none_refuses_the_run(tmp_path, content, says):
    if content:
        (tmp_path / "merged.csv").write_text(content)
    found = gathered("contacts-csv", table(tmp_path, "1,c,2023-05-02,tel,"), mapping=MAPPING | {"merged": "merged.csv"})
    assert found.refused and says in str(found.problems[0])


def test_a_case_is_its_source_s_own_unless_it_is_shared(tmp_path):
    file = table(tmp_path, "1,c,2023-05-02,tel,5")
    shared = MAPPING | {"customers": "shared"}
    for mapping, cases in ((MAPPING, ["5", "5"]), (shared, ["a:5", "b:5"]), (shared | {"cases": "shared"}, ["5", "5"])):
        found = [gathered("contacts-csv", file, mapping=mapping, source=source) for source in "ab"]
        assert [records(each, "case") for each in found] == [[case] for case in cases]


def test_a_customer_who_is_the_case_is_named_nowhere_even_as_nobody(tmp_path):
    file = table(tmp_path, "1,client:paul,2023-05-02,tel,")
    found = gathered("contacts-csv", file, mapping=MAPPING | {"columns": COLUMNS | {"case": "who"}})
    ((customer, case),) = records(found, "customer", "case")
    assert customer is None and len(case) == 64


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"country": "Freedonia"}, "is no country"),
        ({"numbers": ["phon"]}, "no column 'phon'"),
        ({"cases": "all"}, "cases"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path, change, says):
    found = gathered("contacts-csv", table(tmp_path, "1,c,2023-05-02,tel,"), mapping=MAPPING | change)
    assert found.refused and says in "\n".join(map(str, found.problems))


def test_what_programs_write_for_nothing_is_nothing_whatever_a_mapping_says(tmp_path):
    words = ("\\N", "NULL", "(null)", "nan", "None", "#N/A", "-", "?")
    file = table(tmp_path, *(f"{n},{word},2023-05-02,tel," for n, word in enumerate(words)))
    found = gathered("contacts-csv", file, mapping=MAPPING | {"empty": ["?"]})
    assert records(found, "customer") == [None] * len(words) and problems(found) == []


def test_an_id_or_a_case_that_a_program_wrote_with_a_point_is_the_same(tmp_path):
    file = table(tmp_path, "1001.0,a,2023-05-02,tel,77.0", "1002,a,2023-05-03,tel,77")
    found = records(gathered("contacts-csv", file, mapping=MAPPING), "id", "case")
    assert found == [("1001", "77"), ("1002", "77")]
