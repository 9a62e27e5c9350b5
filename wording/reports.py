"""The report of a run, for people."""

import re
from collections.abc import Iterable, Iterator

from graph.language import Language, both
from graph.problems import SHOWN, Problem
from graph.report import Count, Report
from graph.saying import counting
from graph.terms import ROWS, term
from wording.problems import line, said
from wording.writing import COLON, harmless, listed, number

COUNTS = re.compile(r"(\w+) \+(\d+) ~(\d+) -(\d+) =(\d+)")
STATUS = {
    "done": both("done", "terminé"),
    "dry-run": both("dry run, nothing was written", "essai à blanc, rien n'a été écrit"),
    "refused": both("refused, nothing was changed", "refusé, rien n'a été modifié"),
    "stopped": both("stopped, nothing was changed", "arrêté, rien n'a été modifié"),
}
UNCHANGED = both("done, nothing changed", "terminé, rien n'a changé")
LINES = counting("1 line", "{n:,} lines", "1 ligne", "{n:,} lignes")
OURS = "knowledge"
"""The kind of our own files, which goes without saying."""
BY_LINES = (OURS, "mermaid")
"""The kinds whose files are text and no tables."""

CHANGES = {
    "created": both("created", "créé"),
    "updated": both("changed", "modifié"),
    "removed": both("removed", "retiré"),
}
SAME = counting("1 thing as it was", "{n:,} things as they were", "1 élément inchangé", "{n:,} éléments inchangés")
TO_KNOW = both("To know:", "À savoir\N{NO-BREAK SPACE}:")
"""What stands above remarks on what was done all the same."""
LOST = both("Not counted:", "Ne comptent pas\N{NO-BREAK SPACE}:")
"""What stands before what was lost."""
MORE = both("… and {n} more", "… et {n} de plus")


def text(report: Report, language: Language) -> str:
    """What was read, what came, changed and went, what was found; of the problems of one code the first are shown."""
    found = _problems(report.problems, language)
    if found and report.status in ("done", "dry-run"):
        found.insert(0, f"  {TO_KNOW[language]}")
    lines = [_head(report, language), *_files(report, language), *_written(report, language)]
    lines += [*_lost(report, language), *found]
    return harmless("\n".join(lines))


def named(source: str, kind: str) -> str:
    """A source, with its kind where that is not our own."""
    return source if kind == OURS else f"{source} ({kind})"


def _head(report: Report, language: Language) -> str:
    unchanged = report.status == "done" and not report.changed
    status = (UNCHANGED if unchanged else STATUS[report.status])[language]
    head = f"{named(report.source, report.kind)}{COLON[language]} {status}"
    return f"{head}{COLON[language]} {said(report.reason, language)}" if report.reason else head


def _files(report: Report, language: Language) -> list[str]:
    many = LINES if report.kind in BY_LINES else ROWS
    return [
        f"  {file.name}{COLON[language]} {said(many(file.rows), language)}, {file.encoding}" for file in report.files
    ]


def _written(report: Report, language: Language) -> Iterator[str]:
    for name, count in report.written.items():
        if count.changed:
            yield f"  {_changed(name, count, language)}"
    if same := sum(count.unchanged for count in report.written.values()):
        yield f"  {said(SAME(same), language)}"


def _lost(report: Report, language: Language) -> Iterator[str]:
    if report.losses:
        yield f"  {LOST[language]} {listed([said(loss.said, language) for loss in report.losses], language)}"


def _changed(name: str, count: Count, language: Language) -> str:
    """`3 steps created, 1 removed`: what there is none of is left out."""
    named = term(name)
    told: list[str] = []
    for kind, words in CHANGES.items():
        if many := getattr(count, kind):
            how_many = number(many, language) if told else said(named.counted(many), language)
            told.append(f"{how_many} {words[language]}{_ending(named.feminine, many, language)}")
    return ", ".join(told)


def counted(counts: Iterable[str], language: Language) -> list[str]:
    """What a run kept of its counts (`Step +3 ~0 -1 =7`) as its report says it; what it left as it was is left out."""
    found = (COUNTS.fullmatch(each) for each in counts)
    told = ((each[1], Count(int(each[2]), int(each[3]), removed=int(each[4]))) for each in found if each)
    return [_changed(name, count, language) for name, count in told if count.changed]


def _ending(feminine: bool, many: int, language: Language) -> str:
    """What a French participle ends in."""
    return "" if language is Language.EN else f"{'e' if feminine else ''}{'s' if many > 1 else ''}"


def _problems(problems: list[Problem], language: Language) -> list[str]:
    lines: list[str] = []
    for code in dict.fromkeys(problem.code for problem in problems):
        found = [problem for problem in problems if problem.code == code]
        lines += [f"  {line(problem, language)}" for problem in found[:SHOWN]]
        more = sum(problem.count for problem in found[SHOWN:])
        if more:
            lines.append(f"  {MORE[language].format(n=number(more, language))}")
    return lines
