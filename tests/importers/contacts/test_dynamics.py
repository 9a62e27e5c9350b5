import gzip
import json
import re
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.contacts.contacts import DATA, gathered, problems, records
from tests.often import often

REAL = sorted((DATA / "crm" / "dynamics").glob("*.*"))
LOOKUP, LABEL = "@Microsoft.Dynamics.CRM.lookuplogicalname", "@OData.Community.Display.V1.FormattedValue"
CASE, CALL, PERSON = (f"{n}0000000-0000-0000-0000-0000000000ab" for n in (1, 2, 3))
WORDS = ("Phone", "Email", "Web", "phonecall", "email", "appointment", "task")
CHANNELS = {"channels": {name: name.lower() for name in WORDS}}


def file(folder, name, content):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
    return path


def told(*paths, **mapping):
    return gathered("dynamics", *paths, mapping=CHANNELS | mapping)


def answer(entities, *given, **more):
    return {"@odata.context": f"https://x.example/api/data/v9.2/$metadata#{entities}", "value": [*given], **more}


def incident(**fields):
    return {"incidentid": CASE, "createdon": "2024-01-01T10:00:00Z", "caseorigincode": 1, **fields}


def call(**fields):
    return {"activityid": CALL, "createdon": "2024-01-01T10:00:00Z", **fields}


def about(entity, id):
    return {"_regardingobjectid_value": id, f"_regardingobjectid_value{LOOKUP}": entity}


def migration(**entities):
    def element(name, value):
        value, lookup = value if isinstance(value, tuple) else (value, None)
        more = f' lookupentity="{lookup}" lookupentityname="A Name"' if lookup else ""
        return f"<field name={quoteattr(name)} value={quoteattr(value)}{more} />\n"

    def one(record):
        fields = "".join(element(*each) for each in record.items() if isinstance(each[1], str | tuple))
        for role, parties in record.items():
            if isinstance(parties, list):
                within = "".join(
                    f'<activitypointerrecords id="x">{"".join(element(*each) for each in party.items())}'
                    "</activitypointerrecords>"
                    for party in parties
                )
                fields += f'<field name="{role}" value="" lookupentity="" lookupentityname="">{within}</field>'
        return f'<record id="x">{fields}</record>'

    def entity(name, held):
        return f'<entity name="{name}" displayname="x"><records>{"".join(map(one, held))}</records></entity>'

    return f"<entities>{''.join(entity(*each) for each in entities.items())}</entities>"


def test_a_case_is_a_contact(tmp_path):
    given = incident(customerid_contact={"contactid": PERSON}, casetypecode=2, description="text", title="x")
    found = told(file(tmp_path, "incidents.json", answer("incidents", given)))
    assert records(found, "id", "at", "channel", "reason", "case", "direction", "closedAt") == [
        (CASE, "2024-01-01T10:00:00Z", "phone", "Problem", CASE, None, None)
    ]
    assert len(records(found, "customer")[0]) == 64 and problems(found) == []


@pytest.mark.parametrize(
    ("fields", "channel", "reason"),
    [
        ({"caseorigincode": 3, "casetypecode": 1}, "web", "Question"),
        ({"caseorigincode": 2483}, "crm:Facebook", None),
        ({"caseorigincode": 121590003}, "crm:121590003", None),
        ({"caseorigincode": None}, "crm:unknown", None),
        ({"caseorigincode": 121590003, f"caseorigincode{LABEL}": "Web"}, "web", None),
        ({"caseorigincode": 1, f"caseorigincode{LABEL}": "Téléphone"}, "phone", None),
        ({"caseorigincode": 121590003, f"caseorigincode{LABEL}": "Guichet"}, "crm:Guichet", None),
        ({"casetypecode": 3, f"casetypecode{LABEL}": "Demande"}, "phone", "Demande"),
    ],
)
def test_numbers_of_options_are_told_in_words(tmp_path, fields, channel, reason):
    found = told(file(tmp_path, "incidents.json", answer("incidents", incident(**fields))))
    assert records(found, "channel", "reason") == [(channel, reason)]


def test_a_migrated_case_is_as_old_as_it_was(tmp_path):
    given = incident(createdon="2017-01-20T22:50:49Z", overriddencreatedon="2020-09-06T12:36:18Z")
    assert records(told(file(tmp_path, "incidents.json", [given])), "at") == ["2017-01-20T22:50:49Z"]


