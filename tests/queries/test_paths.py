"""Ways from one place to another."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows


def ways(found):
    return [[key.removeprefix("j/") for key in row["touchpoints"]] for row in found]


def test_the_worked_case(gateway):
    say(gateway, WORKED)
    (row,) = rows(gateway, "paths", from_={"channel": ["website"]}, to={"channel": ["branch"]})
    assert (row["hops"], row["broken"], row["status"]) == (2, 1, "BROKEN")
    assert [leg["basis"] for leg in row["legs"]] == ["IMPOSED", "IMPOSED"]


def test_unbroken_first_among_equals(gateway):
    a = step("a", at("website", produces=["quote"], needs=[]))
    b = step("b", at("phone", needs=["quote"]), at("website", needs=["quote"]))
    c = step("c", at("branch", needs=[]))
    say(gateway, a_document(a, b, c))
    found = rows(gateway, "paths", from_={"step": ["j/a"]}, to={"step": ["j/c"]})
    assert [(row["hops"], row["broken"]) for row in found] == sorted((row["hops"], row["broken"]) for row in found)
    assert ways(found)[0] == ["a/website", "b/website", "c/branch"]


def test_a_loop_is_not_gone_round(gateway):
    a = step("a", at("website", needs=[]), next=["b"])
    b = step("b", at("website", needs=[]), next=["a", "c"])
    say(gateway, a_document(a, b, step("c", at("website", needs=[]))))
    found = rows(gateway, "paths", from_={"step": ["j/a"]}, to={"step": ["j/c"]})
    assert ways(found) == [["a/website", "b/website", "c/website"]]


def test_a_wide_journey_is_not_enumerated(gateway):
    channels = ("website", "phone", "branch", "email")
    steps = [step(f"s{n:02}", *(at(channel, needs=[]) for channel in channels)) for n in range(15)]
    say(gateway, a_document(*steps))
    found = rows(gateway, "paths", from_={"step": ["j/s00"]}, to={"step": ["j/s14"]}, k=10)
    assert [row["hops"] for row in found] == [14] * 10


def test_no_way_back(gateway):
    say(gateway, WORKED)
    assert rows(gateway, "paths", from_={"channel": ["branch"]}, to={"channel": ["website"]}) == []
