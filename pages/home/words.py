"""What the board page says: what happens, to how many, and who must meet."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.language import Language, both
from graph.saying import Saying, counting, saying
from pages.standing import standing
from wording.cells import called, volume
from wording.problems import said
from wording.writing import listed, quoted

Row = dict[str, Any]
MUCH = 0.3
"""From which share of unknown hand-offs on they are told first."""

NO_JOURNEYS = saying("Nothing is described here yet.", "Rien n'est encore décrit ici.")
NOTHING_IN_SCOPE = saying("No journey lies in this scope.", "Aucun parcours n'est dans ce périmètre.")
NO_HANDOFFS = saying("Nobody has to change channels here.", "Personne n'a à changer de canal ici.")
HANDOFFS = counting("1 hand-off", "{n:,} hand-offs", "1 passage de relais", "{n:,} passages de relais")
BREAK = counting("1 breaks", "{n:,} break", "1 est rompu", "{n:,} sont rompus")
NONE_BREAKS = saying("none breaks", "aucun n'est rompu")
BROKEN = saying("Of {handoffs}, {break_}.", "Sur {handoffs}, {break_}.")
UNKNOWN = counting(
    "Of 1 hand-off nobody knows yet whether it holds.",
    "Of {n:,} hand-offs nobody knows yet whether they hold.",
    "Pour 1 passage de relais, on ne sait pas encore s'il tient.",
    "Pour {n:,} passages de relais, on ne sait pas encore s'ils tiennent.",
)
LARGEST = saying("The largest matter: {what} ({volume}).", "Le plus grand sujet : {what} ({volume}).")
A_YEAR = saying("{volume} contacts a year", "{volume} contacts par an")
NO_VOLUME = saying("volume unknown", "volume inconnu")
MEET = saying("{who} must meet", "{who} doivent se réunir")
HEAD = saying("{meet}; the first above both is {head}.", "{meet} ; leur premier responsable commun : {head}.")
HEAD_AWAY = saying(
    "{meet}; the first above both is {head}, {distance}.",
    "{meet} ; leur premier responsable commun : {head}, {distance}.",
)
STEPS = counting("1 step between them", "{n:,} steps between them", "1 échelon entre eux", "{n:,} échelons entre eux")
NO_HEAD = saying("{meet}; nobody is known to stand above both.", "{meet} ; on ne connaît personne au-dessus des deux.")
ALONE = saying("One department can settle it: {who}.", "Une seule direction peut le régler : {who}.")
WITH_NOBODY = saying(
    "{who} must meet whoever answers for the other end: nobody is known.",
    "{who} et qui répond de l'autre côté doivent se réunir : on ne sait pas qui c'est.",
)
REPAIR = saying(
    "Best repair: feed {to} from {start} with {objects} ({ends}, {volume}).",
    "Meilleure réparation : alimenter {to} depuis {start} avec {objects} ({ends}, {volume}).",
)
LAID = saying("It falls to {who}, under {head}.", "Elle revient à {who}, sous {head}.")
LAID_BY = saying("It falls to {who}.", "Elle revient à {who}.")
PARTLY = both("{n} of {of}: {told}", "{n} sur {of}\N{NO-BREAK SPACE}: {told}")
COST = saying(
    "The contacts that ruptures cause cost {cost} a year, as far as is known.",
    "Les contacts que causent les ruptures coûtent {cost} par an, pour ce qu'on en sait.",
)
COST_UNKNOWN = counting(
    "Of 1 way more, volume or cost is unknown.",
    "Of {n:,} ways more, volume or cost is unknown.",
    "Pour 1 autre chemin, le volume ou le coût est inconnu.",
    "Pour {n:,} autres chemins, le volume ou le coût est inconnu.",
)
ENDS = counting("1 hand-off repaired", "{n:,} hand-offs repaired", "1 relais réparé", "{n:,} relais réparés")
CHANGED = saying("Last change, {day} ({sources}): {news}.", "Dernier changement, le {day} ({sources}) : {news}.")
NEW = counting("1 new rupture", "{n:,} new ruptures", "1 nouvelle rupture", "{n:,} nouvelles ruptures")
GONE = counting("1 is gone", "{n:,} are gone", "1 disparue", "{n:,} disparues")
BACK = counting("1 is back", "{n:,} are back", "1 revenue", "{n:,} revenues")
ELEMENTS = counting("1 element changed", "{n:,} elements changed", "1 élément modifié", "{n:,} éléments modifiés")
NOTHING_NEW = saying("nothing on the maps", "rien sur les cartes")

WHAT = {
    "CONTEXT_LOSS": saying(
        "{object} does not follow the customer from {start} to {ends}",
        "{object} ne suit pas le client de {start} à {ends}",
    ),
    "FORCED_SWITCH": saying("{start} sends customers to {ends}", "{start} renvoie les clients vers {ends}"),
    "COVERAGE_GAP": saying("{step} is not possible on {channel}", "{step} n'est pas possible sur {channel}"),
    "DEAD_END": saying("{step} leads nowhere", "{step} ne mène nulle part"),
    "SILENT_GAP": saying("No word comes at {step}", "Aucune nouvelle à {step}"),
}
"""What happens at ruptures of a kind, in one line."""


def what(ruptures: Sequence[Row], language: Language) -> str:
    """What happens at a matter, in one line: that of the rupture that stands for it, with all channels it reaches."""
    first = standing(ruptures)
    alike = [each for each in ruptures if each["kind"] == first["kind"] and each["from"] == first["from"]]
    ends = dict.fromkeys(called(each["to"]["channel"]) for each in alike if each["to"] and each["to"]["channel"])
    told = {
        "object": quoted(_called(first["object"]), language),
        "start": quoted(_called((first["from"] or {}).get("channel")), language),
        "ends": listed([quoted(each, language) for each in ends], language),
        "step": quoted(_called(first["step"]), language),
        "channel": quoted(_called(first["channel"]), language),
    }
    return said(WHAT[first["kind"]](**told), language)


def _called(node: Row | None) -> str:
    return called(node) if node else "?"


def weight(interval: Row | None, language: Language) -> str:
    """How many contacts a year it is."""
    return said(A_YEAR(volume=volume(interval, language)) if interval else NO_VOLUME(), language)


def meeting(ends: Sequence[Sequence[Row]], head: Row | None, distance: int | None, language: Language) -> str | None:
    """Who must meet: the departments at each end, and where their lines join; null where nobody is known at either.

    An end of which nobody said whose it is does not make the other one alone.
    """
    known = [each for each in ends if each]
    names = [*dict.fromkeys(called(each) for end in known for each in end)]
    if not names:
        return None
    if len(known) < len(ends):
        return said(WITH_NOBODY(who=listed(names, language)), language)
    if len(names) == 1:
        return said(ALONE(who=names[0]), language)
    meet = MEET(who=listed(names, language))
    if head is None:
        return said(NO_HEAD(meet=meet), language)
    if distance:
        return said(HEAD_AWAY(meet=meet, head=called(head), distance=STEPS(distance)), language)
    return said(HEAD(meet=meet, head=called(head)), language)


def laying(owners: Sequence[Row], head: Row | None, language: Language) -> str | None:
    """Whose a repair is, and under whom both stand; null where nobody is known."""
    names = [*dict.fromkeys(map(called, owners))]
    if not names:
        return None
    who = listed(names, language)
    return said(LAID(who=who, head=called(head)) if head and len(names) > 1 else LAID_BY(who=who), language)


def sentence(counts: Mapping[str, int], journeys: int, largest: str | None, met: str | None, language: Language) -> str:
    """What is most worth knowing: how many break, the largest matter, who must meet; what is unknown if it is much."""
    handoffs = sum(counts.values())
    if not journeys:
        return said(NOTHING_IN_SCOPE(), language)
    told: list[Saying | str] = []
    if counts["UNKNOWN"] > MUCH * handoffs:
        told.append(UNKNOWN(counts["UNKNOWN"]))
    if handoffs:
        told.append(
            BROKEN(handoffs=HANDOFFS(handoffs), break_=BREAK(counts["BROKEN"]) if counts["BROKEN"] else NONE_BREAKS())
        )
    else:
        told.append(NO_HANDOFFS())
    return " ".join([*(said(each, language) for each in told), *(each for each in (largest, met) if each)])
