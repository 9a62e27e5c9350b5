"""Questions as sentences, with nothing given, with everything, and with each argument alone.

They are kept in a golden file: `PARCOURS_GOLDEN=write` writes it anew.
"""

import os
import re
from pathlib import Path

import pytest

from graph.language import Language
from queries.catalogue import QUESTIONS
from queries.declare import Moment, Month
from queries.names.sought import Found
from wording.titles import CHOICE, PLACE, asked, title

GOLDEN = Path(__file__).parent / "titles.txt"
WEB = Found("channel", "website", {"key": "website", "name": "Site web"})
APP = Found("channel", "app", {"key": "app", "name": "Application mobile"})
STORE = Found("channelKind", "STORE")
STEP = Found("step", "home-quote/ask", {"key": "home-quote/ask", "text": "Je demande"})
TOUCHPOINT = Found(
    "touchpoint", "home-quote/ask/website", {"name": None, "step": {"text": "Je demande"}, "channel": WEB.node}
)
HOME = Found("journey", "home-quote", {"key": "home-quote", "title": "Assurer mon logement"})
TOMORROW = Found("journey", "home-quote-future", {"title": "Assurer mon logement, demain"})
NODES = {
    "Channel": APP,
    "Department": Found("department", "digital", {"key": "digital", "name": "Direction du digital"}),
    "System": Found("system", "crm", {"key": "crm", "name": None}),
    "InformationObject": Found("informationObject", "quote", {"key": "quote", "name": "Devis"}),
    "Persona": Found("persona", "nadia", {"key": "nadia", "name": "Nadia"}),
}
GIVEN = {
    "from": (WEB,),
    "to": (APP,),
    "either": (NODES["Department"],),
    "journey": [(HOME,), (TOMORROW,)],
    "reason": ["devis", "sinistre"],
    "feed": (WEB, APP),
    "kind": ["FORCED_SWITCH", "SILENT_GAP"],
    "check": ["NO_SILO", "STUB"],
    "by": "DEPARTMENT",
}
"""Something for the flags of parameters; for others a node of the label that they refer to."""

WHEN = {Moment: {"since": "2026-11-01"}, Month: {"since": "2025-04", "until": "2025-08"}}


def given(parameter):
    """Something for a parameter."""
    if parameter.type in WHEN:
        return WHEN[parameter.type][parameter.flag]
    value = GIVEN.get(parameter.flag) or (NODES[parameter.refers],)
    return [value, (APP, WEB)] if parameter.many and not isinstance(value, list) else value


def sentences(question, language):
    """Whatever is given, with nothing, with each argument that has a place alone, with all."""
    places = {flag for _, flag in PLACE.findall(question.sentence[language])}
    every = {p.flag: given(p) for p in question.parameters if p.flag in places}
    some = [{}, *({flag: value} for flag, value in every.items()), every]
    return dict.fromkeys([title(question, language), *(asked(question, each, language) for each in some)])


def test_sentences_are_as_they_were_reviewed():
    told = [
        f"{each.id}\n" + "".join(f"  {s}\n" for lang in Language for s in sentences(each, lang))
        for each in QUESTIONS.values()
    ]
    text = "\n".join(told)
    if os.environ.get("PARCOURS_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_both_languages_have_the_same_places(question):
    places = [set(re.findall(r"\{(\w+)\}", sentence)) for sentence in question.sentence.values()]
    assert places[0] == places[1]
    for sentence in question.sentence.values():
        assert not re.search(r"[\[\]|]", CHOICE.sub("", sentence))


@pytest.mark.parametrize(
    ("id", "values", "said"),
    [
        (
            "broken-handoffs",
            {"from": (WEB,), "to": (APP,)},
            "passages se rompent de Site web vers Application mobile ?",
        ),
        ("broken-handoffs", {"from": (APP,)}, "Quels passages se rompent d'Application mobile ?"),
        ("broken-handoffs", {"to": (STORE,)}, "Quels passages se rompent vers Boutique ou agence ?"),
        ("broken-handoffs", {"from": (NODES["System"],)}, "Quels passages se rompent de crm ?"),
        ("broken-handoffs", {"from": (STEP,)}, "Quels passages se rompent de « Je demande » ?"),
        ("paths", {"from": (WEB,), "to": (TOUCHPOINT,)}, "passer de Site web à « Je demande (Site web) » ?"),
        ("what-changed", {"since": "hier"}, "Qu'est-ce qui a changé depuis hier ?"),
        ("what-changed", {"since": "TODAY"}, "Qu'est-ce qui a changé depuis aujourd'hui ?"),
        ("what-changed", {"since": "2026-11-23T14:30"}, "a changé depuis le 23 novembre 2026 à 14:30 ?"),
        ("what-changed", {"since": "20261123T143000.000000Z-abc123"}, "depuis l'import du 23 novembre 2026 à "),
    ],
)
def test_what_was_given_is_named(id, values, said):
    assert said in asked(QUESTIONS[id], values, Language.FR).replace("\u00a0", " ")


def test_nothing_given_leaves_nothing_of_it():
    assert title(QUESTIONS["broken-handoffs"], Language.EN) == "Which hand-offs break?"
