"""`parcours import`: what a source says now goes into the graph."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from graph.errors import WrongUsage
from graph.gateway import Gateway
from graph.language import Language
from graph.report import Report
from graph.run import apply, new_command
from graph.saying import Saying, saying
from graph.settling.foreseen import Foreseen
from graph.statement import Options
from importers.gather import Gathered, gather, kind, kinds
from importers.kind import Instructions, Kind
from parcours import following, progress
from parcours.help import argument, option
from parcours.language import french, language, told
from parcours.opening import Purpose, opened, say
from parcours.output import as_json, give
from parcours.secret import pseudonym_key
from parcours.settings import Settings, load
from wording.reports import text
from wording.writing import COLON

if TYPE_CHECKING:
    from events.sync import Contacts

What = Annotated[
    list[str] | None,
    argument(
        "Files, folders, globs, - for standard input.",
        "Des fichiers, des dossiers, des motifs, - pour l'entrée standard.",
        metavar=told("[KIND] FILE…", "[TYPE] FICHIER…"),
    ),
]
Listed = Annotated[
    bool, option("Name all kinds, each with an example.", "Nommer tous les types, chacun avec un exemple.", "--list")
]
Source = Annotated[
    str | None,
    option(
        "The name of the source, whatever its files are called.",
        "Le nom de la source, quels que soient ceux de ses fichiers.",
        metavar=told("NAME", "NOM"),
    ),
]
Mapping = Annotated[
    Path | None,
    option("A mapping (YAML) from their words to ours.", "Un mapping (YAML) de leurs mots vers les nôtres."),
]
DryRun = Annotated[
    bool,
    option(
        "Report what a run would write, and write nothing.", "Dire ce qui serait écrit, sans rien écrire.", "--dry-run"
    ),
]
NoSweep = Annotated[
    bool, option("A part of the source: withdraw nothing.", "Une partie de la source : ne rien retirer.", "--no-sweep")
]
AllowShrink = Annotated[
    bool, option("The source really has that much less.", "La source a vraiment perdu autant.", "--allow-shrink")
]
AllowOlder = Annotated[
    bool,
    option(
        "Take an export older than the last one.", "Accepter un export plus ancien que le dernier.", "--allow-older"
    ),
]
AsOf = Annotated[
    datetime | None,
    option(
        "The day that counts in history tables.",
        "Le jour qui compte dans les tables d'historique.",
        formats=["%Y-%m-%d"],
    ),
]
Encoding = Annotated[
    str | None,
    option(
        "The encoding of the files, where it is not recognised.", "L'encodage des fichiers, s'il n'est pas reconnu."
    ),
]
Delimiter = Annotated[
    str | None,
    option(
        "The delimiter of a table, where it is not recognised.", "Le séparateur d'un tableau, s'il n'est pas reconnu."
    ),
]
Suggest = Annotated[
    bool,
    option(
        "Write a first mapping of a table, to be corrected.",
        "Écrire un premier mapping d'un tableau, à corriger.",
        "--suggest-mapping",
    ),
]
Format = Annotated[
    Literal["text", "json"],
    option("The report: for people, or for programs.", "Le compte rendu : pour des personnes ou des programmes."),
]

MAPS = ("journey-table", "mermaid")
"""The kinds of maps that tell nothing of what has to travel with the customer."""

WHICH = saying(
    "which file? `parcours import FILE…` or `parcours import KIND FILE…` (`--list` names the kinds)",
    "quel fichier ? `parcours import FICHIER…` ou `parcours import TYPE FICHIER…` (`--list` nomme les types)",
)
NO_MAPPING = saying(
    "files of the kind {kind} need no mapping of columns; --suggest-mapping is for {able}",
    "les fichiers du type {kind} n'ont pas besoin de mapping ; --suggest-mapping est pour {able}",
)


@french("Importer des fichiers : de connaissances (.yaml .yml .json), ou d'un autre TYPE.")
def import_(
    what: What = None,
    list_: Listed = False,
    source: Source = None,
    mapping: Mapping = None,
    dry_run: DryRun = False,
    no_sweep: NoSweep = False,
    allow_shrink: AllowShrink = False,
    allow_older: AllowOlder = False,
    as_of: AsOf = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    suggest_mapping: Suggest = False,
    format: Format = "text",
) -> None:
    """Import files: knowledge files (.yaml .yml .json), or files of another KIND."""
    if list_:
        give("\n\n".join(_described(kind(name), language()) for name in kinds()))
        return
    name, paths = _named(what or [])
    told = Instructions(
        source=source,
        mapping=mapping,
        encoding=encoding,
        delimiter=delimiter,
        as_of=as_of.date() if as_of else None,
        secret=cache(lambda: pseudonym_key(load())),
        pictures=load().pictures_at(),
    )
    if suggest_mapping:
        give(_suggested(name, paths, told))
        return
    options = Options(dry_run, not no_sweep, allow_shrink, allow_older, new_command())
    reports = _run(gather(name, paths, told), options)
    _print(reports, format)
    if any(report.status in ("refused", "stopped") for report in reports):
        sys.exit(1)


def _described(kind: Kind, language: Language) -> str:
    return f"{kind.name}{COLON[language]} {kind.description[language]}\n    {kind.example}"


def _named(words: list[str]) -> tuple[str, list[Path]]:
    """The kind that the words name, and the files."""
    name, paths = ("knowledge", words) if not words or words[0] not in kinds() else (words[0], words[1:])
    if not paths:
        raise WrongUsage(WHICH())
    return name, [Path(path) for path in paths]


def _suggested(name: str, paths: Sequence[Path], told: Instructions) -> str:
    suggest = kind(name).suggest
    if suggest is None:
        able = ", ".join(each.name for each in map(kind, kinds()) if each.suggest)
        raise WrongUsage(NO_MAPPING(kind=name, able=able))
    return suggest(paths, told)


def _run(gathered: Sequence[Gathered], options: Options) -> list[Report]:
    """One run for each source; the store is not even opened where all are refused."""
    if all(each.refused for each in gathered):
        return [each.refusal() for each in gathered]
    settings = load()
    reports = []
    with opened(settings, purpose=Purpose.IMPORTING) as gateway:
        beside = None
        with progress.shown() as show, Foreseen(gateway) as foreseen:
            for each in gathered:
                beside = contacts(each, settings, former=beside) or beside
                reports.append(apply(gateway, each, within(options, each), show, beside, foreseen))
        if beside is None and not options.dry_run:
            following.follow(gateway, settings, None, say)
        for each, report in zip(gathered, reports, strict=True):
            if each.kind in MAPS and report.status == "done":
                report.unknown = _unknown(gateway, each)
    return reports


def within(options: Options, gathered: Gathered) -> Options:
    """How to run what was gathered: a part withdraws nothing."""
    return replace(options, sweep=options.sweep and not gathered.partial)


def _unknown(gateway: Gateway, gathered: Gathered) -> Saying | None:
    """What nobody knows yet of the journeys that a map told of."""
    from parcours import unknown  # which takes the API along, that no other import needs

    keys = [key for part in gathered.said.slices() for key in part.nodes.get("Journey", {})]
    return unknown.told(gateway, keys, language())


def contacts(
    gathered: Gathered, settings: Settings, home: Path | None = None, former: "Contacts | None" = None
) -> "Contacts | None":
    """What was gathered of one source for the event store, if anything was; `former` of one before it."""
    if gathered.contacts is None:
        return None
    from parcours import events  # which takes Arrow along, that no other import needs

    return events.contacts(former.mining if former else events.mining(settings, home), gathered)


def _print(reports: list[Report], format: str) -> None:
    for report in reports:
        say(text(report, language()))
        if report.unknown:
            say(report.unknown)
    if format == "json":
        found = [report.to_json() for report in reports]
        give(as_json(found[0] if len(found) == 1 else found))
