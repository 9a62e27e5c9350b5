"""What is done with a file that somebody brings: kept for a while, tried, and written when they say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.report import Report
from importers.gather import Gathered


@dataclass(frozen=True)
class Brought:
    """A file that is kept for a while; `id` is how its form brings it back, and nobody can guess it."""

    id: str
    path: Path


class Intake(Protocol):
    """Keeps what is brought, and runs what is said by it. What raises a ParcoursError is no fault of the page."""

    def keep(self, name: str, content: bytes) -> Brought:
        """Keep a file of this name."""

    def find(self, id: str) -> Brought | None:
        """The file that is kept under an id; None when it is no longer."""

    def run(self, gathered: Gathered, dry: bool, by: str | None = None) -> Report:
        """Write what is said, signed by somebody, or only find out what would be written."""

    def tells(self, journey: str) -> list[str]:
        """The sources that tell of a journey of the base; none where it has no such journey."""

    def channels(self) -> Mapping[str, str]:
        """The channels of the base, and what they are called."""

    def revision(self) -> int:
        """The state of the graph, once something was written."""
