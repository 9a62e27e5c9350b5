"""The report of a run, for people."""

from graph.problems import SHOWN, Problem
from graph.report import Report


def text(report: Report) -> str:
    """What was read, what was written, what was found; problems of one code are counted, the first ones shown."""
    return "\n".join([_head(report), *_files(report), *_written(report), *_problems(report.problems)])


def _head(report: Report) -> str:
    said = {
        "done": "done" if report.changed else "done, nothing changed",
        "dry-run": "dry run, nothing was written",
        "refused": "refused, nothing was changed",
        "stopped": "stopped, nothing was changed",
    }
    head = f"{report.source} ({report.kind}): {said[report.status]}"
    return f"{head}: {report.reason}" if report.reason else head


def _files(report: Report) -> list[str]:
    counted = "lines" if report.kind in ("knowledge", "mermaid") else "rows"
    return [f"  {file.name}: {file.rows} {counted}, {file.encoding}" for file in report.files]


def _written(report: Report) -> list[str]:
    rows = [
        f"  {name:<20} {count.created:>8} created {count.updated:>8} updated {count.removed:>8} removed"
        f" {count.unchanged:>8} unchanged"
        for name, count in report.written.items()
        if count.changed
    ]
    same = sum(count.unchanged for count in report.written.values() if not count.changed)
    return [*rows, f"  {same} nodes and edges as they were"] if same else rows


def _problems(problems: list[Problem]) -> list[str]:
    lines: list[str] = []
    for code in dict.fromkeys(problem.code for problem in problems):
        found = [problem for problem in problems if problem.code == code]
        lines += [f"  {problem}" for problem in found[:SHOWN]]
        more = sum(problem.count for problem in found[SHOWN:])
        if more:
            lines.append(f"  … and {more} more [{code}]")
    return lines
