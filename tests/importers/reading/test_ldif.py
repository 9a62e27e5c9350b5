"""LDIF line by line, and distinguished names in all their spellings."""

import base64
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.problems import Tally
from importers.reading.ldif_entries import Entry, entries
from importers.reading.names import above, normal, value

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "org" / "ldif"

Noted = list[tuple[str, int | None]]


def read(text: str) -> tuple[list[Entry], Noted]:
    """The entries of a text, and the code and line of each problem."""
    found = Tally()
    made = list(entries(text, "f.ldif", found))
    assert all(problem.place[0] == "f.ldif" and problem.place[2] is None for problem in found.problems())
    return made, [(problem.code.value, problem.place[1]) for problem in found.problems()]


def one(text: str) -> Entry:
    (entry,), noted = read(text)
    assert noted == []
    return entry


def encoded(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


@pytest.mark.parametrize(
    ("lines", "attributes"),
    [
        ("mail: a@x\nmail: b@x", {"mail": ["a@x", "b@x"]}),
        ("SN: Martin", {"sn": ["Martin"]}),
        ("title;lang-fr: Directrice\ntitle: Head", {"title": ["Head", "Directrice"]}),
        ("member;range=0-1499: cn=b", {"member": ["cn=b"]}),
        ("2.5.4.4: Martin", {"2.5.4.4": ["Martin"]}),
        ("extension_9f_site: Lyon", {"extension_9f_site": ["Lyon"]}),
        ("sn:Martin", {"sn": ["Martin"]}),
        ("sn:   Martin", {"sn": ["Martin"]}),
        ("sn:", {"sn": [""]}),
        ("labeledURI: https://example.org:8080/a", {"labeleduri": ["https://example.org:8080/a"]}),
        ("description: one\n  two", {"description": ["one two"]}),
        ("description: one\n two\n three", {"description": ["onetwothree"]}),
        ("descr\n iption: split in its name", {"description": ["split in its name"]}),
        ("sn: a\n# a comment\n  that goes on\nsn: b", {"sn": ["a", "b"]}),
        ("sn: a\n# mail: none\nsn: #b", {"sn": ["a", "#b"]}),
        ("sn: <b>", {"sn": ["<b>"]}),
        ("sn: Zoé\u2028\x0b", {"sn": ["Zoé\u2028\x0b"]}),
        (f"sn:: {encoded('Zoé')}", {"sn": ["Zoé"]}),
        (f"sn::{encoded('Zoé')}", {"sn": ["Zoé"]}),
        (f"sn;lang-fr:: {encoded('Zoé')[:2]}\n {encoded('Zoé')[2:]}", {"sn": ["Zoé"]}),
        ("sn:: ", {"sn": [""]}),
        (f"jpegPhoto:: {encoded(bytes([0xFF, 0xD8]))}\nsn: a", {"sn": ["a"]}),
        ("version: 7", {"version": ["7"]}),
        (
            "objectClass: changeLogEntry\nchangetype: modify",
            {"objectclass": ["changeLogEntry"], "changetype": ["modify"]},
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_attributes(lines: str, attributes: dict[str, list[str]], end: str) -> None:
    entry = one(f"dn: cn=a\n{lines}\n".replace("\n", end))
    assert entry == Entry("cn=a", attributes, 1)


@pytest.mark.parametrize(
    ("text", "dns"),
    [
        ("", []),
        ("\n \n\t\n", []),
        ("# nothing\n but words", []),
        ("version: 1\n", []),
        ("version: 1\ndn: a=1", [("a=1", 2)]),
        ("# from a directory\nversion: 1\n\n\ndn: a=1\nb: c\n\n\n\ndn: a=2\n", [("a=1", 5), ("a=2", 10)]),
        ("dn: a=1\nb: c\ndn: a=2\nb: c", [("a=1", 1), ("a=2", 3)]),
        ("dn: a=1\nb: c\n\nversion: 1\ndn: a=2", [("a=1", 1), ("a=2", 5)]),
        ("dn:\nb: c", [("", 1)]),
        ("DN: a=1", [("a=1", 1)]),
        ("dn:a=1,\n b=2\nc: d\n\ndn: a=3", [("a=1,b=2", 1), ("a=3", 5)]),
        (f"dn:: {encoded('cn=Zoé')}", [("cn=Zoé", 1)]),
        ("dn: a=1\n\n# dn: a=2\n\ndn: a=3", [("a=1", 1), ("a=3", 5)]),
    ],
)
def test_where_entries_begin(text: str, dns: list[tuple[str, int]]) -> None:
    made, noted = read(text)
    assert [(entry.dn, entry.row) for entry in made] == dns
    assert noted == []


@pytest.mark.parametrize(
    ("text", "noted", "left"),
    [
        ("dn: a=1\nwithout a colon\nb: c", [("BAD_VALUE", 2)], 1),
        ("dn: a=1\ntwo words: c\n: c\nÉtat: c\nb: c", [("BAD_VALUE", 2), ("BAD_VALUE", 3), ("BAD_VALUE", 4)], 1),
        ("dn: a=1\nx:: %%%\nb: c", [("BAD_VALUE", 2)], 1),
        ("dn: a=1\nx:: YQ\nb: c", [("BAD_VALUE", 2)], 1),
        ("dn: a=1\nx:: é\nb: c", [("BAD_VALUE", 2)], 1),
        ("dn: a=1\njpegPhoto:< file:///etc/passwd\nb: c", [("BAD_VALUE", 2)], 1),
        ("dn: a=1\n-\nb: c", [("BAD_VALUE", 2)], 1),
        ("dn: a=1\n\n lost\n\ndn: a=2\nb: c", [("BAD_VALUE", 3)], 2),
        ("x: y\nz: y\ndn: a=1\nb: c", [("BAD_VALUE", 1)], 1),
        ("version: 2\ndn: a=1\nb: c", [("BAD_VALUE", 1)], 1),
        ("dn: a=1\nchangetype: burn\nb: c\n\ndn: a=2\nb: c", [("BAD_VALUE", 1)], 1),
        ("x: y\n\ndn: a=1\nb: c", [("MISSING_KEY", 1)], 1),
        ("dn: a=1\nb: c\n\nsearch: 2\nresult: 0 Success\n\n# numEntries: 1\n", [("MISSING_KEY", 4)], 1),
        ("dn:: %%%\nx: y\n\ndn: a=1\nb: c", [("BAD_VALUE", 1), ("MISSING_KEY", 1)], 1),
        ("dn:: /w==\nx: y\n\ndn: a=1\nb: c", [("MISSING_KEY", 1)], 1),
        ("dn:< file:///dn\ndn: a=1\nb: c", [("BAD_VALUE", 1), ("MISSING_KEY", 1)], 1),
        ("just a letter\nto somebody\n", [("BAD_VALUE", 1), ("BAD_VALUE", 2)], 0),
    ],
)
def test_what_is_noted_and_left_out(text: str, noted: Noted, left: int) -> None:
    made, problems = read(text)
    assert problems == noted
    assert len(made) == left
    assert all(entry.attributes in ({"b": ["c"]}, {}) for entry in made)


def test_a_problem_never_shows_a_value() -> None:
    found = Tally()
    list(entries("dn: a=1\nuserPassword:: s3cret!\ns3cret\nuserPassword:< s3cret", "f", found))
    assert len(found.problems()) == 3
    assert "s3cret" not in str(found.problems())


@pytest.mark.parametrize(
    ("lines", "change", "attributes"),
    [
        ("changetype: add\ncn: a\nsn: b", "add", {"cn": ["a"], "sn": ["b"]}),
        ("control: 1.2.840.113556.1.4.805 true\nChangeType: DELETE", "delete", {}),
        (
            "changetype: modrdn\nnewrdn: cn=b\ndeleteoldrdn: 1\nnewsuperior: ou=c",
            "modrdn",
            {"newrdn": ["cn=b"], "deleteoldrdn": ["1"], "newsuperior": ["ou=c"]},
        ),
        ("changetype: moddn\nnewrdn: cn=b", "moddn", {"newrdn": ["cn=b"]}),
        (
            "changetype: modify\nadd: mail\nmail: a\nmail: b\n-\ndelete: fax\n-\nreplace: title\ntitle;lang-fr: c\n-",
            "modify",
            {"add": ["mail"], "mail": ["a", "b"], "delete": ["fax"], "replace": ["title"], "title": ["c"]},
        ),
        ("control: is an attribute here\ncn: a", None, {"control": ["is an attribute here"], "cn": ["a"]}),
    ],
)
def test_change_records(lines: str, change: str | None, attributes: dict[str, list[str]]) -> None:
    assert one(f"dn: cn=a\n{lines}\n") == Entry("cn=a", attributes, 1, change)


def test_changes_stand_among_content() -> None:
    text = "dn: a=1\nb: c\n\ndn: a=2\nchangetype: modify\nadd: b\nb: d\n-\n\ndn: a=3\nchangetype: delete\n\ndn: a=4\n"
    made, noted = read(text)
    assert [(entry.dn, entry.change) for entry in made] == [
        ("a=1", None),
        ("a=2", "modify"),
        ("a=3", "delete"),
        ("a=4", None),
    ]
    assert noted == []


def test_the_first_value() -> None:
    entry = one("dn: a=1\ngivenName: b\ngivenName: c")
    assert entry.first("givenname") == entry.first("givenName") == "b"
    assert entry.first("sn") is None


def test_entries_come_as_they_are_read() -> None:
    assert next(entries("dn: a=1\n\ndn:: %%%\n", "f", Tally())).dn == "a=1"


MANY = 200_000


@pytest.mark.parametrize(
    "text",
    [
        f"dn: a=1\nb: {'c' * 20 * MANY}",
        "c" * 20 * MANY,
        ";a" * 10 * MANY + ":",
        f"dn: a=1\nb:: {'YWFh' * 5 * MANY}",
        "dn: a=1\nb: c" + "\n d" * MANY,
        "# a" + "\n b" * MANY,
        "\n" * MANY,
        "\r\n \r\n" * MANY,
        "dn: a=1\n" * MANY,
        "dn: a=1\n" + "b: c\n" * MANY,
        "no\n" * MANY,
        "dn: a=1\n" + "-\n" * MANY,
        "version: 1\n" * MANY,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_time_grows_with_the_text_only(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 10


# Entries written in all the ways that the format allows come back as they were.

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True).filter(
    lambda name: name not in {"dn", "changetype", "control", "version"}
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WRITTEN = st.lists(
    st.tuples(WORDS, st.dictionaries(NAMES, st.lists(WORDS, min_size=1, max_size=3), max_size=4)), max_size=4
)


def line(name: str, words: str, draw: Callable[[st.SearchStrategy[int]], int]) -> str:
    """One attribute: in base64 where it must be and sometimes where it need not, folded at random places."""
    unsafe = words[:1] in (" ", ":", "<") or words.endswith(" ") or any(c in "\0\r\n" for c in words)
    rest = f":: {encoded(words)}" if unsafe or draw(st.integers(0, 3)) == 0 else f": {words}"
    whole = name + rest
    cuts = sorted({draw(st.integers(1, len(whole))) for _ in range(draw(st.integers(0, 3)))})
    return "\n ".join(whole[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(whole)], strict=True))


@given(WRITTEN, st.sampled_from(["\n", "\r\n"]), st.integers(0, 3), st.data())
def test_what_is_written_comes_back(
    what: list[tuple[str, dict[str, list[str]]]], end: str, blank: int, data: st.DataObject
) -> None:
    lines = []
    for dn, attributes in what:
        lines.append(line("dn", dn, data.draw))
        lines += [line(name, words, data.draw) for name, values in attributes.items() for words in values]
        lines += [""] * blank
    made, noted = read("\n".join(lines).replace("\n", end))
    assert [(entry.dn, entry.attributes) for entry in made] == what
    assert noted == []


PIECES = st.sampled_from(
    [
        "dn:",
        "dn: a=1",
        "\n",
        "\r",
        " ",
        ":",
        "::",
        "<",
        "-",
        "#",
        "version: 1",
        "changetype: ",
        "modify",
        "YQ==",
        "é",
        "x",
    ]
)


@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_no_text_is_too_strange(text: str) -> None:
    for entry in read(text)[0]:
        assert entry.row >= 1
        normal(entry.dn)
        value(entry.dn)


# Distinguished names


@pytest.mark.parametrize(
    ("canonical", "spellings"),
    [
        ("", ["", "  "]),
        ("ou=call centre,dc=x", ["OU=Call Centre,DC=x", " ou = call   centre ;dc= X ", 'ou="Call Centre" , dc=x']),
        (
            "cn=smith\\, j,dc=x",
            ["cn=Smith\\, J,dc=x", "cn=Smith\\2C J,dc=x", "cn=Smith\\2c\\20J,dc=x", 'CN="Smith, J",DC=X'],
        ),
        ("cn=a", ["cn=a", "cn=\\20a\\20", "cn=\\ a\\ ", 'cn=" a "', "cn=\\61", "cn=\\a\t".replace("\\a", "a")]),
        ("cn=zoé", ["cn=Zoé", "cn=ZOÉ", "cn=Zo\\C3\\A9", "cn=Zoe\u0301", 'cn="Zo\\c3\\a9"']),
        ("cn=strasse", ["cn=Straße", "cn=STRASSE"]),
        ("cn=a+sn=b,dc=x", ["sn=B+cn=A,dc=x", "cn=A + sn=B, dc=x"]),
        ("cn=\\#1", ["cn=\\#1", "cn=\\231", 'cn="#1"', "cn=#1"]),
        ("1.3.6.1=#04024869", ["1.3.6.1=#04024869", "1.3.6.1 = #04024869 "]),
        ("cn=#04ab", ["cn=#04AB"]),
        ('cn=a\\+b\\;c\\<d\\>e\\"f\\\\g=h', ['cn="a+b;c<d>e\\"f\\\\g=h"', 'cn=a\\+b\\;c<d>e"f\\\\g\\=h']),
        ("cn=\\ff", ["cn=\\FF"]),
        ("cn=a\\00b", ["cn=a\\00b"]),
        ("cn=", ["cn=", 'cn=""', "cn=\\20"]),
        ("cn=a b", ["cn=a\u00a0b", "cn=a\n b", "cn=a\\0Ab"]),
    ],
)
def test_one_name_in_many_spellings(canonical: str, spellings: list[str]) -> None:
    assert [normal(spelling) for spelling in spellings] == [canonical] * len(spellings)
    assert normal(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe",
        "jane@example.org",
        "=a",
        "cn",
        "cn=a,",
        ",cn=a",
        "cn=a,,dc=x",
        "cn=a+",
        "cn=a,b",
        "a b=c",
        "é=c",
        'cn="a',
        'cn="a"b',
        "cn=a\\",
        "cn=\ud800",
        "cn=" + "a" * 20_000,
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert normal(text) is None


@pytest.mark.parametrize(
    ("dn", "first", "levels"),
    [
        ("ou=Call Centre, dc=x", "Call Centre", ["dc=x", ""]),
        ("cn=Smith\\, J,ou=A;dc=x", "Smith, J", ["ou=a,dc=x", "dc=x", ""]),
        ("cn=a\\\\,dc=x", "a\\", ["dc=x", ""]),
        ('cn="Smith, J" ,dc=x', "Smith, J", ["dc=x", ""]),
        ("cn=Amy Wong+sn=Kroker,ou=People", "Amy Wong", ["ou=people", ""]),
        ("cn= Zo\\c3\\A9 ", "Zoé", [""]),
        ("cn=\\ff", "\ufffd", [""]),
        ("", "", [""]),
        (" Jane Doe ", "Jane Doe", []),
    ],
)
def test_the_parts_of_a_name(dn: str, first: str, levels: list[str]) -> None:
    assert value(dn) == first
    name = normal(dn)
    for level in levels:
        assert name is not None
        name = above(name)
        assert name == level


SPELT = st.lists(
    st.sampled_from(
        ["cn", "OU", "2.5", "=", ",", ";", "+", '"', "\\", "\\2C", "\\c3", "\\a9", "#", "04", " ", "ﬀ", "é", "\u0301"]
    )
    | st.characters(),
    max_size=24,
).map("".join)


@given(SPELT | SPELT.map(lambda text: f"cn={text}") | st.text().map(lambda text: f"cn=a,ou={text},dc=x"))
def test_a_normal_name_is_its_own(text: str) -> None:
    name = normal(text)
    value(text)
    if name is not None:
        assert normal(name) == name
        assert normal(above(name)) == above(name)


RDNS = st.lists(
    st.tuples(st.sampled_from(["cn", "ou", "dc", "2.5.4.3"]), st.text('abcé ,;+="\\#<>\0', max_size=8)),
    min_size=1,
    max_size=4,
)


def plainly(words: str) -> str:
    return "".join(f"\\{c}" if c in ',;+"\\ #<>=' else "\\00" if c == "\0" else c for c in words)


def as_bytes(words: str) -> str:
    return "".join(f"\\{byte:02X}" for byte in words.upper().encode())


def quoted(words: str) -> str:
    inner = "".join(f"\\{c}" if c in '"\\' else c for c in words)
    return f' "{inner.replace(" ", "   ")}" '


@given(RDNS)
def test_case_spaces_and_escapes_make_no_difference(rdns: list[tuple[str, str]]) -> None:
    spellings = {
        normal(",".join(f"{name}={plainly(words)}" for name, words in rdns)),
        normal(" ; ".join(f"{name.upper()} = {as_bytes(words)}" for name, words in rdns)),
        normal(",".join(f" {name}={quoted(words)}" for name, words in rdns)),
    }
    (name,) = spellings
    assert name is not None
    for _ in rdns:
        name = above(name)
    assert name == ""


# Files that directories wrote


def sample(name: str) -> list[Entry]:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"the samples of ../shared/data are not here: {name}")
    made, noted = read(path.read_text())
    assert noted == []
    return made


def test_every_manager_of_a_real_directory_is_an_entry() -> None:
    made = sample("389ds_Example.ldif")
    names = {normal(entry.dn) for entry in made}
    managers = [manager for entry in made if (manager := entry.first("manager"))]
    assert (len(made), len(names), len(managers)) == (160, 160, 149)
    assert None not in names
    assert {normal(manager) for manager in managers} <= names
    assert made[0].dn == "dc=example,dc=com"
    assert len(made[0].attributes["aci"]) == 2


@pytest.mark.parametrize(
    ("name", "change", "attributes"),
    [
        ("00_people.ldif", [None], {"ou": ["people"]}),
        ("10_people_amy.ldif", [None], {"cn": ["Amy Wong"], "sn": ["Kroker"], "uid": ["amy"]}),
        ("10_people_bender.ldif", [None], {"description": ["Robot"]}),
        ("10_people_fry.ldif", [None], {"employeetype": ["Delivery boy"]}),
        ("10_people_hermes.ldif", [None], {"employeetype": ["Bureaucrat", "Accountant"]}),
        ("10_people_leela.ldif", [None], {"employeetype": ["Captain", "Pilot"]}),
        ("10_people_professor.ldif", [None], {"employeetype": ["Owner", "Founder"]}),
        ("10_people_zoidberg.ldif", [None], {"employeetype": ["Doctor"]}),
        ("30_groups_admin.ldif", [None], {"cn": ["admin_staff"], "objectclass": ["Group", "top"]}),
        ("30_groups_crew.ldif", [None], {"cn": ["ship_crew"]}),
        ("msad.ldif", ["modify", "modify"], {"add": ["olcAttributetypes"]}),
        ("tls.ldif", ["modify"], {"olctlsverifyclient": ["never"]}),
    ],
)
def test_real_files(name: str, change: list[str | None], attributes: dict[str, list[str]]) -> None:
    made = sample(name)
    assert [entry.change for entry in made] == change
    assert {key: made[0].attributes[key] for key in attributes} == attributes
    assert all(normal(entry.dn) for entry in made)
    assert "jpegphoto" not in made[0].attributes


def test_real_files_one_after_the_other() -> None:
    if not SAMPLES.exists():
        pytest.skip("the samples of ../shared/data are not here")
    files = sorted(SAMPLES.glob("[1-3]0_*.ldif"))
    made, noted = read("".join(path.read_text().rstrip("\n") + "\n" for path in files))
    assert (len(made), noted) == (len(files), [])
    names = {normal(entry.dn) for entry in made}
    members = [normal(member) for entry in made for member in entry.attributes.get("member", [])]
    assert len(members) == 5
    assert names.issuperset(members)
