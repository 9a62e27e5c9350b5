"""A backup as one file: a ZIP archive of parts, and a manifest with the size and SHA-256 of each."""

import hashlib
import io
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from graph.errors import BadInput, Refused
from graph.local.leases import is_locked
from graph.machine import files, locks
from graph.saying import saying
from graph.system import why
from parcours.output import NOT_WRITTEN

LAYOUT = 1
"""How the archive is laid out; what is in its parts has a format of its own."""

MANIFEST = "manifest.json"
CHUNK = 1 << 20
PARTIAL = ".parcours-backup"
"""How a file ends that is to become an archive; its writer holds a lock on it for as long as it lives."""

DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, RuntimeError, OSError)
"""What damaged archives raise: RuntimeError where a part seems to be encrypted, OSError where it lies nowhere."""

EVERY = 64 << 20
"""Bytes after which room is looked for again."""

THERE = saying(
    "{file} is there already, and no backup is ever written over: name another file",
    "{file} est déjà là, et on n'écrit jamais par-dessus une sauvegarde : nommez un autre fichier",
)
ANOTHER = saying(
    "{said}: take another backup, or fetch this one anew",
    "{said} : prenez une autre sauvegarde, ou recopiez celle-ci",
)
NO_MANIFEST = saying(
    "{file} is no backup of Parcours: it has no {part} that can be read",
    "{file} n'est pas une sauvegarde de Parcours : elle n'a pas de {part} lisible",
)
OTHERWISE = saying("{file}: {part} is not what was written", "{file} : {part} n'est pas ce qui avait été écrit")
UNREADABLE = saying("{file}: {part} cannot be read ({detail})", "{file} : {part} ne peut pas être lu ({detail})")
NEWER = saying(
    "{file} was made by a newer Parcours, {version}: use that one",
    "{file} a été fait par un Parcours plus récent, {version} : utilisez celui-là",
)
NO_BACKUP = saying(
    "{file} is no backup, or was cut short ({detail})", "{file} n'est pas une sauvegarde, ou a été tronqué ({detail})"
)
NO_FILE = saying("there is no file {file}", "il n'y a pas de fichier {file}")


@dataclass(frozen=True)
class Part:
    """One part: its name, its bytes, their SHA-256, and how many things it holds (lines, or 1)."""

    name: str
    bytes: int
    sha256: str
    count: int


class Writer:
    """An archive in the making: part after part."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._zip = file
        self.parts: list[Part] = []

    def add(self, name: str, chunks: Iterable[bytes], packed: bool = False) -> Part:
        """Put a part down as it comes; `packed` says that it would not get smaller."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest, size, count = hashlib.sha256(), 0, 0
        with self._zip.open(info, "w", force_zip64=True) as sink:
            for chunk in chunks:
                sink.write(chunk)
                digest.update(chunk)
                size, count = size + len(chunk), count + 1
        self.parts.append(Part(name, size, digest.hexdigest(), 1 if packed else count))
        return self.parts[-1]

    def close(self, **facts: Any) -> None:
        """Put down what is in it, last of all."""
        told = {"backup": LAYOUT, **facts, "parts": [asdict(part) for part in self.parts]}
        self._zip.writestr(MANIFEST, json.dumps(told, indent=1, ensure_ascii=False))


