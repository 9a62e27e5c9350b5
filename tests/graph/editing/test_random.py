"""Whatever is edited: the graph is that of the document that the edits amount to, and undone that of before."""

from hypothesis import HealthCheck, assume, given, settings

from graph.run import apply
from graph.statement import Options, Statement
from tests.graph.editing.acts import edit, undo
from tests.graph.editing.amounting import changes, said
from tests.graph.editing.test_edit import BARE, standing
from tests.graph.tables import RUN_KEYS, empty
from tests.graph.test_derived_upkeep import derived_anew
from tests.often import often
from tests.oracle.documents import documents

RANDOM = settings(
    max_examples=often(6),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def but_touchpoints(lines):
    """What stands, whoever said that a step has touchpoints: a file can say that it has none, an edit cannot."""
    return {line.replace("'touchpoints'", "").replace(", ]", "]") for line in lines}


def put(gateway, statement):
    """Import what is said; only what stands in no circle."""
    empty(gateway)
    report = apply(gateway, Statement("test", "knowledge", statement), Options())
    assume(report.status == "done" and not report.problems)


@RANDOM
@given(documents())
def test_drawn_from_nothing(gateway, document):
    statement = said(document)
    put(gateway, statement)
    imported = standing(gateway, BARE)
    empty(gateway)
    edit(gateway, *changes(statement))
    assert but_touchpoints(standing(gateway, BARE)) == but_touchpoints(imported)
    derived_anew(gateway)


@RANDOM
@given(documents(), documents())
def test_from_one_map_to_another_and_back(gateway, one, other):
    before, after = said(one), said(other)
    put(gateway, after)
    wanted = standing(gateway, BARE)
    put(gateway, before)
    former = standing(gateway, RUN_KEYS)
    outcome = edit(gateway, *changes(after, before), hold_organisation=True)
    assert but_touchpoints(standing(gateway, BARE)) == but_touchpoints(wanted)
    derived_anew(gateway)
    again = apply(gateway, Statement("test", "knowledge", said(one)), Options(allow_shrink=True))
    assert again.status == "done"
    assert but_touchpoints(standing(gateway, BARE)) == but_touchpoints(wanted)
    if outcome.run:
        undo(gateway, outcome.run)
        apply(gateway, Statement("test", "knowledge", said(one)), Options(allow_shrink=True))
        assert standing(gateway, RUN_KEYS) == former
        derived_anew(gateway)
