"""`parcours account` and the tokens that act for accounts."""

import json
import sys
from types import SimpleNamespace

import pytest

from graph.errors import BadInput
from parcours import password
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import worked

SECRET = "correct horse battery"


def test_an_account_is_made_changed_and_shut(parcours):
    assert parcours("account", "create", "anna", "--role", "author", "--department", "digital", "--department",
                    "network", given=f"{SECRET}\n").stderr == "Created anna.\n"  # fmt: skip
    (line,) = parcours("account", "list").stdout.splitlines()
    assert line.startswith("anna\tauthor\tdigital,network\t") and line.count("\t") == 3
    assert parcours("account", "role", "anna", "steward").stderr == "anna is steward now.\n"
    assert parcours("account", "password", "anna", given="another one entirely\r\n").returncode == 0
    assert parcours("account", "disable", "anna").returncode == 0
    (line,) = parcours("account", "list").stdout.splitlines()
    assert line.startswith("anna\tsteward\tdigital,network\t") and line.endswith("\tdisabled")


def test_programs_read_who_there_is(parcours):
    parcours("account", "create", "anna", "--role", "author", "--department", "a", "--department", "b", given=SECRET)
    parcours("token", "create", "script", "--account", "anna")
    parcours("token", "create", "app", "--days", "3")
    parcours("account", "disable", "anna")
    found = json.loads(parcours("account", "list", "--format", "json").stdout)
    (anna,) = found["rows"]
    assert found["totalCount"] == 1 and anna.pop("created").endswith("+00:00")
    assert anna == {"name": "anna", "role": "author", "departments": ["a", "b"], "disabled": True}
    heads, line = parcours("account", "list", "--format", "csv").stdout.splitlines()
    assert heads == "name,role,departments,created,disabled" and line.startswith('anna,author,"a,b",2')
    script, app = json.loads(parcours("token", "list", "--format", "json").stdout)["rows"]
    assert (script["account"], script["role"], script["opens"], script["expires"]) == ("anna", None, False, None)
    assert (app["account"], app["role"], app["opens"], len(app["tail"])) == (None, "reader", True, 4)
    assert "sha256" not in script and app["expires"]
    assert json.loads(parcours("invite", "list", "--format", "json").stdout) == {"rows": [], "totalCount": 0}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("account", "create", "bo", "--role", "king"), 2, "king"),
        (("account", "create", "bo"), 2, "--role"),
        (("account", "create", "anna", "--role", "author"), 1, "there is an account anna"),
        (("account", "create", "app", "--role", "author"), 1, "there is a token app"),
        (("account", "role", "bo", "author"), 1, "no account bo"),
        (("account", "password", "bo"), 1, "no account bo"),
        (("token", "create", "anna"), 1, "anna is an account"),
        (("account", "role", "cleo", "author"), 1, "account cleo is disabled"),
        (("account", "password", "cleo"), 1, "account cleo is disabled"),
        (("token", "create", "x", "--account", "cleo"), 1, "account cleo is disabled"),
        (("token", "create", "x", "--account", "bo"), 1, "no account bo"),
        (("token", "create", "x", "--account", "anna", "--role", "author"), 2, "--role, or --account"),
    ],
)
def test_what_cannot_be_is_told(parcours, words, status, said):
    parcours("account", "create", "anna", "--role", "author", given=SECRET)
    parcours("account", "create", "cleo", "--role", "author", given=SECRET)
    parcours("account", "disable", "cleo")
    parcours("token", "create", "app")
    done = parcours(*words, given=SECRET)
    assert done.returncode == status and said in done.stderr


def test_departments_are_those_of_the_store_where_there_are_some(parcours, gateway):
    before = ("account", "create", "anna", "--role", "contributor", "--department", "kall-center")
    assert parcours(*before, given=SECRET).returncode == 0, "nothing is known of any yet"
    say(gateway, worked(), source="test-worked")
    for words in (("create", "bo", "--role", "contributor"), ("role", "anna", "contributor")):
        done = parcours("account", *words, "--department", "network", "--department", "kall-center", given=SECRET)
        assert done.returncode == 1 and "there is no department 'kall-center'; did you mean call-centre" in done.stderr
    (line,) = parcours("account", "list").stdout.splitlines()
    assert line.startswith("anna\tcontributor\tkall-center\t")
    done = parcours("account", "role", "anna", "contributor", "--department", "call-centre", "--department", "network")
    assert done.returncode == 0 and not gateway.read("MATCH (r:ImportRun {by: 'local'}) RETURN r")
    away = {"NEO4J_URI": "bolt://127.0.0.1:9"}
    done = parcours("account", "create", "bo", "--role", "contributor", "--department", "x", given=SECRET, **away)
    assert done.returncode == 0 and "was not looked at" in done.stderr


def test_tokens_tell_what_they_may(parcours):
    parcours("account", "create", "anna", "--role", "author", given=SECRET)
    parcours("token", "create", "app", "--role", "contributor")
    parcours("token", "create", "reports")
    parcours("token", "create", "script", "--account", "anna")
    told = {line.split("\t")[0]: line.split("\t")[-1] for line in parcours("token", "list").stdout.splitlines()}
    assert told == {"app": "contributor", "reports": "reader", "script": "anna"}
    parcours("account", "disable", "anna")
    parcours("account", "create", "anna", "--role", "reader", given=SECRET)
    (line,) = [line for line in parcours("token", "list").stdout.splitlines() if line.startswith("script")]
    assert line.endswith("\topens nothing, as the account is disabled\tanna")


def test_at_a_terminal_a_password_is_typed_twice(monkeypatch):
    typed = iter(["one", "one", "one", "two"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(password, "getpass", lambda prompt: next(typed))
    assert password.asked() == "one"
    with pytest.raises(BadInput, match="two different"):
        password.asked()
