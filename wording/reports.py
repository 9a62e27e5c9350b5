"""The report of a run, for people."""

from graph.language import Language, both
from graph.problems import SHOWN, Problem
from graph.report import Report
from wording.problems import line
from wording.writing import COLON, harmless

STATUS = {
    "done": both("done", "terminé"),
    "dry-run": both("dry run, nothing was written", "essai à blanc, rien n'a été écrit"),
    "refused": both("refused, nothing was changed", "refusé, rien n'a été modifié"),
    "stopped": both("stopped, nothing was changed", "arrêté, rien n'a été modifié"),
}
UNCHANGED = both("done, nothing changed", "terminé, rien n'a changé")
LINES, ROWS = both("lines", "lignes"), both("rows", "lignes")
COUNTS = both(
    "{created:>8} created {updated:>8} updated {removed:>8} removed {unchanged:>8} unchanged",
    "créés : {created:<8} modifiés : {updated:<8} retirés : {removed:<8} inchangés : {unchanged}",
)
SAME = both("{n} nodes and edges as they were", "{n} nœuds et relations inchangés")
MORE = both("… and {n} more", "… et {n} de plus")


def text(report: Report, language: Language) -> str:
    """What was read, what was written, what was found; problems of one code are counted, the first ones shown."""
    found = _problems(report.problems, language)
    lines = [_head(report, language), *_files(report, language), *_written(report, language), *found]
    return harmless("\n".join(lines))


def _head(report: Report, language: Language) -> str:
    unchanged = report.status == "done" and not report.changed
    status = (UNCHANGED if unchanged else STATUS[report.status])[language]
    head = f"{report.source} ({report.kind}){COLON[language]} {status}"
    return f"{head}{COLON[language]} {report.reason}" if report.reason else head


def _files(report: Report, language: Language) -> list[str]:
    counted = (LINES if report.kind in ("knowledge", "mermaid") else ROWS)[language]
    return [f"  {file.name}{COLON[language]} {file.rows} {counted}, {file.encoding}" for file in report.files]


def _written(report: Report, language: Language) -> list[str]:
    changed = {name: count for name, count in report.written.items() if count.changed}
    rows = [f"  {name:<20} {COUNTS[language].format_map(vars(count))}" for name, count in changed.items()]
    same = sum(count.unchanged for count in report.written.values() if not count.changed)
    return [*rows, f"  {SAME[language].format(n=same)}"] if same else rows


def _problems(problems: list[Problem], language: Language) -> list[str]:
    lines: list[str] = []
    for code in dict.fromkeys(problem.code for problem in problems):
        found = [problem for problem in problems if problem.code == code]
        lines += [f"  {line(problem, language)}" for problem in found[:SHOWN]]
        more = sum(problem.count for problem in found[SHOWN:])
        if more:
            lines.append(f"  {MORE[language].format(n=more)} [{code}]")
    return lines
