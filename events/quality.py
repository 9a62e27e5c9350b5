"""What looks wrong in the contacts of a source once they are brought, though each of them could be read.

Nothing is looked for in fewer than `MANY` contacts, where one busy customer or one quiet month is ordinary. What is
told is a doubt and stops nothing; a customer is told by the first digits of the pseudonym.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

import ibis

from events.engine import Engine, Table
from events.record import LABEL
from graph.problems import SHOWN, Code, Problem
from graph.saying import Saying, saying
from graph.terms import term

MANY = 100
"""Contacts from which on a share says something."""

SHARE = 1 / 50
"""The share of all contacts above which no person has them: of five thousand in a year, two a week…"""

TIMES = 10
"""… if it is so many times what a customer has on average: where a few firms are the customers, each has many."""

TOGETHER = 1 / 10
"""The share of gaps of no time above which they are no chance: calls of two numbers in one second are rare."""

FEW = 30
"""How many such gaps there have to be, as with all that is counted of contacts."""

FAR = 5
"""How many times more or less than the others a month has that is no season: a strike or a storm stays below."""

INNER = 4
"""How many months have to lie between the first and the last, which are often cut, to know what is ordinary."""

BRIEF = 2
"""How many months on end are a hole or a heap; more are a season."""

APART = 60
"""Months without any contact that part a few from all others: a wrong century, an epoch, no pause of a few years."""

STRAYS = 1 / 100
"""How small a share those are that are parted from the others."""

ALONE = 1000
"""Contacts of as many customers that are no chance: somebody comes again, sooner or later."""

DIGITS = 12
"""Digits of a pseudonym that tell a customer from others, and tell nobody more."""

NO_PERSON = saying(
    "the customer {customer}… has {n:,} of {of:,} contacts, which is more than a person has: is this a withheld number,"
    " the company's own, or a word for nobody? `empty: [that value]` in the mapping takes it as no customer; a firm"
    " may have as many",
    "le client {customer}… a {n:,} des {of:,} contacts, plus que n'en a une personne : est-ce un numéro masqué, celui"
    " de l'entreprise, ou un mot pour personne ? `empty: [cette valeur]` dans le mapping n'en fait aucun client ;"
    " une entreprise peut en avoir autant",
)
NO_CUSTOMERS = saying(
    "none of {n:,} contacts has a customer, so that no way from one to another can be told: which column holds who it"
    " was? `columns: {{customer: …}}` in the mapping names it",
    "aucun des {n:,} contacts n'a de client, si bien qu'aucun passage de l'un à l'autre ne se voit : quelle colonne dit"
    " de qui il s'agit ? `columns: {{customer: …}}` dans le mapping la nomme",
)
ONE_EACH = saying(
    "each of {n:,} contacts has a customer of its own, so that nobody ever comes again: is the column of the customer"
    " one of contacts? `columns: {{customer: …}}` in the mapping names another",
    "chacun des {n:,} contacts a son propre client, si bien que personne ne revient jamais : la colonne du client"
    " est-elle celle des contacts ? `columns: {{customer: …}}` dans le mapping en nomme une autre",
)
AT_ONCE = saying(
    "of {of:,} times that a customer comes again, {n:,} are at the very moment of the contact before: if one exchange"
    " stands there twice, leave one out with `only:` in the mapping; if the column of the time tells days only, name"
    " another with `columns: {{at: …}}`",
    "sur {of:,} retours d'un client, {n:,} ont lieu à l'instant même du contact précédent : si un échange y figure deux"
    " fois, écartez-en un avec `only:` dans le mapping ; si la colonne de la date ne donne que le jour, nommez-en une"
    " autre avec `columns: {{at: …}}`",
)
FEWER = saying(
    "{month} has {n:,} contacts, a month usually {usual:,}: if the export was cut, export it again and import it",
    "{month} a {n:,} contacts, un mois en compte d'ordinaire {usual:,} : si l'export a été tronqué, refaites-le et"
    " importez-le",
)
MORE = saying(
    "{month} has {n:,} contacts, a month usually {usual:,}: are some in it twice under other ids, or times that could"
    " not be told and stand for others?",
    "{month} a {n:,} contacts, un mois en compte d'ordinaire {usual:,} : certains y sont-ils deux fois sous d'autres"
    " identifiants, ou avec une date mise à défaut d'une autre ?",
)
STRAY = saying(
    "{contacts} of {month}, years from all others: are their times read right? `dates:` in the mapping says"
    " how they are written, `columns: {{at: …}}` which they are",
    "{contacts} en {month}, à des années de tous les autres : leurs dates sont-elles bien lues ?"
    " `dates:` dans le mapping dit comment elles sont écrites, `columns: {{at: …}}` où elles se trouvent",
)
ALL_STUBS = saying(
    "none of {n:,} contacts is on a channel that journeys know: `channels: {{{told}: …}}` in the mapping names them",
    "aucun des {n:,} contacts n'est sur un canal que connaissent les parcours : `channels: {{{told}: …}}` dans le"
    " mapping les nomme",
)

Months = Sequence[tuple[datetime.date, int]]
"""Months in their order, and how many contacts each has."""


def doubts(engine: Engine, contacts: Table) -> Iterator[Problem]:
    """What looks wrong in the contacts of a source: customers, moments, months."""
    ((count,),) = (row.values() for row in engine.rows(contacts.aggregate(n=contacts.count())))
    if count >= MANY:
        yield from _customers(engine, contacts, count)
        months = contacts["at"].cast("timestamp(6)").truncate("M").cast("date")
        counted = contacts.group_by(month=months).aggregate(n=contacts.count()).order_by("month")
        yield from _months([(row["month"], row["n"]) for row in engine.rows(counted)])


def stubs(engine: Engine, contacts: Table, source: str) -> list[str]:
    """The channels of many contacts that are all called as their source calls them; none where one is not."""
    channels = contacts.group_by("channel").aggregate(n=contacts.count())
    found = engine.rows(channels.order_by(ibis.desc("n"), "channel"))
    own = all(row["channel"].startswith(f"{source}:") for row in found)
    return [row["channel"] for row in found] if own and sum(row["n"] for row in found) >= MANY else []


def all_stubs(channels: Sequence[str], count: int, source: str) -> Problem:
    """What is said of contacts whose channels nobody knows."""
    return _doubt(ALL_STUBS(n=count, told=repr(channels[0].removeprefix(f"{source}:")[:40])), "channel")


def _customers(engine: Engine, contacts: Table, number: int) -> Iterator[Problem]:
    known = contacts.filter(contacts.customer.notnull())
    each = engine.kept(known.group_by("customer").aggregate(n=known.count(), moments=known["at"].nunique()))
    totals = each.aggregate(n=each.n.sum(), customers=each.count(), moments=each.moments.sum())
    (of,) = engine.rows(totals)
    if not of["n"]:
        yield _doubt(NO_CUSTOMERS(n=number), "customer")
        return
    if of["n"] == of["customers"] >= ALONE:
        yield _doubt(ONE_EACH(n=of["n"]), "customer")
    busy = each.filter((each.n >= MANY) & (each.n > of["n"] * SHARE)).order_by(ibis.desc("n"), "customer")
    for row in engine.rows(busy.limit(SHOWN)):
        others = (of["n"] - row["n"]) / max(of["customers"] - 1, 1)
        if row["n"] >= TIMES * others:
            digits = row["customer"][:DIGITS]
            yield _doubt(NO_PERSON(customer=digits, n=row["n"], of=of["n"]), "customer", digits)
    gaps, none = of["n"] - of["customers"], of["n"] - of["moments"]
    if none >= FEW and none > gaps * TOGETHER:
        yield _doubt(AT_ONCE(of=gaps, n=none), "at")


def _months(months: Months) -> Iterator[Problem]:
    """Months that lie years apart from most contacts, and months with far more or far fewer than the others have."""
    runs = _runs(months)
    main = max(runs, key=lambda run: sum(n for _, n in run))
    for run in runs:
        n = sum(n for _, n in run)
        if run is not main and n <= STRAYS * sum(n for _, n in months):
            yield _doubt(STRAY(contacts=term(LABEL).counted(n), month=f"{run[0][0]:%Y-%m}"), "at")
    yield from _uneven(_whole(main))


def _uneven(months: Months) -> Iterator[Problem]:
    """Months far from the others, with ordinary ones on both sides: what begins or ends so is
    growth, what lasts is a season.
    """
    inner = months[1:-1]
    usual = median(n for _, n in inner) if len(inner) >= INNER else 0
    if usual < FEW:
        return
    start = 0
    for far, group in groupby(n * FAR < usual or n > usual * FAR for _, n in months):
        run = len([*group])
        if far and run <= BRIEF and start > 0 and start + run < len(months):
            for month, n in months[start : start + run]:
                said = (FEWER if n < usual else MORE)(month=f"{month:%Y-%m}", n=n, usual=round(usual))
                yield _doubt(said, "at", f"{month:%Y-%m}")
        start += run


def _runs(months: Months) -> list[list[tuple[datetime.date, int]]]:
    """The months in runs that are parted by years without any contact."""
    runs = [[months[0]]]
    for month, n in months[1:]:
        if _number(month) - _number(runs[-1][-1][0]) > APART:
            runs.append([])
        runs[-1].append((month, n))
    return runs


def _whole(months: Months) -> Months:
    """The months with those between them that have no contact."""
    counts = {_number(month): n for month, n in months}
    return [
        (datetime.date(number // 12, number % 12 + 1, 1), counts.get(number, 0))
        for number in range(min(counts), max(counts) + 1)
    ]


def _number(month: datetime.date) -> int:
    return month.year * 12 + month.month - 1


def _doubt(said: Saying, column: str, value: str | None = None) -> Problem:
    return Problem(Code.QUALITY, said, ("", None, column), value)
