"""Files that others read or could touch: replaced, removed, and whose they are."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path


def replace(new: Path, path: Path) -> None:
    """Put a file in the place of another, at once."""
    _patiently(lambda: new.replace(path))


def remove(path: Path) -> None:
    """Take a file away, if it is there."""
    _patiently(lambda: path.unlink(missing_ok=True))


if sys.platform == "win32":
    import time

    PATIENCE = 2.0
    """Seconds for which it is tried again: a file that somebody has open stays where it is."""

    def _patiently(act: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                act()
                return
            except PermissionError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.02)

    def are_ours_alone(paths: Iterable[Path]) -> bool:
        """Whether nobody but us, and who administers the machine, can change them.

        What lies in the folder of a user is theirs alone unless they said otherwise; of other places nothing is known.
        """
        return all(path.resolve().is_relative_to(Path.home().resolve()) for path in paths)

else:
    import os

    def _patiently(act: Callable[[], object]) -> None:
        act()

    def are_ours_alone(paths: Iterable[Path]) -> bool:
        """Whether nobody but us, and root, can change them."""
        known = (path.stat() for path in paths if path.exists())
        return all(at.st_uid in (os.getuid(), 0) and not at.st_mode & 0o022 for at in known)
