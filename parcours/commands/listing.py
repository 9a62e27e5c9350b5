"""`parcours list`: keys and names of what there is."""

from typing import Annotated, Any

from graph.gateway import Gateway
from graph.language import Language
from parcours.help import argument
from parcours.language import french, told
from parcours.opening import opened
from parcours.options import PAGE, Demo, First, Format, Skip
from parcours.output import as_json, give, say_more
from parcours.settings import load
from queries import listed
from wording.answers import NONE
from wording.listing import labels, name, nodes
from wording.sheets import written

Label = Annotated[
    list[str] | None,
    argument(
        "What to list: channels, departments, …",
        "Ce qu'il faut lister : canaux, directions…",
        metavar=told("[LABEL]", "[TYPE]"),
    ),
]


@french("Lister les clés et les noms de ce qu'il y a : canaux, directions, personas… ; sans type, combien de chaque.")
def list_(
    label: Label = None, format: Format = "table", first: First = PAGE, skip: Skip = 0, demo: Demo = False
) -> None:
    """List keys and names of what there is: channels, departments, personas …; without a label, how many of each."""
    settings = load()
    language = settings.language()
    wanted = listed.label(" ".join(label)) if label else None
    with opened(settings, settings.of(demo)) as gateway:
        if wanted:
            _nodes(gateway, wanted, format, (first, skip), language)
        else:
            _labels(gateway, format, language)


def _nodes(gateway: Gateway, label: str, format: str, page: tuple[int, int], language: Language) -> None:
    first, skip = page
    total, rows = listed.listed(gateway.read, label, first, skip)
    found = [{"key": row["key"], "name": name(row) or None} for row in rows]
    if format == "json":
        give(as_json({"label": label, "rows": found, "totalCount": total}))
    else:
        _print(format, ["key", "name"], found, nodes(rows), language)
    say_more(len(rows), total, skip)


def _labels(gateway: Gateway, format: str, language: Language) -> None:
    counts = listed.counts(gateway.read)
    found = [{"label": label, "count": many} for label, many in counts.items()]
    if format == "json":
        give(as_json({"rows": found}))
    else:
        _print(format, ["label", "count"], found, labels(counts, language), language)


def _print(format: str, heads: list[str], found: list[dict[str, Any]], lines: list[str], language: Language) -> None:
    """What was found as a spreadsheet, or its lines for people."""
    if format == "csv":
        give(written([heads, *([row[head] for head in heads] for row in found)]))
    else:
        give("\n".join(lines) or NONE[language])
