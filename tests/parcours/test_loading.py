"""What each command loads: it waits for nothing that it does not use."""

import json
import signal
import subprocess
import sys

import pytest

from parcours.cli import BARE, COMMANDS
from tests.graph.tables import say
from tests.parcours.conftest import WORKED

TELLING = """
import atexit, json, sys
from importlib.metadata import packages_distributions

def tell():
    known = packages_distributions().keys() - {"__editable__"}
    loaded = {name.partition(".")[0] for name in sys.modules if not name.startswith("_")} & known
    kinds = {name for name in sys.modules if name.startswith("importers.") and hasattr(sys.modules[name], "KIND")}
    print(json.dumps([*sorted(loaded), *sorted(kinds)]), file=sys.stderr)

atexit.register(tell)
sys.argv = ["parcours", *sys.argv[1:]]
from parcours.main import main
main()
"""
LINES = """
import json
from parcours.cli import COMMANDS, load
print(json.dumps({name: [line, load(name).help or ""] for name, (_, line) in COMMANDS.items()}))
"""
"""In a process of its own, since a command's words are in the language in which it was first loaded."""

LINE = {"typer", "annotated_doc", "shellingham"}
SETTINGS = {
    "annotated_types", "dotenv", "platformdirs", "pydantic", "pydantic_core", "pydantic_settings", "typing_extensions",
    "typing_inspection",
}  # fmt: skip
STORE = {"neo4j", "opentelemetry", "orjson", "rich"}
CONTACTS = {"duckdb", "ibis", "pyarrow"}
WEB = {"anyio", "fastapi", "starlette", "uvicorn"}
SURE = {*LINE, *SETTINGS, *STORE}
"""What a command needs that speaks to the store."""

CHART = "key,title,reports to\nada,Director,\nbob,Clerk,ada\n"
CHART_MAPPING = "columns: {key: key, title: title, reportsTo: reports to}"
CONTACT_MAPPING = "columns: {id: id, customer: customer, at: at, channel: channel}"
CONTACT = "id,customer,at,channel\n1,c1,2026-01-05T10:00:00Z,phone\n"


@pytest.fixture
def loaded(environment, tmp_path):
    """The packages that a command has loaded when it ends, and the kinds of files."""

    def loaded(*words):
        (tmp_path / "chart.csv").write_text(CHART, encoding="utf-8")
        (tmp_path / "contacts.csv").write_text(CONTACT, encoding="utf-8")
        (tmp_path / "chart.yaml").write_text(CHART_MAPPING, encoding="utf-8")
        (tmp_path / "contacts.yaml").write_text(CONTACT_MAPPING, encoding="utf-8")
        command = [sys.executable, "-c", TELLING, *map(str, words)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, cwd=tmp_path, timeout=180, check=False
        )
        assert done.returncode == 0, done.stderr
        found = set(json.loads(done.stderr.splitlines()[-1]))
        return {name for name in found if "." not in name}, {name.split(".")[-1] for name in found if "." in name}

    return loaded


def test_help_loads_what_reads_the_command_line(loaded):
    assert loaded("--help") == (LINE, set())
    assert loaded("--version") == (LINE, set())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_its_lines_are_those_of_the_commands(environment, language):
    command = [sys.executable, "-c", LINES]
    spoken = {**environment, "PARCOURS_LANG": language}
    done = subprocess.run(command, env=spoken, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    assert lines.keys() == COMMANDS.keys() >= {*BARE}
    for name, (listed, help_) in lines.items():
        assert help_.partition("\n\n")[0].replace("\n", " ") == listed, name


def test_a_file_to_begin_with_loads_no_questions(loaded):
    packages, importers = loaded("new", "journey")
    assert packages <= SURE and not importers


def test_who_there_is_loads_neither_the_web_nor_what_hashes(loaded):
    for command in ("account", "token", "invite"):
        packages, _ = loaded(command, "list")
        assert not packages & {*WEB, "pwdlib", "argon2", "strawberry"}


def test_giving_back_loads_no_questions(loaded, gateway):
    say(gateway, {"channels": [{"key": "phone", "name": "Phone"}]})
    packages, kinds = loaded("release", "Channel:phone")
    assert packages <= SURE and not kinds


@pytest.mark.parametrize("command", ["runs", "triage", "list", "link", "export"])
def test_what_reads_the_graph_loads_no_questions(loaded, gateway, command):
    packages, kinds = loaded(command)
    written = ["yaml"], {"knowledge"}
    assert packages <= {*SURE, *(written[0] if command == "export" else [])}
    assert kinds == (written[1] if command == "export" else set())


def test_a_question_loads_what_makes_the_schema_once(loaded, environment, gateway):
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    loaded("ask", "matters")
    packages, importers = loaded("ask", "matters")
    assert packages == {*SURE, "graphql"} and not importers


@pytest.mark.parametrize(
    "words", [("knowledge", WORKED), ("org-csv", "chart.csv", "--mapping", "chart.yaml")], ids=lambda words: words[0]
)
def test_an_import_loads_its_kind(loaded, gateway, words):
    packages, kinds = loaded("import", *words)
    assert packages == {*SURE, "yaml", "pytz"} and kinds == {words[0].replace("-", "_")}


def test_contacts_alone_load_what_tables_are_mined_with(loaded, gateway):
    packages, kinds = loaded("import", "contacts-csv", "contacts.csv", "--mapping", "contacts.yaml")
    assert packages >= {*SURE, *CONTACTS} and kinds == {"contacts_csv"}
    assert not packages & {*WEB, "graphql", "strawberry", "openpyxl", "pyspark"}


def test_serving_loads_the_web_and_no_tables(environment, tmp_path, gateway):
    command = [sys.executable, "-c", TELLING, "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as serving:
        assert serving.stderr
        for line in serving.stderr:
            if "/graphql" in line:
                serving.send_signal(signal.SIGTERM)
                break
        *_, told = serving.stderr.read().splitlines()
    packages = {name for name in json.loads(told) if "." not in name}
    assert packages >= {*SURE, *WEB, "graphql"} and not packages & {
        *CONTACTS,
        "numpy",
        "pandas",
        "openpyxl",
        "pptx",
        "yaml",
    }
