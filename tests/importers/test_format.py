"""What is refused in a knowledge file, with its place; and the JSON Schema of the format."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.problems import Code
from importers.errors import MOST, BadKnowledge
from importers.journeys.format import json_schema
from importers.reading.yaml12 import read_yaml
from tests.importers.say import reading, refused
from tests.often import often

CONTRACT = Path(__file__).parents[3] / "shared" / "design" / "contract.md"


GOLDEN = Path(__file__).parent / "golden"
WRONG = (GOLDEN / "wrong.yaml").read_text()


def test_all_that_is_wrong_is_told_at_once_with_its_place() -> None:
    told = "\n".join(str(problem).replace("f0.yaml:", "").replace(": ", " ", 1) for problem in refused(WRONG))
    assert f"{told}\n" == (GOLDEN / "wrong.txt").read_text()


def test_json_is_refused_for_the_same_reasons() -> None:
    text = json.dumps(read_yaml(WRONG, "f"), indent=1)
    found = refused(text, suffix=".json")
    assert {problem.message.split(", first")[0] for problem in found} == {
        problem.message.split(", first")[0] for problem in refused(WRONG)
    }
    assert all(problem.place[1] for problem in found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty; a knowledge file begins with `parcours: 1`"),
        ("- 1", "the file holds a list; a knowledge file begins with"),
        ("hello", "the file holds plain text; a knowledge file begins with"),
        ("departments: []", "the first line must say the version of the format: `parcours: 1`"),
        ("parcours: 2", "parcours: 2 is no version of the format that can be read here; write `parcours: 1`"),
        ("parcours: true", "parcours: true is no version"),
        ('parcours: "1"', "parcours: '1' is no version"),
    ],
)
def test_other_files(text: str, message: str) -> None:
    assert refused(text)[0].message.startswith(message)


@pytest.mark.parametrize("word", ["''", "' '", '"\\t"'])
@pytest.mark.parametrize("entry", ["{key: a, tags: [b, %s, c]}", "{key: a, aliases: [b, %s]}", "{key: a, links: [%s]}"])
def test_a_list_has_no_blank_words(entry: str, word: str) -> None:
    (problem,) = refused(f"parcours: 1\ndepartments:\n  - {entry % word}\n")
    assert problem.place[1] == 3 and problem.message.partition(":")[0] in ("tags", "aliases", "url")
    if "tags" in entry:
        assert problem.message.endswith("says nothing; write a word, or leave it out")


@pytest.mark.parametrize(
    "text",
    ["id;name\n1;Anne", "id;name: x\n1;Anne: y", "id,name\n\n1,Anne: a", "\ufeffid\tname\tx\n1\tAnne\ty", "a|b,c\nd|e"],
)
def test_a_table_is_called_one_and_nothing_of_it_is_shown(text: str) -> None:
    with pytest.raises(BadInput, match="is a table: `parcours import org-csv") as caught:
        reading(text)
    assert "Anne" not in str(caught.value)


@pytest.mark.parametrize("colon", [":", " :"])
def test_fields_between_quotes_make_no_table(colon: str) -> None:
    lines = ('"parcours": 1', '"departments": [{key: a, name: A}]', '"systems": [{key: b, name: B}]')
    assert not reading("\n".join(lines[::-1]).replace('":', f'"{colon}')).problems
    assert refused("\n".join([*lines[1:], "x"]))[0].message.startswith("between a field and its value")


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("importance: '0,8'", "importance: '0,8' is no number; write 0.8"),
        ("importance: '0.8'", "importance: '0.8' is a text; take the quotes away"),
        ("touchpoints: [{channel: c, volume: 12 000}]", "none below 0; write 12000"),
        ("touchpoints: [{channel: c, volume: [3 000, 4000]}]", "none below 0; write [3000, 4000]"),
        ("touchpoints: [{channel: c, volume: 12\N{NARROW NO-BREAK SPACE}000}]", "none below 0; write 12000"),
        ("« text »: x", "'« text »' stands between typographic quotes: leave them out"),
    ],
)
def test_what_people_write_is_said_as_a_file_has_it(step: str, message: str) -> None:
    text = f"parcours: 1\njourneys: [{{key: j, phases: [{{key: p, steps: [{{key: s, {step}}}]}}]}}]"
    assert [problem.message for problem in refused(text) if message in problem.message]


def test_quotes_that_become_a_part_of_a_name_are_told() -> None:
    (found,) = reading("parcours: 1\nchannels: [{key: web, name: “Site web”}, {key: c, name: Le « web »}]").problems
    assert (found.fatal, found.place[1:]) == (False, (2, 29))
    assert found.message.startswith("name: the quotes “ ” are taken as a part of the name")


@pytest.mark.parametrize(
    "value", ["[]", "{}", ".inf", ".nan", "null", "x", "-1", "[1]", "[1, 2, 3]", "[2, 1]", "[a, 2]", "true"]
)
def test_what_is_no_volume(value: str) -> None:
    touchpoint = f"{{channel: c, volume: {value}}}"
    text = (
        f"parcours: 1\njourneys: [{{key: j, phases: [{{key: p, steps: [{{key: s, touchpoints: [{touchpoint}]}}]}}]}}]"
    )
    if value == "null":
        reading(text)
    else:
        assert [problem.message.split()[0] for problem in refused(text)] == ["volume:"]


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("https://example.org/map?a=b#c", True),
        ("{url: mailto:maps@example.org, title: Write to us}", True),
        ("{title: The map, url: http://intranet/map}", True),
        ("{title: The map}", False),
        ("javascript:alert(1)", False),
        ("data:text/html", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("'https://example.org/a b'", False),
        ("'https://example.org/\"><script>'", False),
        ("//example.org", False),
        ("mailto:nobody", False),
    ],
)
def test_where_a_link_may_lead(link: str, fits: bool) -> None:
    text = f"parcours: 1\nneeds: [{{key: n, links: [{link}]}}]\n"
    if fits:
        reading(text)
    else:
        (problem,) = refused(text)
        assert "url" in problem.message or "no URL" in problem.message


@pytest.mark.parametrize("value", ["P2D", "PT4H", "P1Y2M3DT4H5M6S", "P3W", "PT0.5S"])
def test_durations(value: str) -> None:
    text = "parcours: 1\nsystems: [{key: a, feeds: [{system: b, objects: [o], delay: %s}]}]"
    reading(text % value)
    assert refused(text % f"{value}x")
    assert refused(text % value[:-1])


def test_circles_and_what_is_part_of_itself() -> None:
    tree = "[{key: a, partOf: b, aliases: [x]}, {key: b, partOf: c}, {key: c, partOf: x}, {key: d, partOf: a}]"
    text = f"parcours: 1\ndepartments: {tree}"
    (found,) = refused(text)
    assert (found.code, found.message) == (Code.CYCLE, "partOf goes in a circle: a → b → c → a")
    (found,) = refused("parcours: 1\npositions: [{key: a, reportsTo: a}]")
    assert found.message == "reportsTo goes in a circle: a → a"


def test_a_loop_of_steps_is_fine_and_a_step_that_is_not_there_is_not() -> None:
    steps = "[{key: sign, next: sign}, {key: b, next: [sing, {step: elsewhere}]}]"
    one, other = refused(f"parcours: 1\njourneys: [{{key: j, phases: [{{key: p, steps: {steps}}}]}}]")
    assert one.message == "next: the journey 'j' has no step 'sing'; did you mean 'sign'?"
    assert other.message == "next: the journey 'j' has no step 'elsewhere'; describe it, or leave it out"
    assert other.place[1:] == (2, 101)


def test_a_touchpoint_that_is_not_there_is_a_stub_with_a_hint() -> None:
    steps = "[{key: a, touchpoints: [{channel: web, leadsTo: [a/wbe, b/x]}]}]"
    (found,) = reading(f"parcours: 1\njourneys: [{{key: j, phases: [{{key: p, steps: {steps}}}]}}]").problems
    assert not found.fatal
    assert found.message == "leadsTo: the journey 'j' has no touchpoint 'a/wbe'; did you mean 'a/web'?"


def test_keys_that_stand_in_two_files() -> None:
    one, two = "parcours: 1\njourneys: [{key: j}]", "parcours: 1\n\njourneys: [{key: k}, {key: j}]"
    (found,) = refused(one, two)
    assert found.place == ("f1.yaml", 3, 28)
    assert "described twice, first in f0.yaml, line 2" in found.message


def test_aliases_stand_for_one_thing() -> None:
    (found,) = refused("parcours: 1\nchannels: [{key: a, aliases: [x]}, {key: b, aliases: [x]}]")
    assert found.message == "the alias 'x' stands for channel 'a' and 'b'; it can stand for one only"
    (found,) = refused("parcours: 1\nchannels: [{key: a, aliases: [b]}, {key: b}]")
    assert found.message == "the key 'b' is an alias of channel 'a'; describe it there"


@pytest.mark.parametrize(
    ("steps", "value", "message"),
    [
        ("{key: a, aliases: [x]}, {key: b, aliases: [x]}", "j/x", "the alias 'j/x' stands for step 'j/a' and 'j/b'"),
        ("{key: a, aliases: [x]}, {key: b, aliases: [i/x]}", "j/x", "the alias 'j/x' stands for step 'j/a' and 'j/b'"),
        ("{key: a, aliases: [b]}, {key: b}", "j/b", "the key 'j/b' is an alias of step 'j/a'; describe it there"),
        ("{key: a, aliases: [a]}", "j/a", "the alias 'j/a' stands for step 'j/a' and 'j/a'"),
        (
            "{key: a, touchpoints: [{channel: c, aliases: [d]}, {channel: d}]}",
            "j/a/d",
            "the key 'j/a/d' is an alias of touchpoint 'j/a/c'",
        ),
    ],
)
def test_aliases_of_parts_stand_for_one_thing(steps: str, value: str, message: str) -> None:
    text = f"parcours: 1\njourneys: [{{key: j, aliases: [i], phases: [{{key: p, steps: [{steps}]}}]}}]"
    (found,) = refused(text)
    assert (found.code, found.value) == ("DUPLICATE_KEY", value)
    assert message in found.message


@pytest.mark.parametrize("alias", ["a/b/c", "a/", "/a", "é", "j/s/t/u"])
def test_a_former_key_of_a_step_is_its_own_or_the_whole_one(alias: str) -> None:
    (found,) = refused(
        f"parcours: 1\njourneys: [{{key: j, phases: [{{key: p, steps: [{{key: a, aliases: ['{alias}']}}]}}]}}]"
    )
    assert "is no former key; write what stood after `key:`" in found.message and "journey/step" in found.message


def test_of_very_many_problems_the_first_are_told() -> None:
    found = refused("parcours: 1\nneeds:\n" + "  - {name: x}\n" * 200)
    assert len(found) == MOST + 1
    assert found[-1].message == "and 150 more"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.just(10**400),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["key", "name", "next", "steps", "phases", "touchpoints", "channel", "leadsTo", "felt"])
                | st.text(max_size=3),
                inner,
                max_size=4,
            )
        ),
        max_leaves=20,
    ),
    st.sampled_from(["journeys", "departments", "evidence", "aliases"]),
)
@settings(max_examples=often(400), deadline=None)
def test_no_document_raises_anything_but_bad_input(value: Any, name: str) -> None:
    text = json.dumps({"parcours": 1, name: value}, allow_nan=True, ensure_ascii=True)
    for suffix in (".json", ".yaml"):
        try:
            reading(text, suffix=suffix)
        except BadInput as error:
            assert isinstance(error, BadKnowledge)
            assert str(error)


def example() -> str:
    if not CONTRACT.is_file():
        pytest.skip(f"{CONTRACT} is not here")
    found = re.search(r"```yaml\n(.*?)```", CONTRACT.read_text(), re.DOTALL)
    assert found
    return found[1]


def test_the_example_of_the_contract_is_read_but_for_two_steps_that_it_leaves_out() -> None:
    assert [problem.value for problem in refused(example())] == ["sign", "give-up"]


def test_the_schema_is_one_and_takes_what_is_read() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(json.dumps(read_yaml(example(), "f"))))
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["parcours"]


@pytest.mark.parametrize(
    "step",
    [
        {"next": "a"},
        {"next": ["a"]},
        {"next": {"step": "a"}},
        {"next": [{"step": "a", "share": 0.5, "wait": "P2D"}, "b"]},
        {"touchpoints": [{"channel": "c", "leadsTo": ["a/c", {"to": "b/c", "volume": [1, 2], "per": "day"}]}]},
        {"touchpoints": [{"channel": "c", "felt": {"nadia": {"emotion": -2}}, "uses": []}]},
        {
            "touchpoints": [
                {"channel": "c", "measures": [{"name": "NPS", "value": 3, "scale": [1, 5], "from": "2025-01-01"}]}
            ]
        },
        {"importance": 2},
        {"next": [{"stop": "a"}]},
        {"touchpoints": [{}]},
        {"touchpoints": [{"channel": "c", "volume": -1}]},
        {"touchpoints": [{"channel": "c", "leadsTo": "a"}]},
        {"wait": "2 days"},
        {"outcome": "gone"},
    ],
)
def test_schema_and_reader_agree(step: dict[str, Any]) -> None:
    data = {
        "parcours": 1,
        "journeys": [{"key": "j", "phases": [{"key": "p", "steps": [{"key": "a", **step}, {"key": "b"}]}]}],
    }
    try:
        reading(json.dumps(data), suffix=".json")
        read = True
    except BadKnowledge:
        read = False
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(data) == read


BOUNDED = """parcours: 1
positions:
  - {key: boss, headcount: -1, alsoReportsTo: [boss]}
evidence:
  - {key: e, sampleSize: -4, about: ["Evidence:e"]}
systems:
  - {key: crm, feeds: [{system: core, objects: []}]}
  - {key: core, feeds: [{system: core, objects: [quote]}]}
journeys:
  - key: j
    alternativeTo: j
    measures: [{name: " ", value: 1}]
    phases:
      - key: p
        steps:
          - {key: s, text: x, next: [s], touchpoints: [{channel: web, leadsTo: [s/web]}]}
"""


def test_what_has_bounds_keeps_to_them() -> None:
    assert {(problem.place[1], problem.message) for problem in refused(BOUNDED)} == {
        (3, "headcount: -1 is less than 0, the least that it can be"),
        (7, "objects: a list names none; name at least one"),
        (5, "sampleSize: -4 is less than 0, the least that it can be"),
        (12, "name: ' ' says nothing; write a word, or leave it out"),
        (3, "alsoReportsTo: position 'boss' cannot lead to itself here; name another one"),
        (8, "feeds: system 'core' cannot lead to itself here; name another one"),
        (5, "about: piece of evidence 'e' cannot lead to itself here; name another one"),
        (11, "alternativeTo: journey 'j' cannot lead to itself here; name another one"),
    }
