"""What is kept as a list in one file, for its owner only: changed by one after the other, and seen at once by all."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

import orjson

from graph.errors import ParcoursError
from graph.local.leases import UNUSABLE, locked, write_whole
from graph.saying import Saying

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class Hashed(DataclassInstance, Protocol):
        """What a secret opens, of which the SHA-256 is kept."""

        @property
        def sha256(self) -> str: ...


R = TypeVar("R", bound="DataclassInstance")
H = TypeVar("H", bound="Hashed")


class Records(Generic[R]):
    """The records in one file. Commands change it one after the other; a server sees each change at once."""

    unreadable: ClassVar[Callable[..., Saying]]
    """Says that the file cannot be read: its `path`, and in `detail` why."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._kept: list[R] = []

    @staticmethod
    def read(given: Mapping[str, Any]) -> R:
        """A record, as it stands in the file. ValueError, KeyError or TypeError for what is none."""
        raise NotImplementedError

    def all(self) -> list[R]:
        """Every record, in the order in which they were made. ParcoursError when the file cannot be read."""
        try:
            now = self.path.stat()
            seen = (now.st_mtime_ns, now.st_ino, now.st_size)
            if seen != self._seen:
                self._kept, self._seen = [self.read(each) for each in orjson.loads(self.path.read_bytes())], seen
            return self._kept
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ParcoursError(type(self).unreadable(path=self.path, detail=str(error))) from error

    @contextmanager
    def changing(self) -> Iterator[Callable[[Sequence[R]], None]]:
        """The right to change the file, for as long as the block lasts; writes all that is then to stand there."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with locked(self.path.with_suffix(".lock")):
                yield self._write
        except OSError as error:
            raise ParcoursError(UNUSABLE(place="PARCOURS_HOME", detail=str(error))) from error

    def _write(self, records: Sequence[R]) -> None:
        write_whole(self.path, orjson.dumps([asdict(each) for each in records]).decode())


class Secrets(Records[H]):
    """Records each of which a secret of 256 random bits opens: of such a one a plain hash gives nothing away."""

    def opened(self, text: str) -> H | None:
        """The record that this opens, be its time over. Takes as long for a wrong one as for a right one."""
        asked = sha256(text)
        found = [each for each in self.all() if compare_digest(each.sha256, asked)]
        return found[0] if found else None


def sha256(text: str) -> str:
    """The hash that is kept of a secret."""
    return hashlib.sha256(text.encode()).hexdigest()
