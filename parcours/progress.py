"""Progress of long work, on a terminal only."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from graph.derive.upkeep import Progress as Show
from graph.saying import Saying
from parcours.language import worded


@contextmanager
def shown() -> Iterator[Show]:
    """A function that shows what is being done, how much is done, how much there is."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def show(what: Saying, done: int, of: int) -> None:
            shown = worded(what)
            if shown not in tasks:
                tasks[shown] = bars.add_task(shown, total=of)
            bars.update(tasks[shown], completed=done, total=of)

        yield show
