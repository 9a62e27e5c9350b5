"""The schema's document as it was last made, kept as the interpreter keeps compiled code: beside it, and as true.

Making it from the model takes a second of each start, and half of a question's time; reading it takes a twentieth.
"""

import hashlib
import pickle
import sys
from contextlib import suppress
from importlib.util import cache_from_source, find_spec
from pathlib import Path

import graphql
from graphql import DocumentNode

from graph.local.leases import write_whole

ROOMS = ("graph", "queries", "wording", "api", "strawberry")
"""The packages that it is made from; of what others wrote, one file tells that it is another version."""


def document() -> DocumentNode:
    """The schema's document, made anew only if the code that makes it has changed."""
    path = Path(cache_from_source(__file__))
    path = path.with_name(f"{path.stem}.{_made_from()}.schema")
    with suppress(Exception):  # whatever is wrong with what was kept, it can be made
        return _read(path)
    from api.schema.making import sdl  # which takes Strawberry along

    found = graphql.parse(sdl(), no_location=True)
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # nor is compiled code kept in a folder that cannot be written to
            _keep(path, found)
    return found


def _read(path: Path) -> DocumentNode:
    found = pickle.loads(path.read_bytes())
    if not isinstance(found, DocumentNode):
        raise TypeError(type(found))
    return found


def _keep(path: Path, found: DocumentNode) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for former in path.parent.glob(path.with_stem(path.stem.rpartition(".")[0] + ".*").name):
        former.unlink(missing_ok=True)
    write_whole(path, pickle.dumps(found, pickle.HIGHEST_PROTOCOL), mode=0o644)


def _made_from() -> str:
    """What tells this code from any other: its files with their sizes and times, and graphql-core's version."""
    found = hashlib.sha256(graphql.version.encode())
    for room in ROOMS:
        for path in _files(room):
            about = path.stat()
            found.update(f"{path} {int(about.st_mtime)} {about.st_size}\n".encode())
    return found.hexdigest()[:16]


def _files(room: str) -> list[Path]:
    spec = find_spec(room)
    if spec is None or spec.origin is None:
        return []
    top = Path(spec.origin)
    return [top] if room == "strawberry" else sorted(top.parent.rglob("*.py"))
