"""What the driver raises, in our own words: each error of ours names the store, and what would be right."""

from graph.address import Address
from graph.driver import exceptions
from graph.errors import NotAllowed, Overloaded, ParcoursError, StoreUnavailable, TookTooLong, WrongUsage

WRITES_REFUSED = ("Security.Forbidden", "Statement.AccessMode", "General.ForbiddenOnReadOnlyDatabase")
"""How the codes end of what a store says to whoever may only read."""

STOPPED = ("Transaction.TransactionLogError", "Transaction.TransactionStartFailed")
"""How the codes end of what a store says that cannot write any more, or was stopped."""

TOO_LONG = ("TransactionTimedOut", "LockClientStopped")
"""How the codes end of what a store says once a statement took too long; the second where it waited for a lock."""

LOST = (exceptions.ServiceUnavailable, exceptions.SessionExpired)
"""What a connection ends with that was lost, or not made in time: the store may be gone, or have too much to do."""

AGAIN = (*LOST, exceptions.TransientError)
"""What a statement may not meet when it is tried once more."""

AWAY = (exceptions.DriverError, exceptions.AuthError, exceptions.TransientError, OSError)
ALL = (*AWAY, exceptions.Neo4jError)
"""Whatever the driver raises."""


def sent_back(error: exceptions.Neo4jError) -> bool:
    """Whether a statement only met another one that was doing the same, and will do when it is tried again."""
    return isinstance(error, exceptions.TransientError) or "AlreadyExists" in (error.code or "")


def named(error: Exception, address: Address, there: bool) -> ParcoursError:
    """The error in our words. A store that was found `there` after a connection to it was lost is busy."""
    if isinstance(error, exceptions.AuthError):
        message = f"{address.uri} refuses the user {address.username}: check NEO4J_USERNAME and NEO4J_PASSWORD"
        return StoreUnavailable(message)
    if isinstance(error, exceptions.ConfigurationError):
        return WrongUsage(f"{address.uri}: {error}; a store's address looks like bolt://127.0.0.1:7687 or neo4j://…")
    if isinstance(error, exceptions.Neo4jError) and (error.code or "").endswith(WRITES_REFUSED):
        return NotAllowed(f"{address.uri} does not let {address.username} write: {error.message}")
    if isinstance(error, exceptions.Neo4jError) and any(ending in (error.code or "") for ending in TOO_LONG):
        return TookTooLong("The store stopped the statement because it took too long; ask for less")
    if isinstance(error, exceptions.Neo4jError) and (error.code or "").endswith(STOPPED):
        return StoreUnavailable(
            f"The store at {address.uri} has stopped by itself ({error.code}), most often because its disk is full: "
            f"make room and start it again (the local one: `parcours store stop`, the next command starts it)"
        )
    if isinstance(error, exceptions.DatabaseUnavailable):
        return StoreUnavailable(f"The database {address.database} at {address.uri} is not available; is it started?")
    if isinstance(error, exceptions.TransientError):
        return Overloaded(f"The store at {address.uri} is busy ({error.code}): try again")
    if isinstance(error, LOST) and there:
        return Overloaded(f"The store at {address.uri} is there, and busy ({type(error).__name__}): try again")
    if isinstance(error, AWAY):
        return StoreUnavailable(f"The store at {address.uri} does not answer ({type(error).__name__}); is it running?")
    return ParcoursError(f"The store refused a statement: {error}")
