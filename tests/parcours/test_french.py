"""French all the way: what commands say of themselves and while they work, and nothing of it is English."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from events.record import LABEL
from graph.model import MODEL, Family
from graph.terms import LINKS, RECORDS, TERMS
from tests.conftest import ROOT
from tests.parcours.conftest import WORKED

ROOMS = ("graph", "events", "queries/catalogue", "parcours")

EVERY_HELP = """
import sys
from parcours import language

language.heed(["--lang", "fr"])

from parcours.cli import COMMANDS, app, load

loaded = {name: load(name) for name in COMMANDS}
below = {name: each.list_commands(None) if hasattr(each, "list_commands") else [] for name, each in loaded.items()}
for words in ([], *([name, *inner] for name, each in below.items() for inner in [[], *([one] for one in each)])):
    print("===", *words)
    app([*words, "--help"], standalone_mode=False)
"""

ENGLISH = re.compile(
    r"\b(the|and|of|or|which|that|is|are|by|with|what|where|not|this|there|from|usage|show|default|required|exit|error"
    r"|created|updated|removed|nodes|edges|rows|lines|found|nothing|done|written)\b",
    re.I,
)
CODE = re.compile(r"`[^`]*`|--\S+|\S*[-_/.:=]\S*|\b[A-Z_]{3,}\b|^===.*$|^  \w+  ", re.M)
"""What is typed: commands, options, keys, addresses."""


def english(text):
    """The English words of a text, commands and keys apart."""
    return {found[0].lower() for found in ENGLISH.finditer(CODE.sub(" ", text))}


@pytest.fixture
def french(process):
    """A command in French; what it printed and said."""

    def run(*words, status=0, given=None):
        done = process(*words, given=given, PARCOURS_LANG="fr")
        said = done.stdout + done.stderr
        assert done.returncode == status, said
        return said

    return run


def test_every_help_is_in_french(environment):
    command = [sys.executable, "-c", EVERY_HELP]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    helps = {}
    for part in done.stdout.split("=== ")[1:]:
        words, _, help_ = part.partition("\n")
        helps[words] = help_
    assert len(helps) > 50 and {"triage", "store start", "ask broken-handoffs", "draw"} <= helps.keys()
    examples = re.compile(r"Par exemple\u00a0: .*?\n\n", re.S)
    assert {words: found for words, text in helps.items() if (found := english(examples.sub("", text)))} == {}
    for words, text in helps.items():
        assert text.startswith("Utilisation\u00a0: ") and "Afficher cette aide." in text, words
        assert not re.search(r"<\w", text), "a type of Typer's"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask",), "Quels passages se rompent ?"),
        (("nope",), "il n'y a pas de commande nope"),
        (("schema",), "il manque QUOI"),
        (("schema", "nope"), "'nope' ne figure pas parmi 'graphql'"),
        (("serve", "--port", "x"), "--port : donnez un nombre entier."),
        (("serve", "--port", "65536"), "--port : 65535 au plus."),
        (("serve", "--prt", "1"), "il n'y a pas d'option --prt (il y a --port)"),
        (("import", "--source"), "--source attend une valeur."),
        (("import", "--as-of", "hier", "x"), "'hier' n'est pas une date"),
        (("triage", "x", "NOPE"), "« NOPE » ne figure pas parmi ouvert, accepté, planifié, ignoré"),
        (("backup", "a", "b"), "c'est trop : b"),
        (("ask", "paths"), "paths a besoin de --from : D'où vient le client"),
    ],
)
def test_what_is_wrong_with_a_command(process, words, said):
    done = process("--lang", "fr", *words, NEO4J_URI="bolt://127.0.0.1:1")
    told = (done.stdout + done.stderr).replace("\u00a0", " ")
    assert said in told and done.returncode == (0 if words == ("ask",) else 2)
    assert words == ("ask",) or not english(told)


@pytest.mark.parametrize(
    ("variable", "given", "english", "french"),
    [
        ("PARCOURS_PORT", "x", "'x' is no whole number", "« x » n'est pas un nombre entier"),
        ("PARCOURS_PORT", "65536", "'65536' is more than 65535", "« 65536 » dépasse 65535"),
        ("PARCOURS_PROFILE", "p", "none of development, production", "ne figure pas parmi development, production"),
        ("PARCOURS_EDITS", "proposals", "'proposals' is none of on, off", "« proposals » ne figure pas parmi on, off"),
        ("PARCOURS_TOKENS", "x", "is neither true nor false", "n'est ni true ni false"),
        ("PARCOURS_STORE_KEEP", "3", "'3' is no duration", "« 3 » n'est pas une durée"),
        ("PARCOURS_CURRENCY", "euro", "'euro' is no currency", "« euro » n'est pas une monnaie"),
        ("PARCOURS_FLOW_WINDOW", "3", "'3' is no duration", "« 3 » n'est pas une durée"),
        ("PARCOURS_CORS", "x", "'x' is no origin", "« x » n'est pas une origine"),
    ],
)
def test_a_setting_is_told_by_its_variable(parcours, variable, given, english, french):
    for flag, said in (("en", f"{variable}: "), ("fr", f"{variable} : ")):
        done = parcours("doctor", "--lang", flag, **{variable: given})
        told = done.stderr.replace("\u00a0", " ")
        assert done.returncode == 2 and said in told and {"en": english, "fr": french}[flag] in told


def test_settings_of_a_file_name_the_language(process, tmp_path):
    (tmp_path / "settings.env").write_text("PARCOURS_LANG=fr\n", encoding="utf-8")
    asked = ("--env-file", "settings.env", "store")
    assert "Démarrer le Neo4j local" in process(*asked, "start", "--help").stdout
    assert process(*asked, "stop", NEO4J_URI="").stderr == "Il n'était pas en marche.\n"
    assert process(*asked, "stop", "--lang", "en", NEO4J_URI="").stderr == "It was not running.\n"


def test_a_walk_in_french(french, tmp_path):
    said = [french("import", WORKED), french("import", WORKED)]
    assert "3 étapes créées" in said[0] and "rien n'a changé" in said[1]
    wrong = tmp_path / "faux.yaml"
    wrong.write_text("parcours: 1\nchannels:\n  - {key: w, kind: WEBSIT}\n", encoding="utf-8")
    said.append(french("import", wrong, status=1))
    assert "1 problème à corriger" in said[-1]
    said += [french("ask", "ruptures"), french("ask", "broken-handoffs", "--from", "website", "--to", "call-centre")]
    found = french("ask", "ruptures", "--kind", "COVERAGE_GAP", "--format", "json")
    (rupture,) = (row["key"] for row in json.loads(found)["rows"])
    said += [french("triage", rupture, "PLANNED", "--note", "à faire"), french("triage")]
    said += [french("link"), french("runs"), french("doctor"), french("events", "status"), french("store", "status")]
    said += [french("backup", tmp_path / "tout.zip"), french("token", "create", "page"), french("token", "list")]
    said.append(french("account", "create", "ada", "--role", "author", given="cheval correct"))
    said += [french("account", "role", "ada", "steward"), french("account", "disable", "ada")]
    said += [french("triage", rupture, "PLANNED", "--owner", "nul", status=1), french("export", "-o", "x.yaml")]
    for text in said:
        assert not english(text), text
        assert not re.search(r"\b[A-Z]+(_[A-Z]+)*_(BY|STEP|PHASE|TOUCHPOINT|ON|TO)\b", text), text


def test_labels_and_relations_have_names():
    told = [relation for node in MODEL.values() if node.told for relation in node.said]
    counted = {each.type for each in told if not (each.target and MODEL[each.target].family is Family.DERIVED)}
    assert {*TERMS, *LINKS, *RECORDS} >= {*MODEL, *counted, LABEL}


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_is_told_plain_text(room):
    """What is raised, or said, is a saying: it has its other language."""
    plain = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in sorted((ROOT / room).rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _tells(call) and call.args and _is_text(call.args[0])
    ]
    assert plain == []


ERRORS = {
    "BadInput", "Refused", "NotReady", "WrongUsage", "NoRoom", "NotAllowed", "TookTooLong", "Overloaded",
    "StoreUnavailable", "ParcoursError",
}  # fmt: skip


def _tells(call):
    return isinstance(call.func, ast.Name) and call.func.id in {*ERRORS, "say"}


def _is_text(given):
    return isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Constant) and given.value != "")


def test_the_demo_names_a_command_that_works_from_here(monkeypatch, tmp_path):
    from parcours.commands.demo import called

    place = tmp_path / ".venv" / "bin" / "parcours"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(place)])
    monkeypatch.setenv("PATH", "/nowhere")
    assert called() == str(Path(".venv/bin/parcours"))
    monkeypatch.chdir("/")
    assert called() in (str(place), str(place.relative_to("/")))


def test_the_demo_that_uvx_runs_names_a_command_of_uvx(monkeypatch, tmp_path):
    from parcours.commands import demo

    class Installed:
        def __init__(self, told):
            self.read_text = lambda name: told

    monkeypatch.setenv("UV", "/usr/bin/uv")
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.chdir(tmp_path)
    for told, source in (
        (json.dumps({"url": tmp_path.as_uri()}), "."),
        (json.dumps({"url": (tmp_path / "a.whl").as_uri()}), str(tmp_path / "a.whl")),
        (None, "parcours"),
    ):
        monkeypatch.setattr(demo, "distribution", lambda name, told=told: Installed(told))
        assert demo.called() == f"uvx --from {source} parcours"
    monkeypatch.setenv("VIRTUAL_ENV", sys.prefix)  # `uv run`, say
    assert not demo.called().startswith("uvx")
