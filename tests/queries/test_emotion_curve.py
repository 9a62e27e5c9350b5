"""What the customer feels along a journey."""

from tests.graph.tables import say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows

ENDS = ("peak", "peakAt", "end", "endAt", "remembered")


def curve(gateway, *steps, **given):
    say(gateway, a_document(*steps, personas=["nadia"]))
    (row,) = rows(gateway, "emotion-curve", **given)
    return row


def ends(row):
    return tuple(row[name] for name in ENDS)


def points(row):
    return [(point["touchpoint"], point["value"], point["rests"], point["missing"]) for point in row["points"]]


def test_the_points_the_steps_and_what_remains(gateway):
    row = curve(
        gateway,
        step("a", at("website", emotion=1), at("phone", qualification="IRRITANT", emotion=-1)),
        step("b", at("phone", qualification="BASIC"), at("email", missing=True, qualification="IRRITANT")),
        step("c", at("branch", emotion=1), at("phone")),
        step("d", at("branch")),
    )
    assert points(row) == [
        ("j/a/phone", -1, "EMOTION", False),
        ("j/a/website", 1, "EMOTION", False),
        ("j/b/email", -2, "QUALIFICATION", True),
        ("j/b/phone", 0, "QUALIFICATION", False),
        ("j/c/branch", 1, "EMOTION", False),
        ("j/c/phone", None, None, False),
        ("j/d/branch", None, None, False),
    ]
    assert [(s["step"], s["worst"], s["best"], s["mean"]) for s in row["steps"]] == [
        ("j/a", -1, 1, 0),
        ("j/b", -2, 0, -1),
        ("j/c", 1, 1, 1),
        ("j/d", None, None, None),
    ]
    assert ends(row) == (-2, "j/b/email", 1, "j/c", -0.5)


def test_of_a_tie_the_negative_and_of_equals_the_earliest(gateway):
    a, b, c = (step(key, at("phone", emotion=value)) for key, value in (("a", 2), ("b", -2), ("c", -2)))
    assert ends(curve(gateway, a, b, c)) == (-2, "j/b/phone", -2, "j/c", -2)
    assert ends(curve(gateway, a, step("z", at("phone", emotion=2)))) == (2, "j/a/phone", 2, "j/z", 2)


def test_a_persona_feels_for_itself_where_it_does(gateway):
    felt = {"nadia": {"qualification": "ENCHANTMENT"}}
    a = step("a", at("website", emotion=-1, felt=felt))
    b = step("b", at("phone", emotion=-0.5, felt={"gerard": {"emotion": 2}}))
    assert [p[1:3] for p in points(curve(gateway, a, b, persona="nadia"))] == [(2, "PERSONA"), (-0.5, "EMOTION")]
    assert [p[1] for p in points(curve(gateway, a, b))] == [-1, -0.5]


def test_nothing_is_felt_or_nothing_is_there(gateway):
    assert ends(curve(gateway, step("a", at("phone")))) == (None,) * 5
    row = curve(gateway, step("a"))
    assert row["points"] == [] and row["steps"] == [{"step": "j/a", "worst": None, "best": None, "mean": None}]
    say(gateway, {"journeys": [{"key": "bare"}]}, source="other")
    assert rows(gateway, "emotion-curve", journeys=["bare"])[0]["steps"] == []


def test_scope_and_evidence(gateway):
    a = step("a", at("phone", emotion=1))
    assert curve(gateway, a, evidence=["SURVEY"])["points"] == []
    assert rows(gateway, "emotion-curve", perspectives=["FUTURE"]) == []
