"""The command `parcours` from its first instant: it is heard, and keeps to itself, before anything of it is loaded."""

import sys

from parcours import language, memory, private, signals, streams


def main() -> None:
    """Run the command line."""
    private.begin()
    signals.heed()
    streams.heed()
    memory.bulk()
    language.heed(sys.argv[1:])
    from parcours import cli  # which takes its time, and is told in the language that was asked for

    cli.main()
