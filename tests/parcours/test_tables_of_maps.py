"""Journey maps as tables on the command line: a proposal, an import, the same again, and what is no map."""

import io
import json
import zipfile

import pytest

from tests.graph.tables import check_edges, check_nodes, dump
from tests.importers.journeys.maps import as_csv, as_ods, as_xlsx, ods_sheet, rows

MAP = rows("""
Phase    | Étape          | Canal            | Ressenti | Irritants | Volume
Chercher | Je compare     | Site, Agence     | 🙂       |           | 3000-4000
         | J'appelle      | Téléphone        | fâché    | Attente   |
Acheter  | Je signe       | Agence           | 😡       |           |
""")
WRITTEN = {"Journey", "Phase", "Step", "Touchpoint", "Channel", "Evidence"}


@pytest.fixture(params=["csv", "xlsx", "ods"])
def file(request, tmp_path):
    """The map, as each program writes it."""
    path = tmp_path / f"map.{request.param}"
    write = {
        "csv": lambda: as_csv(path, MAP, ";"),
        "xlsx": lambda: as_xlsx(path, ("Carte", MAP)),
        "ods": lambda: as_ods(path, ("Carte", ods_sheet(MAP))),
    }
    return write[request.param]()


def test_a_proposal_is_imported_as_it_is_and_the_same_again_writes_nothing(parcours, file, gateway, tmp_path):
    proposed = parcours("import", "journey-table", file, "--suggest-mapping")
    assert (proposed.returncode, proposed.stderr) == (0, "")
    (tmp_path / "map.yaml").write_text(proposed.stdout, encoding="utf-8")
    words = ("import", "journey-table", file, "--mapping", "map.yaml", "--source", "maps", "--format", "json")
    dry = parcours(*words, "--dry-run")
    assert (dry.returncode, json.loads(dry.stdout)["status"]) == (0, "dry-run")
    assert check_nodes(gateway, "Journey") == set()
    done = json.loads(parcours(*words).stdout)
    assert done["status"] == "done"
    assert set(done["written"]) >= WRITTEN
    assert {problem["code"] for problem in done["problems"]} == {"UNMAPPED_VALUE"}
    before = dump(gateway)
    assert len(check_edges(gateway, "Touchpoint", "ON", "Channel")) == 4
    assert len(check_nodes(gateway, "Step")) == 3
    assert {emotion for _, emotion in check_nodes(gateway, "Touchpoint", ("emotion",))} == {1, -2, None}
    again = json.loads(parcours(*words).stdout)
    assert not any(count[did] for count in again["written"].values() for did in ("created", "updated", "removed"))
    assert dump(gateway) == before


def test_the_report_is_french_for_the_french(parcours, file, tmp_path):
    proposed = parcours("import", "journey-table", file, "--suggest-mapping", LANG="fr_FR.UTF-8")
    (tmp_path / "map.yaml").write_text(proposed.stdout, encoding="utf-8")
    done = parcours("import", "journey-table", file, "--mapping", "map.yaml", LANG="fr_FR.UTF-8")
    assert done.returncode == 0
    assert "personne n'a dit ce que vaut «\u00a0fâché\u00a0» dans «\u00a0Ressenti\u00a0» (1 fois)" in done.stderr


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
STRANGERS = {
    "events.csv": (b"customer_id,timestamp,channel\n1,2026-01-01,web\n2,2026-01-02,web\n", "contacts-csv"),
    "event-log.csv": (b"Session ID;Page;Event time\n1;/;10:00\n", "contacts-csv"),
    "staff.csv": (b"Employee ID,Job Title,Reports to\n1,Chief,\n2,Dev,1\n", "org-csv"),
    "lucid.csv": (b"Id,Name,Shape Library,Line Source,Line Destination\n1,Page,x,,\n", "copy the table out of it"),
    "data.json": (b'{"journeys": [1, 2]}', "is JSON and no table"),
    "data.xml": (b"<?xml version='1.0'?><journey/>", "is XML and no table"),
    "page.html": (b"<!DOCTYPE html><html><body>x</body></html>", "is a web page"),
    "journey.mmd": (b"journey\n  title T\n  a: 3: Me\n", "import mermaid"),
    "insurer.yaml": (b"parcours: 1\njourneys: []\n", "is a knowledge file"),
    "report.pdf": (b"%PDF-1.5\n%", "a PDF"),
    "old.xls": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an Office file of before 2007"),
    "letter.docx": (zipped(word__document_xml="<w/>"), "a Word document"),
    "empty.csv": (b"", "there is no table in it"),
    "cut.xlsx": (zipped(xl__workbook_xml="<x/>")[:-30], "damaged"),
    "bomb.xlsx": (zipped(xl__workbook_xml="<x/>", xl__worksheets__sheet1_xml=b" " * 60_000_000), "unpacks to more"),
    "entity.ods": (zipped(mimetype=ODS, content_xml=ENTITY), "damaged"),
    "prose.txt": (b"This is a letter.\nIt holds no table, and no map.\n", "looks like a journey map"),
    "unlike.csv": (b"fruit,colour\napple,red\npear,green\n", "looks like a journey map"),
    "long.csv": (b"Phase,Channel,Note\n" + b"a,b,c\n" * 100_000, "contacts-csv"),
}


