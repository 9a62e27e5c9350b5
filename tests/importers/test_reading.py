"""Files as they are: encodings, gzip, the traps of YAML and JSON, and places."""

import codecs
import contextlib
import gzip
import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.language import Language
from graph.saying import Saying
from importers.errors import BadKnowledge
from importers.reading.json_text import read_json
from importers.reading.text import decode, guess, read_text, unpack
from importers.reading.tree import spot
from importers.reading.yaml12 import read_yaml
from tests.often import often
from wording.problems import said


def wrong(text: str, read: Any = read_yaml) -> tuple[str, int | None, Any]:
    with pytest.raises(BadKnowledge) as caught:
        read(text, "f")
    problem = caught.value.problems[0]
    return problem.message, problem.place[1], problem.place[2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("+12", 12),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("2025-03-31", "2025-03-31"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("1.2.3", "1.2.3"),
        ("-", None),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, value: Any) -> None:
    found = read_yaml(f"a: {text}" if text != "-" else "a: ~", "f")["a"]
    assert found == value
    assert type(found) is type(value)


def test_names_of_fields_are_texts() -> None:
    assert read_yaml("007: a\nno: b\n~: c", "f") == {"007": "a", "no": "b", "~": "c"}


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "'a' stands twice in one mapping, first in line 1; leave one of them out", 3, 1),
        ("a:\n\t- 1", "a tab stands here; indent with spaces only", 2, 1),
        ("a: b\n\tc: d", "a tab stands here; indent with spaces only", 2, 1),
        ("a: |\n\tx", "a tab stands here; indent with spaces only", 2, 1),
        ("a: b : c", "a text that has `: ` in it goes between straight quotes", 1, 6),
        ("a: @b", 'a text that begins with @ goes between quotes: "@…"', 1, 4),
        ("a: 1\n  b: 2", "this line is indented as if it belonged to the text above", 2, 4),
        ("a:\n  b: 1\n c: 2", "this line begins in a column where nothing above it begins", 3, 2),
        ("a: 'it's'", "nothing is expected here: is there one quote or bracket too many?", 1, 8),
        ("a: {b: 1\nc: 2", "a comma or `}` is missing before this: `{` opens in line 1", 2, 2),
        ("- a\nb: 1", "each entry of the list above begins with `- `, in one column", 2, 1),
        ("a: 1\nb\nc: 1", "between a field and its value stands a colon and a space", 2, 1),
        ("a:\N{NO-BREAK SPACE}b\nc: 1", "a no-break space stands here where YAML needs a plain one", 1, 3),
        ("a: Le prix\xa0:\xa0dix\nb: x: y", "a text that has `: ` in it goes between straight quotes", 2, 5),
        ('title: "Le client\xa0: oui"\n text: [a', "this line begins in a column where nothing", 2, 2),
        ("a: >\n  Note:\xa0x\nb: x: y", "a text that has `: ` in it goes between straight quotes", 3, 5),
        ("a:\xa0b\nc:\xa0d\ne: 1", "a no-break space stands here where YAML needs a plain one", 2, 3),
        ("a: - x", "a list begins in a line of its own; a text that begins with - goes between", 1, 4),
        ("a: {b: - x}", "a list begins in a line of its own; a text that begins with - goes between", 1, 8),
        ("a: > x", 'a text that begins with > goes between quotes: ">…"', 1, 6),
        ("a: | x", 'a text that begins with | goes between quotes: "|…"', 1, 6),
        ("a: ? x", 'a text that begins with ? goes between quotes: "?…"', 1, 4),
        ("a: & x", 'a text that begins with & goes between quotes: "&…"', 1, 5),
        ("a: * x", 'a text that begins with * goes between quotes: "*…"', 1, 5),
        ("a: !x!y", 'a text that begins with ! goes between quotes: "!…"', 1, 4),
        ("%x\na: 1", 'a text that begins with % goes between quotes: "%…"', 1, 3),
        ('a: "C:\\dir"', 'between " and " a \\ is written \\\\', 1, 7),
        ("a: [b, , c]", "nothing is expected here: is there one quote or bracket too many?", 1, 8),
        ("%YAML 3.0\n---\na: 1", "this is no YAML: found incompatible YAML document", 1, 1),
        ("é: {b: 0,8, c: 1}", "a comma parts fields here: write 0.8, with no comma", 1, 8),
        ("a: {b: -0,125}", "a comma parts fields here: write -0.125, with no comma", 1, 8),
        ("a: {b: 12,000}", "a comma parts fields here: write 12000, with no comma", 1, 8),
        ("a: {b: 1,000,000}", "a comma parts fields here: write 1000000, with no comma", 1, 8),
        ("{b: 1234,567}", "a comma parts fields here: write 1234.567, with no comma", 1, 5),
        ("{b: 1.000,5}", "a comma parts fields here: what has one in it goes between straight quotes", 1, 5),
        ("{a: x, b: 12 000,5}", "a comma parts fields here: what has one in it goes between", 1, 11),
        ("{from: 2026-01-01,5}", "a comma parts fields here: what has one in it goes between", 1, 8),
        ("{text: page 1,2}", "a comma parts fields here: what has one in it goes between", 1, 8),
        ('{"a":1,5}', "a comma parts fields here: write 1.5, with no comma", 1, 6),
        ("a: 1\n---\nb: 2", "a second document begins here (`---`); a file holds one", 2, 1),
        ("a: *nothing", "*nothing refers to nothing that stands before it", 1, 4),
        ("a: &a [*a]", "*a refers to nothing that stands before it", 1, 8),
        ("a: !!python/object:os.system x", "the tag tag:yaml.org,2002:python/object:os.system means nothing", 1, 4),
        ("? [a]\n: b", "the name of a field must be a text", 1, 3),
        ("a: 'x", "the quote that opens here is not closed", 1, 4),
        ("a: b]\nc: ]", "nothing is expected here: is there one quote or bracket too many?", 2, 4),
        ("a: 1\nb: \x07", "the character U+0007 cannot stand in YAML; take it out", 2, 4),
        ("a: [" + "[" * 70, "lists and mappings are nested more than 64 deep", 1, 67),
        ("<<: [1]", "`<<` takes an alias such as *common", 1, 5),
        ("a: &a 1\nb: {<<: *a}", "`<<` takes an alias of a mapping", 2, 9),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_place(text: str, message: str, line: int, column: int) -> None:
    found = wrong(text)
    assert found[0].startswith(message)
    assert found[1:] == (line, column)


