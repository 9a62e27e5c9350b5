"""What a command gives: printed, or put into the file that is named."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.machine import files
from graph.saying import saying
from graph.steering import STEERING
from graph.system import why
from parcours import private
from parcours.opening import say
from wording.writing import harmless

NOT_WRITTEN = saying("{file} cannot be written: {detail}", "{file} ne peut pas être écrit : {detail}")
WRITTEN = saying("Written: {file}", "Écrit : {file}")
MORE = saying("{n:,} of {of:,}; --skip {next} gives the next ones", "{n:,} sur {of:,} ; --skip {next} donne la suite")


def give(content: str | bytes, output: Path | None = None) -> None:
    """Print what was made, or put it into the file in the place of what is there. BadInput where that cannot be.

    A text ends with a line; what would steer a terminal is printed as its code point.
    """
    if isinstance(content, str) and not content.endswith("\n"):
        content += "\n"
    data = content.encode() if isinstance(content, str) else content
    if output is None and isinstance(content, str):
        print(harmless(content), end="", flush=True)
    elif output is None:
        sys.stdout.buffer.write(data)
    else:
        try:
            _write(output.resolve(), data)
        except OSError as error:
            raise BadInput(NOT_WRITTEN(file=output, detail=why(error))) from error
        say(WRITTEN(file=output))


def as_json(found: Any, indent: int | None = None) -> str:
    """What was found for programs; what would steer a terminal is escaped, and the same to whoever reads it."""
    text = json.dumps(found, indent=indent, ensure_ascii=False)
    return STEERING.sub(lambda steering: f"\\u{ord(steering[0]):04x}", text)


def give_rows(heads: Sequence[str], rows: Sequence[Sequence[Any]], format: str, lines: Iterable[str]) -> None:
    """Print rows for programs, under these names; for people their lines."""
    if format == "json":
        found = [dict(zip(heads, row, strict=True)) for row in rows]
        give(as_json({"rows": found, "totalCount": len(found)}))
    elif format == "csv":
        from wording.sheets import written  # which what prints for people does not need

        plain = ([",".join(each) if isinstance(each, list) else each for each in row] for row in rows)
        give(written([heads, *plain]))
    else:
        for line in lines:
            give(line)


def say_more(shown: int, of: int, skip: int) -> None:
    """Say how the next rows are had, where there are any after those that were passed over and shown."""
    if skip + shown < of:
        say(MORE(n=shown, of=of, next=skip + shown))


def _write(output: Path, data: bytes) -> None:
    """Put it in the file's place at once, so that nobody reads half of it; a device or a pipe is written to."""
    if output.exists() and not output.is_file():
        output.write_bytes(data)
        return
    partial = output.with_name(f".{output.name}.partial")
    partial.write_bytes(data)
    if output.exists():
        partial.chmod(output.stat().st_mode)
    else:
        private.hand_over(partial)
    files.replace(partial, output)