@pytest.mark.parametrize(("name", "content", "message"), [(n, *each) for n, each in STRANGERS.items()], ids=STRANGERS)
def test_what_is_no_map_is_named(parcours, tmp_path, gateway, name, content, message):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "map.yaml").write_text("phase: Phase\nlanes: {Channel: channel}\n")
    before = dump(gateway)
    proposed = parcours("import", "journey-table", name, "--suggest-mapping")
    refused = parcours("import", "journey-table", name, "--mapping", "map.yaml")
    assert proposed.stdout == ""
    assert (proposed.returncode, refused.returncode) == (1, 1)
    assert message in proposed.stderr.replace("\n", " ")
    assert "Traceback" not in proposed.stderr + refused.stderr
    assert dump(gateway) == before


def test_one_file_that_is_refused_refuses_all(parcours, tmp_path, gateway):
    as_csv(tmp_path / "one.csv", MAP)
    as_csv(tmp_path / "two.csv", rows("Fruit | Couleur\npomme | rouge"))
    (tmp_path / "map.yaml").write_text("phase: Phase\nstep: Étape\nlanes: {Canal: channel}\n", encoding="utf-8")
    done = parcours("import", "journey-table", "one.csv", "two.csv", "--mapping", "map.yaml", "--source", "maps")
    assert done.returncode == 1
    assert check_nodes(gateway, "Journey") == set()


def test_what_a_map_no_longer_has_is_withdrawn(parcours, tmp_path, gateway):
    (tmp_path / "map.yaml").write_text(
        "phase: Phase\nstep: Étape\nlanes: {Canal: {to: channel, split: [',']}}\n", encoding="utf-8"
    )
    for table in (MAP, MAP[:2]):
        as_csv(tmp_path / "map.csv", table)
        done = parcours("import", "journey-table", "map.csv", "--mapping", "map.yaml", "--allow-shrink")
        assert done.returncode == 0, done.stderr
    assert check_nodes(gateway, "Step") == {"map/je-compare"}


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("lanes: {Canal: chanel}", "chanel"),
        ("lanes: {Canal: {to: channel, spilt: [',']}}", "did you mean 'split'"),
        ("lanes: {Ressenti: {to: emotion, scale: [1, 1]}}", "two different ends"),
        ("lanes: {Ressenti: {to: emotion, values: {x: 5}}}", "from -2 to 2"),
        ("phase: Phase\nstep: Étape\nrange: 4B", "names no cells"),
        ("phase: Fase", "--suggest-mapping"),
        ("fruit: apple", "this is no mapping"),
    ],
)
def test_a_wrong_mapping_is_told_with_its_place(parcours, tmp_path, mapping, message):
    as_csv(tmp_path / "map.csv", MAP)
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    done = parcours("import", "journey-table", "map.csv", "--mapping", "map.yaml")
    assert done.returncode == 1
    assert message in done.stderr
