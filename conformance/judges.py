"""The judges: what each is asked, and when it is content."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from conformance.tools import FOLDER, PROJECT, node, python

SCHEMA, RELEASED = "schema.graphql", "tests/api/released.graphql"
SEED, EXAMPLES = "1", "20"


@dataclass(frozen=True)
class Command:
    """Words, and the folder that they run in."""

    words: list[str]
    folder: Path = FOLDER


@dataclass(frozen=True)
class Judge:
    """Commands for the addresses of the API, all of which must end well."""

    name: str
    doc: str
    commands: Callable[[dict[str, str]], list[Command]]


def _audit(urls: dict[str, str]) -> list[Command]:
    return [Command(["node", "audit.mjs", urls["development"]])]


def _lint(_: dict[str, str]) -> list[Command]:
    return [Command([node("eslint"), "-c", "conformance/eslint.config.mjs", SCHEMA], PROJECT)]


def _inspector(urls: dict[str, str]) -> list[Command]:
    inspector = node("graphql-inspector")
    return [
        Command([inspector, "validate", "docs/cookbook/*.graphql", SCHEMA], PROJECT),
        Command([inspector, "diff", RELEASED, urls["development"]], PROJECT),
    ]


def _typed(_: dict[str, str]) -> list[Command]:
    return [
        Command([node("graphql-codegen"), "--config", "codegen.ts"]),
        Command([node("relay-compiler"), "relay.config.json"]),
        Command([node("tsc")]),
        Command([node("tsc"), "--noEmit", "false", "--outDir", "made"]),
        Command([node("babel"), "clients", "--extensions", ".ts", "--out-dir", "made/relay"]),
    ]


def _script(name: str) -> Callable[[dict[str, str]], list[Command]]:
    return lambda urls: [Command(["node", f"made/{name}", urls["development"]])]


def _python(urls: dict[str, str]) -> list[Command]:
    folder = FOLDER / "clients" / "python"
    return [
        Command([python("ariadne-codegen")], folder),
        Command([python("python"), "broken.py", urls["development"]], folder),
    ]


def _schemathesis(urls: dict[str, str]) -> list[Command]:
    # It makes up cursors, ids and sizes of pages; refusing them is right, so acceptance is no check.
    checks = ["--checks", "all", "--exclude-checks", "positive_data_acceptance"]
    asked = [*checks, "--max-examples", EXAMPLES, "--seed", SEED]
    return [Command([python("schemathesis"), "run", urls["development"], *asked])]


def _clairvoyance(urls: dict[str, str]) -> list[Command]:
    return [Command([sys.executable, "guess.py", python("clairvoyance"), urls["development"], urls["production"]])]


JUDGES = {
    judge.name: judge
    for judge in (
        Judge("audit", "GraphQL over HTTP, the official audit", _audit),
        Judge("lint", "graphql-eslint: what it recommends, and for Relay", _lint),
        Judge("inspector", "documented operations are valid; nothing breaks what was released", _inspector),
        Judge("typed", "code generators and the Relay compiler take the schema; TypeScript is content", _typed),
        Judge("apollo", "Apollo Client merges pages", _script("clients/apollo.js")),
        Judge("urql", "urql pages backwards", _script("clients/urql.js")),
        Judge("relay", "Relay's store merges pages and fetches nodes again", _script("relay/relay.js")),
        Judge("python", "a generated, typed Python client", _python),
        Judge("schemathesis", "no operation made from the schema makes the API fail", _schemathesis),
        Judge("clairvoyance", "the production profile gives nothing of the schema away", _clairvoyance),
    )
}
"""In this order: the clients run what the generators made."""
