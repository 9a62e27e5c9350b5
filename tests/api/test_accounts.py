"""Accounts: kept as hashes for their owner only, one command after the other, heeded at once."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.datastructures import Headers

from api import passwords
from api.access import LOOPBACK, Access, Caller, Strangers
from api.accounts import Accounts
from api.people import People
from api.rights import Role, Who
from api.tokens import Tokens
from graph.errors import BadInput, ParcoursError

SECRET = "correct horse battery"
HERE, ELSEWHERE = "127.0.0.1", "192.0.2.7"


@pytest.fixture
def accounts(tmp_path):
    return Accounts(tmp_path / "home" / "accounts.json")


@pytest.fixture
def tokens(tmp_path):
    return Tokens(tmp_path / "home" / "tokens.json")


@pytest.fixture
def quick(monkeypatch):
    """Hashes that take no time: many are made, and none has to hold."""
    monkeypatch.setattr(passwords, "hashed", lambda password: password)
    monkeypatch.setattr("api.accounts.hashed", lambda password: password)


def test_a_password_opens_its_account_and_no_other(accounts):
    accounts.create("anna", Role.AUTHOR, ["digital"], SECRET)
    kept = accounts.path.read_text(encoding="utf-8")
    assert SECRET not in kept and "$argon2id$" in kept and accounts.path.stat().st_mode & 0o777 == 0o600
    assert accounts.signed_in("anna", SECRET).who == Who("anna", Role.AUTHOR, ("digital",))
    assert accounts.signed_in("anna", SECRET + "x") is None and accounts.signed_in("bo", SECRET) is None
    accounts.renew("anna", "é" * 10)
    assert accounts.signed_in("anna", SECRET) is None
    assert accounts.signed_in("anna", "e\N{COMBINING ACUTE ACCENT}" * 10).name == "anna", "another keyboard"
    accounts.disable("anna")
    assert accounts.signed_in("anna", "é" * 10) is None
    accounts.create("anna", Role.READER, [], SECRET)
    assert accounts.signed_in("anna", SECRET).role is Role.READER


def test_what_cannot_be_is_refused(accounts, quick):
    accounts.create("anna", Role.AUTHOR, [], SECRET)
    for name, said in (("anna", "there is an account"), ("local", "cannot name"), ("a b", "cannot name")):
        with pytest.raises(BadInput, match=said):
            accounts.create(name, Role.READER, [], SECRET)
    with pytest.raises(BadInput, match="no account"):
        accounts.disable("bo")
    accounts.disable("anna")
    for what in (lambda: accounts.give("anna", Role.STEWARD), lambda: accounts.renew("anna", SECRET)):
        with pytest.raises(BadInput, match="anna is disabled"):
            what()
    accounts.path.write_text('[{"name": "anna", "role": "king", "departments": []}]', encoding="utf-8")
    with pytest.raises(ParcoursError, match="cannot be read"):
        accounts.living("anna")


@pytest.mark.parametrize("password", ["", "x" * 9, "x" * 1001])
def test_a_password_has_a_length(accounts, password):
    with pytest.raises(BadInput, match="10 to 1,000 characters"):
        accounts.create("anna", Role.AUTHOR, [], password)


def test_a_role_and_departments_are_given(accounts, quick):
    accounts.create("anna", Role.AUTHOR, ["digital"], SECRET)
    accounts.give("anna", Role.STEWARD)
    assert accounts.living("anna").who == Who("anna", Role.STEWARD, ("digital",))
    accounts.give("anna", Role.READER, ["network"])
    assert accounts.living("anna").who == Who("anna", Role.READER, ("network",))


def test_commands_at_once_lose_no_account(accounts, quick):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: Accounts(accounts.path).create(f"a{n}", Role.READER, [], SECRET), range(24)))
    assert {each["name"] for each in json.loads(accounts.path.read_bytes())} == {f"a{n}" for n in range(24)}


def test_a_token_of_an_account_acts_in_its_name_and_role_of_today(accounts, tokens, quick):
    accounts.create("anna", Role.AUTHOR, [], SECRET)
    access = Access(tokens=tokens, people=People(accounts.path.parent))
    text = tokens.create("script", account=accounts.named("anna"))
    assert access.holder(text) == Caller("script", Who("anna", Role.AUTHOR))
    Accounts(accounts.path).give("anna", Role.STEWARD)
    assert access.holder(text) == Caller("script", Who("anna", Role.STEWARD))
    accounts.disable("anna")
    assert access.holder(text) is None


@pytest.mark.parametrize(
    ("strangers", "people", "peer", "found"),
    [
        (Strangers.NEVER, False, HERE, "refused"),
        (Strangers.WITHOUT_ACCOUNTS, False, HERE, Who("local", Role.STEWARD)),
        (Strangers.WITHOUT_ACCOUNTS, False, ELSEWHERE, None),
        (Strangers.WITHOUT_ACCOUNTS, True, HERE, "refused"),
        (Strangers.ALWAYS, False, HERE, Who("local", Role.STEWARD)),
        (Strangers.ALWAYS, False, ELSEWHERE, None),
        (Strangers.ALWAYS, True, HERE, None),
    ],
)
def test_who_a_stranger_is(accounts, tokens, quick, strangers, people, peer, found):
    if people:
        accounts.create("anna", Role.AUTHOR, [], SECRET)
    access = Access(LOOPBACK, tokens=tokens, people=People(accounts.path.parent), strangers=strangers)
    caller = access.stranger(peer)
    assert (caller.by if caller else "refused") == found
    assert access.demands is (found == "refused")
    bearer = Headers({"authorization": f"Bearer {tokens.create('t', role=Role.AUTHOR)}"})
    assert access.program(bearer, peer).by == Who("t", Role.AUTHOR)
