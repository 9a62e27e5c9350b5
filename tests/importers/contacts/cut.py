"""An import of contacts in a process of its own, killed at a statement or at a step of the event store.

`python -m tests.importers.contacts.cut FILE EVENTS AFTER STEP`; 0 is never. STEP is the name of a function of the
event store at which the process dies, `-` for none. It prints how many statements it sent.
"""

import os
import signal
import sys
from pathlib import Path

from events.store import EventStore
from graph.statement import Options
from tests.graph.cut import dying
from tests.importers.contacts.synced import sync

SMALL = 7


def main(file: Path, events: Path, after: int, step: str) -> None:
    if step != "-":
        setattr(EventStore, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with dying(after, SMALL) as store:
        report = sync(store, EventStore(events), file, options=Options(allow_shrink=True))
    print(report.status)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
