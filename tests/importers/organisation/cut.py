"""An import of an org chart in a process of its own, in small slices and parts, killed at a statement.

`python -m tests.importers.organisation.cut FILE MAPPING AFTER`; 0 is never. It prints how many it sent. The store's
address is in the environment.
"""

import sys
from pathlib import Path

from graph.run import apply
from graph.statement import Options
from importers.organisation import chart
from tests.graph.cut import dying
from tests.importers.organisation.charts import gathered

SMALL = 7
"""Positions of a slice, rows that a transaction writes and a statement takes."""


def main(file: Path, mapping: Path, after: int) -> None:
    chart.SLICE = SMALL
    with dying(after, SMALL) as store:
        report = apply(store, gathered("org-csv", file, mapping=mapping), Options(allow_shrink=True))
    print(report.status)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
