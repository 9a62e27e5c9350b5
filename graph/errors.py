"""Every error that Parcours raises on purpose, grouped by what the reader can do about it.

ParcoursError
├── BadInput            what was given cannot be used: correct it
│   ├── BadKnowledge    one place in a file (see `importers`)
│   ├── WrongChange     one place in an act: which change, and what of it
│   ├── NotFound        a key that nothing has: look it up
│   │   └── UnknownNode     such a key in an act
│   ├── Refused         it would break a promise: look where you are
│   └── NotReady        the store has nothing yet that could be asked: import first
├── Conflict            somebody else changed meanwhile what this would change: look, and decide again
├── Forbidden           whoever asks may not do this: ask who may
├── WrongUsage          the command or the call itself is wrong
├── OverLimit           an operation asks for more than the API gives at once
│   ├── OverBudget      a client has spent what it may in a minute: wait
│   └── TooOften        signing in has failed too often: wait
├── NoRoom              the disk is nearly full: make room
├── NotAllowed          the store lets this user only read: ask for more, or leave it
├── TookTooLong         the store gave a statement up: ask for less
├── Overloaded          more is asked for at once than can be answered: wait
│   └── WriterBusy      somebody else is writing: wait
└── StoreUnavailable    the store does not answer: start it, or wait
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.saying import Saying


class ParcoursError(Exception):
    """An error with a message that says what is wrong and what would be right; its text is English."""

    def __init__(self, said: "Saying | str") -> None:
        super().__init__(str(said))
        self.said = said

    retry_after: int | None = None
    """Seconds after which the same may go well, where it is a matter of time."""


class BadInput(ParcoursError):
    """What was given cannot be used; the message names it and says what would be right."""


class WrongChange(BadInput):
    """A change of an act that cannot be carried out: `at` is its place in the act from 0, `field` what of it."""

    def __init__(self, said: "Saying | str", at: int, field: str | None = None) -> None:
        super().__init__(said)
        self.at, self.field = at, field


class NotFound(BadInput):
    """A key that nothing has."""


class UnknownNode(NotFound):
    """A key that nothing has, in a change of an act: `at` is its place in the act from 0, `field` what of it."""

    def __init__(self, said: "Saying | str", at: int, field: str | None = None) -> None:
        super().__init__(said)
        self.at, self.field = at, field


class Refused(BadInput):
    """What would break a promise, such as loading the demo among somebody's data; nothing was changed."""


class NotReady(BadInput):
    """The store is empty, or of an earlier format, and whoever asks is not to write to it."""


class Conflict(ParcoursError):
    """Somebody else changed meanwhile what this would change; nothing was written. What stands there now is told."""

    def __init__(self, said: "Saying | str", stands: Sequence[dict[str, Any]]) -> None:
        super().__init__(said)
        self.stands = list(stands)


class Forbidden(ParcoursError):
    """Whoever asks may not do this; nothing was run. `role` is the one that would do, where it is a matter of roles."""

    def __init__(self, said: "Saying | str", role: str | None = None) -> None:
        super().__init__(said)
        self.role = role


class WrongUsage(ParcoursError):
    """The command or the call is wrong, whatever the data."""


class OverLimit(ParcoursError):
    """An operation, or a client, asks for more than the API gives at once; nothing was run."""


class OverBudget(OverLimit):
    """A client has asked for as much as it may in a minute."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooOften(OverLimit):
    """Too many attempts at signing in have failed within a minute."""

    def __init__(self, said: "Saying | str", retry_after: int) -> None:
        super().__init__(said)
        self.retry_after = retry_after


class NoRoom(ParcoursError):
    """Too little is left on the disk to write more."""


class NotAllowed(ParcoursError):
    """The store does not let this user write."""


class TookTooLong(ParcoursError):
    """The store stopped a statement because it took too long."""


class Overloaded(ParcoursError):
    """More is asked for at once than can be answered; the store is there, and busy."""

    retry_after = 5


class WriterBusy(Overloaded):
    """Somebody else is writing, and of writers there is one at a time."""


class StoreUnavailable(ParcoursError):
    """The store cannot be reached, or has stopped: nobody is there who could answer."""

    retry_after = 5
