"""Texts that are no tables: each is refused with what it is, and with what reads it."""

from pathlib import Path

import pytest

from graph.errors import BadInput
from importers.kind import Instructions
from importers.organisation.org_csv import suggest
from importers.reading.strangers import stranger
from importers.reading.table import read_tables
from tests.importers.organisation.charts import gathered
from tests.importers.say import refused

ENTITY = "apiVersion: backstage.io/v1beta1\nkind: Group\nmetadata: {name: sales}\n"
BOOK = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
FLAT = '<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
PAGE = "a web page (HTML) and no table: open it in Excel or LibreOffice, and save it as .xlsx or CSV"
SAVED = "save it as CSV or .xlsx; of saved JSON, `scim`, `msgraph` and `bamboohr` read org charts"

TEXTS = {
    "report.json": ('{"Report_Entry": [{"Worker": "1"}]}', f"is JSON and no table: {SAVED}"),
    "list.json": ('[\n  {"id": 1}\n]', f"is JSON and no table: {SAVED}"),
    "none.json": ("[]", "is JSON and no table"),
    "lines.json": ('{"id": 1}\n{"id": 2}\n', "is JSON, one object a line and no table"),
    "one-line.json": ('{"id": "' + "x" * 2_000_000 + '"}', "is JSON and no table"),
    "page.xls": ("\ufeff\n<html><body><table><tr><td>id</td></tr></table></body></html>", PAGE),
    "table.xls": ("<table border=1><tr><td>id</td></tr></table>", PAGE),
    "xhtml.xls": ('<?xml version="1.0"?>\n<!DOCTYPE html><html></html>', PAGE),
    "archive.xls": ('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n', "is a web archive (MHTML)"),
    "old.xml": (f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>\n{BOOK}', "spreadsheet of Excel 2003"),
    "bare.xml": (BOOK, "an XML spreadsheet of Excel 2003 and no table: open it"),
    "flat.fods": (f'<?xml version="1.0"?>\n{FLAT}', "flat OpenDocument spreadsheet and no table: save it as .ods"),
    "other.xml": ("<?xml version='1.0'?><staff/>", "is XML and no table: `parcours import --list`"),
    "catalogue.yaml": (f"# ours\n---\n{ENTITY}", "catalogue, in YAML, which no kind reads: org charts are read"),
    "staff.yaml": ("staff:\n  - name: x\n    unit: y\n", "is YAML and no table"),
    "dashes.yaml": ("---\nname: x\n", "is YAML and no table"),
    "house.yaml": ("parcours: 1\njourneys: []\n", "a knowledge file and no table: `parcours import {file}` reads it"),
    "map.mmd": ("%% ours\njourney\n  title T\n", "a Mermaid diagram and no table: `parcours import mermaid {file}`"),
    "chart.mmd": ("flowchart TD\n  A --> B\n", "is a Mermaid diagram"),
    "chart.dot": ("digraph staff {\n a -> b\n}", "is a diagram in text"),
    "people.ldif": ("version: 1\n\n# all\ndn: o=House\no: House\n", "no table: `parcours import ldif {file}` reads it"),
    "people.vcf": ("BEGIN:VCARD\nFN:X\nEND:VCARD\n", "is a vCard or a calendar and no table: export it as CSV"),
    "dump.sql": ("-- made at night\n/* by * us */\nCREATE TABLE staff (id int);", "a dump of a database, in SQL"),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("name", "text", "said"), [(name, *each) for name, each in TEXTS.items()], ids=TEXTS)
def test_what_is_no_table_is_named_with_what_reads_it(
    tmp_path: Path, name: str, text: str, said: str, encoding: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding=encoding)
    for read in (read_tables, lambda path: suggest([path], Instructions())):
        with pytest.raises(BadInput) as caught:
            read(file)
        assert said.format(file=file) in str(caught.value) and str(caught.value).startswith(str(file))


@pytest.mark.parametrize("kind", ["org-csv", "workday", "organogram"])
def test_every_kind_that_reads_tables_says_so(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.json").write_text('{"rows": []}')
    found = gathered(kind, tmp_path / "a.json")
    assert found.refused and ["is JSON and no table" in each.message for each in found.problems] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "id,title\n1,Head\n",
        "Report: all of them\nAs of: today\n\nid,title\n1,Head\n",
        "[id],[title]\n1,2\n",
        "{id},title\n1,2\n",
        "# of posts,unit\n1,2\n",
        "dn,cn\nx,y\n",
        "journey,step\nx,y\n",
        "graph,unit\nx,y\n",
        "Date:,x\n1,2\n",
        "- none -,x\n1,2\n",
        "insert,create table\n1,2\n",
        "a: b\n",
        "<5,>5\n1,2\n",
        "",
    ],
)
def test_what_may_be_a_table_is_none_of_them(text: str) -> None:
    assert stranger(text) is None


def test_an_entity_of_a_catalogue_is_named_once_by_the_kind_that_reads_yaml() -> None:
    for text in (ENTITY, f"{ENTITY}---\n{ENTITY}", f"---\n{ENTITY}"):
        with pytest.raises(BadInput, match="Backstage catalogue, in YAML, which no kind reads: org charts"):
            refused(text)
