"""A page: where it is, what it asks, and how the answer is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from graphql import OperationDefinitionNode, parse

from api.rights import EDIT, Who, may
from pages.acting import Act
from pages.file import File
from pages.telling import Data, Told
from pages.visitor import Visitor, no_variables


@dataclass(frozen=True)
class Page:
    """A page, in the folder of its own: `page.graphql` is what it asks, `page.html` how it looks.

    `tell` raises Moved or Gone where what was asked for is not there; `of` is the item of the bar that it stands under.
    """

    folder: Path
    path: str
    tell: Callable[[Data, Visitor], Told]
    variables: Callable[[Visitor], Data] = no_variables
    of: str = ""
    drawn: bool = False
    """Whether it has a picture, which others may show on a page of theirs (`/embed`)."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """Style sheets that only this page needs, by name; they are found below `/static/` and the name of the page."""
    act: Act | None = None
    """What its forms do; each bears the reader's seal."""
    calls: bool = False
    """Whether others are called to it by a form, for whoever may edit; it bears the seal, too."""
    then: Callable[[Data], Data] | None = None
    """What the answer to the first operation gives to the others, as variables; null where none waits for another."""
    made: Callable[[Visitor], str] | None = None
    """Makes operations that follow from the model, or from who visits, beside those that stand in the folder."""
    files: Sequence[File] = ()
    """What it is taken away as, beside the forms that every page has."""

    @property
    def name(self) -> str:
        """What logs call it."""
        return self.folder.name

    def sealed(self, by: Who | None) -> bool:
        """Whether it bears a seal where such a reader opens it."""
        return self.act is not None or (self.calls and may(by, EDIT))

    @cached_property
    def _written(self) -> str:
        there = self.folder / "page.graphql"
        return there.read_text(encoding="utf-8") if there.exists() else ""

    def document(self, visitor: Visitor) -> str:
        """The operations."""
        return f"{self._written}\n{self.made(visitor)}" if self.made else self._written

    def file(self, kind: str | None) -> File | None:
        """The file of this kind, if it is taken away as one."""
        return next((each for each in self.files if each.kind == kind), None)

    def template(self, told: Told) -> str:
        """Where the template is that shows what is told."""
        return f"{self.name}/{told.template}"


@lru_cache(256)
def operations(document: str) -> list[str]:
    """The names of operations. All are asked at once, a statement each, so that none waits for another."""
    named = (each for each in parse(document).definitions if isinstance(each, OperationDefinitionNode))
    return [each.name.value for each in named if each.name]
