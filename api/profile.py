"""Profiles: what the API gives away in development and keeps to itself in production."""

from dataclasses import dataclass, field

from api.limits import Limits


@dataclass(frozen=True)
class Profile:
    """What is open: queries over GET, introspection, reasons why a document is refused, GraphiQL, `extensions.explain`;
    and whether the map is edited here at all.

    Without `reasons`, every document that does not validate gets one and the same message, since suggestions would
    give the schema away; the reason is in the log.
    """

    get: bool
    introspection: bool
    reasons: bool
    graphiql: bool
    explain: bool
    edits: bool = True
    limits: Limits = field(default_factory=Limits)


DEVELOPMENT = Profile(get=True, introspection=True, reasons=True, graphiql=True, explain=True)
PRODUCTION = Profile(get=False, introspection=False, reasons=False, graphiql=False, explain=False)
