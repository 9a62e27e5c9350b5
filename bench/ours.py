"""Our application over the store that the environment names, for uvicorn: `app`, and `remembering` where it can.

`remembering` answers what it was asked before from memory, while the graph's revision is the same.
"""

import inspect

from api.app import create_app
from bench.floor import store

REMEMBERS = "answers"
"""The parameter of `create_app` that has answers kept; absent as long as it cannot."""


def app():
    """Every request asks the store."""
    return create_app(store(), **({REMEMBERS: False} if can_remember() else {}))


def remembering():
    """Answers are kept by revision."""
    return create_app(store(), **{REMEMBERS: True})


def can_remember() -> bool:
    """Whether answers can be kept."""
    return REMEMBERS in inspect.signature(create_app).parameters
