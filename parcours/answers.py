"""Answers on a terminal: the sentence, a table or a drawing, how many, and what it rests on."""

from typing import Any

from rich.console import Console

from graph.language import Language
from graph.model.words import WitnessRole
from parcours.asking import Asked
from parcours.screen import blank, draw, pairs, printed, text
from queries.declare import fields
from queries.drawing import Row
from wording import cells, tables
from wording.answers import counted, ground, scope
from wording.cells import cell
from wording.labels import label
from wording.writing import COLON


def render(asked: Asked, answer: dict[str, Any], witness: bool = False) -> str:
    """The answer for a terminal; the proof of each rupture below when asked for."""
    screen, language = blank(), asked.language
    screen.print(text(f"\n{asked.sentence}\n"))
    if answer["rows"]:
        for drawing in tables.drawings(asked.question, answer["rows"], language):
            draw(screen, drawing, language)
    if not asked.question.whole:
        screen.print(counted(answer["totalCount"] if answer["rows"] else 0, language))
    if asked.question.across and len({row["journey"]["key"] for row in answer["rows"]}) > 1:
        screen.print(text(asked.question.across[language]))
    _summary(screen, asked, answer)
    if witness:
        for row in answer["rows"]:
            _proofs(screen, row, language)
    if answer["scope"]:
        for said in (looked(asked, answer), ground(answer["restsOn"], language)):
            screen.print(text(said, style="dim"), end="\n" if said else "")
    return printed(screen)


def looked(asked: Asked, answer: dict[str, Any]) -> str:
    """Where it was looked, in words; nothing for a question that looks everywhere."""
    if not answer["scope"]:
        return ""
    return scope(answer["scope"] | {"journeys": asked.called("journey")}, asked.language)


def _summary(screen: Console, asked: Asked, answer: dict[str, Any]) -> None:
    record, language = asked.question.summary, asked.language
    if record is None:
        return
    summary = answer["summary"]
    if asked.question.draw_summary:
        screen.print()
        for drawing in asked.question.draw_summary(summary, cells, language):
            draw(screen, drawing, language)
        return
    shown = fields(record).values()
    listed = [each for each in shown if each.record and each.many]
    flat = [each for each in shown if each not in listed]
    pairs(screen, [(each.head(language), cell(each, summary[each.name], language)) for each in flat], language)
    for each in listed:
        if summary[each.name]:
            screen.print()
            assert isinstance(each.type, type)
            draw(screen, tables.table(each.type, summary[each.name], language, title=each.head(language)), language)


def _proofs(screen: Console, row: Row, language: Language) -> None:
    for rupture in row.get("ruptures") or [row]:
        screen.print(f"\n{rupture['key']}" if "key" in rupture else "", soft_wrap=True)  # whole, to be copied
        seen = rupture["lastSeen"] if rupture.get("resolved") else rupture
        for item in seen.get("witness", ()):
            node = item["node"]
            name = node.get("name") or node.get("text") or (node.get("step") or {}).get("text") or ""
            role = label(WitnessRole(item["role"]), language)
            screen.print(f"  {role}{COLON[language]} {name} ({node.get('id', node['key'])})", soft_wrap=True)