@pytest.mark.parametrize(
    ("way", "direction"),
    [(True, "COMPANY"), (False, "CUSTOMER"), ("True", "COMPANY"), ("False", "CUSTOMER"), (1, "COMPANY"), (None, None)],
)
def test_who_began_an_activity(tmp_path, way, direction):
    found = told(file(tmp_path, "phonecalls.json", answer("phonecalls", call(directioncode=way))))
    assert records(found, "channel", "direction") == [("phonecall", direction)]


def test_what_an_activity_is_about(tmp_path):
    given = [
        call(activityid="a", **about("incident", CASE)),
        call(activityid="b", **about("contact", PERSON)),
        call(activityid="c", **about("opportunity", CASE)),
        call(activityid="d", _regardingobjectid_value=PERSON),
        call(activityid="e", regardingobjectid_incident={"incidentid": CASE}),
    ]
    calls = file(tmp_path, "phonecalls.json", answer("phonecalls", *given))
    cases = file(tmp_path, "incidents.json", answer("incidents", incident(_customerid_value=f"{{{PERSON.upper()}}}")))
    found = told(cases, calls)
    whose = dict(records(found, "id", "customer"))
    assert [id for id, customer in whose.items() if customer] == [CASE, "b"] and whose[CASE] == whose["b"]
    assert [(id, case) for id, case in records(found, "id", "case") if case] == [(CASE, CASE), ("a", CASE), ("e", CASE)]


def test_who_took_part_in_an_activity(tmp_path):
    def party(mask, entity, id):
        return {"participationtypemask": mask, "_partyid_value": id, f"_partyid_value{LOOKUP}": entity}

    took = [party(1, "systemuser", CALL), party(2, "account", CASE), party(2, "contact", PERSON)]
    mails = [
        call(activityid="a", **about("incident", CASE), email_activity_parties=took),
        call(activityid="b", **about("contact", PERSON), email_activity_parties=took[:2]),
        call(activityid="c", email_activity_parties=took[:1]),
    ]
    found = told(file(tmp_path, "emails.json", answer("emails", *mails)))
    first, second, third = records(found, "customer")
    assert first == second and third is None


def test_an_activity_is_when_it_took_place(tmp_path):
    given = [
        call(activityid="a", actualstart="2024-01-03", scheduledstart="2024-01-02", actualend="2024-01-04"),
        call(activityid="b", scheduledstart="2024-01-02", statecode=2),
        call(activityid="c"),
    ]
    found = told(file(tmp_path, "appointments.json", answer("appointments", *given)))
    assert [at[:10] for at in records(found, "at")] == ["2024-01-03", "2024-01-02", "2024-01-01"]
    assert records(found, "closedAt") == ["2024-01-04T00:00:00Z", None, None]


@pytest.mark.parametrize(
    ("content", "channel"),
    [
        (answer("phonecalls(activityid,createdon)", call()), "phonecall"),
        ({**call(), "@odata.context": "x/$metadata#tasks/$entity"}, "task"),
        ([call(activitytypecode="email")], "email"),
        (answer("activitypointers", call(activitytypecode="appointment")), "appointment"),
        (answer("activitypointers", call(activitytypecode=4210)), "phonecall"),
        ([{**call(), "@odata.type": "#Microsoft.Dynamics.CRM.email"}], "email"),
        (incident(), "phone"),
    ],
)
def test_what_a_record_is(tmp_path, content, channel):
    assert records(told(file(tmp_path, "answer.json", content)), "channel") == [channel]


def test_a_delta_tells_what_was_removed(tmp_path):
    gone = {"@odata.context": "x/$metadata#incidents/$deletedEntity", "id": CALL, "reason": "deleted"}
    page = answer("incidents/$delta", incident(), {"id": CALL, "@removed": {"reason": "deleted"}}, gone)
    found = told(file(tmp_path, "delta.json", page | {"@odata.deltaLink": "x"}))
    assert records(found, "id") == [CASE] and found.partial
    assert [(code, column) for code, _, column, _ in problems(found)] == [("DELETED_UPSTREAM", "@removed")] * 2


def test_pages_that_are_not_there_are_told(tmp_path):
    first = file(tmp_path, "1.json", answer("incidents", incident(), **{"@odata.nextLink": "x"}))
    last = file(tmp_path, "2.json", answer("incidents", incident(incidentid=CALL)))
    assert problems(told(first)) == [("BAD_VALUE", 1, "@odata.nextLink", None)] and told(first).partial
    assert problems(told(first, last)) == [] and len(records(told(first, last))) == 2


