"""A small source of each kind, with keys and names as unlike ours as real ones are."""

import base64
import csv
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from graph.language import Language
from graph.tickets import label, line
from importers.journeys.book.guide import About
from importers.journeys.book.write import workbook

WORDS = (
    "Calls/Night", "centre d'appels", "Été & Co", "a:b", "#1", "- x", "1e3", "0123", "{a}", "[b]", "a, b", 'say "x"',
    "a/b/c", "😀", "~", "yes", "=1+1", "x~y~z", "C:\\dir", "100 %", "é" * 200, "two\nlines", "tab\there", "x\u2028y",
    "null?", "?", "a: b", "@x", "Channel:web", "|", "*", "unit:1", "_x", "<b>",
)  # fmt: skip
"""Ids and names that an export has to bear."""

SOURCES = ("hr", "Été 2026/RH", "_my source", "o32")


@dataclass
class Case:
    """The files of one source, how they are read, and the name that somebody gave it."""

    kind: str
    source: str
    files: list[Path]
    mapping: dict[str, object] | None = None


def case(kind: str, folder: Path, seed: int) -> Case:
    """Files of this kind, other ones for each seed."""
    draw = random.Random(seed)
    texts, mapping = KINDS[kind](draw)
    files = []
    for name, text in texts.items():
        files.append(folder / name)
        files[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
    return Case(kind, SOURCES[seed % len(SOURCES)], files, mapping)


def people(draw: random.Random) -> Iterator[dict[str, str]]:
    """Posts: each word is the key of one, a title, and for some the name of a unit."""
    keys, titles = draw.sample(WORDS, len(WORDS)), draw.sample(WORDS, len(WORDS))
    units = draw.sample(WORDS, 12)
    for place, (key, title) in enumerate(zip(keys, titles, strict=True)):
        unit = draw.randrange(len(units))
        yield {
            "id": key,
            "title": title,
            "unit": units[unit],
            "up": units[(unit - 1) // 2] if unit else "",
            "boss": keys[draw.randrange(place)] if place else "not here/x",
            "grade": draw.choice(WORDS),
            "fte": draw.choice(["1", "0.5", "12"]),
        }


def table(rows: list[dict[str, str]], names: dict[str, str]) -> str:
    """A table in CSV; theirs by ours."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([list(names), *([row[ours] for ours in names.values()] for row in rows)])
    return text.getvalue()


Made = tuple[dict[str, str] | dict[str, bytes], dict[str, object] | None]


def org_csv(draw: random.Random) -> Made:
    rows = list(people(draw))
    units = list(dict.fromkeys(row["unit"] for row in rows))
    columns = {
        "key": "id", "title": "title", "department": "unit", "departmentParent": "up", "reportsTo": "boss",
        "grade": "grade", "headcount": "fte",
    }  # fmt: skip
    mapping = {
        "columns": columns,
        "departments": {units[0]: "call-centre"},
        "silos": {units[1]: "sales"},
        "systems": {units[2]: ["crm", "hr:a/b"]},
        "channels": {units[3]: ["phone"]},
        "partners": [units[4]],
        "aliases": {units[5]: "hr:Other/One", units[6]: f"hr:{units[6]}", rows[3]["id"]: "chief"},
    }
    return {"staff.csv": table(rows, {name: name for name in rows[0]})}, mapping


def organogram(draw: random.Random) -> Made:
    rows = list(people(draw))
    senior = {
        "Post Unique Reference": "id", "Job Title": "title", "Grade": "grade", "Parent Department": "up",
        "Organisation": "up", "Unit": "unit", "Reports to Senior Post": "boss", "FTE": "fte",
    }  # fmt: skip
    junior = {
        "Parent Department": "up", "Organisation": "up", "Unit": "unit", "Reporting Senior Post": "boss",
        "Grade": "grade", "Generic Job Title": "title", "Number of Posts in FTE": "fte",
    }  # fmt: skip
    return {"o-senior.csv": table(rows[:20], senior), "o-junior.csv": table(rows[1:], junior)}, None


def workday(draw: random.Random) -> Made:
    rows = list(people(draw))
    units = {row["unit"]: row | {"id": row["unit"], "top": row["up"]} for row in rows}
    posts = {"id": "id", "job_posting_title": "title", "supervisory_organization_id": "unit"}
    return {
        "organization.csv": table(
            list(units.values()), {"id": "id", "name": "title", "superior_organization_id": "top"}
        ),
        "position.csv": table(rows, posts),
    }, None


def ldif(draw: random.Random) -> Made:
    rows = list(people(draw))
    lines = ["dn: o=acme\nobjectClass: organization\no: acme\n"]
    for unit in dict.fromkeys(row["unit"] for row in rows):
        dn = f"ou={_rdn(unit)},o=acme"
        lines.append(f"{_coded('dn', dn)}\nobjectClass: organizationalUnit\n{_coded('ou', unit)}\n")
    for row in rows:
        dn = f"uid={_rdn(row['id'])},ou={_rdn(row['unit'])},o=acme"
        lines.append(f"{_coded('dn', dn)}\nobjectClass: person\n{_coded('title', row['title'])}\n")
    return {"people.ldif": "\n".join(lines)}, None


def _rdn(text: str) -> str:
    return "".join(f"\\{byte:02x}" if byte < 48 or byte > 122 else chr(byte) for byte in text.encode())


def _coded(name: str, text: str) -> str:
    return f"{name}:: {base64.b64encode(text.encode()).decode()}"


def scim(draw: random.Random) -> Made:
    enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    users = [
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise], "id": row["id"], "title": row["title"],
         enterprise: {"department": row["unit"], "division": row["up"], "manager": {"value": row["boss"]}}}
        for row in people(draw)
    ]  # fmt: skip
    page = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "Resources": users}
    return {"page.json": json.dumps(page)}, None


def msgraph(draw: random.Random) -> Made:
    users = [
        {"id": row["id"], "jobTitle": row["title"], "department": row["unit"], "manager": {"id": row["boss"]}}
        for row in people(draw)
    ]
    return {"users.json": json.dumps({"value": users})}, None


def bamboohr(draw: random.Random) -> Made:
    fields = {"jobTitle": "title", "department": "unit", "division": "up", "supervisorEId": "boss"}
    entries = [
        f"<employee id={quoteattr(row['id'])}>"
        + "".join(f'<field id="{name}">{escape(row[ours])}</field>' for name, ours in fields.items())
        + "</employee>"
        for row in people(draw)
    ]
    return {"directory.xml": f"<directory><employees>{''.join(entries)}</employees></directory>"}, None


def mermaid(draw: random.Random) -> Made:
    plain = [word for word in WORDS if not set(word) & set(":#;,\n\u2028%")]
    words = draw.sample(plain, len(plain))
    tasks = [
        f"    {word}: {place % 6}: {words[0]}, {words[1]}, Site" + ("\n  section " + word if place % 5 == 4 else "")
        for place, word in enumerate(words)
    ]
    text = "\n".join([f"journey\n  title {words[2]}", "  section one", *tasks, "    end: 5: Site"])
    channels = {"Site": "crm:Web/Shop 2", words[0]: "phone"}
    return {"map.mmd": text}, {"channels": channels, "defaultChannel": "crm:no: such"}


def knowledge(draw: random.Random) -> Made:
    """All that a file can tell, between things that have keys like importers give."""
    keys = [f"{draw.choice(SOURCES)}:{word}" for word in draw.sample(WORDS, len(WORDS))]
    names = draw.sample(WORDS, len(WORDS))
    where = {"channel": keys[0], "volume": [1, 2.5], "per": "week", "handledBy": [keys[1]], "uses": [keys[2]]}
    more = {
        "reliesOn": keys[3], "needs": [keys[4]], "produces": [keys[4]], "emotion": -1.5,
        "felt": {keys[5]: {"emotion": 0.5, "qualification": "IRRITANT"}},
        "measures": [{"name": names[0], "value": 1e300, "scale": [1, 5], "from": "2025-01-01"}, {"name": "CSAT"}],
    }  # fmt: skip
    steps = [
        {"key": "s:1 x", "text": names[1], "expectedOn": keys[0], "wait": "P1D",
         "touchpoints": [where | {"leadsTo": [f"t/{keys[0]}", {"to": "t/own", "share": 0.5, "kind": "FAILURE"}]}]},
        {"key": "t", "need": keys[6], "detailedBy": "other", "importance": 0.5,
         "touchpoints": [{"channel": keys[0]} | more, {"key": "own", "channel": keys[7], "missing": True}],
         "next": [{"step": "s:1 x", "share": 0.25, "condition": names[2], "wait": "PT1H"}, {"step": "u"}]},
        {"key": "u", "outcome": "GOAL", "touchpoints": [{"channel": "unknown/none:here"}]},
    ]  # fmt: skip
    journey = {
        "key": "j:é 1", "title": names[3], "perspective": "REALITY", "personas": [keys[5]], "alternativeTo": "other",
        "contributedBy": [{"department": keys[1], "role": names[4], "validated": False}, keys[3]],
        "phases": [{"key": "p 1:x", "name": names[5], "stage": "USE", "steps": steps[:2]},
                   {"key": "q", "steps": steps[2:]}],
    }  # fmt: skip
    parts = [f"Touchpoint:j:é 1/t/{keys[0]}", "Step:j:é 1/s:1 x", f"Department:{keys[1]}", "Phase:j:é 1/p 1:x"]
    return {
        "map.json": json.dumps({
            "parcours": 1,
            "departments": [{"key": keys[1], "name": names[6], "partOf": keys[8], "silo": keys[9], "partner": True},
                            {"key": keys[8], "aliases": [keys[10]], "kind": names[7]}],
            "positions": [{"key": keys[11], "title": names[8], "in": [keys[8], keys[1]], "heads": [keys[10]],
                           "reportsTo": keys[12], "headcount": 0.5}],
            "silos": [{"key": keys[9], "name": names[9]}],
            "systems": [{"key": keys[2], "runBy": keys[1], "stores": [keys[4]],
                         "feeds": [{"system": keys[13], "objects": [keys[4], keys[14]], "delay": "PT1H"}]}],
            "informationObjects": [{"key": keys[4], "name": names[10]}],
            "channels": [{"key": keys[0], "operatedBy": [keys[1]], "runsOn": [keys[2]], "kind": "OTHER"}],
            "personas": [{"key": keys[5], "prefers": [keys[0]], "expectations": names[11:14], "real": False}],
            "needs": [{"key": keys[6], "name": names[14]}],
            "journeys": [journey, {"key": "other", "phases": []}],
            "opportunities": [{"key": keys[15], "addresses": parts, "ownedBy": keys[1], "dependsOn": [keys[16]],
                               "due": "2026-02-28", "value": 1.5}],
            "evidence": [{"key": keys[17], "about": parts, "quote": names[15], "date": "2025-01-01"}],
        })
    }, None  # fmt: skip


def knowledge_workbook(draw: random.Random) -> Made:
    texts, _ = knowledge(draw)
    (document,) = map(json.loads, texts.values())
    return {"map.xlsx": workbook(document, About(), draw.choice(list(Language)))}, None


def tickets(draw: random.Random) -> Made:
    """Tickets, each about what is called otherwise; of some an improvement of others is worked on."""
    words = draw.sample(WORDS, len(WORDS))
    plain = [word.translate(str.maketrans("/~", "--")) for word in words]
    rows = [
        {
            "labels": f"parcours {label(word)}",
            "key": word,
            "status": draw.choice(WORDS),
            "title": words[place - 1],
            "text": f"{word}\n{line([('Step', f'j:é 1/s:{plain[place]}'), ('Touchpoint', f'j:é 1/t/{place}')])}"
            if place % 4
            else line([("Opportunity", f"o:{plain[place]}")]),
        }
        for place, word in enumerate(words)
    ]
    columns = {"Labels": "labels", "Issue key": "key", "Status": "status", "Summary": "title", "Description": "text"}
    return {"tickets.csv": table(rows, columns)}, {"address": "https://jira.example/browse/"}


def journey_table(draw: random.Random) -> Made:
    """A map whose stages run down, with each word as a step, and some as channels, owners and what hurts."""
    words = draw.sample(WORDS, len(WORDS))
    columns = {"Étapes": "phase", "Ce que fait le client": "step", "Canal": "channel", "Qui": "owner", "Note": "felt",
               "Ce qui fait mal": "pain", "Reste": "rest"}  # fmt: skip
    rows = [
        {
            "phase": words[place // 5],
            "step": word,
            "channel": draw.choice(words[:6]),
            "owner": draw.choice(words[6:10]),
            "felt": str(draw.randint(1, 5)),
            "pain": draw.choice(words),
            "rest": draw.choice(words),
        }
        for place, word in enumerate(words)
    ]
    lanes: dict[str, object] = {
        "Canal": "channel", "Qui": "handledBy", "Note": {"to": "emotion", "scale": [1, 5]},
        "Ce qui fait mal": {"to": "evidence", "says": "PAIN"}, "Reste": "note",
    }  # fmt: skip
    return {"map.csv": table(rows, columns)}, {"phase": "Étapes", "step": "Ce que fait le client", "lanes": lanes}


KINDS = {
    "org-csv": org_csv,
    "organogram": organogram,
    "workday": workday,
    "ldif": ldif,
    "scim": scim,
    "msgraph": msgraph,
    "bamboohr": bamboohr,
    "mermaid": mermaid,
    "knowledge": knowledge,
    "knowledge-workbook": knowledge_workbook,
    "tickets": tickets,
    "journey-table": journey_table,
}
