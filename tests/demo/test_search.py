"""Searching the demo, in both languages: what a person would expect to see first."""

import pytest

from graph.language import Language
from queries.search import SEARCH, parameters
from tests.demo.conftest import loaded

FIRST = {
    Language.FR: {
        "devis": "InformationObject:quote",
        "lig dev": "System:web-cms",
        "l'agence": "Channel:branch",
        "reclamation": "InformationObject:complaint",
        "resil": "Journey:leaving",
        "home-quote": "Journey:home-quote",
        "sinistres habitations": "Department:home-claims",
    },
    Language.EN: {
        "quote": "InformationObject:quote",
        "claims": "Silo:claims",
        "car claim": "Department:car-claims",
        "insuring home": "Journey:home-quote",
        "adjusting quotes": "Need:adjust-a-quote",
    },
}


@pytest.fixture(scope="module", params=FIRST)
def insurer(request, gateway_address):
    """The store with the demo in it, in one language."""
    with loaded(gateway_address, request.param) as gateway:
        yield request.param, gateway


def test_the_demo_is_found(insurer):
    language, gateway = insurer
    statement = f"{SEARCH} RETURN id ORDER BY score DESC, id LIMIT 1"
    found = {text: gateway.read(statement, **parameters(text, None)) for text in FIRST[language]}
    assert {text: rows[0][0] if rows else None for text, rows in found.items()} == FIRST[language]
