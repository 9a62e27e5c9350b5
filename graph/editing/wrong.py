"""What can be wrong with a change, in words."""

from graph.errors import ParcoursError
from graph.saying import Saying, counting, saying


class Wrong(ParcoursError):
    """What is wrong with a change, and with which field of it: whoever carries the act out knows its place.

    `missing` where there is no such node; `at` where it was an earlier change than the one that is carried out.
    """

    def __init__(self, said: Saying, field: str | None = None, missing: bool = False, at: int | None = None) -> None:
        super().__init__(said)
        self.saying, self.field, self.missing, self.at = said, field, missing, at


NO_LABEL = saying("no {what} can be described here", "cela ne se décrit pas ici ({what})")
NO_FIELD = saying("{what} has no field {name!r} that can be set", "{what} n'a pas de champ {name!r} à renseigner")
NO_NODE = saying("there is no {node}", "{node} n'existe pas")
NOT_THERE = saying(
    "there is no {node}; what is new is told where it stands, or its key is left out",
    "{node} n'existe pas ; pour en créer, dites où, ou ne donnez pas de clé",
)
NO_KEY = saying(
    "{key!r} can be no key ({label}): letters, digits and . _ - :, behind the key of what it is within",
    "{key!r} ne convient pas comme clé ({label}) : lettres, chiffres et . _ - :, derrière la clé de ce qui contient",
)
NEW = saying("{node}: this key is new", "{node}\N{NO-BREAK SPACE}: cette clé est nouvelle")
THERE_ALREADY = saying("there is {node} already", "{node} existe déjà")
NO_PLACE = saying("where is it to stand? ({label})", "à quel endroit le placer ? ({label})")
NO_PHASE = saying(
    "{node} has no phase yet: begin with one", "{node} n'a encore aucune macro-étape : commencez par en créer une"
)
OTHER_JOURNEY = saying(
    "{node} stays in its journey: a part does not go from one to another",
    "{node} reste dans son parcours : une partie ne passe pas de l'un à l'autre",
)
NOT_MOVED = saying(
    "{node} cannot be moved: phases and steps can", "{node} ne se déplace pas : seules macro-étapes et étapes le font"
)
NO_CHANNEL = saying("a touchpoint is on a channel", "un point de contact est sur un canal")
NOT_NULL = saying("it cannot be unknown", "ce champ ne peut pas être inconnu")
NO_NAME = saying(
    "what is new is called something: give it a {field}, or a key",
    "ce qui est nouveau porte un nom : donnez-lui un champ {field}, ou une clé",
)
NOTHING_SAID = saying("nothing is said of it", "rien n'en est dit")
SCALE = saying(
    "a scale has two ends: the lowest value, scaleMin, below the highest, scaleMax",
    "une échelle a deux bouts : la plus petite valeur, scaleMin, au-dessous de la plus grande, scaleMax",
)
ENDS = saying("low is above high: the smaller one is low", "low dépasse high : la plus petite valeur est low")
DAYS = saying(
    "the last day comes before the first: from is the first, to the last",
    "le dernier jour précède le premier : from est le premier, to le dernier",
)
NOT_MEASURED = saying(
    "nothing is measured of {node}: what is measured is one of {labels}",
    "{node} ne se mesure pas : ce qui se mesure est l'un de {labels}",
)
MADE_KEY = saying(
    "such a key is made of what is measured, of the name and the first day, here {key!r}: leave it out",
    "une telle clé est faite de ce qui est mesuré, du nom et du premier jour, ici {key!r} : ne la donnez pas",
)
BESIDE_ITSELF = saying(
    "{node} cannot stand beside itself: name another one",
    "{node} ne se place pas à côté de soi-même : nommez autre chose",
)
NOT_IN = saying(
    "{node} does not stand in {whole}: say one of them, or what does",
    "{node} n'est pas dans {whole} : dites l'un des deux, ou ce qui s'y trouve",
)
FORMER_KEY = saying(
    "{key!r} is a former key of {node}: choose another one",
    "{key!r} est une ancienne clé ({node}) : choisissez-en une autre",
)
NOT_OF_JOURNEY = saying(
    "the journey {journey!r} has no {node}, and a way leads to a part of its own journey",
    "{node} introuvable dans le parcours {journey!r} : un chemin mène à une partie du même parcours",
)
MADE_OF = saying(
    "its key is made of it: remove it, and add another", "sa clé en est faite : retirez-le, et ajoutez-en un"
)
NO_RENAMING = saying("{node} keeps its key", "{node} garde sa clé")
ALIAS = saying(
    "{key!r} is the key of another one: rename that, or leave the alias out",
    "{key!r} est la clé d'un autre : renommez-le, ou laissez cet alias de côté",
)
ALIAS_SAID = saying(
    "{key!r} is an alias that {source} tells: take it away there",
    "{key!r} est un alias donné par {source} : retirez-le là-bas",
)
ORGANISATION = saying(
    "The org chart will then come from you and no longer from {source}: go on? (holdOrganisation: true)",
    "L'organigramme viendra alors de vous et non plus de {source} : continuer ? (holdOrganisation: true)",
)
REFERRED = saying(
    "{node} is referred to by {names}: take that away first, or remove it with cascade: true",
    "{node} est mentionné par {names} : retirez d'abord ces mentions, ou supprimez avec cascade: true",
)
STANDING = saying(
    "{node} cannot go before {names}, which cannot be without it: remove these too, or put them elsewhere first",
    "{node} ne part pas avant {names}, qui ne peuvent pas être sans : supprimez-les aussi, ou changez-les d'abord",
)
OBSERVED = saying(
    "{node} stays as long as {flows} of contacts refer to it: what was observed is changed by its source alone, "
    "so have its mapping name another, import it again, and then remove this",
    "{node} reste tant que des contacts observés y renvoient ({flows}) : seule leur source peut les changer ; "
    "faites-lui nommer autre chose dans son mapping, importez-la de nouveau, puis supprimez",
)
NONE_TO_GO = saying("none is named that is to go", "rien n'est nommé qui soit à supprimer")
AND_MORE = counting("1 more", "{n:,} more", "1 autre", "{n:,} autres")
TOO_MANY = saying(
    "changes: {many:,} are too many; {most:,} are the most", "changes : {many:,}, c'est trop ; {most:,} au plus"
)
NONE = saying("changes: none is told", "changes : aucune n'est donnée")

