"""Journeys that begin as copies: what goes along, what stays with the original, and that nothing else is touched."""

import pytest
from hypothesis import HealthCheck, given, settings

from graph.editing import edit as engine
from graph.editing.change import Altered, Describe, Place
from graph.editing.copying import STAYS
from graph.errors import Conflict, UnknownNode
from graph.language import Language
from graph.model import MODEL
from importers.journeys.export import told_in
from importers.journeys.untransform import document
from tests.demo.conftest import loaded
from tests.graph.editing.acts import edit, say_of, undo
from tests.graph.editing.test_edit import standing
from tests.graph.tables import RUN_KEYS, dump, empty, say
from tests.graph.test_derived_upkeep import derived_anew
from tests.often import often
from tests.oracle.cases import a_document, at, step
from tests.oracle.documents import documents

RANDOM = settings(
    max_examples=often(6), deadline=None, database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
MEASURES = "measures"
"""What hangs on the original, and is told with it."""


@pytest.fixture(scope="module")
def insurer(gateway_address):
    with loaded(gateway_address, Language.FR) as gateway:
        yield gateway


def a_copy(original, key=None, **fields):
    """What makes a copy."""
    return Describe("Journey", key, fields, copy_of=original)


def map_of(gateway, key):
    """What the knowledge document of a journey says of it."""
    return next(each for each in document(told_in(gateway.read, [key]))["journeys"] if each["key"] == key)


def drawn(told, kind="Journey"):
    """A map without keys, and without what no copy has."""
    parts = {"phases": "Phase", "steps": "Step", "touchpoints": "Touchpoint", "leadsTo": "Lead"}
    kept = {name: word for name, word in told.items() if name not in {*STAYS.get(kind, ()), MEASURES}}
    if kind == "Journey":
        kept.pop("key")
    for name, part in parts.items():
        if each := [drawn(one, part) if isinstance(one, dict) else one for one in kept.get(name, ())]:
            kept[name] = [one["to"] if isinstance(one, dict) and [*one] == ["to"] else one for one in each]
        elif name == "touchpoints":
            kept.pop(name, None)  # a file can say that there is none, an edit cannot
    return kept


def derived(gateway, key):
    """The hand-offs and open ruptures of a journey, by what they are about in it."""
    rows = gateway.read(
        "MATCH (:Journey {key: $key})-[:HAS_RUPTURE|HAS_HANDOFF]->(found) WHERE found.resolved IS NULL "
        "RETURN labels(found)[0], found.key, coalesce(found.kind, found.status)",
        key=key,
    )
    return sorted((label, of.replace(f"{key}/", "/").replace(f"{key}~", "~"), kind) for label, of, kind in rows)


def test_what_stays_is_said_by_the_model():
    edges = {r.edge.name: r.edge.properties for node in MODEL.values() for r in node.relations if r.edge}
    for name, fields in STAYS.items():
        known = {p.name for p in edges[name]} if name in edges else set(MODEL[name].by_name)
        assert fields <= known, name


def test_every_map_of_the_demo_is_copied_and_taken_back(insurer):
    before = standing(insurer)
    for (key,) in insurer.read("MATCH (j:Journey) RETURN j.key ORDER BY j.key"):
        outcome = edit(insurer, a_copy(key))
        ((_, copy),) = outcome.refs
        assert copy != key and drawn(map_of(insurer, copy)) == drawn(map_of(insurer, key)), key
        assert derived(insurer, copy) == derived(insurer, key), key
        counted = insurer.read(
            "MATCH (:Journey {key: $key})-[:HAS_PHASE]->()-[:HAS_STEP]->()-[:HAS_TOUCHPOINT]->(t) "
            "RETURN count(t), count(t.volumeLow), count(t.emotion)",
            key=copy,
        )
        assert counted[0][0] and counted[0][1:] == [0, 0], key
        undo(insurer, outcome.run)
        assert standing(insurer) == before, key


@RANDOM
@given(documents())
def test_whatever_is_copied(gateway, document):
    empty(gateway)
    say(gateway, document)
    before = standing(gateway)
    keys = [each["key"] for each in document["journeys"]]
    outcome = edit(gateway, *map(a_copy, keys))
    for key, (_, copy) in zip(keys, outcome.refs, strict=True):
        assert drawn(map_of(gateway, copy)) == drawn(map_of(gateway, key))
        assert derived(gateway, copy) == derived(gateway, key)
    derived_anew(gateway)
    undo(gateway, outcome.run)
    assert standing(gateway) == before
    derived_anew(gateway)


MAP = a_document(
    step("s", at("website", needs=[], produces=["quote"], volume=[3000, 4000], links=["https://example.org"]),
         text="Je demande un devis"),
    step("t", at("phone", emotion=-1, needs=["quote"]), text="J'appelle"),
)  # fmt: skip
MAP["journeys"][0] |= {"tags": ["maison"], "status": "VALIDATED", "title": "Assurer ma maison"}


def test_what_is_said_of_a_copy_counts(gateway):
    say(gateway, MAP)
    said = {"title": "Demain", "alternativeTo": "j", "tags": Altered(add=("cible",)), "goal": "Être assuré"}
    assert edit(gateway, a_copy("j", **said)).refs == (("Journey", "demain"),)
    told = map_of(gateway, "demain")
    assert (told["title"], told["alternativeTo"], told["goal"]) == ("Demain", "j", "Être assuré")
    assert sorted(told["tags"]) == ["cible", "maison"] and "status" not in told
    assert edit(gateway, a_copy("j", tags=None)).refs == (("Journey", "assurer-ma-maison"),)
    assert "tags" not in map_of(gateway, "assurer-ma-maison")


def test_a_copy_is_one_change_however_much_it_brings(gateway, monkeypatch):
    say(gateway, MAP)
    monkeypatch.setattr(engine, "MOST", 1)
    edit(gateway, a_copy("j", "j-2"))
    assert drawn(map_of(gateway, "j-2")) == drawn(map_of(gateway, "j"))


def test_an_act_copies_what_it_has_drawn(gateway):
    say(gateway, MAP)
    (phase,) = (each["key"] for each in map_of(gateway, "j")["phases"])
    act = edit(
        gateway,
        say_of("Step", None, Place(into=f"j/{phase}"), text="Je signe"),
        a_copy("j", "j-2"),
        say_of("Step", "j-2/je-signe", text="Je signe en ligne"),
    )
    assert [each["text"] for each in map_of(gateway, "j")["phases"][0]["steps"]][-1] == "Je signe"
    assert [each["text"] for each in map_of(gateway, "j-2")["phases"][0]["steps"]][-1] == "Je signe en ligne"
    assert act.refs[1:] == (("Journey", "j-2"), ("Step", "j-2/je-signe"))


def test_an_original_that_is_not_there_and_a_key_that_is(gateway):
    say(gateway, MAP)
    before = dump(gateway, RUN_KEYS)
    with pytest.raises(UnknownNode) as error:
        edit(gateway, a_copy("nowhere"))
    assert (error.value.at, error.value.field) == (0, "copyOf")
    for upsert in (False, True):
        with pytest.raises(Conflict):
            edit(gateway, Describe("Journey", "j", {}, upsert=upsert, copy_of="j"))
    assert dump(gateway, RUN_KEYS) == before
