"""Whether the map itself is well made."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows

NEEDS = [{"key": "get-a-quote"}]


def checks(gateway, *steps, document=None, **given):
    if steps or document:
        say(gateway, document or a_document(*steps, needs=NEEDS))
    return [(row["check"], row["element"], row["other"]) for row in rows(gateway, "map-checks", **given)]


def told(gateway, *steps, check):
    return [found[1:] for found in checks(gateway, *steps, check=[check])]


def test_a_need_that_nothing_upstream_produces(gateway):
    a = step("a", at("website", needs=["quote"]), text="Je demande")
    b = step("b", at("phone", needs=["quote", "claim"], produces=["quote"]), text="I call")
    c = step("c", at("branch", needs=["quote"]), text="I sign")
    found = told(gateway, a, b, c, check="NEEDS_WITHOUT_PRODUCER")
    assert found == [("j/a/website", "quote"), ("j/b/phone", "claim"), ("j/b/phone", "quote")]


def test_the_first_person(gateway):
    texts = ["Je demande", "J'appelle", "J’appelle", "I call", "I'm waiting", "Le client appelle", "Instruction", None]
    steps = [step(f"s{n}", at("website"), **({"text": t} if t else {})) for n, t in enumerate(texts)]
    assert told(gateway, *steps, check="NOT_FIRST_PERSON") == [("j/s5", None), ("j/s6", None)]
    assert told(gateway, *steps, check="BACK_OFFICE") == []


def test_back_office_and_one_decision_in_two_steps(gateway):
    a = step("a", text="Saisie du dossier", need="get-a-quote")
    b = step("b", text="Je réfléchis", need="get-a-quote")
    c = step("c", at("phone"), text="J'appelle", need="get-a-quote")
    assert told(gateway, a, b, c, check="BACK_OFFICE") == [("j/a", None)]
    assert told(gateway, a, b, c, check="SAME_DECISION") == [("j/a", "j/b")]


def test_departments_and_stubs(gateway):
    more = {"departments": [*LANDSCAPE["departments"], {"key": "alone"}]}
    document = a_document(step("a", at("website", uses=["unheard-of"]), text="Je demande"), **more)
    assert checks(gateway, document=document, check=["NO_SILO"]) == [
        ("NO_SILO", "alone", None),
        ("NO_SILO", "group", None),
    ]
    stubs = {("STUB", key, None) for key in ("customer-service", "marketing", "sales", "quote", "unheard-of")}
    assert set(checks(gateway, check=["STUB"])) == stubs
    assert checks(gateway, check=["STUB", "NO_SILO"], journeys=["j"]) == [("STUB", "unheard-of", None)]


def test_journeys_of_nobody_without_steps_or_goal(gateway):
    nobody, told = (a_document(step("s", outcome=outcome))["journeys"][0] for outcome in ("ABANDON", "GOAL"))
    journeys = [{**nobody, "key": "k"}, {"key": "e"}, {**told, "personas": ["nadia"]}]
    wanted = ["NO_STEPS", "NO_PERSONA", "NO_GOAL"]
    found = checks(gateway, document={**LANDSCAPE, "journeys": journeys}, check=wanted)
    assert [row[:2] for row in found] == [
        ("NO_GOAL", "k"),
        ("NO_PERSONA", "e"),
        ("NO_PERSONA", "k"),
        ("NO_STEPS", "e"),
    ]


def test_maps_that_nobody_keeps_or_looked_through_in_time(gateway):
    journeys = [
        {"key": "kept", "ownedBy": "digital", "reviewBy": "2999-12-31"},
        {"key": "late", "ownedBy": "digital", "reviewBy": "2020-01-31"},
        {"key": "nobodys"},
    ]
    found = checks(gateway, document={**LANDSCAPE, "journeys": journeys}, check=["NO_KEEPER", "OVERDUE"])
    assert found == [("NO_KEEPER", "nobodys", None), ("OVERDUE", "late", None)]


def test_circles_without_a_way_out_and_shares_of_more_than_everybody(gateway):
    a = step("a", next=[{"step": "b", "share": 0.75}, {"step": "d", "share": 0.5}])
    b, c = step("b", next=["c"]), step("c", next=["b"])
    d = step("d", next=[{"step": "d", "share": 0.5}, {"step": "e", "share": 0.5}])
    e = step("e", next=["d"], outcome="GOAL")
    wanted = ["ENDLESS", "SHARES_ABOVE_ONE"]
    found = checks(gateway, a, b, c, d, e, check=wanted)
    assert found == [("ENDLESS", "j/b", None), ("ENDLESS", "j/c", None), ("SHARES_ABOVE_ONE", "j/a", None)]


def test_a_well_made_map(gateway):
    assert checks(gateway, document=WORKED, journeys=["home-quote"]) == []


def test_a_loop_and_an_empty_graph(gateway):
    assert checks(gateway) == []
    there = step("a", at("website", needs=["quote"]), next=["b"], text="Je demande")
    back = step("b", at("website", needs=[], produces=["quote"]), next=["a"], text="Je reviens")
    assert told(gateway, there, back, check="NEEDS_WITHOUT_PRODUCER") == []
