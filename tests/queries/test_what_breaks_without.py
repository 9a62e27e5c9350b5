"""What a system or a feed carries."""

import pytest

from graph.errors import BadInput
from tests.graph.tables import WORKED, say
from tests.queries.answers import rows

SIGN = "home-quote/call-to-adjust/phone~home-quote/sign/branch"


def test_the_worked_case(gateway):
    say(gateway, WORKED)
    (row,) = rows(gateway, "what-breaks-without", feed={"from": "web-cms", "to": "core"})
    assert (row["handoff"], row["objects"], row["volume"]) == (SIGN, ["quote"], (3000, 4000))


@pytest.mark.parametrize(("system", "broken"), [("web-cms", [SIGN]), ("core", [SIGN]), ("crm", [])])
def test_a_system(gateway, system, broken):
    say(gateway, WORKED)
    assert [row["handoff"] for row in rows(gateway, "what-breaks-without", system=system)] == broken


def test_either_a_system_or_a_feed(gateway):
    with pytest.raises(BadInput, match="either a system or a feed"):
        rows(gateway, "what-breaks-without")