NO_TEXT = saying("{given!r} is no text", "{given!r} n'est pas un texte")
NO_LIST = saying("it is a list", "c'est une liste")
BETWEEN = saying("{given!r} is not from {low:g} to {high:g}", "{given!r} n'est pas compris entre {low:g} et {high:g}")
NO_DAY = saying("{given!r} is no day; write it as 2026-12-31", "{given!r} n'est pas une date ; écrivez-la : 2026-12-31")
NO_INTERVAL = saying(
    "low and high are two numbers, neither below 0, the lower first",
    "low et high sont deux nombres, jamais négatifs, le plus petit d'abord",
)
PICTURE = saying("a picture comes with a file", "une image vient avec un fichier")
NO_ENTRY = saying("an entry is a key, or has one as {item!r}", "une entrée est une clé, ou en a une dans {item!r}")

NOT_HELD = saying(
    "{node}: nobody holds {field!r}; held are {held}",
    "{node} : personne ne tient {field!r} ; sont tenus {held}",
)
NOTHING_HELD = saying(
    "{node}: nobody holds {field!r}, nor any other field of it",
    "{node} : personne ne tient {field!r}, ni aucun autre de ses champs",
)
COMES_FROM = saying(
    "{node}, {field}: given back; it stands until {source} is imported again, and comes from there then",
    "{node}, {field} : rendu ; cela reste jusqu'au prochain import de {source}, et viendra alors de là",
)
STANDS = saying(
    "{node}, {field}: given back; it stands until a source describes it, and comes from there then",
    "{node}, {field} : rendu ; cela reste jusqu'à ce qu'une source en parle, et viendra alors de là",
)
COMES_BACK = saying(
    "{node} was removed by hand; it comes back when {source} is imported again",
    "{node} : supprimé à la main ; de retour au prochain import de {source}",
)
HOLDS = saying(
    "{node}, {field}: it comes from you from now on, and no longer from {source}",
    "{node}, {field} : cela vient de vous désormais, et non plus de {source}",
)
