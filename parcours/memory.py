"""How often Python looks for garbage in circles: seldom where millions of small objects are made and kept."""

import gc


def bulk() -> None:
    """For a command, which makes what it needs and ends: the default looks through all of it again and again."""
    gc.set_threshold(100_000, 20, 20)


def steady() -> None:
    """For a server: what was loaded before it serves stays, and is not looked through any more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
