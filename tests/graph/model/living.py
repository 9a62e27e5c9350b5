"""What becomes of a label that the recipe in CONTRIBUTING.md adds: printed, from a house in which it is declared.

It is run in a process of its own, since the model is read once, and everything else off it.
"""

import io
import json
import os
import re
from collections.abc import Iterator
from typing import Any

import yaml
from openpyxl import load_workbook

from api.execute import Request
from api.schema.making import sdl
from graph.address import Address
from graph.document import model_page
from graph.gateway import Gateway
from graph.language import Language
from importers.journeys import knowledge_workbook
from importers.journeys.export import export_knowledge
from importers.journeys.format import json_schema
from tests.asking import asked
from tests.graph.tables import WORKED, check_edges, check_nodes, empty, say, written
from tests.importers.books import read
from tests.importers.say import at_hand, refused, said, same

SPRING = {
    "key": "spring",
    "name": "Assurez le printemps",
    "slogan": "Un tarif en deux minutes",
    "markets": ["fr", "be"],
    "lasts": "P30D",
    "opens": ["home-quote/ask-quote"],
    "paidBy": "digital",
    "measures": [{"name": "reach", "value": 3}],
}
AUTUMN = {"key": "autumn", "name": "Rentrée sereine", "opens": ["home-quote/sign"]}
PROOF = {"key": "panel", "about": ["Campaign:spring"]}
FASTER = {**SPRING, "aliases": ["printemps"], "slogan": "Un tarif en une minute"}
WRONG = """\
parcours: 1
campaigns:
  - {key: a}
  - {key: b, name: B, lasts: a month}
  - {key: c, name: C, opens: [ask-quote]}
  - {key: d, name: D, budget: 3}
"""

BOTH_ENDS = """{
  campaign(key: "spring") {
    id key name slogan markets lasts sources stub
    opens { key } paidBy { key } measures { key } evidence { key }
  }
  filtered: campaigns(where: {lasts: {eq: "P30D"}, opens: {some: {text: {contains: "devis"}}}}) {
    totalCount edges { node { key } }
  }
  ordered: campaigns(orderBy: [{name: DESC}], first: 1) { edges { node { key } } }
  step(key: "home-quote/sign") { campaigns { edges { node { key } } } }
  department(key: "digital") { campaigns { edges { node { key } } } }
  owners: departments(where: {campaigns: {count: {gt: 0}}}) { edges { node { key } } }
  search(text: "tarif", types: [CAMPAIGN]) { edges { node { id } } }
  evidence(key: "panel") { about { __typename ... on Campaign { name } } }
}"""
FORMER = '{campaign(key: "printemps") {key slogan lastChanged {source {key}}}}'
MADE = "SHOW INDEXES YIELD name, labelsOrTypes WHERE 'Campaign' IN labelsOrTypes RETURN name ORDER BY name"


def lives(gateway: Gateway) -> Iterator[tuple[str, Any]]:
    """What a store and its answers become, from one import to the next."""
    empty(gateway)
    say(gateway, WORKED, source=None)
    yield "made", [name for (name,) in gateway.read(MADE)]
    yield "came", written(say(gateway, {"campaigns": [SPRING, AUTUMN], "evidence": [PROOF]}))
    yield "again", written(say(gateway, {"campaigns": [SPRING, AUTUMN], "evidence": [PROOF]}))
    yield "nodes", sorted(check_nodes(gateway, "Campaign", ("name", "markets", "lasts")))
    yield "edges", sorted(check_edges(gateway, "Campaign", "OPENS", "Step"))
    yield "asked", asked(gateway.address, Request(BOTH_ENDS)).to_json()["data"]
    yield "exported", yaml.safe_load(export_knowledge(gateway.read))["campaigns"]
    yield "workbook", workbook_of(gateway)
    yield "changed", written(say(gateway, {"campaigns": [FASTER], "evidence": [PROOF]}))
    yield "fields", gateway.read("MATCH (c:FieldChange {field: 'slogan'}) RETURN c.node, c.before, c.after")
    yield "former", asked(gateway.address, Request(FORMER)).to_json()["data"]
    yield "withdrawn", written(say(gateway, {"evidence": [PROOF]}))
    yield "left", gateway.read("MATCH (c:Campaign) RETURN c.key, c.stub")


def workbook_of(gateway: Gateway) -> Any:
    """The heads of the label's sheet, and whether a workbook says all of what the store was told."""
    content = knowledge_workbook.export(gateway.read, None, Language.FR).content
    sheet = load_workbook(io.BytesIO(content))["Campaigns"]
    same(at_hand(read(content).said), said(export_knowledge(gateway.read)))
    return [cell.value for cell in sheet[1]], [cell.value for cell in sheet[3]][:5]


def tells() -> Iterator[tuple[str, Any]]:
    """What is generated of it, and what a file is told that gets it wrong."""
    yield "page", re.findall(r"### Campaign\n(.*?)\n#", model_page(), re.S)
    yield "sdl", re.findall(r"^type Campaign implements.*?^}", sdl(), re.S | re.M)
    fields = json_schema()["$defs"]["Campaign"]
    yield "format", (fields["required"], fields["properties"]["opens"]["anyOf"][0]["description"])
    yield "refused", [problem.message for problem in refused(WRONG)]


if __name__ == "__main__":
    named = (os.environ[f"NEO4J_{name}"] for name in ("URI", "USERNAME", "PASSWORD", "DATABASE"))
    uri, user, password, database = named
    store = Gateway(Address(uri, user, password, database))
    print(json.dumps(dict([*tells(), *lives(store)])))
    store.close()
