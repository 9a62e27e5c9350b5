"""Who owns what: the owners and silos that a run changes, and defaults that become statements."""

import pytest

from graph.derive import upkeep
from importers.journeys.export import export_knowledge
from tests.graph.tables import check_edges, check_nodes, say


def department(key, **fields):
    return {"key": key, **fields}


def departments(*all):
    return {"departments": list(all)}


JOURNEY = {
    "channels": [{"key": "web", "kind": "WEBSITE", "operatedBy": ["d1"]}],
    "journeys": [
        {
            "key": "j",
            "title": "J",
            "phases": [
                {"key": "p", "name": "P", "steps": [{"key": "s", "text": "I", "touchpoints": [{"channel": "web"}]}]}
            ],
        }
    ],
}
TREE = departments(department("g"), department("d1", partOf="g"), department("d2", partOf="g"))


def moved(gateway, report):
    ((owners, silos),) = gateway.read(
        "MATCH (r:ImportRun {key: $run}) RETURN r.ownerChanged, r.siloChanged", run=report.run
    )
    return owners, silos


def channel_of(*departments):
    return {**JOURNEY, "channels": [{"key": "web", "kind": "WEBSITE", "operatedBy": list(departments)}]}


def handled_by(*departments):
    journey = {"key": "j", "title": "J"}
    touchpoint = {"channel": "web", "handledBy": list(departments)}
    step = {"key": "s", "text": "I", "touchpoints": [touchpoint]}
    return {**JOURNEY, "journeys": [{**journey, "phases": [{"key": "p", "name": "P", "steps": [step]}]}]}


@pytest.mark.parametrize(
    ("after", "owners"),
    [
        (channel_of("d1"), []),
        (channel_of("d2"), ["j/s/web"]),
        (channel_of(), ["j/s/web"]),
        (channel_of("d1", "d2"), ["j/s/web"]),
        (handled_by("d2"), ["j/s/web"]),
        (handled_by(), ["j/s/web"]),
        (handled_by("d1"), []),  # now declared, and the same
    ],
)
def test_touchpoints_that_changed_owner_are_noted(gateway, after, owners):
    say(gateway, {**JOURNEY, **TREE})
    assert moved(gateway, say(gateway, {**after, **TREE})) == (owners, [])


@pytest.mark.parametrize(
    ("after", "silos"),
    [
        ([department("g"), department("d1", partOf="g"), department("d2", partOf="g")], []),
        ([department("g"), department("d1", partOf="g")], ["d1"]),  # no cut any more
        ([department("g"), department("d1", partOf="g"), department("d2", partOf="d1")], ["d1", "d2"]),
        ([department("g"), department("d1", partOf="g", silo="sales"), department("d2", partOf="g")], ["d1"]),
        (
            [department("g", silo="sales"), department("d1", partOf="g"), department("d2", partOf="g")],
            ["d1", "d2", "g"],
        ),
    ],
)
def test_departments_that_changed_silo_are_noted(gateway, after, silos):
    say(gateway, {**JOURNEY, **TREE})
    assert check_edges(gateway, "Department", "IN_SILO", "Silo", ("declared",)) == {
        ("d1", "unit:d1", False), ("d2", "unit:d2", False),
    }  # fmt: skip
    assert moved(gateway, say(gateway, {**JOURNEY, "departments": after}))[1] == silos


def test_a_declared_silo_that_becomes_another_is_noted(gateway):
    say(gateway, departments(department("d1", silo="sales"), department("d2", partOf="d1")))
    report = say(gateway, departments(department("d1", silo="service"), department("d2", partOf="d1")))
    assert moved(gateway, report) == ([], ["d1", "d2"])


def test_a_computed_silo_can_be_named_and_described(gateway):
    """Who reads `unit:d1` on a page may write it into a file."""
    tree = [department("g"), department("d1", name="One", partOf="g"), department("d2", partOf="g")]
    named = department("d9", silo="unit:d1")
    silos = lambda: check_edges(gateway, "Department", "IN_SILO", "Silo")  # noqa: E731
    say(gateway, departments(*tree))
    say(gateway, departments(*tree, named))
    assert silos() == {("d1", "unit:d1"), ("d2", "unit:d2"), ("d9", "unit:d1")}
    say(gateway, {**departments(*tree, named), "silos": [{"key": "unit:d1", "name": "Said"}]})
    assert check_nodes(gateway, "Silo", ("name",)) == {("unit:d1", "Said"), ("unit:d2", None)}
    say(gateway, departments(department("d1"), named))
    assert silos() == {("d9", "unit:d1")}
    say(gateway, departments(*tree))
    assert check_nodes(gateway, "Silo", ("name", "declared", "stub")) == {
        ("unit:d1", "One", False, None),
        ("unit:d2", None, False, None),
    }


