"""Calls that are parts of others: who of those that were put through to one another is the customer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

Cells = Mapping[str, str | None]

INWARD = ("in", "trunking-originating")
OUTWARD = ("out", "trunking-terminating")
"""How directions begin that say that somebody calls the company, and that it calls somebody."""

DEVICES = ("client:", "sip:", "sips:")
"""What the addresses of programs and desk phones begin with, by which agents call."""


def inward(cells: Cells) -> bool | None:
    """Whether somebody calls the company; None where nobody says so."""
    direction = (cells.get("direction") or "").casefold()
    return True if direction.startswith(INWARD) else False if direction.startswith(OUTWARD) else None


def address(text: str | None, country: str | None = None) -> str | None:
    """A telephone number with the mark of its country, which tables leave out; any other address as it is.

    Where a mapping says of which country numbers are, one without that mark may be one of it.
    """
    scheme, colon, number = (text or "").strip().rpartition(":")
    digits = "".join(filter(str.isdigit, number))
    if len(digits) <= 4 or digits[0] == "0" or any(map(str.isalpha, number)):
        return text or None
    return f"{scheme}{colon}{'+' if country is None or number.startswith('+') else ''}{digits}"


class Legs:
    """What calls tell of one another."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._told: set[str | None] = {*own}
        self._called_from: set[str | None] = set()
        self._callers: set[str | None] = set()
        self._put_through: defaultdict[str, list[str]] = defaultdict(list)
        """Whom a call was put through to, by its id."""
        self._first: dict[str, str] = {}
        """Whom the company called first in a call, by its id."""
        self._with: defaultdict[str, set[str]] = defaultdict(set)

    def look(self, cells: Cells) -> None:
        """What a call or a message tells of others."""
        one, other, id = cells.get("from") or "", cells.get("to") or "", cells.get("id") or _sid(cells)
        if parent := self.within(cells):
            self._put_through[parent] += [other] if _person(other) else []
        elif inward(cells) and _person(one):
            self._callers.add(one)
            self._told |= {other} if _person(other) else set()
        elif inward(cells) is False:
            self._called_from |= {one} if _person(one) else set()
            if id and _person(other):
                self._first[id] = other

    @cached_property
    def own(self) -> set[str | None]:
        """The numbers that the company is called on, and calls from; what is put through shows its caller's. Once all
        calls were looked at."""
        return self._told | (self._called_from - self._callers)

    def forwarded(self, cells: Cells) -> bool:
        """Whether a call is a caller's own, put on to somebody, of which nothing says what it is a part of."""
        one = cells.get("from")
        return (
            inward(cells) is False
            and "dial" in (cells.get("direction") or "").casefold()
            and one in self._callers - self.own
        )

    def within(self, cells: Cells) -> str | None:
        """The call that this one is a part of, by which it was put through."""
        parent = cells.get("parent_call_id") or cells.get("parent_call_sid")
        return parent if parent and "dial" in (cells.get("direction") or "").casefold() else None

    def outer(self, cells: Cells) -> tuple[str | None, bool | None]:
        """Who is no agent of those who spoke, and whether they called: of an agent's call, whom it was put through to.

        Where the company called two and put them through, one of them is an agent: whoever was called by nobody else.
        """
        incoming = inward(cells)
        outer = cells.get("from") if incoming else cells.get("to")
        others = [each for each in self._put_through[cells.get("id") or _sid(cells) or ""] if each not in self.own]
        if not others:
            return outer, False if incoming and outer and not _person(outer) else incoming
        if not outer or not _person(outer) or outer in self.own:
            return others[0], False
        return (others[0] if not incoming and self._is_desk(outer, others[0]) else outer), incoming

    def _is_desk(self, first: str, other: str) -> bool:
        """Whether the one whom the company called first is an agent, who then spoke to the other."""
        if (first in self._callers) != (other in self._callers):
            return other in self._callers
        if not self._with:
            for id, one in self._first.items():
                for each in self._put_through.get(id, ()):
                    self._with[one].add(each)
                    self._with[each].add(one)
        return len(self._with[first]) >= len(self._with[other])


def _sid(cells: Cells) -> str | None:
    return cells.get("sid") or cells.get("call_sid")


def _person(address: str) -> bool:
    """Whether an address is one that a customer can have."""
    return bool(address) and not address.casefold().startswith(DEVICES)
