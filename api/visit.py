"""The request that is being answered: who asked for which operation, and what went wrong; never what was in it."""

import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field

from api.rights import Who


@dataclass
class Visit:
    """One request: who asked, as logs and budgets know them, and as whom they act."""

    id: str
    client: str
    operation: str | None = None
    by: Who | None = None
    codes: list[str] = field(default_factory=list)


VISIT: ContextVar[Visit | None] = ContextVar("visit", default=None)
"""The request that is being answered."""


def current() -> Visit:
    """The request that is being answered; one of its own where there is none."""
    return VISIT.get() or Visit(secrets.token_hex(16), "local")
