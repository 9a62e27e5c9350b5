"""Who may do what: each cell of the matrix of roles and acts, and what is told to whoever may not."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from api.access import Access, Strangers
from api.app import create_app
from api.people import People
from api.rights import ASK, EDIT, IMPORT, LEAST, RELEASE, TRIAGE, UNDO, Role, Who, demand, least, may
from api.tokens import Tokens
from graph.errors import Forbidden
from graph.gateway import AsyncGateway
from graph.language import Language
from pages.site import routes
from parcours.intake import Intake
from tests.asking import PATIENCE
from tests.conftest import ROOT
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import LOSS, worked
from wording.problems import said


def anna(role: Role | None) -> Who | None:
    return Who("anna", role) if role else None


@pytest.mark.parametrize("act", LEAST)
@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_may_what_those_before_it_may(role, act):
    allowed = [*Role].index(role or Role.READER) >= [*Role].index(LEAST[act])
    assert may(anna(role), act) is allowed
    if allowed:
        assert demand(anna(role), act).name == ("anna" if role else "")
    else:
        with pytest.raises(Forbidden) as refused:
            demand(anna(role), act)
        assert refused.value.role == LEAST[act]


def test_what_an_edit_touches_may_be_a_stewards():
    assert least(EDIT, steward=True) is Role.STEWARD
    assert may(anna(Role.AUTHOR), EDIT) and not may(anna(Role.AUTHOR), EDIT, steward=True)


@pytest.mark.parametrize(
    ("role", "english", "french"),
    [
        (None, "as contributor or more", "au moins comme contributeur"),
        (Role.READER, "anna is reader here, and this takes contributor", "anna est ici lecteur"),
    ],
)
def test_who_may_not_is_told_who_may(role, english, french):
    with pytest.raises(Forbidden) as refused:
        demand(anna(role), "triage")
    assert english in said(refused.value.said, Language.EN) and french in said(refused.value.said, Language.FR)


MATRIX = [(ASK, False), (TRIAGE, False), (IMPORT, False), (EDIT, False), (EDIT, True), (UNDO, False), (RELEASE, False)]
"""The rows of the matrix in docs/roles.md: an act, and whether what it touches is a steward's."""


def test_the_matrix_of_the_documentation_is_that_of_the_code():
    page = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    _, _, table = page.partition("<!-- the matrix")
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")][: len(MATRIX) + 2]
    assert rows[0][2:] == ["stranger", *Role]
    told = [(cells[1].strip("`"), [each == "✓" for each in cells[2:]]) for cells in rows[2:]]
    assert told == [
        ({ASK: "query"}.get(act, act), [may(anna(role), act, steward) for role in (None, *Role)])
        for act, steward in MATRIX
    ]
    assert {act for act, _ in MATRIX} == LEAST.keys()


# --- over HTTP -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(gateway_address, tmp_path_factory) -> Iterator[Callable[..., Response]]:
    """Ask a server, as somebody of a role: each has an account, and a token that acts for it."""
    home = tmp_path_factory.mktemp("home")
    people, tokens = People(home), Tokens(home / "tokens.json")
    held = {}
    for role in Role:
        people.accounts.create(f"a-{role}", role, [], "correct horse battery")
        held[role] = {"authorization": f"Bearer {tokens.create(f't-{role}', account=f'a-{role}')}"}
    access = Access(tokens=tokens, people=people, strangers=Strangers.ALWAYS)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        made = partial(routes, intake=Intake(home / "brought", gateway_address))
        app = create_app(AsyncGateway(gateway_address, timeout=PATIENCE), access=access, routes=made)
        runner.run(stack.enter_async_context(app.router.lifespan_context(app)))
        client = AsyncClient(transport=ASGITransport(app), base_url="http://localhost")
        runner.run(stack.enter_async_context(client))

        def ask(role: Role | None, method: str, path: str, **options: Any) -> Response:
            return runner.run(client.request(method, path, headers=held[role] if role else {}, **options))

        yield ask
        runner.run(stack.aclose())


def asks(opened, role) -> Response:
    return opened(role, "POST", "/graphql", json={"query": "{channels {totalCount}}"})


def triages(opened, role) -> Response:
    query = f'mutation {{triage(ruptures: ["Rupture:{LOSS}"], to: PLANNED) {{revision}}}}'
    return opened(role, "POST", "/graphql", json={"query": query})


def imports(opened, role) -> Response:
    """Bring a table, and have it written once it is shown."""
    table = "Étape\tCanal\nJe demande\tSite web\nJ'appelle\tTéléphone\n"
    shown = opened(role, "POST", "/import", files={"file": ("carte.tsv", table.encode())})
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.text))
    if shown.status_code == 403:
        return shown
    fields = given | {"do": "write"}
    return opened(role, "POST", "/import", files={name: (None, each) for name, each in fields.items()})


OVER_HTTP = {ASK: asks, TRIAGE: triages, IMPORT: imports}
NOT_YET = {EDIT, UNDO, RELEASE}
"""Acts that have a least role already, and nothing yet by which they are done."""


def test_every_act_is_tried_over_http_or_is_still_to_come():
    assert OVER_HTTP.keys() | NOT_YET == LEAST.keys() and not OVER_HTTP.keys() & NOT_YET


@pytest.mark.parametrize("act", OVER_HTTP)
@pytest.mark.parametrize("role", [None, *Role])
def test_over_http_each_does_what_the_matrix_says_and_signs_it(gateway, opened, role, act):
    say(gateway, worked(), source="test-worked")
    before = gateway.read("MATCH (r:ImportRun) RETURN count(r)")
    answer = OVER_HTTP[act](opened, role)
    signed = gateway.read("MATCH (r:ImportRun) WHERE r.by IS NOT NULL RETURN r.by")
    if may(anna(role), act):
        assert answer.status_code in (200, 303) and "errors" not in (answer.text if act != IMPORT else "")
        assert signed == ([] if act == ASK else [[f"a-{role}"]])
        return
    assert gateway.read("MATCH (r:ImportRun) RETURN count(r)") == before and signed == []
    if act == IMPORT:
        assert answer.status_code == 403
    else:
        (error,) = answer.json()["errors"]
        assert error["extensions"] == {"code": "FORBIDDEN", "role": LEAST[act]}
