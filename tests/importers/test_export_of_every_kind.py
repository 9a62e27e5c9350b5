"""What an export writes imports to the same graph, whatever kind of source told it, and is then written the same."""

import tempfile
from pathlib import Path

import pytest

from events.store import EventStore
from graph.language import Language
from graph.model import Family
from graph.run import apply
from graph.statement import Statement
from importers.gather import gather, kind, kinds
from importers.journeys import knowledge_workbook
from importers.journeys.export import export_knowledge
from tests.graph.tables import RUN_KEYS, dump, empty, say
from tests.importers.contacts.synced import calls, sync
from tests.importers.every_kind import KINDS, case
from tests.importers.organisation.charts import DATA, gathered, imported
from tests.importers.organisation.test_real_files import CHARTS, files
from tests.importers.say import at_hand, reading, refused, same
from tests.often import each_with_each

WHO = (*RUN_KEYS, "sources", "said")
"""Properties that tell who said it, and when."""


def comes_back(gateway):
    """The graph is the same after an export and an import into an empty one, and so is the export."""
    told = dump(gateway, WHO)
    text = export_knowledge(gateway.read)
    empty(gateway)
    read = reading(text)
    assert not any(problem.fatal for problem in read.problems)
    assert apply(gateway, Statement("exported", "knowledge", read.said)).status == "done"
    assert dump(gateway, WHO) == told
    assert export_knowledge(gateway.read) == text
    same(at_hand(read.said), in_workbook(gateway))
    return text


def in_workbook(gateway):
    """What a workbook says of the graph."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.xlsx"
        file.write_bytes(knowledge_workbook.export(gateway.read, None, Language.FR).content)
        (found,) = gather("knowledge-workbook", [file])
    assert not found.refused, found.problems
    return at_hand(found.said)


def test_every_kind_is_tried():
    assert {name for name in kinds() if kind(name).family is not Family.OBSERVED} == KINDS.keys()


@pytest.mark.parametrize(("kind", "seed"), each_with_each(zip(KINDS), (1, 2)))
def test_a_source_comes_back(gateway, tmp_path, kind, seed):
    made = case(kind, tmp_path, seed)
    found = gathered(kind, *made.files, source=made.source, mapping=made.mapping)
    assert not found.refused, found.problems
    report = apply(gateway, found)
    written = sum(count.created for count in report.written.values())
    text = comes_back(gateway)
    assert written > 60 and len(text) > 3_000


def test_contacts_are_no_part_of_it_and_what_they_stand_beside_comes_back(gateway, tmp_path):
    phases = [{"key": "p", "steps": [{"key": "s", "touchpoints": [{"channel": "crm:fax/old 1"}, {"channel": "web"}]}]}]
    say(gateway, {"journeys": [{"key": "j", "phases": phases}], "channels": [{"key": "web", "name": "Web"}]})
    before = dump(gateway, WHO)
    rows = ("1 c 01-30T12 web quote k1", "2 c 01-30T13 fax/old quote k2", "3 d 01-31T13 fax/old quote -")
    assert sync(gateway, EventStore(tmp_path / "events"), calls(tmp_path, *rows)).status == "done"
    assert gateway.read("MATCH (f:Flow) RETURN count(f) > 0") == [[True]]
    text = export_knowledge(gateway.read)
    empty(gateway)
    apply(gateway, Statement("exported", "knowledge", reading(text).said))
    assert dump(gateway, WHO) == before


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the exports of others are not at {DATA}")
@pytest.mark.parametrize("name", CHARTS)
def test_an_export_of_others_comes_back(gateway, name):
    kind, patterns = CHARTS[name]
    assert imported(gateway, kind, *files(patterns)).status == "done"
    comes_back(gateway)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("channels: [{key: call centre}]", "is no key; letters, digits and . _ : - make one"),
        ("channels: [{key: 'crm:'}]", None),
        ("channels: [{key: ' crm:x'}]", "is no key"),
        ("channels: [{key: crm/x}]", "such as crm-x"),
        ("channels: [{key: ''}]", "is no key"),
        ("journeys: [{key: 'x:a/b', phases: []}]", "has a `/`, which stands between the keys"),
        ("journeys: [{key: j, phases: [{key: p, steps: [{key: 'x:a/b'}]}]}]", "has a `/`"),
        ("needs: [{key: 'été:a b/c'}]", None),
    ],
)
def test_a_key_that_somebody_mistook_is_an_error(wrong, said):
    if said is None:
        assert not reading(f"parcours: 1\n{wrong}\n").problems
        return
    (problem,) = refused(f"parcours: 1\n{wrong}\n")
    assert said in problem.message and problem.place[1] == 2
