"""One rupture: what breaks, the proof, whose it is, what would repair it, what was decided."""

from pathlib import Path

from graph.language import Language, both
from pages.finding.reading import Reading
from pages.findings.deciding import ACT
from pages.page import Page
from pages.telling import Data, Figure, Gone, Link, Moved, Table, Told
from pages.visitor import Visitor
from wording.cells import volume
from wording.writing import number

NONE = both("There is no finding {!r}.", "Il n'y a pas de rupture « {} ».")
FINDINGS = both("What breaks", "Ce qui rompt")
VOLUME = both("contacts a year", "contacts par an")
ITSELF = both("contacts a year where it happens", "contacts par an là où elle se produit")
WHOLE = both("contacts a year for its whole cause, which {}", "contacts par an pour toute sa cause, qui {}")
HANDOFFS = both("hand-offs broken", "passages de relais rompus")
CAUSE = both("rank of its cause, of {}", "rang de sa cause, sur {}")
PROOF = both("The proof, part by part", "La preuve, élément par élément")
PASSED = both("Hand-offs that it breaks", "Passages de relais qu'elle rompt")


def variables(visitor: Visitor) -> Data:
    """The variables of the operations."""
    return {
        "key": visitor.key,
        "node": f"Rupture:{visitor.key}",
        "done": visitor.acted,
        "acted": visitor.acted > 0,
    }


def whose(data: Data) -> Data:
    """The journey on whose map it has its number."""
    journey = (data["rupture"] or {}).get("journey")
    return {"journeys": [journey["key"]] if journey else []}


def tell(data: Data, visitor: Visitor) -> Told:
    """The finding as its page tells it."""
    language = visitor.language
    if data["rupture"] is None:
        sought = visitor.key.partition("~")[2].partition("/")[0] or visitor.key
        became = [Link(FINDINGS[language], visitor.links.to("/findings"))]
        raise Gone(NONE[language].format(visitor.key), sought.replace("-", " "), became)
    if data["rupture"]["key"] != visitor.key:
        raise Moved(visitor.links.finding(data["rupture"]["key"]))
    reading = Reading(data, visitor)
    return Told(
        title=reading.title,
        sentence=data["rupture"]["explanation"],
        crumbs=_crumbs(reading),
        figures=list(_figures(reading)),
        picture=reading.picture,
        tables=list(_tables(reading)),
        more={"reading": reading},
    )


def _crumbs(reading: Reading) -> list[Link]:
    links = reading.visitor.links
    crumbs = [Link(FINDINGS[reading.language], links.to("/findings"))]
    journey = reading.rupture["journey"]
    if journey:
        crumbs.append(Link(journey["title"] or journey["key"], links.to("/findings", journey=journey["key"])))
    return crumbs


def _figures(reading: Reading) -> list[Figure]:
    language, rupture = reading.language, reading.rupture
    interval = rupture["volume"]
    told = f"{interval['low']}-{interval['high']}" if interval else None
    cause = reading.matter
    apart = cause is not None and cause["volume"] != interval
    found = [Figure("volume", told, reading.written, (ITSELF if apart else VOLUME)[language])]
    if cause and apart:
        whole = "{low}-{high}".format(**cause["volume"]) if cause["volume"] else None
        words = WHOLE[language].format(reading.breaks)
        found.append(Figure("matterVolume", whole, volume(cause["volume"], language), words))
    if reading.passed:
        count = len(reading.passed)
        one = {Language.EN: "hand-off broken", Language.FR: "passage de relais rompu"}
        words = one[language] if count == 1 else HANDOFFS[language]
        found.append(Figure("handoffs", count, number(count, language), words))
    if reading.matter:
        place = reading.matter["number"]
        found.append(
            Figure(
                "matter", place, number(place, language), CAUSE[language].format(reading.data["matters"]["totalCount"])
            )
        )
    return found


def _tables(reading: Reading) -> list[Table]:
    language = reading.language
    roles = both("Part", "Rôle"), both("What plays it", "Élément")
    rows = [(part.role, node) for part in reading.proof for node in part.nodes]
    found = [Table("proof", PROOF[language], [head[language] for head in roles], rows)]
    if reading.passed:
        heads = (
            both("From → to", "De → à"), both("Status", "État"), both("Contacts a year, from", "Contacts par an, de"),
            both("to", "à"), both("Observed", "Observé"), both("Under", "Sous"), both("Steps up", "Échelons"),
        )  # fmt: skip
        passed = [
            (each.words, each.status, *((each.volume[end] if each.volume else None) for end in ("low", "high")),
             each.observed, each.above or None, each.distance)
            for each in reading.passed
        ]  # fmt: skip
        found.append(Table("handoffs", PASSED[language], [head[language] for head in heads], passed))
    return found


PAGE = Page(Path(__file__).parent, "/findings/{key:path}", tell, variables, of="findings", act=ACT, then=whose)
