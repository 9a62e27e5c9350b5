"""Our application over the store that the environment names, for uvicorn: `app`, and `remembering`.

`remembering` answers what it was asked before from memory, while the graph's revision is the same.
"""

from fastapi import FastAPI

from api.app import Memory, create_app
from bench.floor import store
from parcours import memory


def app() -> FastAPI:
    """Every request asks the store."""
    return _served(Memory(seconds=None))


def remembering() -> FastAPI:
    """Answers are kept by revision, of which the store is asked once a second."""
    return _served(Memory())


def _served(kept: Memory) -> FastAPI:
    """As `parcours serve` has it."""
    made = create_app(store(), memory=kept)
    memory.steady()
    return made
