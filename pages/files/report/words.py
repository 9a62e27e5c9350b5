"""What a report says of its own, in both languages."""

from graph.language import both
from graph.saying import counting, saying

MAP, FEELS = both("What happens", "Ce qui se passe"), both("How it feels", "Ce qui est ressenti")
WAYS, VOICES = both("Hand-offs", "Passages de relais"), both("What is said", "Ce qui est dit")
BREAKS = both("What breaks, the largest first", "Ce qui rompt, le plus grand d'abord")
MEET, REPAIRS = both("Who must meet", "Qui doit se réunir"), both("What would repair most", "Ce qui réparerait le plus")
ASK, RESTS = both("To ask", "À demander"), both("What this rests on", "Sur quoi cela repose")
LEFT = both("What is not in it", "Ce qui n'y est pas")

STEP, FELT = both("Step", "Étape"), both("Felt", "Ressenti")
MISSING = both("expected, never comes", "attendu, n'arrive jamais")
CONTACTS = saying("{volume} contacts a year", "{volume} contacts par an")
WHO, DECIDED = saying("Who: {names}", "Qui : {names}"), saying("Decided: {words}", "Décidé : {words}")
UNDER = saying("{names}, under {common}", "{names}, sous {common}")
HEADS = saying("decided by {names}", "décidé par {names}")
HOLDS = counting(
    "1 hand-off would hold", "{n:,} hand-offs would hold", "1 passage de relais tiendrait",
    "{n:,} passages de relais tiendraient",
)  # fmt: skip
REPAIR = saying("{feed}: {holds}; {volume}", "{feed} : {holds} ; {volume}")
NOTHING_BREAKS = saying("Nothing breaks, as far as anybody knows.", "Rien ne rompt, pour autant qu'on sache.")
ON_PAGE = both("The map", "La carte")
NOT_IN = both(
    "The map as a picture, systems and departments behind, evidence other than quotations, what single personas feel, "
    "observed contacts, and the history of decisions. `parcours export knowledge` has all that sources told.",
    "La carte en image, les applications et les directions en coulisse, les preuves autres que les citations, le "
    "ressenti propre à chaque persona, les contacts observés et l'historique des décisions. `parcours export "
    "knowledge` contient tout ce que les sources ont dit.",
)
NOT_IN_CURVE = both(
    "not in this diagram: hand-offs, volumes, what breaks, departments, evidence",
    "hors de ce diagramme : passages de relais, volumes, ruptures, directions, preuves",
)
NOT_IN_WAYS = both(
    "not in this diagram: steps without a hand-off, volumes, departments, evidence",
    "hors de ce diagramme : étapes sans passage de relais, volumes, directions, preuves",
)
REPORT, REPORT_TOLD = both("Report for a wiki", "Rapport pour un wiki"), both(
    "The journey as Markdown: the answer, the map as a table, voices, what breaks with its proof, repairs, who must "
    "meet, what is to be asked; with its curve and its hand-offs as Mermaid.",
    "Le parcours en Markdown : la réponse, la carte en tableau, les voix, les ruptures avec leur preuve, les "
    "réparations, qui doit se réunir, ce qu'il faut demander ; avec la courbe et les passages de relais en Mermaid.",
)  # fmt: skip
CURVE, CURVE_TOLD = (
    both("Mermaid curve", "Courbe Mermaid"),
    both(
        "What is felt, step by step, as a `journey` diagram of Mermaid; `parcours import mermaid` reads it back.",
        "Le ressenti, étape par étape, en diagramme `journey` de Mermaid ; `parcours import mermaid` le relit.",
    ),
)
CHART, CHART_TOLD = (
    both("Mermaid hand-offs", "Passages Mermaid"),
    both(
        "The hand-offs as a `flowchart` of Mermaid, each with what it is.",
        "Les passages de relais en `flowchart` de Mermaid, chacun avec son état.",
    ),
)
