"""What tickets say, in both languages."""

from graph.language import both
from graph.saying import counting, saying

WHERE, LOST = both("Where", "Où"), both("What is lost", "Ce qui se perd")
WHY, HOW_MANY = both("Why", "Pourquoi"), both("How many", "Combien")
WHO, REPAIR = both("Whose it is", "À qui c'est"), both("What would repair it", "Ce qui le réparerait")
FOR, AGAINST = both("What supports it", "Ce qui l'appuie"), both("What contradicts it", "Ce qui le contredit")
DECIDED, ALSO = both("What was decided", "Ce qui a été décidé"), both("The same cause", "La même cause")
IDEAS, FILE = both("Planned where it happens", "Prévu là où cela se produit"), both("This ticket", "Ce ticket")

JOURNEY = saying("Journey: {title}", "Parcours : {title}")
FROM = saying("From {place}", "De {place}")
TO = saying("To {place}", "Vers {place}")
AT = saying("At {place}", "À {place}")
MISSING = saying("Expected on: {channel}", "Attendu sur : {channel}")
CONTACTS = saying("{volume} contacts a year", "{volume} contacts par an")
BREAKS = counting(
    "Breaks 1 hand-off", "Breaks {n:,} hand-offs", "Rompt 1 passage de relais", "Rompt {n:,} passages de relais"
)
COMMON = saying("Common head: {name}", "Direction commune : {name}")
DECIDES = saying("Decided by: {names}", "Décidé par : {names}")
FEED = saying("New feed: {feed}", "Flux à créer : {feed}")
RUNS = saying("Run by: {names}", "Géré par : {names}")
WOULD_KNOW = saying("{system} would then know: {objects}", "{system} connaîtrait alors : {objects}")
HOLDS = counting(
    "1 hand-off would hold", "{n:,} hand-offs would hold", "1 passage de relais tiendrait",
    "{n:,} passages de relais tiendraient",
)  # fmt: skip
STAYS = counting(
    "1 would stay broken by something else", "{n:,} would stay broken by something else",
    "1 resterait rompu par autre chose", "{n:,} resteraient rompus par autre chose",
)  # fmt: skip
NO_FEED = saying("No new feed would repair it.", "Aucun flux nouveau ne le réparerait.")
NOBODY = saying("nobody said whose", "personne n'a dit à qui")
NO_EVIDENCE = saying("nothing: a hypothesis", "rien : c'est une hypothèse")
MORE = counting("and 1 more", "and {n:,} more", "et 1 autre", "et {n:,} autres")
OWNER, DUE = saying("Owner: {name}", "Responsable : {name}"), saying("Due: {day}", "Échéance : {day}")
LINK = both("On the pages", "Sur les pages")
NO_LINK = saying(
    "Nobody said where the pages are (PARCOURS_ADDRESS): there is no link to them.",
    "Personne n'a dit où sont les pages (PARCOURS_ADDRESS) : il n'y a pas de lien vers elles.",
)
KEPT = saying(
    "Keep the label {mark} and the last line: by them the state of this ticket comes back.",
    "Gardez l'étiquette {mark} et la dernière ligne : elles servent à reprendre l'état de ce ticket.",
)
EXPORTED = saying(
    "This export has {here:,} of {all:,} causes{without}. The map of the journey is not in it, nor are other causes.",
    "Cet export contient {here:,} causes sur {all:,}{without}. Ni la carte du parcours ni les autres causes n'y sont.",
)
TICKETED = counting(
    "1 has a ticket already", "{n:,} have a ticket already", "1 a déjà un ticket", "{n:,} ont déjà un ticket"
)
SETTLED = counting(
    "1 was accepted or is ignored", "{n:,} were accepted or are ignored", "1 est acceptée ou ignorée",
    "{n:,} sont acceptées ou ignorées",
)  # fmt: skip
NONE_LEFT = saying(
    "no ticket is to be made: of {all:,} causes here, {without}",
    "il n'y a pas de ticket à créer : sur {all:,} causes ici, {without}",
)
NO_CAUSE = saying(
    "no ticket is to be made: nothing breaks here, as far as anybody knows",
    "il n'y a pas de ticket à créer : rien ne rompt ici, pour autant qu'on sache",
)
PRIORITY = saying(
    "Priority: High for the causes that weigh most, up to half of all contacts concerned; Medium up to 80%; then "
    "Low; none where a volume is unknown.",
    "Priorité : High pour les causes qui pèsent le plus, jusqu'à la moitié des contacts touchés ; Medium jusqu'à "
    "80\N{NARROW NO-BREAK SPACE}% ; puis Low ; aucune si un volume est inconnu.",
)
