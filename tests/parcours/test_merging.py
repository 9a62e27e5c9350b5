"""`parcours account merge`: what a guest did is an account's, whole, and told."""

import pytest

from graph.acts.acting import Signed, acting
from graph.acts.triage import triage
from graph.editing.change import Describe
from graph.editing.edit import edit
from graph.model.words import Triage
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import LOSS, worked

SECRET = "correct horse battery"
REVISION = "MATCH (g:Graph {key: 'graph'}) RETURN g.revision"
BY = "MATCH (r:ImportRun) WHERE r.by IS NOT NULL RETURN DISTINCT r.by AS name ORDER BY name"
DECIDED = "MATCH (r:Rupture) WHERE r.triagedBy IS NOT NULL RETURN r.key, r.triagedBy"


@pytest.fixture
def merge(gateway, parcours):
    """Merge over a map that two guests worked on."""
    say(gateway, worked(), source="test-worked")
    for name, text in (("Ana (guest)", "Je signe"), ("Bo (guest)", "Je signe ici"), ("Ana (guest)", "Je signe là")):
        with acting(gateway, Signed(name)) as act:
            edit(act, [Describe("Step", "home-quote/sign", {"text": text})])
    with acting(gateway, Signed("Ana (guest)")) as act:
        triage(act, [LOSS], Triage.PLANNED)
    parcours("account", "create", "anna", "--role", "author", given=f"{SECRET}\n")
    return lambda *words, **changed: parcours("account", "merge", *words, **changed)


@pytest.mark.parametrize("guest", ["Ana", "Ana (guest)"])
def test_what_a_guest_did_is_signed_by_the_account(merge, gateway, guest):
    ((before,),) = gateway.read(REVISION)
    done = merge(guest, "anna")
    assert done.returncode == 0, done.stderr
    assert "What Ana (guest) did is signed by anna now: 3 acts, and 1 decision that stand." in done.stderr
    assert [name for (name,) in gateway.read(BY)] == ["Bo (guest)", "anna", "local"]
    assert gateway.read(DECIDED) == [[LOSS, "anna"]] and gateway.read(REVISION) == [[before + 1]]
    told = "MATCH (r:ImportRun {by: 'local'})-[:CHANGED]->(c) RETURN c.node, c.field, c.before, c.after"
    assert gateway.read(told) == [[f"Rupture:{LOSS}", "triagedBy", "Ana (guest)", "anna"]]
    again = merge(guest, "anna")
    assert again.returncode == 1 and "guests did sign: Bo (guest)" in again.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Zoe", "anna"), "rien n'est signé « Zoe (guest) » ; ont signé comme invités : Ana (guest), Bo (guest)"),
        (("Ana", "zoe"), "il n'y a pas de compte zoe"),
        (("a/b", "anna"), "ne convient pas comme nom"),
    ],
)
def test_who_is_not_known_is_told_and_nothing_is_written(merge, gateway, words, said):
    before = gateway.read(REVISION)
    done = merge(*words, PARCOURS_LANG="fr")
    plain = done.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert done.returncode == 1 and said in plain
    assert gateway.read(REVISION) == before and len(gateway.read(BY)) == 2
