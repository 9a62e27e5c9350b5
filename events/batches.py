"""The files of an event store by their names: which of them count, and what the graph was told of.

A batch is called `<run>.parquet`; `<run>.whole.parquet` stands for all batches up to that run. Nothing here needs
Arrow, so that every command may ask.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

PARQUET = ".parquet"
WHOLE = ".whole"
PART = ".part"
ASIDE = ".damaged"
"""How a file ends that could not be read and whose source was imported whole again; nothing reads it any more."""


@dataclass(frozen=True)
class Batches:
    """What lies in the place of an event store."""

    files: Sequence[str]

    @cached_property
    def all(self) -> list[str]:
        """The names of all batches, without their ending, in the order of their runs."""
        names = (file.removesuffix(PARQUET) for file in self.files if file.endswith(PARQUET))
        return sorted((name for name in names if not name.startswith(".")), key=lambda name: (run(name), name))

    @property
    def counting(self) -> list[str]:
        """Those that count, the oldest first."""
        whole = max((run(name) for name in self.all if name.endswith(WHOLE)), default="")
        return [name for name in self.all if run(name) > whole or name == f"{whole}{WHOLE}"]

    @property
    def superseded(self) -> list[str]:
        """Those that a whole stands for: a compaction was cut off before it took them away."""
        counting = {*self.counting}
        return [name for name in self.all if name not in counting]

    @property
    def unfinished(self) -> list[str]:
        """The files, as they are called, that were being written when somebody was cut off."""
        return sorted(file for file in self.files if file.startswith(".") and file.endswith(f"{PARQUET}{PART}"))

    @property
    def runs(self) -> list[str]:
        """The runs of all batches that ever were and have left a name."""
        return [run(name) for name in (*self.all, *self._aside)]

    @property
    def _aside(self) -> list[str]:
        return [file.removesuffix(f"{PARQUET}{ASIDE}") for file in self.files if file.endswith(f"{PARQUET}{ASIDE}")]

    def untold(self, mined: Iterable[str]) -> list[str]:
        """The batches that count and are not among those that flows were mined from."""
        return _beyond(self.counting, [*mined])

    def lacking(self, mined: Iterable[str]) -> list[str]:
        """The batches that flows were mined from and that are not here."""
        return _beyond(mined, [*self.counting, *self._aside])


def named(path: str) -> str:
    """The name of the batch in a file."""
    return path.rsplit("/", 1)[-1].removesuffix(PARQUET)


def is_whole(path: str) -> bool:
    """Whether a file stands for all batches up to its run."""
    return path.endswith(f"{WHOLE}{PARQUET}")


def run(name: str) -> str:
    """The run that a batch is named after."""
    return name.removesuffix(WHOLE)


def _beyond(names: Iterable[str], others: Sequence[str]) -> list[str]:
    """Those whose run the others do not have: as a batch of its own, or in a whole."""
    runs = {run(name) for name in others}
    whole = max((run(name) for name in others if name.endswith(WHOLE)), default="")
    return [name for name in names if run(name) > whole and run(name) not in runs]
