"""Mermaid's `journey` diagrams as they are written: title, sections, tasks, each with its line."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*\{?mermaid\b[^\n]*\n(.*?)(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.M | re.S)
_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?\n)?[ \t]*---[ \t]*(?:\n|\Z)", re.S)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.M)
_DIRECTIVE = re.compile(r"%%\{.*?\}%%", re.S)
_BLOCK = re.compile(r"^[ \t]*accDescr[ \t]*\{(.*?)\}", re.M | re.S)
_ENTITY = re.compile(r"#(\w+);")
_HELD, _KEPT = "\ue000\\1\ue001", re.compile("\ue000(\\w+)\ue001")
"""How an entity stands in a statement until its parts are told apart, and how it is found again."""
_KEYWORD = re.compile(r"(title|section|accTitle|accDescr)\b[ \t]*:?[ \t]*(.*)", re.S)
_BLANK = re.compile(r"[^\n]")

NO_FENCE = saying(
    "none of the {fences} mermaid fences of this page holds a diagram that begins with `journey`",
    "aucun diagramme de cette page ne commence par `journey` (blocs mermaid : {fences})",
)
NO_JOURNEY = saying(
    "{found}; what is read is a Mermaid diagram whose first line is `journey`",
    "{found} ; il faut un diagramme Mermaid dont la première ligne est `journey`",
)
OTHER = saying("this is {header!r}", "on y lit {header!r}")
NOTHING = saying("there is nothing here", "il n'y a rien ici")
NO_TASK = saying(
    "{task!r} is no task; write `text: score: actor, actor`",
    "{task!r} n'est pas une tâche ; écrivez `texte: note: acteur, acteur`",
)


@dataclass(frozen=True)
class Task:
    """One task: its text, the score and the actors as they stand there."""

    text: str
    score: str
    actors: tuple[str, ...]
    line: int


@dataclass
class Section:
    """A section and its tasks; the one before the first `section` has no name."""

    name: str | None
    line: int
    tasks: list[Task] = field(default_factory=list)


@dataclass
class Diagram:
    """One diagram. `described` is the line of its `accDescr`."""

    line: int
    title: str | None = None
    sections: list[Section] = field(default_factory=list)
    described: int | None = None


def diagrams(text: str, file: str) -> list[Diagram]:
    """The journey diagrams of a Mermaid file, or of the fences of a Markdown file; BadKnowledge when there is none."""
    text = "\n".join(re.split(r"\r\n?|\n", text))
    if not file.removesuffix(".gz").lower().endswith((".md", ".markdown")):
        return [diagram(text, 1, file)]
    fences = [(found[2], text.count("\n", 0, found.start(2)) + 1) for found in _FENCE.finditer(text)]
    journeys = [(inside, line) for inside, line in fences if _header(inside) == "journey"]
    if not journeys:
        raise BadKnowledge([bad(Code.BAD_VALUE, NO_FENCE(fences=len(fences)), (file, 1, None))])
    return [diagram(inside, line, file) for inside, line in journeys]


def diagram(text: str, first: int, file: str) -> Diagram:
    """One diagram that begins in line `first` of its file; BadKnowledge with all lines that are none of its kind."""
    header = _header(text)
    if header != "journey":
        said = NO_JOURNEY(found=OTHER(header=header) if header else NOTHING())
        raise BadKnowledge([bad(Code.BAD_VALUE, said, (file, first, None))])
    made = Diagram(first)
    front = _FRONT.match(text)
    titled = front and _FRONT_TITLE.search(front[1] or "")
    made.title = titled[1].strip("\"'") if titled else None
    problems = []
    for line, statement in _statements(text):
        if not _add(made, statement, line + first - 1):
            place, shown = (file, line + first - 1, None), _text(statement)[:60]
            problems.append(bad(Code.BAD_VALUE, NO_TASK(task=shown), place, shown))
    if problems:
        raise BadKnowledge(problems)
    return made


def _header(text: str) -> str:
    return next((statement.split()[0] for _, statement in _statements(text, header=True)), "")


def _statements(text: str, *, header: bool = False) -> Iterator[tuple[int, str]]:
    """Line and text of each statement: what is not one is blanked, so that lines stay where they are."""
    bare = text.removeprefix("\ufeff")
    for pattern in (_FRONT, _DIRECTIVE):
        bare = pattern.sub(lambda found: _BLANK.sub(" ", found[0]), bare)
    bare = _BLOCK.sub(lambda found: "accDescr " + "\n" * found[0].count("\n"), bare)
    for line, written in enumerate(bare.split("\n"), 1):
        if written.lstrip().startswith("%%"):
            continue
        plain = _ENTITY.sub(_HELD, written).partition("#")[0]
        for statement in plain.split(";"):
            if statement.strip() and (header or statement.strip() != "journey"):
                yield line, statement.strip()


def _text(written: str) -> str:
    """What is written, with the characters that its entities stand for: none of them is a mark of the diagram."""
    return _KEPT.sub(lambda found: html.unescape(f"&#{found[1]};" if found[1].isdigit() else f"&{found[1]};"), written)


def _add(made: Diagram, statement: str, line: int) -> bool:
    """Put what a statement says into the diagram; whether it is one that a diagram has."""
    keyword = _KEYWORD.fullmatch(statement)
    if keyword and keyword[1] == "section":
        made.sections.append(Section(_text(keyword[2].strip()) or None, line))
    elif keyword and keyword[1] == "accDescr":
        made.described = line
    elif keyword and (keyword[1] == "title" or not made.title):
        made.title = _text(keyword[2].strip()) or made.title
    elif not keyword:
        text, colon, rest = statement.partition(":")
        if not colon or not text.strip():
            return False
        if not made.sections:
            made.sections.append(Section(None, line))
        made.sections[-1].tasks.append(_task(text, rest, line))
    return True


def _task(text: str, rest: str, line: int) -> Task:
    score, _, actors = rest.partition(":")
    named = tuple(dict.fromkeys(_text(actor.strip()) for actor in actors.split(",") if actor.strip()))
    return Task(_text(text.strip()), score.strip(), named, line)
