"""The command `parcours` from its first instant: it is heard, and keeps to itself, before anything of it is loaded."""

from parcours import memory, private, signals


def main() -> None:
    """Run the command line."""
    private.begin()
    signals.heed()
    memory.bulk()
    from parcours import cli  # which takes its time

    cli.main()
