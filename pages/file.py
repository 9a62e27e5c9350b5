"""What a page is taken away as: a file that asks the API for itself, and says in itself what is not in it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.language import Told as Words
from pages.telling import Data
from pages.visitor import Visitor, no_variables


@dataclass(frozen=True)
class File:
    """A file that is had from a page (`as=KIND`) and by `parcours export KIND`: the same to the last byte.

    In the folder of its own `asked.graphql` is what it asks. `write` raises Moved or
    Gone where what was asked for is not there.
    """

    kind: str
    folder: Path
    suffix: str
    media: str
    title: Words
    """What a button that gives it says."""
    told: Words
    """What it is for, and what is in it."""
    write: Callable[[Data, Visitor], bytes]
    variables: Callable[[Visitor], Data] = no_variables
    on_template: bool = False
    """Whether it is put on the firm's template of slides."""
    beside: Path | None = None
    """The operations of its page, where it asks them as well; those of its own may use their fragments."""
    then: Callable[[Data], Data] | None = None
    """What the answer to the first operation gives to the others, as variables; null where none waits for another."""

    @cached_property
    def _asked(self) -> str:
        found = (self.folder / "asked.graphql", *((self.beside,) if self.beside else ()))
        return "\n".join(each.read_text(encoding="utf-8") for each in found)

    def document(self, visitor: Visitor) -> str:
        """The operations."""
        return self._asked
