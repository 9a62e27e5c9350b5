"""What a command gives: printed, or put into the file that is named."""

import sys
from pathlib import Path

from graph.errors import BadInput
from graph.saying import saying
from parcours import private
from parcours.opening import say

NOT_WRITTEN = saying("{file} cannot be written: {detail}", "{file} ne peut pas être écrit : {detail}")
WRITTEN = saying("Written: {file}", "Écrit : {file}")


def give(content: str | bytes, output: Path | None) -> None:
    """Print what was made, or put it into the file in the place of what is there. BadInput where that cannot be."""
    data = content.encode() if isinstance(content, str) else content
    if output is None and isinstance(content, str):
        print(content, end="")
    elif output is None:
        sys.stdout.buffer.write(data)
    else:
        try:
            _write(output.resolve(), data)
        except OSError as error:
            raise BadInput(NOT_WRITTEN(file=output, detail=error.strerror)) from error
        say(WRITTEN(file=output))


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
    partial.replace(output)
