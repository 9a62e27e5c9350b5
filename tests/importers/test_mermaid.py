"""Mermaid's journey diagrams."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.keys import slug, unique
from graph.problems import Code
from importers.errors import BadKnowledge
from importers.gather import Gathered, gather
from importers.journeys.diagram import diagrams
from importers.kind import Instructions
from tests.importers.say import at_hand
from tests.often import often

DATA = Path(__file__).parents[3] / "shared" / "data" / "journeys" / "mermaid"
FILES = sorted(DATA.glob("*.mmd"))

BANK = """\
---
title: "From the front"
config: {theme: dark}
---
%%{init: {"theme": "dark"}}%%
journey\t
  accTitle: For readers
  accDescr {
    A day; with section a: 5: Me
  }
  title Customer's day — at the bank
  First call: 0

  %% a comment: 5: Nobody
    section Morning [busy]
      Check balance: 5: Customer, Mobile App, Web  # a remark
      Check balance: 1.5:Customer ; Pay → done: 7: Mobile App, Phone
    section Morning [busy]
      Sleep: many: Me
      Wait #40;long#41;: 3: Mobile App
"""


def read(text: str, tmp_path: Path, mapping: str | None = None, name: str = "a day.mmd") -> Gathered:
    file, mapped = tmp_path / name, tmp_path / "mapping.yaml"
    file.write_bytes(text.encode())
    mapped.write_text(mapping or "")
    (found,) = gather("mermaid", [file], Instructions(mapping=mapped if mapping else None))
    return found


def test_everything_in_a_diagram(tmp_path: Path) -> None:
    mapping = "channels: {Mobile App: app, Phone: phone, Web: app}\ndefaultChannel: shop\npersonas: {Me: myself}"
    found = read(BANK, tmp_path, mapping)
    said = at_hand(found.said)
    nodes, edges = said.nodes, said.edges
    assert nodes["Journey"] == {"customer-s-day-at-the-bank": {"title": "Customer's day — at the bank"}}
    assert nodes["Persona"] == {"customer": {"name": "Customer"}}
    key = "customer-s-day-at-the-bank"
    assert set(edges["Journey", "FOR", "Persona"]) == {(key, "customer"), (key, "myself")}
    assert [(phase, node.get("name")) for phase, node in nodes["Phase"].items()] == [
        (f"{key}/start", None),
        (f"{key}/morning-busy", "Morning [busy]"),
        (f"{key}/morning-busy-2", "Morning [busy]"),
    ]
    assert [node["text"] for node in nodes["Step"].values()] == [
        "First call", "Check balance", "Check balance", "Pay → done", "Sleep", "Wait (long)"
    ]  # fmt: skip
    assert {name.removeprefix(f"{key}/"): node.get("emotion") for name, node in nodes["Touchpoint"].items()} == {
        "first-call/shop": -2.0,
        "check-balance/app": 2.0,
        "check-balance-2/shop": -1.5,
        "pay-done/app": None,
        "pay-done/phone": None,
        "sleep/shop": None,
        "wait-long/app": 0.0,
    }
    assert [node["order"] for node in nodes["Step"].values()] == [1, 2, 3, 4, 5, 6]
    assert [(problem.code, problem.place[1], problem.value) for problem in found.problems] == [
        (Code.BAD_VALUE, 17, "7"),
        (Code.BAD_VALUE, 19, "many"),
        (Code.UNKNOWN_COLUMN, 8, None),
    ]
    assert said.places["Step", f"{key}/pay-done"][1] == 17


def test_without_a_mapping_tasks_stand_on_a_stub(tmp_path: Path) -> None:
    found = read("journey\ntitle T\nGo: 3: Me", tmp_path)
    said = at_hand(found.said)
    assert said.edges["Touchpoint", "ON", "Channel"] == {("t/go/unmapped", "unmapped"): {}}
    assert "Channel" not in said.nodes
    (problem,) = found.problems
    assert (problem.code, problem.value, problem.place[1:]) == (Code.UNMAPPED_VALUE, "Me", (3, "actors"))


@pytest.mark.parametrize("text", [BANK.replace("\n", "\r\n"), "\ufeff" + BANK, "\n\n" + BANK])
def test_line_ends_and_marks_change_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert at_hand(read(text, tmp_path / "x").said).nodes == at_hand(read(BANK, tmp_path).said).nodes


@pytest.mark.parametrize(
    ("text", "name", "mapping", "key"),
    [
        ("journey\ntitle Été à l'Œuvre\na: 1", "f.mmd", None, "f"),
        ("journey\ntitle Été à Nice\na: 1", "f.mmd", None, "ete-a-nice"),
        ("journey\naccTitle: Hello\na: 1", "f.mmd", None, "hello"),
        ("journey\na: 1", "My file.mermaid", None, "my-file"),
        ("journey\ntitle 顧客\na: 1", "顧客.mmd", None, "journey-40b3e4"),
        ("journey\ntitle Hello\na: 1", "f.mmd", "journey: known", "known"),
    ],
)
def test_the_key_of_a_journey(text: str, name: str, mapping: str | None, key: str, tmp_path: Path) -> None:
    assert list(at_hand(read(text, tmp_path, mapping, name).said).nodes["Journey"]) == [key]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "flowchart TD\n a --> b",
            "this is 'flowchart'; what is read is a Mermaid diagram whose first line is `journey`",
        ),
        ("sequenceDiagram\n a->>b: x", "this is 'sequenceDiagram';"),
        ("", "there is nothing here;"),
        ("%% nothing\n", "there is nothing here;"),
        ("journey\n  hello", "'hello' is no task; write `text: score: actor, actor`"),
        ("journey\n  : 5: Me", "': 5: Me' is no task"),
        ("\x01", "this is '\\x01';"),
    ],
)
def test_what_is_no_journey_is_refused(text: str, message: str, tmp_path: Path) -> None:
    found = read(text, tmp_path)
    assert found.refused
    assert found.problems[0].message.startswith(message)
    assert not at_hand(found.said).nodes


def test_fences_of_a_page(tmp_path: Path) -> None:
    page = "# A\n```mermaid\nflowchart TD\n```\n\n~~~mermaid\njourney\n title One\n a: 1: Me\n~~~\n"
    page += "```mermaid\njourney\n b: 2: Me\n```\n"
    said = at_hand(read(page, tmp_path, name="page.md").said)
    assert list(said.nodes["Journey"]) == ["one", "page"]
    assert list(said.nodes["Persona"]) == ["me"]
    assert said.places["Step", "page/b"][1] == 13
    assert "none of the 1 mermaid fences" in read("```mermaid\npie\n```", tmp_path, name="p.md").problems[0].message


def test_files_of_one_source_share_their_personas(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.mmd").write_text(f"journey\n title {name}\n a: 3: Me")
    (found,) = gather("mermaid", [tmp_path], Instructions(source="maps"))
    assert (found.source, found.named, found.refused) == ("maps", True, False)
    assert list(at_hand(found.said).nodes["Journey"]) == ["one", "two"]
    assert [source.source for source in gather("mermaid", [tmp_path])] == ["one", "two"]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("chanels: {}", "a Mapping has no field 'chanels'; did you mean 'channels'?"),
        ("channels: {App: my app}", "App: 'my app' is no key;"),
        ("- 1", "this is no mapping, which is YAML that begins with one of channels, defaultChannel"),
    ],
)
def test_a_wrong_mapping_is_refused(mapping: str, message: str, tmp_path: Path) -> None:
    found = read("journey\na: 1", tmp_path, mapping)
    assert found.refused
    assert found.problems[0].message.startswith(message)
    assert found.problems[0].place[0].endswith("mapping.yaml")


def test_slugs() -> None:
    assert slug("Crème brûlée!", "x") == "creme-brulee"
    assert slug("QR スキャン", "x") == slug("QR スキャン", "y") != slug("QR スキャナ", "x")
    assert slug("→", "x").startswith("x-")
    assert unique("a", {"a", "a-2"}) == "a-3"


@pytest.mark.skipif(not FILES, reason=f"{DATA} is not here")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_real_diagrams(file: Path) -> None:
    (found,) = gather("mermaid", [file])
    assert not found.refused
    lines = [line.strip() for line in file.read_text().splitlines()]
    tasks = [line for line in lines if line.count(":") > 1 and not line.startswith("acc")]
    nodes = at_hand(found.said).nodes
    steps, touchpoints = (nodes.get(label, {}) for label in ("Step", "Touchpoint"))
    assert len(steps) == len(tasks) == len(touchpoints)
    assert len(nodes["Phase"]) == sum(line.startswith("section") for line in lines)
    assert {problem.code for problem in found.problems} <= {Code.UNMAPPED_VALUE, Code.UNKNOWN_COLUMN}


@given(st.text(alphabet="journey\n:;#%{}-` 5,aé\t", max_size=80))
@settings(max_examples=often(300))
def test_no_text_raises_anything_but_bad_input(text: str) -> None:
    for prefix, name in (("", "f.mmd"), ("journey\n", "f.mmd"), ("```mermaid\njourney\n", "f.md")):
        try:
            found: Any = diagrams(prefix + text, name)
        except BadKnowledge as error:
            found = error.problems
        assert found