@pytest.mark.parametrize(("text", "read"), [("%YAML 3.0\n---\na: 1", read_yaml), ('{"a": }', read_json)])
def test_what_a_library_says_is_told_in_english_only(text: str, read: Any) -> None:
    with pytest.raises(BadKnowledge) as caught:
        read(text, "f")
    (problem,) = caught.value.problems
    assert isinstance(problem.said, Saying)
    assert said(problem.said, Language.FR).startswith("ce n'est pas du ")
    assert not {"document", "unexpected"} & {*said(problem.said, Language.FR).split()}


def test_all_names_that_stand_twice_are_told() -> None:
    with pytest.raises(BadKnowledge) as caught:
        read_yaml("a: {b: 1, b: 2}\nc: 1\nc: 2", "f")
    assert [problem.place for problem in caught.value.problems] == [("f", 1, 11), ("f", 3, 1)]


def test_all_commas_within_numbers_are_told_and_no_others() -> None:
    with pytest.raises(BadKnowledge) as caught:
        read_yaml("a: {b: 0,8, c: 1,8}", "f")
    assert [problem.place for problem in caught.value.problems] == [("f", 1, 8), ("f", 1, 16)]
    with pytest.raises(BadKnowledge) as caught:
        read_yaml("a: {b: 1,000,000, c: 12,000,000}", "f")
    assert [problem.place for problem in caught.value.problems] == [("f", 1, 8), ("f", 1, 22)]
    assert read_yaml("a: {b: 1,2: c}\nd: [0,8]", "f") == {"a": {"b": 1, "2": "c"}, "d": [0, 8]}


def test_anchors_and_merges() -> None:
    text = "base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\nlist: [*b, *b]"
    data = read_yaml(text, "f")
    assert data["more"] == {"x": 1, "y": 3}
    assert data["list"] == [{"x": 1, "y": 2}] * 2
    assert spot(data, ("more", "x")) == (1, 14)


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    begun = time.perf_counter()
    assert wrong("\n".join(lines))[0] == "aliases make this file grow beyond all measure"
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ('{"a": 1,\n "a": 2}', "'a' stands twice in one mapping, first in line 1; leave one of them out", 2, 2),
        ('{"a": 1,}', "this is no JSON:", 1, 8),
        ('{"a": NaN}', "this is no JSON:", 1, 7),
        ("", "this is no JSON:", 1, 1),
        ("[" * 100 + "]" * 100, "lists and mappings are nested more than 64 deep", 1, 65),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(text: str, message: str, line: int, column: int) -> None:
    found = wrong(text, read_json)
    assert found[0].startswith(message)
    assert found[1:] == (line, column)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


@given(VALUES, st.sampled_from([None, 2, "\t"]))
def test_json_is_read_as_python_reads_it(value: Any, indent: Any) -> None:
    for ascii_only in (True, False):
        assert read_json(json.dumps(value, indent=indent, ensure_ascii=ascii_only), "f") == value