def test_any_page_of_changes_tells_of_changes_only(tmp_path):
    page = {"@odata.context": "x/$metadata#incidents/$delta", "value": [incident()]}
    last = {
        "@odata.context": "x/$metadata#incidents/$delta",
        "value": [incident(incidentid=CALL)],
        "@odata.deltaLink": "x",
    }
    assert told(file(tmp_path, "1.json", page)).partial and told(file(tmp_path, "2.json", last)).partial


def test_the_latest_version_of_a_case_counts(tmp_path):
    given = [incident(modifiedon=f"2024-0{n}-01T00:00:00Z", casetypecode=n) for n in (1, 3, 2)]
    found = told(file(tmp_path, "incidents.json", given))
    assert records(found, "id", "reason") == [(CASE, "Request")]
    assert [code for code, *_ in problems(found)] == ["DUPLICATE_KEY"] * 2


def test_a_migration_is_read_by_the_same_rules(tmp_path):
    text = migration(
        contact=[{"contactid": PERSON, "fullname": "A Name"}],
        incident=[{"incidentid": CASE, "customerid": (PERSON, "contact"), "createdon": "2024-01-01T10:00:00.0000000Z",
                   "caseorigincode": "2", "casetypecode": "1"}],
        phonecall=[{"activityid": CALL, "actualstart": "2024-01-02T10:00:00.0000000Z", "directioncode": "False",
                    "regardingobjectid": (CASE, "incident"),
                    "from": [{"partyid": (PERSON, "contact"), "participationtypemask": "1"}]}],
        task=[{"activityid": PERSON, "activitytypecode": "task", "actualend": "2024-01-03T10:00:00.0000000Z"}],
    )  # fmt: skip
    found = told(file(tmp_path, "data.xml", text))
    assert records(found, "id", "at", "channel", "reason", "case", "direction") == [
        (CASE, "2024-01-01T10:00:00Z", "email", "Question", CASE, None),
        (CALL, "2024-01-02T10:00:00Z", "phonecall", None, CASE, "CUSTOMER"),
        (PERSON, "2024-01-03T10:00:00Z", "task", None, None, None),
    ]
    first, second, third = records(found, "customer")
    assert first == second and third is None
    assert problems(found) == [("UNMAPPED_VALUE", 1, "entity", None)] and found.files[0].rows == 3


def test_names_of_people_are_not_read(tmp_path):
    text = migration(task=[{"activityid": CALL, "createdon": "2024-01-01", "ownerid": (PERSON, "systemuser")}])
    columns = {"columns": {"department": ["owneridname", "ownerid"], "reason": "lookupentityname"}}
    found = told(file(tmp_path, "data.xml", text), **columns)
    assert records(found, "department", "reason") == [(f"crm:{PERSON}", None)]
    assert ("UNKNOWN_COLUMN", None, "lookupentityname", "lookupentityname") in problems(found)


def test_a_migration_is_read_in_any_encoding_and_unpacked(tmp_path):
    text = migration(task=[{"activityid": "é", "createdon": "2024-01-01"}])
    for number, data in enumerate(
        (text.encode("utf-8-sig"), text.encode("utf-16"), gzip.compress(text.encode()),
         b'<?xml version="1.0" encoding="windows-1252"?>' + text.encode("windows-1252"))
    ):  # fmt: skip
        path = tmp_path / f"{number}.xml"
        path.write_bytes(data)
        assert records(told(path), "id") == ["é"]
    path.write_bytes(text.encode("windows-1252"))
    assert told(path).refused
    assert records(gathered("dynamics", path, encoding="windows-1252"), "id") == ["é"]


SCHEMA = (
    '<entities><entity name="incident"><fields><field name="incidentid" type="guid" /></fields></entity></entities>'
)


