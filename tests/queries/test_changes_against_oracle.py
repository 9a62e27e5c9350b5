"""What changed between two random documents is what one finds who holds them side by side."""

from hypothesis import HealthCheck, Phase, given, settings

from tests.graph.tables import Document, empty, say
from tests.often import often
from tests.oracle.questions import changes
from tests.oracle.questions.documents import asked_documents
from tests.oracle.questions.world import scope
from tests.oracle.reading import described
from tests.queries.answers import rows

EVERYTHING = {"perspectives": ["REALITY", "FUTURE", "COMPETITOR"], "archived": True}
TOLD = ("RUPTURE_NEW", "RUPTURE_GONE", "ELEMENT", "VOLUME", "EMOTION")


@settings(
    max_examples=often(4),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(asked_documents(), asked_documents())
def test_what_changed(gateway, before: Document, after: Document):
    empty(gateway)
    first = say(gateway, before).run
    did = say(gateway, after, allow_shrink=True).changed  # else the last command that changed something is the first
    for where in ({}, EVERYTHING, {"journeys": ["j1"]}):
        found = asked(gateway, since=first, **where)
        assert not did or found == asked(gateway, **where)
        assert {told(row) for row in found if not in_order(row)} == changes.what_changed(before, after, **where)
        check_order(before, after, {row["key"] for row in found if in_order(row)}, where)


def asked(gateway, **given):
    """The rows of what the oracle knows."""
    return [row for row in rows(gateway, "what-changed", **given) if row["change"].startswith(TOLD)]


def told(row):
    """The change of a row, as the oracle has it."""
    pair = row["name"] or row["volume"] or row["emotion"] or {"before": None, "after": None}
    return row["change"], row["rupture"] or row["key"], pair["before"], pair["after"]


def in_order(row):
    """Whether a row tells of a part that changed places with others: its places are numbers."""
    return row["change"] == "ELEMENT_MOVED" and str(row["place"]["before"]).isdigit()


def check_order(before: Document, after: Document, moved: set[str], where) -> None:
    """No more parts moved than had to, and without them the others stand as they stood."""
    for journey in scope(after, **where):
        if journey in described(before, "journeys"):
            for was, now in changes.stayed(before, after, journey):
                assert [k for k in was if k not in moved] == [k for k in now if k not in moved]
                assert len(moved & {*was}) == changes.fewest(was, now)