def test_a_computed_silo_stays_computed_where_a_department_names_it(gateway):
    tree = [department("g"), department("d1", name="One", partOf="g"), department("d2", partOf="g")]
    named = department("d9", silo="unit:d1")
    report = say(gateway, departments(*tree, named))
    assert not report.problems
    stands = {("unit:d1", "One", False, None), ("unit:d2", None, False, None)}
    assert check_nodes(gateway, "Silo", ("name", "declared", "stub")) == stands
    text = export_knowledge(gateway.read)
    assert "silo: 'unit:d1'" in text and "silos:" not in text
    tree[1] = department("d1", name="Une", partOf="g")
    say(gateway, departments(*tree, named))
    assert ("unit:d1", "Une") in check_nodes(gateway, "Silo", ("name",))
    say(gateway, departments(department("d1"), named))
    assert check_nodes(gateway, "Silo", ("name", "declared", "stub")) == {("unit:d1", None, None, True)}
    say(gateway, departments(department("d1")))
    assert check_nodes(gateway, "Silo", ("name",)) == set()


# --- from whom, and to whom ------------------------------------------------------------------------------------------

MOVES = ("ownersGained", "ownersLost", "silosGained", "silosLost", "crossingsBegun", "crossingsEnded")


def moves(gateway, report):
    """What the run moved, without the kinds of which it moved none."""
    statement = "MATCH (r:ImportRun {key: $run}) UNWIND $moves AS move RETURN move, r[move]"
    return {move: keys for move, keys in gateway.read(statement, run=report.run, moves=MOVES) if keys}


def two_steps(**touchpoint):
    first = {"key": "s", "text": "I", "touchpoints": [{"channel": "web", **touchpoint}]}
    then = {"key": "t", "text": "I", "touchpoints": [{"channel": "phone"}]}
    return {"journeys": [{"key": "j", "title": "J", "phases": [{"key": "p", "name": "P", "steps": [first, then]}]}]}


def operators(web, phone):
    return {
        "channels": [
            {"key": "web", "kind": "WEBSITE", "operatedBy": web},
            {"key": "phone", "kind": "PHONE", "operatedBy": phone},
        ]
    }


def silos(**by_department):
    return departments(
        *(department(key, silo=silo) if silo else department(key) for key, silo in by_department.items())
    )


SPLIT = {**two_steps(), **operators(["d1"], ["d2"]), **silos(d1="sales", d2="service")}
UNITED = {**SPLIT, **silos(d1="sales", d2="sales")}
CROSSING = "j/s/web~j/t/phone"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SPLIT, SPLIT, {}),
        ({}, SPLIT, {}),  # all of it is new
        (SPLIT, {}, {}),  # nothing of it stays
        (
            SPLIT,
            UNITED,
            {"silosGained": ["d2 sales"], "silosLost": ["d2 service"], "crossingsEnded": [CROSSING]},
        ),
        (
            UNITED,
            SPLIT,
            {"silosGained": ["d2 service"], "silosLost": ["d2 sales"], "crossingsBegun": [CROSSING]},
        ),
        (  # unknown now
            SPLIT,
            {**SPLIT, **silos(d1="sales", d2=None)},
            {"silosLost": ["d2 service"]},
        ),
        (
            {**SPLIT, **silos(d1="sales", d2=None)},
            {**SPLIT, **silos(d1="sales", d2="sales")},
            {"silosGained": ["d2 sales"]},
        ),
        (
            UNITED,
            {**UNITED, **operators(["d1"], ["d1"])},
            {"ownersGained": ["j/t/phone d1"], "ownersLost": ["j/t/phone d2"]},
        ),
        (
            SPLIT,
            {**SPLIT, **operators(["d2"], ["d2"])},
            {"ownersGained": ["j/s/web d2"], "ownersLost": ["j/s/web d1"], "crossingsEnded": [CROSSING]},
        ),
        (SPLIT, {**SPLIT, **two_steps(handledBy=["d1"])}, {}),  # now declared, and the same
        (
            SPLIT,
            {**SPLIT, **two_steps(handledBy=["d3"])},  # by a department that is new
            {"ownersGained": ["j/s/web d3"], "ownersLost": ["j/s/web d1"]},
        ),
        (  # contested
            SPLIT,
            {**SPLIT, **operators(["d1", "d2"], ["d2"])},
            {"ownersGained": ["j/s/web d2"]},
        ),
        (JOURNEY, {**JOURNEY, **two_steps(), **operators(["d1"], ["d1"])}, {}),  # a touchpoint more is no gain
        ({**two_steps(), **operators(["d1"], ["d1"])}, JOURNEY, {}),  # and one less no loss
    ],
)  # fmt: skip
def test_who_lost_and_who_gained(gateway, before, after, expected):
    say(gateway, before)
    assert moves(gateway, say(gateway, after, allow_shrink=True)) == expected


