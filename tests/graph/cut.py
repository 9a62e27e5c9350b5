"""An import in a process of its own, in many small parts: `python -m tests.graph.cut FILE SOURCE AFTER`.

It kills itself with SIGKILL at its statement number AFTER (0: never), and prints how many it sent. The store's
address is in the environment.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import gateway
from graph.address import Address
from graph.gateway import Gateway
from graph.run import apply
from graph.statement import Options
from tests.graph.tables import told

SMALL = 4
"""Rows that a transaction writes at most, and a statement takes."""


def main(file: Path, source: str, after: int) -> None:
    with dying(after, SMALL) as store:
        report = apply(store, told(file, source), Options(allow_shrink=True))
    print(report.status)


@contextmanager
def dying(after: int, small: int) -> Iterator[Gateway]:
    """The store of the environment, written to in parts of this size, until the process kills itself at a statement.

    One that lives prints how many statements it sent.
    """
    gateway.PART = gateway.BATCH = small
    sent = 0

    def count(*_: object) -> None:
        nonlocal sent
        sent += 1
        if sent == after:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Gateway(Address(os.environ["STORE_URI"], os.environ["STORE_USER"], os.environ["STORE_PASSWORD"]), count)
    yield store
    print(sent, end=" ")
    store.close()


def environment(store: Gateway) -> dict[str, str]:
    """The environment of a process that is to find this store."""
    where = store.address
    told = {"STORE_URI": where.uri, "STORE_USER": where.username, "STORE_PASSWORD": where.password}
    return {**os.environ, **told}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
