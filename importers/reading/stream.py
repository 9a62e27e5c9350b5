"""A file as lines of text, however large it is: unpacked, its encoding recognised, no line read that has no end."""

import codecs
import contextlib
import datetime
import gzip
import io
import shutil
import sys
import tempfile
import weakref
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graph.errors import BadInput
from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.reading.text import LATIN, NO_ENCODING, STDIN, TOO_LARGE, UNREADABLE, guess

LINE = 1_000_000
"""The most characters of a line, and of a cell."""

UNPACKED = 4 * 1024**3
"""The most bytes that a compressed table may unpack to."""

CHUNK = 1024 * 1024

LONG_LINE = saying(
    "the line is longer than {most:,} characters: is this a table?",
    "la ligne dépasse {most:,} caractères : est-ce bien un tableau ?",
)
NO_TEXT = saying(
    "this is no {encoding} text ({why}); --encoding says which it is",
    "ce n'est pas du texte {encoding} ({why}) ; --encoding indique l'encodage",
)
CUT_OFF = saying("{file} cannot be read to its end: {detail}", "{file} ne peut pas être lu jusqu'au bout : {detail}")


@dataclass
class Stream:
    """A file that can be read again and again; `mixed` when it holds UTF-8 and bytes that are none."""

    name: str
    data: Path
    encoding: str = "utf-8"
    dated: datetime.datetime | None = None
    mixed: bool = False

    @contextlib.contextmanager
    def open(self) -> Iterator[Iterator[str]]:
        """The lines; BadKnowledge with the line where one cannot be read."""
        with unpacked(self.data, self.name) as binary:
            errors = "surrogateescape" if self.mixed else "strict"
            text = io.TextIOWrapper(binary, self.encoding, errors, newline="")
            yield self._lines(text)

    def beginning(self, most: int) -> str:
        """The first characters, whatever a few bytes among them are; BadInput when the file cannot be read."""
        try:
            with unpacked(self.data, self.name) as binary:
                return codecs.getincrementaldecoder(self.encoding)("replace").decode(binary.read(most))
        except (OSError, EOFError, zlib.error) as error:
            raise BadInput(CUT_OFF(file=self.name, detail=str(error))) from error

    def _lines(self, text: IO[str]) -> Iterator[str]:
        number = 0
        try:
            while line := text.readline(LINE + 1):
                number += 1
                if len(line) > LINE:
                    raise BadKnowledge([bad(Code.BAD_VALUE, LONG_LINE(most=LINE), (self.name, number, None))])
                yield line
        except UnicodeError as error:
            said = NO_TEXT(encoding=self.encoding, why=error.__class__.__name__)
            raise BadKnowledge([bad(Code.ENCODING, said, (self.name, self._undecodable(), None))]) from error
        except (OSError, EOFError, zlib.error) as error:
            raise BadInput(CUT_OFF(file=self.name, detail=str(error))) from error

    def _undecodable(self) -> int:
        """The line of the first byte that is no text: text is decoded ahead of the line that is read."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        feeds = returns = 0
        try:
            with unpacked(self.data, self.name) as binary:
                while piece := binary.readline(CHUNK):
                    text = decoder.decode(piece)
                    feeds, returns = feeds + text.count("\n"), returns + text.count("\r")
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            feeds, returns = feeds + before.count(b"\n"), returns + before.count(b"\r")
        except UnicodeError:
            pass
        return 1 + max(feeds, returns)


def stream(path: Path, encoding: str | None = None) -> Stream:
    """A file or standard input; BadInput when it is none that holds text."""
    found = opened(path)
    try:
        if encoding:
            io.TextIOWrapper(io.BytesIO(), encoding)  # which takes only those that are for text
            found.encoding = encoding
        else:
            found.encoding, found.mixed = _recognised(found)
    except (LookupError, ValueError) as error:
        raise BadInput(NO_ENCODING(encoding=encoding)) from error
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(UNREADABLE(file=found.name, detail=str(error))) from error
    return found


def opened(path: Path) -> Stream:
    """A file, or what comes once (standard input, a pipe) in a temporary one; BadInput when it cannot be read."""
    try:
        if path.is_file():
            changed = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
            return Stream(str(path), path, dated=changed)
        return _kept(path)
    except OSError as error:
        raise BadInput(UNREADABLE(file=str(path), detail=error.strerror)) from error


def _kept(path: Path) -> Stream:
    """What comes only once, in a file that lives as long as the stream."""
    folder = Path(tempfile.mkdtemp(prefix="parcours-"))
    found = Stream("<stdin>" if path == STDIN else str(path), folder / "given")
    weakref.finalize(found, shutil.rmtree, folder, ignore_errors=True)
    coming = contextlib.nullcontext(sys.stdin.buffer) if path == STDIN else path.open("rb")
    with coming as given, found.data.open("wb") as kept:
        shutil.copyfileobj(given, kept)
    return found


@contextlib.contextmanager
def unpacked(path: Path, name: str, limit: int = UNPACKED) -> Iterator[io.BufferedReader]:
    """The bytes of a file, those within where it is compressed; BadInput past the limit."""
    with path.open("rb") as raw:
        if raw.peek(2)[:2] != b"\x1f\x8b":
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as packed:
            yield io.BufferedReader(_Limited(packed, name, limit), CHUNK)


class _Limited(io.RawIOBase):
    """What a compressed file unpacks to, up to a limit."""

    def __init__(self, packed: gzip.GzipFile, name: str, limit: int) -> None:
        self._packed, self._name, self._limit, self._read = packed, name, limit, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._packed.read(len(buffer))
        self._read += len(data)
        if self._read > self._limit:
            raise BadInput(TOO_LARGE(file=self._name, most=self._limit))
        buffer[: len(data)] = data
        return len(data)


def _recognised(read: Stream) -> tuple[str, bool]:
    """The encoding, and whether UTF-8 stands beside bytes that are none."""
    with unpacked(read.data, read.name) as binary:
        head = binary.peek(CHUNK)
        first = guess(head if len(head) < 4 else head[: len(head) // 2 * 2])
        if first != "utf-8":
            return first, False
        bad_bytes = other = 0
        latin = False
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        while chunk := binary.read(CHUNK):
            text = decoder.decode(chunk)
            wrong, right = _beyond_ascii(text)
            bad_bytes, other = bad_bytes + wrong, other + right
            latin = latin or (wrong > 0 and any(chr(0xDC00 + byte) in text for byte in LATIN))
        bad_bytes += len(decoder.decode(b"", True))  # a sequence that the end of the file cuts off
    if not bad_bytes:
        return "utf-8", False
    if other > bad_bytes:
        return "utf-8", True
    return ("latin-1" if latin else "windows-1252"), False


def _beyond_ascii(text: str) -> tuple[int, int]:
    """How many bytes are no UTF-8, and how many characters beyond ASCII are some."""
    if text.isascii():
        return 0, 0
    ascii_only = len(text.encode("ascii", "ignore"))
    try:
        text.encode()
        return 0, len(text) - ascii_only
    except UnicodeEncodeError:
        known = len(text.encode("utf-8", "ignore").decode())
        return len(text) - known, known - ascii_only


def mended_text(text: str) -> str:
    """Bytes that are no UTF-8 as the Windows-1252 characters that they probably are."""
    if text.isascii() or not any("\udc80" <= char <= "\udcff" for char in text):
        return text
    return "".join(_windows(char) if "\udc80" <= char <= "\udcff" else char for char in text)


def _windows(char: str) -> str:
    byte = bytes([ord(char) - 0xDC00])
    return byte.decode("latin-1" if byte in LATIN else "windows-1252")
