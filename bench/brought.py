"""From a workbook of forty steps to its map: `python -m bench.brought`.

What is understood of it, and drawn; what a dry run finds; what writing takes; each beside writing the same as
knowledge, as a ratio. Medians of five, in one run.
"""

import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from bench.place import place, wipe
from graph.language import Language
from graph.run import apply
from graph.statement import Options, Statement
from importers.journeys.knowledge import told_of
from pages.bring.intake import Brought
from pages.bring.preview import drawn
from pages.bring.trying import tried

TIMES, STEPS = 5, 40


def workbook() -> bytes:
    """Forty steps across, in five phases, on six channels, with faces, pains and owners."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Étapes", *(f"Phase {step // 8 + 1}" for step in range(STEPS))])
    sheet.append(["Ce que fait le client", *(f"Je fais la chose numéro {step}" for step in range(STEPS))])
    sheet.append(["Canal", *(f"Canal {step % 6}, Canal {(step + 1) % 6}" for step in range(STEPS))])
    sheet.append(["Ressenti", *("😀🙂😐🙁😡"[step % 5] for step in range(STEPS))])
    sheet.append(["Points de douleur", *(f"Ce qui fait mal en {step}" for step in range(STEPS))])
    sheet.append(["Responsable", *(f"Direction {step % 7}" for step in range(STEPS))])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def main() -> None:
    """A line for each part of the way."""
    with place() as gateway, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "carte.xlsx"
        file.write_bytes(workbook())
        brought = Brought("0" * 32, file)
        made = tried(brought, None, {})
        assert made.gathered and not made.wrong
        told = Statement("bench", "knowledge", told_of(made.documents).said)

        def written(statement: Statement) -> None:
            wipe(gateway)
            apply(gateway, statement)

        bare = _median(lambda: written(told))
        parts = {
            "understood": _median(lambda: tried(brought, None, {})),
            "drawn": _median(lambda: drawn(made.documents, made.follows, Language.FR, {})),
            "dry run": _median(lambda: apply(gateway, made.gathered, Options(dry_run=True))),  # type: ignore[arg-type]
            "written": _median(lambda: written(made.gathered)),  # type: ignore[arg-type]
        }
    print(f"{STEPS} steps; the same as a knowledge document, written: {bare * 1000:.0f} ms")
    for name, took in parts.items():
        print(f"{name:<12}{took * 1000:>8.0f} ms{took / bare:>8.2f}")
    print(f"all         {sum(parts.values()) * 1000:>8.0f} ms; load {os.getloadavg()[0]:.1f}")


def _median(act: Callable[[], Any]) -> float:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


if __name__ == "__main__":
    main()