class Disk(io.FileIO):
    """The file of an archive in the making: what goes wrong with it is told by its name, and room is looked for."""

    def __init__(self, file: Path, partial: Path, room: Callable[[], None] | None) -> None:
        super().__init__(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w")
        locks.hold(self.fileno())
        self._file, self._room, self._unwatched = file, room, 0

    def write(self, data: Any) -> int:
        """Put more down. BadInput when the disk does not take it; whatever `room` raises."""
        if self._room and self._unwatched <= 0:
            self._room()
            self._unwatched = EVERY
        with _told(self._file):
            written = super().write(data)
        self._unwatched -= written
        return written


@contextmanager
def writing(file: Path, room: Callable[[], None] | None = None) -> Iterator[Writer]:
    """A new archive, for its owner's eyes only, that is there whole or not at all.

    Refused when there is a file of that name; BadInput when it cannot be written. `room` is called now and
    then, and may object.
    """
    if file.exists():
        raise Refused(THERE(file=file))
    partial = file.with_name(f".{file.name}-{secrets.token_hex(4)}{PARTIAL}")
    with _told(file):
        _clear(file.parent)
        disk = Disk(file, partial, room)
    try:
        with io.BufferedWriter(disk, CHUNK) as sink:
            with zipfile.ZipFile(sink, "w") as packed:
                yield Writer(packed)
            sink.flush()
            with _told(file):
                os.fsync(disk.fileno())
                named = _linked(partial, file)
        if not named:
            with _told(file):
                _moved(partial, file)
    finally:
        files.remove(partial)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(NOT_WRITTEN(file=file, detail=why(error))) from error


def _linked(partial: Path, file: Path) -> bool:
    """Give the file its name; False on a disk without links. Refused when there is one by now."""
    try:
        os.link(partial, file)
    except FileExistsError as error:
        raise Refused(THERE(file=file)) from error
    except OSError:
        return False
    return True


def _moved(partial: Path, file: Path) -> None:
    """Give the file, which is closed by now, its name. Refused when there is one: a rename alone would replace it."""
    try:
        file.touch(exist_ok=False)
    except FileExistsError as error:
        raise Refused(THERE(file=file)) from error
    try:
        partial.replace(file)
    except OSError:
        file.unlink()
        raise


def _clear(folder: Path) -> None:
    """Take away what a backup left that was killed: nobody holds the lock on it any more."""
    for path in folder.glob(f".*{PARTIAL}"):
        with suppress(PermissionError):  # somebody else's
            if not is_locked(path):
                files.remove(path)


class Archive:
    """An archive that is there: its facts, and its parts by name."""

    def __init__(self, file: Path, packed: zipfile.ZipFile) -> None:
        self.file = file
        self._zip = packed
        try:
            told = json.loads(packed.read(MANIFEST))
            self.layout = int(told["backup"])
            self.facts: dict[str, Any] = told
            self.parts = {part["name"]: Part(**part) for part in told["parts"]}
        except (*DAMAGE, TypeError) as error:
            raise BadInput(NO_MANIFEST(file=file, part=MANIFEST)) from error

    def check(self) -> None:
        """Read all of it, and compare. BadInput names the part that is not what was written."""
        for part in self.parts.values():
            with self._opened(part.name) as source:
                digest, size = hashlib.file_digest(source, "sha256").hexdigest(), source.tell()
            if (size, digest) != (part.bytes, part.sha256):
                raise BadInput(ANOTHER(said=OTHERWISE(file=self.file, part=part.name)))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, as large pieces. BadInput when it is damaged."""
        with self._opened(name) as source:
            while chunk := source.read(CHUNK):
                yield chunk

    def lines(self, name: str) -> Iterator[bytes]:
        """A part, line by line. BadInput when it is damaged."""
        with self._opened(name) as source:
            yield from source

    def whole(self, name: str) -> bytes:
        """A small part."""
        return b"".join(self.chunks(name))

    @contextmanager
    def _opened(self, name: str) -> Iterator[io.BufferedIOBase]:
        try:
            with self._zip.open(name) as source:
                yield cast(io.BufferedIOBase, source)
        except DAMAGE as error:
            raise BadInput(ANOTHER(said=UNREADABLE(file=self.file, part=name, detail=str(error)))) from error


@contextmanager
def reading(file: Path) -> Iterator[Archive]:
    """The archive in a file. BadInput when it is none, or was cut short; Refused when it is newer than we are."""
    try:
        packed = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise BadInput(NO_FILE(file=file)) from error
    except DAMAGE as error:
        raise BadInput(ANOTHER(said=NO_BACKUP(file=file, detail=str(error)))) from error
    with packed:
        archive = Archive(file, packed)
        if archive.layout > LAYOUT:
            raise Refused(NEWER(file=file, version=str(archive.facts.get("parcours"))))
        yield archive
