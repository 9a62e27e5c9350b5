"""`parcours list`: keys and names of what there is."""

import csv
import json
import sys
from typing import Annotated, Any

import typer

from graph.gateway import Gateway
from graph.language import Language
from parcours.commands.ask import First, Format, Lang, Skip
from parcours.opening import opened, say
from parcours.settings import load
from queries import listed
from wording.answers import NONE
from wording.listing import MORE, labels, name, nodes
from wording.sheets import plain

Label = Annotated[list[str] | None, typer.Argument(metavar="LABEL", help="What to list: channels, departments, …")]
Demo = Annotated[bool, typer.Option("--demo", help="The demo's own store, which `parcours demo` filled.")]


def list_(
    label: Label = None, lang: Lang = None, format: Format = "table", first: First = 1000, skip: Skip = 0,
    demo: Demo = False,
) -> None:  # fmt: skip
    """List keys and names of what there is: channels, departments, personas …; without a label, how many of each."""
    settings = load()
    language = settings.language(lang)
    wanted = listed.label(" ".join(label)) if label else None
    with opened(settings, settings.home / "demo" if demo else None) as gateway:
        if wanted:
            _nodes(gateway, wanted, format, (first, skip), language)
        else:
            _labels(gateway, format, language)


def _nodes(gateway: Gateway, label: str, format: str, page: tuple[int, int], language: Language) -> None:
    first, skip = page
    total, rows = listed.listed(gateway.read, label, first, skip)
    told = [{"key": row["key"], "name": name(row) or None} for row in rows]
    if format == "json":
        print(json.dumps({"label": label, "rows": told, "totalCount": total}, ensure_ascii=False))
    else:
        _print(format, ["key", "name"], told, nodes(rows), language)
    if skip + len(rows) < total:
        say(MORE[language].format(n=len(rows), total=total, next=skip + len(rows)))


def _labels(gateway: Gateway, format: str, language: Language) -> None:
    counts = listed.counts(gateway.read)
    told = [{"label": label, "count": many} for label, many in counts.items()]
    if format == "json":
        print(json.dumps({"rows": told}, ensure_ascii=False))
    else:
        _print(format, ["label", "count"], told, labels(counts, language), language)


def _print(format: str, heads: list[str], told: list[dict[str, Any]], lines: list[str], language: Language) -> None:
    """What is told as a spreadsheet, or its lines for people."""
    if format == "csv":
        csv.writer(sys.stdout).writerows([heads, *([plain(row[head]) for head in heads] for row in told)])
    else:
        print("\n".join(lines) or NONE[language])
