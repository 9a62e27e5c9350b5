"""Every question in all forms, on a full store, a bare one and an empty one: always an answer, in either language."""

import csv
import io
import json
import re
import shlex
import sys
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from openpyxl import load_workbook

from graph import schema
from graph.gateway import Gateway
from graph.language import Language
from parcours import asking, cli
from parcours.commands import ask
from queries.catalogue import QUESTIONS
from queries.declare import Endpoint, FeedEnds, fields
from tests.demo.conftest import loaded
from tests.graph.tables import say
from tests.often import each_with_each
from tests.parcours.pasted import rows, value
from wording import sheets
from wording.answers import COUNT, NONE

PHASES = [
    {
        "key": "p",
        "steps": [
            {"key": "ask", "text": "I ask", "touchpoints": [{"channel": "website"}]},
            {"key": "call", "text": "=I call", "touchpoints": [{"channel": "phone"}]},
            {"key": "wait", "text": "I wait"},
        ],
    }
]
BARE: dict[str, Any] = {
    "channels": [{"key": "website"}, {"key": "phone"}],
    "systems": [{"key": "crm"}, {"key": "core"}],
    "informationObjects": [{"key": "quote"}],
    "journeys": [{"key": key, "perspective": "REALITY", "phases": PHASES} for key in ("home-quote", "leaving")],
}
"""What a workshop leaves behind: journeys with nothing but texts and channels, and a few names."""

NEEDED: dict[str, str | list[str]] = {
    "from": "website", "to": "phone", "object": "quote", "journey": ["home-quote", "leaving"], "feed": ["crm:core"],
}  # fmt: skip
"""What the bare store has for the arguments that a question cannot be without."""

SYSTEMS = ("change-impact", "what-breaks-without")
"""The questions that need one of two arguments, a system for one."""


def example(question):
    return shlex.split(question.example)


def needed(question):
    """The arguments that the question cannot be without."""
    words = ["--system", "crm"] if question.id in SYSTEMS else []
    for parameter in question.parameters:
        if parameter.required:
            values = NEEDED[parameter.flag]
            for value in values if isinstance(values, list) else [values]:
                words += [f"--{parameter.flag}", value]
    return words