def test_a_schema_beside_its_data_is_left_out(tmp_path):
    file(tmp_path, "data.xml", migration(task=[{"activityid": CALL, "createdon": "2024-01-01"}]))
    file(tmp_path, "data_schema.xml", SCHEMA)
    found = told(tmp_path)
    assert records(found, "id") == [CALL]
    assert [(p.code, p.place[0].rpartition("/")[2]) for p in found.problems] == [("UNMAPPED_VALUE", "data_schema.xml")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("accounts.json", answer("accounts", {"accountid": PERSON}), "holds accounts rows"),
        ("data.xml", migration(account=[{"accountid": PERSON}]), "holds account rows"),
        ("schema.xml", SCHEMA, "a schema without data"),
        ("page.xml", "<html><p>x</p></html>", "no configuration migration"),
        ("half.xml", "<entities>\n<entity name='task'><records><record>", "half.xml:2:"),
        ("bomb.xml", '<!DOCTYPE x [<!ENTITY a "b">]><entities>&a;</entities>', "document type"),
        ("other.json", {"user": "x"}, "cases and activities are contacts"),
        ("numbers.json", [1, 2], "holds no records"),
        ("half.json", '{"value": [', "no JSON"),
        ("empty.json", "", "no JSON"),
    ],
)
def test_what_holds_no_contacts_is_refused_in_plain_words(tmp_path, name, content, says):
    found = told(file(tmp_path, name, content))
    assert found.refused and says in str(found.problems[0])


@pytest.mark.parametrize(
    "content", [answer("incidents"), [], "<entities><entity name='task'><records/></entity></entities>"]
)
def test_an_answer_without_records_is_empty(tmp_path, content):
    found = told(file(tmp_path, "answer", content))
    assert not found.refused and records(found) == []


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path):
    text = migration(task=[{"activityid": f"{n}", "createdon": "2024-01-01"} for n in range(2000)])
    path = tmp_path / "data.xml.gz"
    path.write_bytes(gzip.compress(text.encode("utf-16"))[:-200])
    assert told(path).refused


NAMES = ["incidentid", "activityid", "value", "@odata.context", "@odata.type", "createdon", "directioncode", "@removed"]
NAMES += ["caseorigincode", f"caseorigincode{LABEL}", "email_activity_parties", "_partyid_value", "activitytypecode"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from([CASE, "x#incidents", "#x.email", "2024-01-01", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=12,
)


@settings(max_examples=often(60), deadline=None)
@given(VALUES)
def test_any_json_is_read_or_refused(tmp_path_factory, content):
    found = gathered("dynamics", file(tmp_path_factory.mktemp("any"), "any.json", content))
    assert found.refused == (found.contacts is None)


@pytest.mark.skipif(not REAL, reason="the real exports are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_real_file_is_read_whole_or_refused(path):
    found = gathered("dynamics", path)
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        assert records(found, "id") == re.findall(r'"incidentid": "([^"]*)"', text)
    elif "schema" in path.name:
        assert found.refused
    else:
        held = {
            name: entity.count("<record ")
            for name in ("appointment", "task")
            for entity in re.findall(rf'<entity name="{name}".*?</entity>', text, re.DOTALL)[:1]
        }
        channels = records(found, "channel")
        assert {name: channels.count(f"crm:{name}") for name in held} == held == {"appointment": 7, "task": 4}
        assert None not in records(found, "customer")


@pytest.mark.parametrize(
    ("told", "channel", "reason", "need"),
    [
        ({"channels": {"1": "tel"}, "needs": {"2": "mend"}}, "tel", "Störung", "mend"),
        ({"channels": {"Phone": "tel"}, "needs": {"problem": "mend"}}, "tel", "Störung", "mend"),
        (
            {"channels": {"TELEFON": "tel"}, "reasons": {"2": "Fault"}, "needs": {"Fault": "mend"}},
            "tel",
            "Fault",
            "mend",
        ),
        ({"channels": {"Telefon": "tel"}, "only": {"casetypecode": [2]}}, "tel", "Störung", None),
    ],
)
def test_a_mapping_names_an_option_by_its_number_or_by_a_label(tmp_path, told, channel, reason, need):
    given = incident(
        **{f"caseorigincode{LABEL}": "Telefon", "casetypecode": 2, f"casetypecode{LABEL}": "Störung"}
    )  # fmt: skip
    found = gathered("dynamics", file(tmp_path, "incidents.json", answer("incidents", given)), mapping=told)
    assert records(found, "channel", "reason") == [(channel, reason)] and found.needs.get(reason) == need


@pytest.mark.parametrize("word", ["phonecall", "4210", "Anruf"])
def test_a_mapping_names_an_activity_by_its_number_or_by_a_label(tmp_path, word):
    given = call(activitytypecode="phonecall", **{f"activitytypecode{LABEL}": "Anruf"})
    found = gathered(
        "dynamics", file(tmp_path, "calls.json", answer("phonecalls", given)), mapping={"channels": {word: "tel"}}
    )
    assert records(found, "channel") == ["tel"]
