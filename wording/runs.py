"""What was imported, command by command, in words."""

import datetime

from graph.language import Language, both
from queries.runs import COUNTED, Command
from wording.cells import UNKNOWN
from wording.labels import label
from wording.reports import named
from wording.writing import date, number

HEADS = (
    both("When", "Quand"),
    both("Command", "Commande"),
    both("Sources", "Sources"),
    both("Status", "État"),
    both("Created", "Créés"),
    both("Updated", "Modifiés"),
    both("Removed", "Retirés"),
    both("Ruptures new", "Ruptures apparues"),
    both("Ruptures gone", "Ruptures disparues"),
)


def cells(command: Command, language: Language) -> list[str]:
    """When it began, here; what it is, of which sources, how it ended, what it did."""
    sources = dict.fromkeys(named(run["source"], run["by"] or run["kind"]) for run in command.runs)
    began = datetime.datetime.fromisoformat(command.runs[0]["startedAt"]).astimezone()
    counts = [command.total(name) for name in COUNTED]
    return [
        f"{date(began.date(), language)} {began:%H:%M}",
        command.id,
        ", ".join(sources),
        label(command.status, language),
        *(UNKNOWN[language] if count is None else number(count, language) for count in counts),
    ]
