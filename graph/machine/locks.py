"""Locks on open files, by their numbers. The system gives them back however their holder ends, or closes the file."""

import sys

if sys.platform == "win32":
    import msvcrt
    import os
    import secrets
    import time

    FAR, SPAN = 2**31 - 2**17, 2**16
    """The bytes that are locked: so far out that whatever stands in the file can be read meanwhile, or written."""

    LOOK_EVERY = 0.05

    def hold(file: int) -> None:
        """Take the lock; waits for whoever holds it."""
        while not try_to_hold(file):
            time.sleep(LOOK_EVERY)

    def try_to_hold(file: int) -> bool:
        """Take the lock if nobody holds it, or looks at this instant; whether it was taken."""
        return _took(file, msvcrt.LK_NBLCK, FAR, SPAN)

    def is_held(file: int) -> bool:
        """Whether somebody holds the lock. Who looks takes one byte by chance, so that two hardly ever meet."""
        byte = FAR + secrets.randbelow(SPAN)
        return not (_took(file, msvcrt.LK_NBLCK, byte, 1) and _took(file, msvcrt.LK_UNLCK, byte, 1))

    def _took(file: int, how: int, begin: int, size: int) -> bool:
        at = os.lseek(file, 0, os.SEEK_CUR)
        os.lseek(file, begin, os.SEEK_SET)
        try:
            msvcrt.locking(file, how, size)
        except PermissionError:
            return False
        finally:
            os.lseek(file, at, os.SEEK_SET)
        return True

else:
    import fcntl

    def hold(file: int) -> None:
        """Take the lock; waits for whoever holds it."""
        fcntl.flock(file, fcntl.LOCK_EX)

    def try_to_hold(file: int) -> bool:
        """Take the lock if nobody holds it, or looks at this instant; whether it was taken."""
        return _took(file, fcntl.LOCK_EX)

    def is_held(file: int) -> bool:
        """Whether somebody holds the lock; two that look at once do not see each other."""
        if not _took(file, fcntl.LOCK_SH):
            return True
        fcntl.flock(file, fcntl.LOCK_UN)
        return False

    def _took(file: int, how: int) -> bool:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
