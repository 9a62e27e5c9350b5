"""A file that was brought, as far as it can be understood: what it is, what is asked, what would come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.derive.journey import Derived
from graph.errors import BadInput
from graph.problems import Problem
from graph.saying import Saying
from importers.errors import BadKnowledge
from importers.gather import Gathered, kind
from importers.journeys import journey_table, knowledge_workbook, own_table
from importers.journeys.check import Document
from importers.journeys.foreseen import derived
from importers.journeys.knowledge import told_of
from importers.journeys.table_proposal import Proposal, propose
from importers.kind import Fetched, Instructions
from importers.reading.sheets import Sheets
from pages.acting import Sent
from pages.bring.asking import mapping
from pages.bring.intake import Brought

BROUGHT = "brought:"
"""How sources are called that somebody brings, and that name no other themselves."""

ENDINGS = {".yaml": "knowledge", ".yml": "knowledge", ".json": "knowledge", ".mmd": "mermaid", ".mermaid": "mermaid"}
"""The kinds of files that no mapping is asked for; all others are tables."""


@dataclass
class Tried:
    """What a file says under its mapping, if it was understood; `wrong` is why not."""

    kind: str
    name: str
    proposal: Proposal | None = None
    documents: Sequence[Document] = ()
    gathered: Gathered | None = None
    wrong: list[Problem | Saying | str] = field(default_factory=list)

    @property
    def journey(self) -> str | None:
        """The key of the first journey in it."""
        return next((each["key"] for read in self.documents for each in read.data.get("journeys", ())), None)

    @property
    def plain(self) -> str:
        """The source as it is called where everything is brought."""
        return (self.gathered.source if self.gathered else "").removeprefix(BROUGHT)

    @property
    def empty(self) -> bool:
        """Whether there is no step in it."""
        return not (self.gathered and self.gathered.said.sizes().get("Step"))

    @property
    def follows(self) -> Mapping[str, Derived]:
        """What would follow from it."""
        return derived(self.documents)


def tried(brought: Brought, given: Sent | None, held: Mapping[str, str]) -> Tried:
    """What the file says, with what was filled in; `held` are the channels of the base, by their keys."""
    made = Tried(_kind(brought.path), brought.path.name)
    try:
        _read(made, brought.path, given, held)
    except BadKnowledge as error:
        made.wrong += error.problems
    except BadInput as error:
        made.wrong.append(error.said)
    return made


def _kind(path: Path) -> str:
    """The kind of a file: by its ending, and of workbooks by their sheets."""
    named = ENDINGS.get(path.suffix.lower(), "journey-table")
    return "knowledge-workbook" if named == "journey-table" and knowledge_workbook.is_one(path) else named


def _read(made: Tried, path: Path, given: Sent | None, held: Mapping[str, str]) -> None:
    told = Instructions(source=made.name.partition(".")[0])
    fetched = kind(made.kind).fetch(path, told)
    if fetched.problems:
        raise BadKnowledge(list(fetched.problems))
    if made.kind == "journey-table":
        _table(made, fetched, given, held)
    else:
        content = fetched.content
        made.documents = [content] if isinstance(content, Document) else getattr(content, "documents", ())
        reading = kind(made.kind).transform([fetched], told)
        made.gathered = _gathered(made, fetched, reading.said, reading.problems)


def _table(made: Tried, fetched: Fetched, given: Sent | None, held: Mapping[str, str]) -> None:
    found: Sheets = fetched.content
    meant = None
    if given and (given.one("table"), given.one("runs")) != (given.one("was-table"), given.one("was-runs")):
        given = Sent({name: given.fields[name] for name in ("table", "runs") if name in given.fields})
    if own_table.reads(found.grids) is None:
        made.proposal = propose(found.grids, made.name.partition(".")[0], *_turned(given))
        if made.proposal is None:
            raise BadInput(journey_table.NO_MAP(file=made.name))
        meant = mapping(made.proposal, given, held)
    made.documents, problems = journey_table.documents([fetched], meant)
    reading = told_of(made.documents, problems)
    made.gathered = _gathered(made, fetched, reading.said, reading.problems)


def _turned(given: Sent | None) -> tuple[int | None, bool | None]:
    """The table that was chosen, and which way it runs."""
    table = given.one("table") if given else None
    runs = given.one("runs") if given else None
    return int(table) if table and table.isdecimal() and len(table) < 5 else None, {"columns": True, "rows": False}.get(
        runs or ""
    )


def _gathered(made: Tried, fetched: Fetched, said: object, problems: Sequence[Problem]) -> Gathered:
    """What the file says, as a source of its own for each journey: two files of one name are two, and a map that is
    brought again takes the place of the former one."""
    return Gathered(
        source=fetched.source or BROUGHT + (made.journey or made.name.partition(".")[0]),
        kind=made.kind,
        said=said,  # type: ignore[arg-type]
        files=fetched.files,
        problems=tuple(problems),
        named=True,
    )
