"""The kind of key that a field of a file takes."""

from typing import Annotated

from pydantic import Field, StringConstraints

from graph.keys import KEY

Key = Annotated[
    str,
    StringConstraints(pattern=KEY),
    Field(description="A key: letters, digits and . _ : -"),
]
