"""Pages of a list: whether all of them are at hand, by what the pages themselves say of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.problems import Code, Tally
from graph.saying import saying

TOTALS = ("totalresults", "@odata.count", "odata.count", "total", "totalcount", "total_count", "totalitems", "count")
NEXT = ("@odata.nextlink", "odata.nextlink", "nextlink", "next_page", "nextpage", "next_page_url", "next_link", "next",
        "nextpagetoken", "next_cursor", "nextcursor", "hasmore", "has_more", "hasnextpage", "hasnext")  # fmt: skip
WITHIN = ("paging", "pages", "pagination", "links", "_links", "meta", "page", "pageinfo")
"""What pages call how much there is in all, and that another one follows; and where, if not beside the list."""

SOME = saying(
    "{held:,} of {total:,}: save and import the other pages, too; until then nothing is withdrawn",
    "{held:,} sur {total:,} : enregistrez et importez aussi les autres pages ; d'ici là, rien n'est retiré",
)
MORE = saying(
    "another page follows, and is not among these files: save and import it, too; until then nothing is withdrawn",
    "une autre page suit, absente de ces fichiers : enregistrez-la et importez-la aussi ; d'ici là, rien n'est retiré",
)


def lacks_pages(pages: Sequence[tuple[str, Any]], found: Tally, *names: str) -> bool:
    """Whether these pages, by file, are only a part of the list that they hold under one of the names; it is noted.

    By the total where the pages tell one: of what stands on two pages one counts. Else by the last one, which does
    not say that another follows.
    """
    lists = [(file, page, held) for file, page in pages if (held := _listed(page, names)) is not None]
    if not lists:
        return False
    file, page, _ = lists[-1]
    count = len({_id(each) for _, _, members in lists for each in members})
    total = max((_total(page) for _, page, _ in lists), default=0)
    if total > count:
        found.note(Code.BAD_VALUE, SOME(held=count, total=total), (file, None, _name(page, TOTALS)), str(count))
    elif all(_follows(page) for _, page, _ in lists):
        found.note(Code.BAD_VALUE, MORE(), (file, None, _name(page, NEXT)), None)
    else:
        return False
    return True


def _listed(page: Any, names: Sequence[str]) -> list[Any] | None:
    if not isinstance(page, dict):
        return None
    return next((page[name] for name in names if isinstance(page.get(name), list)), None)


def _id(each: Any) -> object:
    """What tells a member from others: its id, else that it is this one."""
    own = next((each[name] for name in ("id", "Id") if each.get(name)), None) if isinstance(each, dict) else None
    return own if isinstance(own, str | int) else id(each)


def _follows(page: Mapping[str, Any]) -> bool:
    """Whether a page says that another one follows."""
    told = [value for name, value in _said(page) if name.casefold() in NEXT]
    return any(value and str(value).casefold() not in ("false", "none", "null", "0") for value in told)


def _total(page: Mapping[str, Any]) -> int:
    """How many there are in all, as far as a page says so."""
    told = [str(value) for name, value in _said(page) if name.casefold() in TOTALS]
    return max((int(value) for value in told if value.isdecimal()), default=0)


def _name(page: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """What the page itself calls it."""
    return next((name for name, _ in _said(page) if name.casefold() in names), None)


def _said(page: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What stands beside the list, and in the objects there that speak of pages."""
    for name, value in page.items():
        if isinstance(value, dict) and name.casefold() in WITHIN:
            yield from value.items()
        elif not isinstance(value, list):
            yield name, value
