"""What a map says of its own."""

from graph.language import Language, both
from wording.writing import number

INTERACTION = both("line of interaction", "ligne d'interaction")
VISIBILITY = both("line of visibility", "ligne de visibilité")
EMOTION = both("What is felt", "Ce qui est ressenti")
VOICE = both("What is said", "Ce qui est dit")
BEHIND = both("Behind", "En coulisse")
SYSTEMS = both("Systems", "Applications")
IDEAS = both("Improvements", "Améliorations")
MATTERS = both("What breaks, the largest first", "Ce qui rompt, le plus grand d'abord")
VOLUME_UNKNOWN = both("volume unknown", "volume inconnu")
EXPECTED = both("expected", "attendu")
UNTOLD = both("nobody said how", "personne n'a dit comment")
DEAD_END = both("and then nothing", "et puis plus rien")

LEGEND = {
    "volume": both("contacts a year, to scale; hatched: perhaps", "contacts par an, à l'échelle ; hachuré : peut-être"),
    "made": both("given here", "donné ici"),
    "needed": both("needed here", "nécessaire ici"),
    "broken": both("broken, with the number of its cause", "rompu, avec le numéro de sa cause"),
    "unknown": both("not known whether it holds", "on ne sait pas si cela tient"),
    "sound": both("sound", "fluide"),
    "failure": both("taken because something failed", "pris parce que quelque chose a échoué"),
    "stub": both("possible ways, not drawn (? not known)", "passages possibles, non tracés (? inconnus)"),
    "gap": both("expected here, not offered", "attendu ici, pas proposé"),
    "missing": both("contact that never comes", "contact qui ne vient jamais"),
    "star": both("moment of truth", "moment de vérité"),
    "goal": both("goal reached", "but atteint"),
    "hypothesis": both("no evidence yet", "hypothèse, sans preuve"),
    "exit": both("customers who leave", "clients qui partent"),
}
"""The marks that occur, in this order."""


def volume(interval: tuple[float, float] | None, language: Language) -> str:
    """Contacts a year: `3,000–4,000`, or that nobody knows."""
    if interval is None:
        return VOLUME_UNKNOWN[language]
    low, high = (number(end, language) for end in interval)
    return low if low == high else f"{low}–{high}"


def share(part: float | None, language: Language) -> str:
    """A share in percent; unknown as a question mark."""
    per = "%" if language is Language.EN else "\N{NARROW NO-BREAK SPACE}%"
    return ("?" if part is None else number(round(part * 100), language)) + per
