"""A store of a former format becomes one of the next, also when that is cut off."""

import pytest

from graph import migrations
from graph.format import FORMAT

AT = "MATCH (g:Graph {key: 'graph'}) RETURN g.format"


def test_a_store_without_a_format_is_of_the_first(gateway):
    gateway.command("MATCH (g:Graph {key: 'graph'}) REMOVE g.format")
    assert migrations.migrate(gateway) == list(range(1, FORMAT))
    assert gateway.read(AT) == [[FORMAT]]
    assert migrations.migrate(gateway) == []


def test_one_that_is_cut_off_begins_anew(gateway, monkeypatch):
    tried = []

    def step(work) -> None:
        tried.append(work.run("MATCH (c:Channel) RETURN c.key"))
        work.run("MERGE (:Channel {key: 'moved'})")
        work.commit()
        if len(tried) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "FORMAT", FORMAT + 1)
    monkeypatch.setitem(migrations.STEPS, FORMAT, step)
    with pytest.raises(KeyboardInterrupt):
        migrations.migrate(gateway)
    assert gateway.read(AT) == [[FORMAT]]
    assert migrations.migrate(gateway) == [FORMAT]
    assert tried == [[], [["moved"]]] and gateway.read(AT) == [[FORMAT + 1]]
