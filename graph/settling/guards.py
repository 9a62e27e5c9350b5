"""What stops a run before it changes anything: a strange name, another path, an older export, a source that shrank."""

from collections.abc import Mapping
from typing import Any

from graph import held as holdings
from graph.gateway import Read
from graph.lengths import too_long
from graph.model import Family
from graph.said import Said
from graph.saying import Saying, saying
from graph.statement import EDITS, OWN, Options, Statement
from graph.steering import steering
from graph.terms import term

KEPT = 4 / 5
"""The share of what the last run saw that a run must see, label by label, unless a shrinking source is allowed…"""

FEW = 10
"""… or fewer than this many are gone."""

SOURCE = "MATCH (s:Source {key: $key}) RETURN s.path, s.dated, s.kind"

NAMED = saying("the source {source!r}: {said}", "la source {source!r} : {said}")
OTHERS = saying(
    "the store has a Source {source!r} that is somebody else's: name yours with --source NAME",
    "la base a une Source {source!r} qui est à quelqu'un d'autre : nommez la vôtre avec --source NOM",
)
RESERVED = saying(
    "the source {source!r} is what people do here: name yours with --source NAME",
    "la source {source!r} est ce que font ici les gens : nommez la vôtre avec --source NOM",
)
FEWER = saying(
    "the source now says {now}, the last time it said {before:,}: "
    "--allow-shrink takes it as it is, --no-sweep if it is only a part",
    "la source dit maintenant {now}, la dernière fois elle en disait {before:,} : "
    "--allow-shrink l'accepte telle quelle, --no-sweep si ce n'en est qu'une partie",
)
MOVED = saying(
    "the name {source!r} stands for {former}, this is {path}: "
    "say which source it is with --source NAME or a line `source: NAME`",
    "le nom {source!r} désigne {former}, et ceci est {path} : "
    "dites quelle source c'est avec --source NOM ou une ligne `source: NOM`",
)
OTHER_MAP = saying(
    "the source told of {former} until now, and tells of {now} alone: name the other map with --source, or say "
    "--allow-shrink if it takes the place of the former one",
    "la source parlait jusqu'ici de {former}, et ne parle plus que de {now} : nommez l'autre carte avec --source, ou "
    "indiquez --allow-shrink si elle remplace la première",
)
OLDER = saying(
    "this export is of {this}, the last one of {source!r} was of {last}: --allow-older takes it all the same",
    "cet export est du {this}, le dernier de {source!r} était du {last} : --allow-older l'accepte quand même",
)


def refused(read: Read, statement: Statement, options: Options) -> Saying | None:
    """Why the statement cannot be what the source says now; null when it can."""
    if said := _steers(statement):
        return said
    if statement.source == EDITS:
        return RESERVED(source=EDITS)
    rows = read(SOURCE, key=statement.source)
    path, dated, kind = rows[0] if rows else (None, None, statement.kind)
    if kind is None:
        return OTHERS(source=statement.source)
    return _long(statement) or _moved(statement, path) or _older(statement, dated, options)


def shrunk(read: Read, statement: Statement, options: Options, claimed: Mapping[str, int]) -> Saying | None:
    """Why the statement is probably no more than a part of what the source says; null when it is not."""
    if options.allow_shrink or not options.sweep:
        return None
    if other := _other_map(read, statement):
        return other
    half, sizes = holdings.half_written(read, statement.source), statement.said.sizes()
    for label, count in claimed.items():
        now = sizes.get(label, 0) + statement.unread.get(label, 0)
        if reason := _fewer(label, count - half.get(label, 0), now):
            return reason
    return None


JOURNEYS = "MATCH (j:Journey) WHERE $source IN j.sources RETURN j.key ORDER BY j.key"


def _other_map(read: Read, statement: Statement) -> Saying | None:
    """Why a drawn map is probably another one, not a new state of the former: they have no journey in common."""
    if statement.kind in OWN or statement.family != Family.DESIGN.name or not statement.said.sizes().get("Journey"):
        return None
    former = [key for (key,) in read(JOURNEYS, source=statement.source)]
    if not former or statement.said.described("Journey", former):
        return None
    now = next((key for part in statement.said.slices() for key in part.nodes.get("Journey", {})), "")
    return OTHER_MAP(former=former[0], now=now)


def _fewer(label: str, before: int, now: int) -> Saying | None:
    """Why what a source says now is probably no more than a part, by how much of a label it said before."""
    if now >= KEPT * before or before - now < FEW:
        return None
    return FEWER(now=term(label).counted(now), before=before)


def _steers(statement: Statement) -> Saying | None:
    """What is wrong with what the source is called, or with its path; its texts are looked at where they are read."""
    for name in (statement.source, statement.path or ""):
        if said := steering(name):
            return NAMED(source=name, said=said)
    return None


def _long(statement: Statement) -> Saying | None:
    """What no index could hold; what fills slices of its own is measured by whoever reads it."""
    return too_long(next(statement.said.slices(), Said()))


def _moved(statement: Statement, path: str | None) -> Saying | None:
    if statement.named or path is None or path == statement.path:
        return None
    return MOVED(source=statement.source, former=path, path=statement.path)


def _older(statement: Statement, dated: Any, options: Options) -> Saying | None:
    if dated is None or statement.dated is None or options.allow_older or statement.dated >= dated.to_native():
        return None
    last, this = f"{dated.to_native():%Y-%m-%d %H:%M:%S}", f"{statement.dated:%Y-%m-%d %H:%M:%S}"
    return OLDER(this=this, source=statement.source, last=last)
