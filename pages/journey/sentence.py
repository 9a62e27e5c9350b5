"""The sentence of a journey: what breaks most, and how much; what nobody knows comes first where it is much."""

from dataclasses import dataclass

from graph.language import Language
from graph.saying import Saying, counting, saying
from wording.problems import said
from wording.writing import quoted

CAUSES = counting("1 cause", "{n:,} causes", "1 cause", "{n:,} causes")
HANDOFFS = counting("1 hand-off", "{n:,} hand-offs", "1 passage de relais", "{n:,} passages de relais")
OF = saying("{some} of {all:,} {happens}", "{some} sur {all:,} {happens}")
BREAK = counting("breaks", "break", "est rompu", "sont rompus")
REMAIN = counting("is unknown", "are unknown", "reste inconnu", "restent inconnus")
BROKEN = saying(
    "{causes}; {broken}; the largest: at {place}, {happens} ({volume}).",
    "{causes} ; {broken} ; la plus grande : à {place}, {happens} ({volume}).",
)
ALONE = saying(
    "No hand-off breaks, and yet: at {place}, {happens} ({volume}).",
    "Aucun passage de relais n'est rompu, et pourtant : à {place}, {happens} ({volume}).",
)
HELD = counting(
    "The one hand-off holds.",
    "All {n:,} hand-offs hold.",
    "Le seul passage de relais tient.",
    "Les {n:,} passages de relais tiennent.",
)
HELD_AS_FAR_AS_KNOWN = saying("Nothing is known to break; {unknown}.", "Rien n'est rompu qu'on sache ; {unknown}.")
NO_HANDOFFS = saying("Nobody has to change channels here.", "Personne n'a à changer de canal ici.")
NO_STEPS = saying("This journey has no steps yet.", "Ce parcours n'a pas encore d'étapes.")
UNKNOWN_FIRST = saying("{unknown}. {rest}", "{unknown}. {rest}")
HARDEST = saying(
    "The hardest: {place} ({emotion}). Nobody knows yet what follows the customer: {unknown}.",
    "Le plus dur : {place} ({emotion}). On ne sait pas encore ce qui suit le client : {unknown}.",
)
MUCH, NEARLY_ALL = 0.3, 0.8
"""From which share of unknown hand-offs on they are told first, or nothing else is worth telling."""


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest matter: at which step, what happens, and to how many, in words."""

    place: str
    happens: str
    volume: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a sentence counts."""

    steps: int
    handoffs: int
    broken: int
    unknown: int
    causes: int


def place(number: int, text: str, language: Language) -> str:
    """A step as sentences and lists name it: its number and its words."""
    return quoted(f"{number} · {text}", language)


def sentence(counts: Counts, largest: Largest | None, hardest: tuple[str, str] | None, language: Language) -> str:
    """What is most worth knowing of a journey; `hardest` is the step with the worst feeling, and that feeling."""
    return said(_sentence(counts, largest, hardest), language)


def _sentence(counts: Counts, largest: Largest | None, hardest: tuple[str, str] | None) -> Saying:
    if not counts.steps:
        return NO_STEPS()
    unknown = OF(some=HANDOFFS(counts.unknown), all=counts.handoffs, happens=REMAIN(counts.unknown))
    if counts.handoffs and counts.unknown > NEARLY_ALL * counts.handoffs and hardest:
        return HARDEST(place=hardest[0], emotion=hardest[1], unknown=unknown)
    told = _broken(counts, largest, unknown)
    if counts.handoffs and counts.unknown > MUCH * counts.handoffs and largest:
        return UNKNOWN_FIRST(unknown=unknown, rest=told)
    return told


def _broken(counts: Counts, largest: Largest | None, unknown: Saying) -> Saying:
    if largest and not counts.broken:
        return ALONE(place=largest.place, happens=largest.happens, volume=largest.volume)
    if largest:
        broken = OF(some=HANDOFFS(counts.broken), all=counts.handoffs, happens=BREAK(counts.broken))
        return BROKEN(
            causes=CAUSES(counts.causes),
            broken=broken,
            place=largest.place,
            happens=largest.happens,
            volume=largest.volume,
        )
    if not counts.handoffs:
        return NO_HANDOFFS()
    return HELD_AS_FAR_AS_KNOWN(unknown=unknown) if counts.unknown else HELD(counts.handoffs)