@given(VALUES)
def test_places_in_json_and_yaml_are_the_same(value: Any) -> None:
    text = json.dumps({"a": [value, {"b": value}]}, indent=1)
    if "\\ud" in text or "<<" in text:
        return
    for path in (("a",), ("a", 0), ("a", 1, "b")):
        assert spot(read_json(text, "f"), path) == spot(read_yaml(text, "f"), path)


def test_places() -> None:
    data = read_yaml("journeys:\n  - key: a\n    phases: [{key: p, name: x}]\n", "f")
    assert spot(data, ("journeys", 0, "phases", 0, "name")) == (3, 29)
    assert spot(data, ("journeys", 0, "phases", 0, "name"), name=True) == (3, 23)
    assert spot(data, ("journeys", 0, "phases", 7, "name")) == (3, 13)
    assert spot(data, ("journeys", 0, "nothing")) == (2, 5)
    assert spot(None, ("a",)) == (1, 1)


TEXT = "parcours: 1 # é"


def zipped(*names: str) -> bytes:
    """An archive of empty files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
    ],
)
def test_encodings_are_recognised(data: bytes, encoding: str) -> None:
    assert guess(data) == encoding
    assert decode(data, encoding, "f") == TEXT


def test_a_byte_that_is_no_text_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"parcours: 1\n# pr" + b"\xea" + "t, à l'été\n".encode())
    with pytest.raises(BadKnowledge) as caught:
        read_text(file)
    assert caught.value.problems[0].place == (str(file), 2, 5)
    assert "0xea is no utf-8 text" in str(caught.value)
    assert "prêt" in read_text(file, "latin-1").text
    file.write_bytes("parcours: 1\n# prêt\n".encode("latin-1"))
    assert (read_text(file).encoding, read_text(file).text) == ("windows-1252", "parcours: 1\n# prêt\n")
    with pytest.raises(BadInput, match="'nonsense' is no encoding"):
        read_text(file, "nonsense")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped("xl/workbook.xml"), "is an Excel workbook: `parcours import knowledge-workbook"),
        (gzip.compress(zipped("xl/workbook.xml")), "is an Excel workbook"),
        (zipped("word/document.xml"), "is a Word document, where text is expected"),
        (zipped("mimetype", "content.xml"), "is a document of LibreOffice"),
        (zipped("a.yaml"), "is a zip archive, where text is expected"),
        (b"PK\x03\x04 and no more", "is a zip archive"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "is an Office file of before 2007"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\xff\xd8\xff\xdb\0", "is a picture"),
        (b"SQLite format 3\0", "is a database"),
    ],
)
def test_what_is_no_text_is_called_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(data)
    with pytest.raises(BadInput, match=said) as caught:
        read_text(file)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize("text", ["PAR1;PAR2\n1;2", "SQLite: x"])
def test_a_text_may_begin_with_the_letters_of_something_else(tmp_path: Path, text: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(text)
    assert read_text(file).text == text


def test_gzip_is_read_as_it_is_up_to_a_limit(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml.gz"
    file.write_bytes(gzip.compress(TEXT.encode()))
    assert read_text(file).text == TEXT
    with pytest.raises(BadInput, match="unpacks to more than 1,000 bytes"):
        read_text(file, limit=1000) if file.write_bytes(gzip.compress(b" " * 1001)) else None
    with pytest.raises(BadInput, match="damaged gzip"):
        unpack(gzip.compress(b"hello")[:-4], "f")


@given(st.binary(max_size=300) | st.text(alphabet="ab:-[]{}&*!|>'\"#%@`, \n\t\\?~<0.", max_size=80).map(str.encode))
@settings(max_examples=often(500))
def test_no_bytes_raise_anything_but_bad_input(data: bytes) -> None:
    for read in (read_yaml, read_json):
        with contextlib.suppress(BadInput):
            read(decode(unpack(data, "f"), guess(data), "f"), "f")


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#, \n?~", max_size=40))
@settings(max_examples=often(500))
def test_what_pyyaml_composes_is_read(text: str) -> None:
    """The shape is the one that PyYAML sees; only what this format does not want is refused."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    try:
        data = read_yaml(text, "f")
    except BadKnowledge:
        return
    assert isinstance(data, dict) == isinstance(node, yaml.MappingNode)
    assert isinstance(data, list) == isinstance(node, yaml.SequenceNode)


def test_a_big_file_is_read_fast() -> None:
    entry = "  - key: j{0}\n    title: Titre\n    phases:\n      - {{key: a, steps: [{{key: s, importance: 0.5}}]}}\n"
    text = "journeys:\n" + "".join(entry.format(number) for number in range(13_750))
    begun = time.process_time()
    assert len(read_yaml(text, "f")["journeys"]) == 13_750
    assert time.process_time() - begun < 10  # of the processor: about one, however busy the machine
