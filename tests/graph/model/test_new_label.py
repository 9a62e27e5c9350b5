"""The recipe for a new label, followed from its page alone: from the file to the graph, its answers, the export."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from graph import schema
from graph.gateway import Gateway
from tests.conftest import ROOT
from tests.graph.model.living import AUTUMN, SPRING

BLOCKS = re.compile(r"^## Add a label\n.*?```python\n(.*?)```.*?```python\n(.*?)```", re.S | re.M)


def declared(house):
    """A copy of the graph's room in which somebody followed the recipe."""
    shutil.copytree(ROOT / "graph", house / "graph", ignore=shutil.ignore_patterns("__pycache__"))
    ((label, ends),) = BLOCKS.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    home = house / label.split("\n")[0].removeprefix("# ")
    home.write_text(f"{home.read_text(encoding='utf-8')}\n\n{label}", encoding="utf-8")
    for line, target in re.findall(r"^(.*)  # in (\w+)$", ends, re.M):
        for file in (house / "graph" / "model").glob("*.py"):
            text = file.read_text(encoding="utf-8")
            put = re.sub(rf'(class {target}\(.*?""".*?""")', rf"\1\n\n    {line}", text, count=1, flags=re.S)
            file.write_text(put, encoding="utf-8")
    return house


@pytest.fixture(scope="module")
def found(gateway_address, tmp_path_factory):
    """What that house tells of the label; afterwards the store forgets that there was one."""
    named = {
        "NEO4J_URI": gateway_address.uri,
        "NEO4J_USERNAME": gateway_address.username,
        "NEO4J_PASSWORD": gateway_address.password,
        "NEO4J_DATABASE": gateway_address.database,
        "PYTHONPATH": str(ROOT),  # for all rooms but the graph's, which is found in the folder that it runs in
    }
    ran = subprocess.run(
        [sys.executable, "-m", "tests.graph.model.living"],
        env=os.environ | named,
        cwd=declared(tmp_path_factory.mktemp("house")),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.command("DROP CONSTRAINT key_Campaign IF EXISTS")
    gateway.command("DROP INDEX name_Campaign IF EXISTS")
    schema.prepare(gateway)
    gateway.close()
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_it_has_its_section_and_its_type(found):
    ((page,), (sdl,)) = found["page"], found["sdl"]
    assert "| `markets` | list of text | Where it runs |" in page
    assert "- `(Campaign)-[:OPENS]->(Step)` The steps to which it brings customers · `opens` / `campaigns`" in page
    fields = dict(re.findall(r"^  (\w+): (\S+)$", sdl, re.M))
    assert (
        fields.items()
        >= {
            "name": "String",
            "markets": "[String!]!",
            "aliases": "[String!]!",
            "stub": "Boolean!",
            "opens": "[Step!]!",
            "paidBy": "Department",
        }.items()
    )


def test_a_file_is_told_what_is_wrong_with_it(found):
    assert found["format"] == [["key", "name"], "A step, journey/step"]
    assert found["refused"] == [
        "a Campaign needs a field 'name', which is missing here",
        "lasts: 'a month' is no duration in ISO 8601; P2D is two days, PT4H four hours",
        "opens: 'ask-quote' names nothing; write all of its key, journey/step",
        "a Campaign has no field 'budget'; it has key, name, slogan, markets, lasts, aliases, note, links, tags, "
        "opens, paidBy, measures",
    ]


def test_the_store_has_its_constraint_and_its_indexes(found):
    assert found["made"] == ["aliases", "key_Campaign", "name_Campaign", "texts", "textsEnglish", "textsFrench"]


def test_it_comes_stays_changes_and_goes(found):
    one = [1, 0, 0]
    came = {"Campaign": [2, 0, 0], "OPENS": [2, 0, 0], "PAID_BY": one, "Measure": one, "MEASURES": one}
    assert found["came"] == came | {"Evidence": one, "ABOUT": one}
    assert found["again"] == {}
    assert found["nodes"] == [
        ["autumn", "Rentrée sereine", None, None],
        ["spring", "Assurez le printemps", ["fr", "be"], "P30D"],
    ]
    assert found["edges"] == [["autumn", "home-quote/sign"], ["spring", "home-quote/ask-quote"]]
    assert found["changed"] == {"Campaign": [0, 1, 1], "OPENS": [0, 0, 1]}
    assert found["fields"] == [["Campaign:spring", "Un tarif en deux minutes", "Un tarif en une minute"]]
    gone = [0, 0, 1]
    assert found["withdrawn"] == {
        "Campaign": [0, 1, 0],
        "OPENS": gone,
        "PAID_BY": gone,
        "Measure": gone,
        "MEASURES": gone,
    }
    assert found["left"] == [["spring", True]]  # evidence is about it still


def test_it_is_asked_for_from_every_side(found):
    asked = found["asked"]
    assert asked["campaign"] == {
        **{name: SPRING[name] for name in ("key", "name", "slogan", "markets", "lasts")},
        "id": "Campaign:spring",
        "sources": ["test"],
        "stub": False,
        "opens": [{"key": "home-quote/ask-quote"}],
        "paidBy": {"key": "digital"},
        "measures": [{"key": "Campaign:spring~reach~"}],
        "evidence": [{"key": "panel"}],
    }
    keys = {name: [edge["node"]["key"] for edge in asked[name]["edges"]] for name in ("filtered", "ordered", "owners")}
    assert keys == {"filtered": ["spring"], "ordered": ["autumn"], "owners": ["digital"]}
    assert asked["filtered"]["totalCount"] == 1
    assert asked["step"]["campaigns"]["edges"] == [{"node": {"key": "autumn"}}]
    assert asked["department"]["campaigns"]["edges"] == [{"node": {"key": "spring"}}]
    assert asked["search"]["edges"] == [{"node": {"id": "Campaign:spring"}}]
    assert asked["evidence"]["about"] == [{"__typename": "Campaign", "name": "Assurez le printemps"}]
    assert found["former"]["campaign"]["key"] == "spring"


def test_it_comes_back_as_it_was_said(found):
    assert found["exported"] == [AUTUMN, SPRING]


def test_it_has_its_sheet_in_a_workbook_that_says_the_same(found):
    heads, spring = found["workbook"]
    assert heads == ["clé *", "nom *", "slogan", "markets", "lasts", "opens", "paid by", "autres clés", "note", "liens",
                     "étiquettes"]  # fmt: skip
    assert spring == ["spring", "Assurez le printemps", "Un tarif en deux minutes", "fr\nbe", "P30D"]
