"""`parcours invite`: who is invited where, until when, and how that ends."""

import datetime
import json
import re
import stat

import pytest

from tests.graph.tables import say
from tests.graph.test_derived_upkeep import worked

TOMORROW = (datetime.datetime.now() + datetime.timedelta(days=1)).strftime("%Y-%m-%dT18:00")
WHERE = ("--journey", "home-quote", "--until", TOMORROW)


@pytest.fixture
def invite(parcours, gateway):
    """Invite over the worked case."""
    say(gateway, worked(), source="test-worked")

    def invite(*words, **changed):
        return parcours("invite", *words, **changed)

    return invite


def test_an_invitation_is_made_named_and_ended(invite, tmp_path):
    done = invite(*WHERE, "--role", "contributor", "--department", "call-centre")
    assert done.returncode == 0, done.stderr
    address = re.fullmatch(r"http://127\.0\.0\.1:8000/join/([\w-]{43})\n", done.stdout)
    assert address and "PARCOURS_ADDRESS" in done.stderr and "█▀▀▀" in done.stderr.replace("▄▄▄", "▀▀▀")
    file = tmp_path / "home" / "invitations.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and address[1] not in file.read_text(encoding="utf-8")
    (kept,) = json.loads(file.read_bytes())
    shown = TOMORROW.replace("T", " ")
    (line,) = invite("list").stdout.splitlines()
    assert line == f"{kept['id']}\thome-quote\tcall-centre\tcontributor\t{shown}"
    (row,) = json.loads(invite("list", "--format", "json").stdout)["rows"]
    assert row == {name: kept[name] for name in ("id", "journey", "department", "role", "until")} | {"over": False}
    assert invite("end", kept["id"]).stderr == f"Ended {kept['id']}.\n"
    assert invite("list").stdout.splitlines() == [f"{line}\tover"]


def test_an_hour_is_one_of_today(invite, tmp_path):
    done = invite("--journey", "home-quote", "--role", "customer", "--until", "23:59:59.9")
    (kept,) = json.loads((tmp_path / "home" / "invitations.json").read_bytes())
    ends = datetime.datetime.fromisoformat(kept["until"]).astimezone()
    assert done.returncode == 0 and ends.date() == datetime.date.today()


def test_people_find_the_pages_where_that_is_said(invite, tmp_path):
    at = {"PARCOURS_ADDRESS": "https://parcours.example.org/p/"}
    drawn = [invite(*WHERE, "--role", "customer", "-o", name, **at) for name in ("qr.svg", "qr.png")]
    for done in drawn:
        assert done.stdout.startswith("https://parcours.example.org/p/join/") and "PARCOURS_ADDRESS" not in done.stderr
    assert drawn[0].stdout.strip() in (tmp_path / "qr.svg").read_text(encoding="utf-8")
    assert (tmp_path / "qr.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--journey", "home-quote"), 2, "--role and --until"),
        ((*WHERE, "--role", "king"), 2, "king"),
        ((*WHERE, "--role", "customer", "--department", "network"), 2, "--department goes with"),
        ((*WHERE, "--role", "customer", "-o", "qr.gif"), 2, "neither .svg nor .png"),
        (("--journey", "nope", "--until", TOMORROW, "--role", "customer"), 1, "no journey 'nope'"),
        (("--journey", "network", "--until", TOMORROW, "--role", "customer"), 1, "no journey 'network'"),
        ((*WHERE, "--role", "contributor", "--department", "nope"), 1, "no department 'nope'"),
        ((*WHERE, "--role", "contributor", "--department", "netwrok"), 1, "did you mean network?"),
        (("--journey", "home-quote", "--role", "customer", "--until", "00:00"), 1, "is past"),
        (("--journey", "home-quote", "--role", "customer", "--until", "2020-01-01T08:00"), 1, "is past"),
        (("--journey", "home-quote", "--role", "customer", "--until", "9999-12-31T08:00"), 1, "more than a month away"),
        (("--journey", "home-quote", "--role", "customer", "--until", "noon"), 1, "is no time"),
        (("--journey", "home-quote", "--role", "customer", "--until", "2099"), 1, "is no time"),
        (("end", "abc"), 1, "no invitation abc"),
    ],
)
def test_what_cannot_be_is_told(invite, tmp_path, words, status, said):
    done = invite(*words)
    assert done.returncode == status and said in done.stderr
    assert not (tmp_path / "home" / "invitations.json").exists() and not done.stdout
