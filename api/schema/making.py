"""The GraphQL schema as Strawberry makes it from the model."""

import strawberry

from api.schema.acts import mutation
from api.schema.fields import made, written
from api.schema.nodes import Types
from api.schema.root import query
from api.schema.words import SCALARS


def strawberry_schema() -> strawberry.Schema:
    """The schema as Strawberry sees it."""
    types = Types()
    return made(query(types), mutation(types), types.nodes.values(), SCALARS)


def sdl() -> str:
    """The schema in the schema definition language, as it is committed in `schema.graphql`."""
    return written(strawberry_schema())
