"""The worked case of the questions, in the store, number by number."""

from collections.abc import Iterator

import pytest

from graph import schema
from graph.address import Address
from graph.gateway import Gateway
from tests.graph.tables import WORKED, check_edges, check_nodes, say

ASK, CALL, SIGN = "home-quote/ask-quote", "home-quote/call-to-adjust", "home-quote/sign"
FIRST = f"{ASK}/website~{CALL}/phone"
SECOND = f"{CALL}/phone~{SIGN}/branch"
LOSS = f"CONTEXT_LOSS~{ASK}/website~{CALL}/phone~quote"
SWITCH = f"FORCED_SWITCH~{ASK}/website~{CALL}/phone"
GAP = f"COVERAGE_GAP~{CALL}~website"


@pytest.fixture(scope="module")
def worked(gateway_address: Address) -> Iterator[Gateway]:
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    report = say(gateway, WORKED, source=None)
    assert (report.source, report.status, report.problems) == ("test-worked", "done", [])
    yield gateway
    gateway.close()


def test_handoffs(worked):
    fields = ("basis", "status", "undecided", "changesChannel", "changesDepartment", "crossesSilo", "distance")
    assert check_nodes(worked, "Handoff", fields) == {
        (FIRST, "IMPOSED", "BROKEN", (), True, True, True, 2),
        (SECOND, "IMPOSED", "SOUND", (), True, True, True, 2),
    }
    assert check_nodes(worked, "Handoff", ("volumeLow", "volumeHigh")) == {(FIRST, 4000, 4000), (SECOND, 3000, 4000)}
    assert check_edges(worked, "Journey", "HAS_HANDOFF", "Handoff") == {("home-quote", FIRST), ("home-quote", SECOND)}
    assert check_edges(worked, "Handoff", "FROM", "Touchpoint") == {
        (FIRST, f"{ASK}/website"),
        (SECOND, f"{CALL}/phone"),
    }
    assert check_edges(worked, "Handoff", "TO", "Touchpoint") == {(FIRST, f"{CALL}/phone"), (SECOND, f"{SIGN}/branch")}
    assert check_edges(worked, "Handoff", "UNDER", "Department") == {(FIRST, "group"), (SECOND, "group")}
    assert check_edges(worked, "Handoff", "BROKEN_BY", "Rupture") == {(FIRST, LOSS), (FIRST, SWITCH)}


def test_ruptures(worked):
    fields = ("kind", "volumeLow", "volumeHigh", "triage", "resolved")
    assert check_nodes(worked, "Rupture", fields) == {
        (LOSS, "CONTEXT_LOSS", 4000, 4000, "OPEN", None),
        (SWITCH, "FORCED_SWITCH", 4000, 4000, "OPEN", None),
        (GAP, "COVERAGE_GAP", 3000, 4000, "OPEN", None),
    }
    assert check_edges(worked, "Rupture", "CAUSED_BY", "Rupture") == {(SWITCH, GAP)}
    assert check_edges(worked, "Journey", "HAS_RUPTURE", "Rupture") == {("home-quote", r) for r in (LOSS, SWITCH, GAP)}
    assert check_edges(worked, "Rupture", "AT", "Step") == {(r, CALL) for r in (LOSS, SWITCH, GAP)}
    assert check_edges(worked, "Rupture", "FROM", "Touchpoint") == {(r, f"{ASK}/website") for r in (LOSS, SWITCH)}
    assert check_edges(worked, "Rupture", "TO", "Touchpoint") == {(r, f"{CALL}/phone") for r in (LOSS, SWITCH)}
    assert check_edges(worked, "Rupture", "LOSES", "InformationObject") == {(LOSS, "quote")}
    assert check_edges(worked, "Rupture", "ON", "Channel") == {(SWITCH, "website"), (GAP, "website")}


def test_witnesses(worked):
    rows = worked.read(
        "MATCH (r:Rupture)-[w:WITNESS]->(n) WITH r, w, n ORDER BY w.order "
        "RETURN r.key, collect([w.order, w.role, labels(n)[0] + ':' + n.key])"
    )
    assert {key: [tuple(item) for item in items] for key, items in rows} == {
        LOSS: [
            (1, "PRODUCED_AT", f"Touchpoint:{ASK}/website"),
            (2, "OBJECT", "InformationObject:quote"),
            (3, "STORED_IN", "System:web-cms"),
            (4, "FED_TO", "System:core"),
            (5, "USED_BY", "System:crm"),
            (6, "NEEDED_AT", f"Touchpoint:{CALL}/phone"),
        ],
        SWITCH: [
            (1, "LEFT_FROM", f"Touchpoint:{ASK}/website"),
            (2, "EXPECTED_CHANNEL", "Channel:website"),
            (3, "OFFERED_ON", f"Touchpoint:{CALL}/phone"),
        ],
        GAP: [
            (1, "EXPECTED_CHANNEL", "Channel:website"),
            (2, "OFFERED_ON", f"Touchpoint:{CALL}/phone"),
        ],
    }
    assert check_nodes(worked, "Rupture", ("witnessText",)) >= {
        (
            LOSS,
            (
                f'["PRODUCED_AT","Touchpoint","{ASK}/website",null,"Je demande un devis en ligne","Site web"]',
                '["OBJECT","InformationObject","quote","Devis"]',
                '["STORED_IN","System","web-cms","Site"]',
                '["FED_TO","System","core","Gestion"]',
                '["USED_BY","System","crm","CRM"]',
                f"""["NEEDED_AT","Touchpoint","{CALL}/phone",null,"J'appelle pour ajuster mon devis","Téléphone"]""",
            ),
        )
    }


def test_silo_crossing(worked):
    ((crossing, inside),) = worked.read(
        "MATCH (j:Journey {key: 'home-quote'})-[:HAS_HANDOFF]->(h) WHERE h.basis <> 'POSSIBLE' "
        "RETURN count(CASE WHEN h.crossesSilo THEN 1 END), count(CASE WHEN NOT h.crossesSilo THEN 1 END)"
    )
    assert (crossing, inside) == (2, 0)
    assert check_edges(worked, "Touchpoint", "LEADS_TO", "Touchpoint", ("basis", "kind", "share")) == {
        (f"{ASK}/website", f"{CALL}/phone", "IMPOSED", "PROGRESS", 1),
        (f"{CALL}/phone", f"{SIGN}/branch", "IMPOSED", "PROGRESS", 1),
    }


def test_defaults(worked):
    assert check_edges(worked, "Touchpoint", "HANDLED_BY", "Department", ("declared",)) == {
        (f"{ASK}/website", "digital", False),
        (f"{CALL}/phone", "call-centre", False),
        (f"{SIGN}/branch", "network", False),
    }
    assert check_edges(worked, "Touchpoint", "USES", "System", ("declared",)) == {
        (f"{ASK}/website", "web-cms", False),
        (f"{CALL}/phone", "crm", False),
        (f"{SIGN}/branch", "core", False),
    }
    assert check_edges(worked, "Department", "IN_SILO", "Silo", ("declared",)) == {
        ("digital", "marketing", True),
        ("call-centre", "customer-service", True),
        ("network", "sales", True),
    }
