"""What the driver raises, in our own words: each error of ours names the store, and what would be right."""

from graph.address import Address
from graph.driver import exceptions
from graph.errors import NotAllowed, Overloaded, ParcoursError, StoreUnavailable, TookTooLong, WrongUsage
from graph.saying import saying

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

NO_ENTRY = saying(
    "{uri} refuses the user {user}: check NEO4J_USERNAME and NEO4J_PASSWORD",
    "{uri} refuse l'utilisateur {user} : vérifiez NEO4J_USERNAME et NEO4J_PASSWORD",
)
NO_ADDRESS = saying(
    "{uri}: {detail}; a store's address looks like bolt://127.0.0.1:7687 or neo4j://…",
    "{uri} : {detail} ; l'adresse d'une base ressemble à bolt://127.0.0.1:7687 ou neo4j://…",
)
READ_ONLY = saying("{uri} does not let {user} write: {detail}", "{uri} ne laisse pas {user} écrire : {detail}")
LONG = saying(
    "The store stopped the statement because it took too long; ask for less",
    "La base a arrêté la requête, qui durait trop longtemps ; demandez-en moins",
)
STOPPED_ITSELF = saying(
    "The store at {uri} has stopped by itself ({code}), most often because its disk is full: make room and start it "
    "again (the local one: `parcours store stop`, the next command starts it)",
    "La base {uri} s'est arrêtée d'elle-même ({code}), le plus souvent parce que son disque est plein : faites de la "
    "place et redémarrez-la (la locale : `parcours store stop`, la prochaine commande la démarre)",
)
NO_DATABASE = saying(
    "The database {database} at {uri} is not available; is it started?",
    "La base {database} de {uri} n'est pas disponible ; est-elle démarrée ?",
)
BUSY = saying("The store at {uri} is busy ({code}): try again", "La base {uri} est occupée ({code}) : réessayez")
THERE_AND_BUSY = saying(
    "The store at {uri} is there, and busy: try again",
    "La base {uri} est là, mais occupée : réessayez",
)
AWAY_NOW = saying(
    "The store at {uri} does not answer; is it running?",
    "La base {uri} ne répond pas ; est-elle en marche ?",
)
STATEMENT_REFUSED = saying("The store refused a statement: {detail}", "La base a refusé une requête : {detail}")


def sent_back(error: exceptions.Neo4jError) -> bool:
    """Whether a statement only met another one that was doing the same, and will do when it is tried again."""
    return isinstance(error, exceptions.TransientError) or "AlreadyExists" in (error.code or "")


def named(error: Exception, address: Address, there: bool) -> ParcoursError:
    """The error in our words. A store that was found `there` after a connection to it was lost is busy."""
    if isinstance(error, exceptions.AuthError):
        return StoreUnavailable(NO_ENTRY(uri=address.uri, user=address.username))
    if isinstance(error, exceptions.ConfigurationError):
        return WrongUsage(NO_ADDRESS(uri=address.uri, detail=str(error)))
    if isinstance(error, exceptions.Neo4jError) and (error.code or "").endswith(WRITES_REFUSED):
        return NotAllowed(READ_ONLY(uri=address.uri, user=address.username, detail=error.message))
    if isinstance(error, exceptions.Neo4jError) and any(ending in (error.code or "") for ending in TOO_LONG):
        return TookTooLong(LONG())
    if isinstance(error, exceptions.Neo4jError) and (error.code or "").endswith(STOPPED):
        return StoreUnavailable(STOPPED_ITSELF(uri=address.uri, code=error.code))
    if isinstance(error, exceptions.DatabaseUnavailable):
        return StoreUnavailable(NO_DATABASE(database=address.database, uri=address.uri))
    if isinstance(error, exceptions.TransientError):
        return Overloaded(BUSY(uri=address.uri, code=error.code))
    if isinstance(error, LOST) and there:
        return Overloaded(THERE_AND_BUSY(uri=address.uri))
    if isinstance(error, AWAY):
        return StoreUnavailable(AWAY_NOW(uri=address.uri))
    return ParcoursError(STATEMENT_REFUSED(detail=str(error)))