def test_what_is_torn_off_with_an_owner_or_a_silo_is_lost(gateway):
    """Edges that were derived to a node go with it, when nobody speaks of it any more."""
    tree = departments(department("d1", silo="sales"), department("d2", partOf="d1"))
    say(gateway, {**JOURNEY, **tree})
    after = departments(department("d1", silo="service"), department("d2", partOf="d1"))
    assert moves(gateway, say(gateway, {**JOURNEY, **after})) == {
        "silosGained": ["d1 service", "d2 service"], "silosLost": ["d1 sales", "d2 sales"],
    }  # fmt: skip
    report = say(gateway, channel_of())
    assert check_nodes(gateway, "Department") == set()
    assert moves(gateway, report) == {"ownersLost": ["j/s/web d1"]}
    assert moved(gateway, report)[0] == ["j/s/web"]


def test_a_reorganisation_moves_a_department_to_another_silo(gateway):
    """Its silo is computed: that of the branch in which it stands."""
    branches = [department("g"), department("d1", partOf="g"), department("d2", partOf="g")]
    told = {**two_steps(), **operators(["d1"], ["d3"])}
    say(gateway, {**told, **departments(*branches, department("d3", partOf="d1"))})
    report = say(gateway, {**told, **departments(*branches, department("d3", partOf="d2"))})
    assert moves(gateway, report) == {
        "silosGained": ["d3 unit:d2"], "silosLost": ["d3 unit:d1"], "crossingsBegun": [CROSSING],
    }  # fmt: skip


def test_many_journeys_add_up(gateway, monkeypatch):
    monkeypatch.setattr(upkeep, "CHUNK", 1)
    (journey,) = two_steps()["journeys"]
    journeys = {"journeys": [{**journey, "key": key} for key in ("i", "j", "k")]}
    say(gateway, {**SPLIT, **journeys})
    assert moves(gateway, say(gateway, {**SPLIT, **journeys, **operators(["d2"], ["d2"])})) == {
        "ownersGained": [f"{key}/s/web d2" for key in "ijk"],
        "ownersLost": [f"{key}/s/web d1" for key in "ijk"],
        "crossingsEnded": [f"{key}/s/web~{key}/t/phone" for key in "ijk"],
    }


# --- a default that becomes a statement ------------------------------------------------------------------------------


def test_what_was_a_default_can_be_said(gateway):
    say(gateway, {**JOURNEY, **TREE})
    say(gateway, {**handled_by("d1"), **TREE})
    handled = lambda: check_edges(gateway, "Touchpoint", "HANDLED_BY", "Department", ("declared",))  # noqa: E731
    assert handled() == {("j/s/web", "d1", True)}
    say(gateway, {**JOURNEY, **TREE})
    assert handled() == {("j/s/web", "d1", False)}


def test_a_silo_that_was_inherited_can_be_said(gateway):
    say(gateway, departments(department("d1", silo="sales"), department("d2", partOf="d1")))
    say(gateway, departments(department("d1", silo="sales"), department("d2", partOf="d1", silo="sales")))
    assert check_edges(gateway, "Department", "IN_SILO", "Silo", ("declared",)) == {
        ("d1", "sales", True), ("d2", "sales", True),
    }  # fmt: skip


def test_an_edge_that_was_derived_can_be_said(gateway):
    def steps(**fields):
        step = {"key": "s", "text": "I", "touchpoints": [{"channel": "web", **fields}]}
        then = {"key": "t", "text": "I", "touchpoints": [{"channel": "phone"}]}
        return {"journeys": [{"key": "j", "title": "J", "phases": [{"key": "p", "name": "P", "steps": [step, then]}]}]}

    leads = lambda: check_edges(gateway, "Touchpoint", "LEADS_TO", "Touchpoint", ("basis",))  # noqa: E731
    say(gateway, steps())
    assert leads() == {("j/s/web", "j/t/phone", "IMPOSED")}
    say(gateway, steps(leadsTo=["t/phone"]))
    assert leads() == {("j/s/web", "j/t/phone", "DECLARED")}
    say(gateway, steps())
    assert leads() == {("j/s/web", "j/t/phone", "IMPOSED")}
