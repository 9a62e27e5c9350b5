"""The tickets of causes: what each says, in plain words, whatever tool it is written for."""

import datetime
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadInput
from graph.model.words import Triage
from graph.tickets import label
from pages.files.stamp import stamp
from pages.files.tickets import words
from pages.files.tickets.planned import Planned
from pages.files.tickets.sections import Section, sections
from pages.findings.rows import place, short
from pages.telling import Data
from pages.visitor import Visitor
from wording.problems import said
from wording.writing import listed

Row = Mapping[str, Any]
LONGEST = 240
"""Characters of a summary: Jira takes 255."""
HIGH, MEDIUM = 0.5, 0.8
"""Up to which share of the known volume of all causes one is of this priority."""


@dataclass(frozen=True)
class Ticket:
    """A cause as somebody's work; `label` is the same in every export, `refs` is the line that it is read back by."""

    label: str
    labels: tuple[str, ...]
    summary: str
    sections: tuple[Section, ...]
    priority: str
    due: datetime.date | None
    refs: str
    address: str
    """Where its page is; empty where nobody said where pages are."""


def variables(visitor: Visitor) -> Data:
    """The causes of the journeys that were chosen, by filter or by scope."""
    chosen = visitor.several("journey")
    return visitor.scope | ({"journeys": chosen} if chosen else {})


def tickets(data: Data, visitor: Visitor) -> list[Ticket]:
    """The tickets to make, the largest cause first. BadInput where there is none to make.

    A cause has a ticket already where the improvement that stands for it has one; it is settled once all its ruptures
    were accepted or are ignored. Both are left out, and counted in each ticket.
    """
    causes: list[Row] = data["matters"]["rows"]
    planned = Planned(causes)
    settled = [each for each in causes if all(_settled(rupture) for rupture in each["ruptures"])]
    ticketed = [each for each in causes if each not in settled and (planned.own(each) or {}).get("ticket")]
    open_ = [each for each in causes if each not in settled and each not in ticketed]
    counted = ((words.TICKETED, ticketed), (words.SETTLED, settled))
    without = listed([said(tell(len(rows)), visitor.language) for tell, rows in counted if rows], visitor.language)
    if not open_:
        raise BadInput(words.NONE_LEFT(all=len(causes), without=without) if causes else words.NO_CAUSE())
    here = words.EXPORTED(here=len(open_), all=len(causes), without=f" ({without})" if without else "")
    priorities = dict(_priorities(causes))
    return [_ticket(each, data, planned, said(here, visitor.language), priorities, visitor) for each in open_]


def _settled(rupture: Row) -> bool:
    return rupture["triage"] in (Triage.ACCEPTED, Triage.IGNORED)


def _priorities(causes: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """What Jira calls how urgent each cause is, by the share of all that weighs at least as much."""
    whole, before = sum(each["knownVolume"] for each in causes), 0.0
    for each in causes:
        share = before / whole if whole else 1.0
        before += each["knownVolume"]
        urgent = "High" if share < HIGH else "Medium" if share < MEDIUM else "Low"
        yield each["key"], urgent if each["volume"] else ""


def _ticket(
    cause: Row, data: Data, planned: Planned, here: str, priorities: Mapping[str, str], visitor: Visitor
) -> Ticket:
    largest, own = cause["largest"], label(cause["key"])
    title = (largest["journey"] or {}).get("title") or (largest["journey"] or {}).get("key", "")
    told = " · ".join(filter(None, (short(largest, visitor.language), place(largest, visitor.language), title)))
    due = largest["triageDue"]
    return Ticket(
        label=own,
        labels=("parcours", own, *_silos(largest)),
        summary=textwrap.shorten(told, LONGEST, placeholder=" …"),
        sections=tuple(sections(cause, data, planned, here, visitor)),
        priority=priorities[cause["key"]],
        due=datetime.date.fromisoformat(due) if due else None,
        refs=planned.line(cause),
        address=stamp(data, visitor).link(visitor.links.finding(largest["key"])),
    )


def _silos(rupture: Row) -> Iterator[str]:
    """The silos whose it is, as labels: no space may be in one."""
    for key in sorted({each["silo"]["key"] for each in rupture["concerns"] if each["silo"]}):
        yield "silo-" + "".join(char if (char.isalnum() and char.isascii()) or char in "._-" else "-" for char in key)
