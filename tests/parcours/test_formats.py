"""Stores that former versions wrote, one of each format: they are restored, migrated, and answer as today's do."""

import pytest

import demo
from events.record import LABEL
from graph import migrations
from graph.format import FORMAT
from graph.gateway import Gateway
from graph.language import Language
from graph.run import apply
from parcours.asking import answer, looked_up
from parcours.commands import backup, doctor
from parcours.events import contacts, mining
from parcours.opening import opened
from parcours.secret import pseudonym_key
from parcours.settings import load
from queries.catalogue import QUESTIONS
from tests.conftest import ROOT
from tests.demo.test_answers import GOLDEN, given, told

FORMATS = sorted((ROOT / "tests" / "graph" / "formats").glob("*.zip"))


ASKED = [each for each in QUESTIONS.values() if each.id not in ("what-changed", "summary")]
"""The questions whose answers do not tell of the import that came last."""


def asked(gateway, question):
    """The example of a question, as the golden files have it."""
    return looked_up(gateway.read, question, given(question), Language.FR, first=25)


@pytest.fixture(scope="module", params=FORMATS, ids=lambda path: f"format {path.stem}")
def restored(request, gateway_address, tmp_path_factory):
    """The demo as a former version wrote it, restored by today's."""
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARCOURS_HOME", str(tmp_path_factory.mktemp("restored")))
        patch.setenv("NEO4J_URI", gateway_address.uri)
        patch.setenv("NEO4J_PASSWORD", gateway_address.password)
        patch.setenv("PARCOURS_LANG", "fr")
        backup.restore(request.param)
        # The demo has learned to say more since; what a former version wrote is told the rest by today's import.
        assert apply(gateway, demo.statement(Language.FR)).status == "done"
        yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


def test_there_is_one_of_each():
    assert [path.stem for path in FORMATS] == [str(number) for number in range(1, FORMAT)]
    assert sorted(migrations.STEPS) == list(range(1, FORMAT))


def test_it_is_in_todays_format(restored):
    assert restored.read("MATCH (g:Graph {key: 'graph'}) RETURN g.format, g.restoring") == [[FORMAT, None]]
    assert migrations.migrate(restored) == []
    assert all(well for well, _ in doctor._look(load()))


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.id)
def test_it_answers_as_the_demo_does(restored, question):
    found = answer(restored, asked(restored, question))
    assert told(found) == (GOLDEN / f"{question.id}.json").read_text(encoding="utf-8")


def test_the_same_imports_write_nothing(restored):
    settings = load()
    with opened(settings) as gateway:
        assert not apply(gateway, demo.statement(Language.FR)).changed
        gathered = demo.year(Language.FR, lambda: pseudonym_key(settings))
        again = apply(gateway, gathered, beside=contacts(mining(settings), gathered))
    assert again.status == "done" and not again.changed
    assert again.written[LABEL].unchanged > 10_000
