"""Processes that outlive whoever starts them, or end with them; and how they are told what has no room in a command."""

import sys
from typing import Any

SEVERAL_SERVE = sys.platform != "win32"
"""Whether several processes can answer on one socket, so far as anybody has seen."""

if sys.platform == "win32":
    import locale
    import subprocess

    APART: dict[str, Any] = {"creationflags": subprocess.CREATE_NO_WINDOW}
    """How a process is started that no Ctrl-C reaches: with a console of its own, which nobody sees."""

    def ending_with_us() -> dict[str, Any]:
        """How a process is started that is not to outlive us: here it does, and the next start ends it."""
        return APART

    def encoded(text: str) -> bytes:
        """Text in a file, as a program of this system reads it."""
        return text.encode(locale.getencoding())

else:
    import ctypes
    import os
    import signal

    PR_SET_PDEATHSIG = 1

    APART: dict[str, Any] = {"start_new_session": True}
    """How a process is started that no Ctrl-C reaches."""

    def ending_with_us() -> dict[str, Any]:
        """How a process is started that is not to outlive us. Only Linux sees to it; elsewhere the next start does."""
        us = os.getpid()

        def end_with_us() -> None:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != us:  # we died before the kernel knew
                os._exit(1)

        return {"preexec_fn": end_with_us} if sys.platform == "linux" else {}

    def encoded(text: str) -> bytes:
        """Text in a file, as a program of this system reads it."""
        return os.fsencode(text)
