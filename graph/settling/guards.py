"""What stops a run before it changes anything: another path, an older export, a source that shrank."""

from collections.abc import Mapping
from typing import Any

from graph import held as holdings
from graph.gateway import Read
from graph.lengths import too_long
from graph.said import Said
from graph.statement import Options, Statement

KEPT = 4 / 5
"""The share of what the last run saw that a run must see, label by label, unless a shrinking source is allowed…"""

FEW = 10
"""… or fewer than this many are gone."""

SOURCE = "MATCH (s:Source {key: $key}) RETURN s.path, s.dated, s.kind"


def refused(read: Read, statement: Statement, options: Options) -> str | None:
    """Why the statement cannot be what the source says now; null when it can."""
    rows = read(SOURCE, key=statement.source)
    path, dated, kind = rows[0] if rows else (None, None, statement.kind)
    if kind is None:
        return f"the store has a Source {statement.source!r} that is somebody else's: name yours with --source NAME"
    return _long(statement) or _moved(statement, path) or _older(statement, dated, options)


def shrunk(read: Read, statement: Statement, options: Options, claimed: Mapping[str, int]) -> str | None:
    """Why the statement is probably no more than a part of what the source says; null when it is not."""
    if options.allow_shrink or not options.sweep:
        return None
    half, sizes = holdings.half_written(read, statement.source), statement.said.sizes()
    for label, count in claimed.items():
        now = sizes.get(label, 0) + statement.unread.get(label, 0)
        if reason := fewer(label, count - half.get(label, 0), now):
            return reason
    return None


def fewer(label: str, before: int, now: int) -> str | None:
    """Why what a source says now is probably no more than a part, by how much of a label it said before."""
    if now >= KEPT * before or before - now < FEW:
        return None
    return (
        f"the source now says {now} of label {label}, the last time it said {before}: "
        f"--allow-shrink takes it as it is, --no-sweep if it is only a part"
    )


def _long(statement: Statement) -> str | None:
    """What no index could hold; what fills slices of its own is measured by whoever reads it."""
    return too_long(next(statement.said.slices(), Said()))


def _moved(statement: Statement, path: str | None) -> str | None:
    if statement.named or path is None or path == statement.path:
        return None
    return (
        f"the name {statement.source!r} stands for {path}, this is {statement.path}: "
        f"say which source it is with --source NAME or a line `source: NAME`"
    )


def _older(statement: Statement, dated: Any, options: Options) -> str | None:
    if dated is None or statement.dated is None or options.allow_older or statement.dated >= dated.to_native():
        return None
    last, this = f"{dated.to_native():%Y-%m-%d %H:%M:%S}", f"{statement.dated:%Y-%m-%d %H:%M:%S}"
    newer = f"the last one of {statement.source!r} was of {last}"
    return f"this export is of {this}, {newer}: --allow-older takes it all the same"
