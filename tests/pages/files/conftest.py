"""Files as commands write them, from the demo."""

from collections.abc import Callable

import pytest

from graph.language import Language
from pages.register import files
from pages.visitor import Visitor
from parcours import paging

Take = Callable[..., bytes]
HOST = "http://localhost"


@pytest.fixture(scope="module")
def take(insurer) -> Take:
    """A file of a journey, by its kind."""
    kinds = {file.kind: file for _, file in files()}

    def take(kind, key, language=Language.FR, **told):
        given = {"as": (kind,)}
        who = Visitor(f"/journeys/{key}", given, language, key=key, origin=HOST, **told)
        return kinds[kind].write(paging.told(insurer, kinds[kind], who), who)

    return take