@contextmanager
def holding(address, document):
    """The store with what a document says, if it says anything."""
    gateway = Gateway(address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    if document:
        assert say(gateway, document).status == "done"
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


STORES = {
    "demo": (lambda address: loaded(address, Language.EN), (example, needed)),
    "bare": (lambda address: holding(address, BARE), (needed,)),
    "empty": (lambda address: holding(address, None), (needed,)),
}


TRIED = each_with_each(product(QUESTIONS.values(), STORES), ("fr", "en"))
PLACES = sorted(TRIED, key=lambda tried: [*STORES].index(tried[1]))  # so that each is loaded once


@pytest.fixture(scope="module")
def store(request, gateway_address):
    """The name of a store and the store, loaded once for all questions."""
    with STORES[request.param][0](gateway_address) as gateway:
        yield request.param, gateway


@pytest.fixture
def command(store, monkeypatch, capsys):
    """`parcours ask` within this process, on the store: exit status, output, messages. It looks up each answer once."""
    known = {}

    def answer(gateway, asked):
        told = (asked.question.id, str(asked.given), asked.language)
        if told not in known:
            known[told] = looked_up(gateway, asked)
        return known[told]

    @contextmanager
    def opened(*_):
        yield store[1]

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["parcours", "ask", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    looked_up = asking.answer
    monkeypatch.setattr(asking, "answer", answer)
    monkeypatch.setattr(ask, "opened", opened)
    return run


@pytest.mark.parametrize(
    ("question", "store", "lang"),
    PLACES,
    indirect=["store"],
    ids=[f"{at}-{asked.id}-{lang}" for asked, at, lang in PLACES],
)
def test_it_is_answered_in_every_form(store, command, question, lang, monkeypatch, tmp_path):
    name, gateway = store
    monkeypatch.setenv("PARCOURS_LANG", lang)
    for arguments in STORES[name][1]:
        words = [question.id, *arguments(question)]
        if name == "empty" and arguments(question):
            refused(command(*words))
            continue
        answer = in_json(question, command(*words, "--format", "json"))
        in_a_table(command(*words), answer, lang)
        sheet = in_a_spreadsheet(question, command(*words, "--format", "csv"), answer)
        file = tmp_path / "answer.xlsx"
        in_a_workbook(command(*words, "--format", "xlsx", "-o", str(file)), file, len(sheet))
        if question.connection:
            with_proofs(command(*words, "--witness"), answer)
        if lang == "en":
            status, printed, told = command(*words, "--cypher")
            assert (status, told) == (0, "")
            if question.whole:
                assert len(value(gateway, printed)[0]) == len(fields(question.row)) + 1
            else:
                assert len(rows(gateway, printed)) == answer["totalCount"]


def refused(done):
    """What is not there is said, in a line."""
    status, out, told = done
    assert (status, out) == (1, "") and told.startswith("parcours: ") and told.count("\n") == 1
    assert re.search("there (is|are) no |introuvable|nothing has been imported yet|rien n'a encore été importé", told)


def in_json(question, done):
    status, out, told = done
    assert (status, told) == (0, "")
    answer = json.loads(out)
    assert {"question", "parameters", "scope", "rows", "totalCount"} <= answer.keys()
    assert answer["totalCount"] == len(answer["rows"])
    if question.row:
        assert all(row.keys() == fields(question.row).keys() for row in answer["rows"])
    return answer


def in_a_table(done, answer, lang):
    status, out, told = done
    assert (status, told) == (0, "") and "{" not in out and not re.search(r"\bNone\b(?! found| from)", out)
    language = Language(lang.upper())
    if answer["question"] == "summary":
        return  # which is one, whatever there is
    said = COUNT[language].format(n=answer["totalCount"]) if answer["rows"] else NONE[language]
    assert said in out


def in_a_spreadsheet(question, done, answer):
    """The heads are the same with rows and without; every row has its line, or one for each record in it."""
    status, out, told = done
    assert (status, told) == (0, "")
    heads, *lines = csv.reader(io.StringIO(out))
    assert all(len(line) == len(heads) for line in lines) and len(set(heads)) == len(heads)
    assert sheets.lines(question, {"rows": []}) == [heads]
    if question.whole:
        assert {line[0] for line in lines} <= fields(question.row).keys() and heads == sheets.FIGURE
        return [line for line in lines if "key" not in line[2].split(".")]
    if question.connection:
        assert [line[0] for line in lines] == [row["key"] for row in answer["rows"]]
        return lines
    shown = fields(question.row)
    assert {head.partition(".")[0] for head in heads} == shown.keys()
    listed = next((name for name, each in shown.items() if each.record and each.many), None)
    assert len(lines) == sum(max(1, len(row[listed])) if listed else 1 for row in answer["rows"])
    keys = {name for name, each in shown.items() if each.node and not each.many}
    if not listed:
        for line, row in zip(lines, answer["rows"], strict=True):
            told = dict(zip(heads, line, strict=True))
            assert all(told[f"{name}.key"] == (row[name] or {}).get("key", "") for name in keys)
    return lines


def in_a_workbook(done, file, lines):
    """A line for each line of the spreadsheet below heads that differ; nothing in it is a formula."""
    status, out, told = done
    assert (status, out) == (0, "") and str(file) in told
    answer, about = load_workbook(file).worksheets
    heads = [cell.value for cell in answer[1]]
    assert len(set(heads)) == len(heads) > 0 and answer.max_row == lines + 1 and about["A1"].value
    assert {cell.data_type for sheet in (answer, about) for row in sheet for cell in row} <= {"s", "n", "d"}


def with_proofs(done, answer):
    status, out, _ = done
    ruptures = [rupture for row in answer["rows"] for rupture in row.get("ruptures") or [row]]
    assert status == 0 and all(f"\n{rupture['key']}\n" in out for rupture in ruptures)


def test_what_is_needed_is_all_that_the_bare_store_lacks():
    flags = {p.flag for question in QUESTIONS.values() for p in question.parameters if p.required}
    assert flags == NEEDED.keys()
    known = (Endpoint, FeedEnds)
    assert all(not p.required or p.refers or p.type in known for q in QUESTIONS.values() for p in q.parameters)


def test_a_text_is_no_formula_in_a_spreadsheet(gateway_address, tmp_path):
    """A step that begins with `=` is text in the tables of hand-offs too, which have no columns of keys."""
    from parcours.asking import answer, looked_up

    with holding(gateway_address, BARE | {"journeys": [{**BARE["journeys"][0], "title": "=1+1"}]}) as gateway:
        asked = looked_up(gateway.read, QUESTIONS["ruptures"], {"journey": ["home-quote"]}, Language.EN)
        found = sheets.written(sheets.lines(asked.question, answer(gateway, asked)))
        assert {cell for line in csv.reader(io.StringIO(found)) for cell in line if "1+1" in cell} <= {"'=1+1"}
