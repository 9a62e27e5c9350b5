"""What is said of a name that fits nothing, or two things."""

from collections.abc import Iterable

from graph.errors import BadInput, WrongUsage
from graph.gateway import Read
from graph.language import Language
from graph.model.words import ChannelKind
from graph.saying import MEANT, Saying, saying
from graph.terms import term
from queries.names.candidates import ANYTHING, near
from queries.names.sought import KIND, Found, Sought

MANY = 5
"""How many things are named that are nearly what was asked for."""

NO_FEED = saying(
    "{text!r} is no feed: name its two systems, FROM:TO",
    "{text!r} n'est pas un flux : nommez ses deux applications, DE:VERS",
)
SEVERAL = saying(
    "{text!r} is more than one thing; say which: {choices}", "{text!r} désigne plusieurs choses ; précisez : {choices}"
)
FEEDS = saying("{text!r} is more than one feed: {choices}", "{text!r} désigne plusieurs flux : {choices}")
NOTHING_YET = saying(
    "nothing has been imported yet: `parcours import FILE…` brings something in",
    "rien n'a encore été importé : `parcours import FICHIER…` apporte des données",
)
NO_PLACE = saying(
    "nothing is called {text!r}: no channel, department, silo, system, step, touchpoint or kind of channel; {hint}",
    "rien ne s'appelle {text!r} : ni canal, ni direction, ni silo, ni application, ni étape, ni point de contact, "
    "ni type de canal ; {hint}",
)
NO_KIND = saying(
    "there is no kind of channel {text!r}; there are {kinds}", "type de canal inconnu : {text!r} ; il y a {kinds}"
)
NO_NODE = saying("there is no {term} {text!r}; {hint}", "{term} introuvable : {text!r} ; {hint}")
LISTED = saying("`parcours list {label}` names what there is", "`parcours list {label}` dit ce qu'il y a")
RUPTURES = saying(
    "`parcours ask ruptures --format json` gives their keys", "`parcours ask ruptures --format json` donne leurs clés"
)


class NoMatch(BadInput):
    """A name that nothing in the graph bears."""


def several(text: str, found: Iterable[Found]) -> WrongUsage:
    """A text that fits several things: how to say which is meant."""
    told = [*found]
    choices = Saying({each: ", ".join(one.choice(each) for one in told) for each in Language}, {})
    return WrongUsage(SEVERAL(text=text, choices=choices))


def feeds(text: str, pairs: Iterable[Iterable[Found]]) -> WrongUsage:
    """A text that can be read as more than one feed."""
    return WrongUsage(FEEDS(text=text, choices=", ".join(" → ".join(each.key for each in pair) for pair in pairs)))


def no_feed(text: str) -> WrongUsage:
    """A text that names no two systems."""
    return WrongUsage(NO_FEED(text=text))


def missing(read: Read, sought: Sought, text: str) -> NoMatch:
    """A text that fits nothing: what it nearly fits, looked up now, or how to find out."""
    field, rest = sought.own(text) or ("", text)
    if field == KIND:
        return NoMatch(NO_KIND(text=rest, kinds=", ".join(ChannelKind)))
    labels = [label for each, label in sought.fields.items() if field in ("", each)]
    found = near(read, rest, labels, MANY)
    hint = MEANT(near=", ".join(each.said for each in found)) if found else _hint(labels[0])
    if len(labels) == 1:
        return NoMatch(NO_NODE(term=term(labels[0]).said(), text=rest, hint=hint))
    if not found and not read(ANYTHING):
        return NoMatch(NOTHING_YET())
    return NoMatch(NO_PLACE(text=rest, hint=hint))


def _hint(label: str) -> Saying:
    """How to find out what there is."""
    return RUPTURES() if label == "Rupture" else LISTED(label=term(label).said(many=True))
