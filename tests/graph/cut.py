"""An import in a process of its own, in many small parts: `python -m tests.graph.cut FILE SOURCE AFTER`.

It kills itself with SIGKILL at its statement number AFTER (0: never), and prints how many it sent. The store's
address is in the environment.
"""

import os
import signal
import sys
from pathlib import Path

from graph import gateway
from graph.gateway import Address, Gateway
from graph.run import Options, apply
from tests.graph.tables import told

SMALL = 4
"""Rows that a transaction writes at most, and a statement takes."""


def main(file: Path, source: str, after: int) -> None:
    gateway.PART = gateway.BATCH = SMALL
    sent = 0

    def count(*_: object) -> None:
        nonlocal sent
        sent += 1
        if sent == after:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Gateway(Address(os.environ["STORE_URI"], os.environ["STORE_USER"], os.environ["STORE_PASSWORD"]), count)
    report = apply(store, told(file, source), Options(allow_shrink=True))
    print(sent, report.status)
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
