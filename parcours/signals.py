"""Signals: whoever tells a command to end has it ended within two seconds, whatever it waits for."""

import os
import signal
import socket
import sys
import threading
import time

WITHIN = 1.5
"""Seconds that a command has to end by itself once it was told to."""

TOLD = (signal.SIGTERM, signal.SIGINT)


def heed() -> None:
    """Have SIGTERM and SIGINT unwind the command as an error does; one that does not unwind in time is cut off.

    A command that waits for a silent store, or computes outside of Python, does not get to its own handlers, and what
    it does on its way out may wait as well. What is cut off leaves no more behind than what is killed: the kernel
    gives back its leases, the store what was not committed.
    """
    told, tell = socket.socketpair()  # where pipes always wait sockets need not
    tell.setblocking(False)
    signal.set_wakeup_fd(tell.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_cut_off, args=(told, tell), daemon=True).start()
    for number in TOLD:
        signal.signal(number, _unwind)


def _unwind(number: int, _: object) -> None:
    sys.unraisablehook = lambda _: None  # what is half-made when it is dropped may complain, to nobody's use
    sys.exit(128 + number)


def _cut_off(told: socket.socket, tell: socket.socket) -> None:
    """Wait for a signal; both ends are ours for as long as we wait."""
    while (number := told.recv(1)[0]) not in TOLD:
        pass
    time.sleep(WITHIN)
    os._exit(128 + number)
