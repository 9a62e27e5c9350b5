"""The Neo4j driver, loaded without the libraries for tables that it takes along wherever they are installed.

They take half a second of each command, and no value of ours is one of theirs.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TABLES = ("numpy", "pandas", "pyarrow")


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Modules are as if they were not installed, unless somebody has loaded them already."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _without(*TABLES):
    import neo4j
    import neo4j.time
    from neo4j import exceptions

__all__ = ["exceptions", "neo4j"]
