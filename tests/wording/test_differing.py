"""What sources say otherwise, and what nobody describes, in words."""

import datetime
from typing import cast

import pytest

from graph.held import Holdings
from graph.language import Language
from graph.said import Said, Subgraph
from graph.settling import differing
from graph.settling.claims import Differing
from graph.settling.slices import dangling
from graph.terms import TERMS
from wording.problems import said

SAID = Said()
SAID.node("Department", "digital", {"name": "Direction du digital"})
SAID.node("Department", "entreprise", {"name": "Notre entreprise"})
SAID.node("Channel", "courrier", {"name": "Courrier"})
SAID.node("System", "crm", {"name": "CRM"})
SAID.edge(("Channel", "RUNS_ON", "System"), ("courrier", "sinistres"))


class Graph:
    """What the graph has beside what is said."""

    def nodes(self, refs):
        held = Subgraph()
        if ("Department", "enseigne") in refs:
            held.node("Department", "enseigne", {"name": "Enseigne"})
        return held


def otherwise(label, key, field, value, theirs, edge=None):
    return Differing((label, key), edge, field, "degat", value, "portable", theirs, "degat")


@pytest.mark.parametrize(
    "found, english, french",
    [
        (
            otherwise("Department", "digital", "->PART_OF", "Department:entreprise", "Department:enseigne"),
            "Direction du digital, department above: degat says 'Notre entreprise', portable says 'Enseigne'",
            "Direction du digital, direction de rattachement : degat dit « Notre entreprise », "
            "portable dit « Enseigne »",
        ),
        (
            otherwise("Department", "digital", "->PART_OF", "Department:x", "Department:entreprise"),
            "Direction du digital, department above: degat says 'x', portable says 'Notre entreprise'",
            "Direction du digital, direction de rattachement : degat dit « x », portable dit « Notre entreprise »",
        ),
        (
            otherwise("Channel", "courrier", "kind", "POST", "OTHER"),
            "Courrier, kind: degat says Letter, portable says Other",
            "Courrier, sorte : degat dit Courrier, portable dit Autre",
        ),
        (
            otherwise("Evidence", "e", "date", datetime.date(2026, 2, 28), datetime.date(2026, 3, 1)),
            "piece of evidence e, date: degat says '2026-02-28', portable says '2026-03-01'",
            "preuve e, date : degat dit « 2026-02-28 », portable dit « 2026-03-01 »",
        ),
        (
            otherwise("Touchpoint", "a/b/c", "volumeLow", 1.5, 2.0),
            "touchpoint a/b/c, volume: degat says 1.5, portable says 2.0",
            "point de contact a/b/c, volume : degat dit « 1,5 », portable dit « 2,0 »",
        ),
        (
            otherwise("System", "crm", "objects", ["devis"], ["photo"], ("FEEDS", ("System", "caisse"))),
            "CRM, feed from system to system (system caisse), objects: degat says ['devis'], portable says ['photo']",
            "CRM, flux de données entre applications (application caisse), informations : degat dit « devis », "
            "portable dit « photo »",
        ),
    ],
)
def test_what_differs_is_told_by_names(found, english, french):
    (problem,) = differing.problems(cast(Holdings, Graph()), [found], Subgraph(), SAID)
    assert said(problem.said, Language.EN) == f"{english}; degat speaks"
    assert said(problem.said, Language.FR).replace("\xa0", " ") == f"{french} ; c'est degat qui fait foi"


def test_what_nobody_describes_is_told_by_its_key():
    (problem,) = dangling(SAID, {("System", "sinistres")})
    assert problem.message == "the channel Courrier refers to the system sinistres, which nobody describes"
    french = "le canal Courrier renvoie vers l'application sinistres, que personne ne décrit"
    assert said(problem.said, Language.FR) == french


def test_what_was_probably_meant_is_told():
    typed = Said()
    typed.node("Channel", "telephone", {"name": "Téléphone"})
    typed.node("Touchpoint", "j/s/telefone", {})
    typed.edge(("Touchpoint", "ON", "Channel"), ("j/s/telefone", "telefone"))
    (problem,) = dangling(typed, {("Channel", "telefone")})
    assert problem.message.endswith("the channel telefone, which nobody describes; did you mean telephone?")


def test_what_is_named_has_its_article():
    articles = {label: TERMS[label].the().words[Language.FR] for label in ("Step", "Department", "Position")}
    assert articles == {"Step": "l'étape", "Department": "la direction", "Position": "le poste"}
