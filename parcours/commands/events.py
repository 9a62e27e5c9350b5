"""`parcours events`: what is in the event store, whether it is sound, mine it anew, put its files together."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from graph import run, standing
from graph.errors import BadInput, Refused
from graph.language import both
from graph.saying import Saying, counting, saying
from graph.terms import FILES
from parcours import following, progress
from parcours.help import group, option
from parcours.language import french, language, worded
from parcours.opening import Purpose, opened, say
from parcours.options import Demo
from parcours.output import as_json, give
from parcours.screen import blank, draw, printed
from parcours.settings import load
from queries.drawing import Drawing
from wording.reports import text
from wording.writing import number

if TYPE_CHECKING:
    from events.check import Lost

app = group("What customers did: the event store.", "Ce que les clients ont fait : la base des contacts.")

Format = Annotated[
    Literal["text", "json"], option("For people, or for programs.", "Pour des personnes ou des programmes.")
]

SOUND = saying("all files can be read: {place}", "tous les fichiers sont en bon état : {place}")
DAMAGED = saying("{n:,} of {of:,} files are damaged", "fichiers endommagés : {n:,} sur {of:,}")
NOT_DONE = saying("{reason}; nothing was put together", "{reason} ; rien n'a été réuni")
ONE_NOW = saying("{n:,} files are one now, in {place}", "{n:,} fichiers n'en font plus qu'un, dans {place}")
NOTHING = saying("nothing to put together in {place}", "rien à réunir dans {place}")
LOST = saying(
    "{file}: {why}\n  {by}: contacts of {sources}{days}; {rows}{counts}\n  {remedy}",
    "{file} : {why}\n  {by} : des contacts de {sources}{days} ; {rows}{counts}\n  {remedy}",
)
BROUGHT = saying("brought by {run}, which this graph does not know", "apporté par {run}, que ce graphe ne connaît pas")
BROUGHT_ON = saying("brought by {run} on {day}", "apporté par {run} le {day}")
NO_SOURCE = saying("a source that this graph does not know", "une source que ce graphe ne connaît pas")
DAYS = saying(", of {first} to {last}", ", du {first} au {last}")
NO_ROWS = saying("nobody can tell how many rows", "nul ne peut dire combien de lignes")
ROWS = saying("{readable:,} of {rows:,} rows can be read", "lignes en bon état : {readable:,} sur {rows:,}")
WROTE = saying(" (that run wrote {counts})", " (cet import avait écrit {counts})")
IN_STORE = saying("{records} of {customers} in {files}: {place}", "{records} de {customers} dans {files} : {place}")
HOW_MANY = {
    "records": counting("1 record", "{n:,} records", "1 contact", "{n:,} contacts"),
    "customers": counting("1 customer", "{n:,} customers", "1 client", "{n:,} clients"),
    "files": FILES,
}
HEADS = {
    "source": both("source", "source"),
    "channel": both("channel", "canal"),
    "month": both("month", "mois"),
    "records": both("records", "contacts"),
    "customers": both("customers", "clients"),
}


@app.command()
@french("Dire ce que contient la base des contacts, par source, canal et mois.")
def status(format: Format = "text", demo: Demo = False) -> None:
    """Tell what is in the event store, by source, channel and month."""
    from events.status import status as counted  # which takes Arrow along, that no other command needs
    from parcours.events import event_store

    settings = load()
    store = event_store(settings, settings.of(demo))
    found = counted(store)
    for well, line in following.files(store):
        if not well:
            say(line)
    if format == "json":
        give(as_json(found))
    else:
        give(_table(found))


@app.command()
@french("Lire tous les fichiers jusqu'au bout ; dire lesquels sont endommagés, ce qui est perdu, et que faire.")
def check(format: Format = "text", demo: Demo = False) -> None:
    """Read all files to their end; tell which are damaged, what is lost with them, and what to do."""
    from events.check import check as checked
    from parcours.events import event_store

    settings = load()
    home = settings.of(demo)
    store = event_store(settings, home)
    with opened(settings, home, Purpose.CHECKING) as gateway:
        lost = checked(store, gateway.read)
    if format == "json":
        give(as_json({"place": store.place, "damaged": [each.to_json() for each in lost]}))
    else:
        give("\n".join(worded(_lost(each)) for each in lost) or worded(SOUND(place=store.place)))
    if lost:
        raise BadInput(DAMAGED(n=len(lost), of=len(store.batches())))


@app.command()
@french("Recalculer les flux et les chemins, après le changement d'un réglage (PARCOURS_FLOW_WINDOW).")
def mine(demo: Demo = False) -> None:
    """Mine flows and routes anew, after a setting has changed (PARCOURS_FLOW_WINDOW)."""
    from parcours.events import mining

    settings = load()
    home = settings.of(demo)
    mined = mining(settings, home)
    with opened(settings, home, Purpose.IMPORTING) as gateway, progress.shown() as show:
        say(text(run.follow(gateway, mined.again, show), language()))


@app.command()
@french("Réunir tous les lots en un seul fichier, sans ce qui ne compte plus.")
def compact(demo: Demo = False) -> None:
    """Put all batches into one file, without what no longer counts."""
    from events.sync import lacking
    from parcours.events import event_store

    settings = load()
    home = settings.of(demo)
    # The right to write to the graph is the right to write batches, too.
    with opened(settings, home, Purpose.WRITING) as gateway, standing.writing(gateway):
        store = event_store(settings, home)
        if reason := lacking(store, gateway.read):
            raise Refused(NOT_DONE(reason=reason))
        gone = store.compact()
    say(ONE_NOW(n=gone, place=store.place) if gone else NOTHING(place=store.place))


def _lost(lost: "Lost") -> Saying:
    """A damaged file, with what is lost."""
    rows = NO_ROWS() if lost.rows is None else ROWS(readable=lost.readable, rows=lost.rows)
    return LOST(
        file=lost.file,
        why=lost.why,
        by=BROUGHT_ON(run=lost.run, day=lost.imported[:10]) if lost.imported else BROUGHT(run=lost.run),
        sources=", ".join(lost.sources) or NO_SOURCE(),
        days=DAYS(first=lost.first, last=lost.last) if lost.first else "",
        rows=rows,
        counts=WROTE(counts=lost.counts) if lost.counts else "",
        remedy=lost.remedy,
    )


def _table(found: dict[str, Any]) -> str:
    spoken = language()
    records, customers, files = (each(found[name]) for name, each in HOW_MANY.items())
    held = worded(IN_STORE(records=records, customers=customers, files=files, place=found["place"]))
    if not found["rows"]:
        return held
    numbers = [place for place, name in enumerate(HEADS) if name in HOW_MANY]
    rows = [[number(row[n], spoken) if n in HOW_MANY else str(row[n]) for n in HEADS] for row in found["rows"]]
    screen = blank()
    draw(screen, Drawing([head[spoken] for head in HEADS.values()], rows, numbers=numbers), spoken)
    return f"{held}\n{printed(screen)}"
