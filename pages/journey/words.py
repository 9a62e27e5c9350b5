"""What a map says of its own."""

from graph.language import Language, both
from pages.journey.told import Observed
from wording.cells import share
from wording.writing import COLON, number, signed

INTERACTION = both("line of interaction", "ligne d'interaction")
VISIBILITY = both("line of visibility", "ligne de visibilité")
EMOTION = both("What is felt", "Ce qui est ressenti")
VOICE = both("What is said", "Ce qui est dit")
BEHIND = both("Behind", "En coulisse")
SYSTEMS = both("Systems", "Applications")
OTHER_SYSTEMS = both("Other systems", "Autres applications")
INTERNAL = both("line of internal interaction", "ligne d'interaction interne")
ONLY_USED = both("used, stores nothing of this", "utilisée, n'en garde rien")
NO_FEED = both("no feed", "aucun flux")
NOT_STORED = both("stored nowhere", "enregistré nulle part")
NOT_READ = both("nothing reads it", "rien ne le lit")
COMPANY = both("The company, as customers see it", "L'entreprise, vue par ses clients")
NOBODY = both("Whose it is, nobody said", "Personne n'a dit à qui")
OTHERS = both("+ {} other channels", "+ {} autres canaux")
HYPOTHESIS = both("no evidence yet", "sans preuve")
ELSEWHERE = both("Hand-offs in the other phases: {}", "Passages de relais dans les autres phases\N{NO-BREAK SPACE}: {}")
NOT_DRAWN = both("Ways that are not drawn: {}", "Passages non tracés\N{NO-BREAK SPACE}: {}")
OVERVIEW = both("All of it", "Vue d'ensemble")
REMEMBERED = both("remembered", "souvenir laissé")
OBSERVED = both("observed", "observé")
UNKNOWN = both("unknown", "inconnu")
STEPS = both("steps {} to {}", "étapes {} à {}")
SPARK = both("from {0} down to {1}, ends at {2}", "de {0} à {1}, finit à {2}")
UNFELT = both("what is felt is not known", "on ne sait pas ce qui est ressenti")
ALL = both("{} of {}", "{} sur {}")
SHOWN = both("{} of {} causes; also", "{} causes sur {} ; aussi")
HARDEST = both("What is said where it is hardest", "Ce qui est dit au plus dur")
STEP = both("step {}", "étape {}")
IDEAS = both("Improvements", "Améliorations")
MATTERS = both("What breaks, the largest first", "Ce qui rompt, le plus grand d'abord")
VOLUME_UNKNOWN = both("volume unknown", "volume inconnu")
EXPECTED = both("expected", "attendu")
UNTOLD = both("nobody said how", "personne n'a dit comment")
DEAD_END = both("and then nothing", "et puis plus rien")

LEGEND = {
    "volume": both("contacts a year, to scale; hatched: perhaps", "contacts par an, à l'échelle ; hachuré : peut-être"),
    "made": both("given here", "donné ici"),
    "needed": both("needed here", "nécessaire ici"),
    "broken": both("broken, with the number of its cause", "rompu, avec le numéro de sa cause"),
    "unknown": both("not known whether it holds", "on ne sait pas si cela tient"),
    "sound": both("sound", "fluide"),
    "failure": both("taken because something failed", "pris parce que quelque chose a échoué"),
    "stub": both("possible ways, not drawn (? not known)", "passages possibles, non tracés (? inconnus)"),
    "outward": both("so many go to or come from another phase", "tant vont vers une autre macro-étape, ou en viennent"),
    "decided": both("something was decided of it", "une décision est prise"),
    "gap": both("expected here, not offered", "attendu ici, pas proposé"),
    "missing": both("contact that never comes", "contact qui ne vient jamais"),
    "goal": both("goal reached", "but atteint"),
    "star": both("moment of truth", "moment de vérité"),
    "met": both("expectation met", "attente satisfaite"),
    "missed": both("expectation missed", "attente déçue"),
    "peak": both("strongest moment and end: what stays", "moment le plus fort et fin : ce qui reste"),
    "evidence": both("evidence: strong to weak; hatched: none", "preuves : fortes à faibles ; hachuré : aucune"),
    "observed": both("observed: so many began anew, n contacts", "observé : tant ont tout recommencé, n contacts"),
    "unobserved": both("without a figure: nothing was observed", "sans chiffre : rien n'a été observé"),
    "contradicted": both("contradicted by evidence", "contredit par une preuve"),
    "initiator": both("the company begins; the customer begins", "l'entreprise commence ; le client commence"),
    "contested": both("several departments are in charge", "plusieurs services en charge"),
    "hypothesis": both("no evidence yet", "hypothèse, sans preuve"),
    "exit": both("customers who leave", "clients qui partent"),
}
"""The marks that occur, in this order."""


def felt(value: float, language: Language) -> str:
    """A feeling from -2 to 2, to a tenth, with its sign."""
    return signed(round(value, 1), language)


def observed(seen: Observed, language: Language) -> tuple[str, ...]:
    """What contacts tell of a way: `observed 26%`, `[15-40%]`, `n 47`; that they are too few is said."""
    count = f"n\N{NO-BREAK SPACE}{number(seen.number, language)}"
    if seen.share is None or seen.interval is None:
        return OBSERVED[language], UNKNOWN[language], count
    low, high = seen.interval
    between = f"[{number(round(low * 100), language)}–{share(high, language)}]"
    return f"{OBSERVED[language]} {share(seen.share, language)}", between, count


def remembered(value: float, language: Language) -> str:
    """What stays of a journey, by its peak and its end."""
    return f"{REMEMBERED[language]}{COLON[language]} {felt(value, language)}"
