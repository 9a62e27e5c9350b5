"""Answers as tables that can be read aloud: from, to, why, whose, how many."""

import io
import shutil
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.model.words import RuptureKind, WitnessRole
from parcours.asking import Asked
from queries.labels import label
from queries.language import Language

HEADS = {
    "broken-handoffs": {
        "en": ("Journey", "From", "To", "Why", "Whose", "How many a year"),
        "fr": ("Parcours", "De", "À", "Pourquoi", "À qui", "Combien par an"),
    },
    "ruptures": {
        "en": ("Journey", "Step", "Rupture", "Why", "Whose", "How many a year"),
        "fr": ("Parcours", "Étape", "Rupture", "Pourquoi", "À qui", "Combien par an"),
    },
}
WORDS = {
    "en": {
        "unknown": "unknown",
        "nobody": "unknown",
        "above": "under {name}",
        "none": "None found.",
        "count": "{n} found.",
    },
    "fr": {
        "unknown": "inconnu",
        "nobody": "inconnu",
        "above": "sous {name}",
        "none": "Aucun.",
        "count": "{n} au total.",
    },
}
RATIOS = (3, 4, 4, 10, 4, 3)
"""How the width of the terminal is shared out among the columns: most of it tells why."""

Row = dict[str, Any]


def lines(asked: Asked, answer: dict[str, Any]) -> list[list[str]]:
    """The answer as rows of text, the heads first."""
    cells = _handoff if asked.question.id == "broken-handoffs" else _rupture
    heads = list(HEADS[asked.question.id][asked.lang])
    return [heads, *(cells(row, asked.lang) for row in answer["rows"])]


def sheet(asked: Asked, answer: dict[str, Any]) -> list[list[str]]:
    """The answer for a spreadsheet: a key first, numbers plain and apart, one line a cell."""
    heads, *rows = lines(asked, answer)
    found = [["key", *heads[:-1], "low", "high"]]
    for row, cells in zip(answer["rows"], rows, strict=True):
        interval = row["volume"] or {"low": "", "high": ""}
        texts = ["; ".join(part for part in cell.split("\n") if part) for cell in cells[:-1]]
        found.append([row["key"], *texts, f"{interval['low']}", f"{interval['high']}"])
    return found


def render(asked: Asked, answer: dict[str, Any], witness: bool = False) -> str:
    """The answer for a terminal, with its sentence above; the proof of each rupture below when asked for."""
    words = WORDS[asked.lang]
    heads, *rows = lines(asked, answer)
    screen = Console(file=io.StringIO(), width=max(100, shutil.get_terminal_size((140, 40)).columns))
    screen.print(f"\n{asked.sentence}\n", markup=False, highlight=False)
    table = Table(show_lines=True, expand=True)
    for head, ratio in zip(heads, RATIOS, strict=True):
        table.add_column(head, justify="right" if head == heads[-1] else "left", overflow="fold", ratio=ratio)
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    if rows:
        screen.print(table)
    screen.print(words["count"].format(n=len(rows)) if rows else words["none"], highlight=False)
    if witness:
        for row in answer["rows"]:
            _proofs(screen, row, asked.lang)
    file: io.StringIO = screen.file  # type: ignore[assignment]
    return file.getvalue().rstrip()


def _plain(cell: str) -> Text:
    return Text(cell)


def _handoff(row: Row, lang: str) -> list[str]:
    reasons = [rupture["explanation"] for rupture in row["ruptures"]]
    return [
        named(row["journey"], "title"),
        _end(row["from"]),
        _end(row["to"]),
        "\n\n".join(reasons),
        _whose(row, lang),
        volume(row["volume"], lang),
    ]


def _rupture(row: Row, lang: str) -> list[str]:
    step = row["step"]
    return [
        named(row["journey"], "title") if row["journey"] else WORDS[lang]["unknown"],
        (step["text"] or step["key"]) if step else WORDS[lang]["unknown"],
        label(RuptureKind(row["kind"]), Language(lang.upper())),
        row["explanation"],
        _answerable(row, lang),
        volume(row["volume"], lang),
    ]


def _answerable(row: Row, lang: str) -> str:
    """Who handles the touchpoint that the rupture leads to, else who runs the channel, else who handles the step."""
    touchpoint = row["to"] or row["from"]
    if touchpoint:
        return _owners(touchpoint, lang)
    if row["channel"] and row["channel"]["operatedBy"]:
        return ", ".join(named(d) for d in row["channel"]["operatedBy"])
    handlers = {named(d): None for t in (row["step"] or {}).get("touchpoints", ()) for d in t["handledBy"]}
    return ", ".join(handlers) or WORDS[lang]["nobody"]


def _whose(row: Row, lang: str) -> str:
    start, end = _owners(row["from"], lang), _owners(row["to"], lang)
    above = row["commonDepartment"]
    lines = [f"{start} → {end}"]
    if above:
        lines.append(WORDS[lang]["above"].format(name=named(above)))
    return "\n".join(lines)


def _owners(touchpoint: Row, lang: str) -> str:
    return ", ".join(named(d) for d in touchpoint.get("handledBy", ())) or WORDS[lang]["nobody"]


def _end(touchpoint: Row) -> str:
    step, channel = touchpoint["step"] or {}, touchpoint["channel"]
    text = step.get("text") or touchpoint["name"] or touchpoint["key"]
    return f"{text} ({named(channel)})" if channel else str(text)


def named(node: Row, name: str = "name") -> str:
    """What a node is called, else its key."""
    return str(node.get(name) or node["key"])


def volume(interval: Row | None, lang: str) -> str:
    """An interval of contacts a year, with the thousands set apart as the language does."""
    if interval is None:
        return WORDS[lang]["unknown"]
    low, high = (_number(interval[end], lang) for end in ("low", "high"))
    return low if low == high else f"{low}–{high}"


def _number(value: float, lang: str) -> str:
    return f"{round(value):,}".replace(",", "\u202f" if lang == "fr" else ",")


def _proofs(screen: Console, row: Row, lang: str) -> None:
    for rupture in row.get("ruptures", [row]):
        screen.print(f"\n{rupture['key']}", markup=False, highlight=False)
        for item in rupture["witness"]:
            node = item["node"]
            name = node.get("name") or node.get("text") or (node.get("step") or {}).get("text") or ""
            screen.print(
                f"  {label(WitnessRole(item['role']), Language(lang.upper()))}: {name} ({node['id']})",
                markup=False,
                highlight=False,
            )
