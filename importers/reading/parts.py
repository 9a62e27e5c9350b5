"""Pages of a list: whether all of them are at hand, by what the pages themselves say of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.problems import Code, Tally
from graph.saying import saying

TOTALS = frozenset(("totalresults", "@odata.count", "odata.count", "total", "totalcount", "total_count", "totalitems",
                    "totalsize", "count"))  # fmt: skip
NEXT = frozenset(("@odata.nextlink", "odata.nextlink", "nextlink", "next_page", "nextpage", "next_page_url",
                  "next_page_uri", "next_link", "next", "nextpagetoken", "next_cursor", "nextcursor",
                  "nextrecordsurl"))  # fmt: skip
MORE = frozenset(("hasmore", "has_more", "hasnextpage", "hasnext"))
LAST = frozenset(("end_of_stream", "done", "islast", "is_last", "last"))
WITHIN = frozenset(("paging", "pages", "pagination", "links", "_links", "meta", "page", "pageinfo"))
"""What pages call how much there is in all, where the next one is, whether there is one, whether this is the last; and
where that stands, if not beside the list."""

SOME = saying(
    "{held:,} of {total:,}: save and import the other pages, too; until then nothing is withdrawn",
    "{held:,} sur {total:,} : enregistrez et importez aussi les autres pages ; d'ici là, rien n'est retiré",
)
FOLLOWS = saying(
    "another page follows, and is not among these files: save and import it, too; until then nothing is withdrawn",
    "une autre page suit, absente de ces fichiers : enregistrez-la et importez-la aussi ; d'ici là, rien n'est retiré",
)


def lacks_pages(pages: Sequence[tuple[str, Any]], found: Tally, *names: str) -> bool:
    """Whether these pages, by file, are only a part of a list that they hold; it is noted.

    The lists are those of the names, or of any. A list is a part where fewer are held than the pages say there are (of
    what stands on two pages one counts), or where none of them is its last.
    """
    lists: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = {}
    for file, page in pages:
        for name in _listed(page, names):
            lists.setdefault((name, _sort(page, page[name])), []).append((file, page))
    lacking = [_lacks(name, those, found) for (name, _), those in lists.items()]  # each of them is noted
    return any(lacking)


def _lacks(name: str, pages: Sequence[tuple[str, Mapping[str, Any]]], found: Tally) -> bool:
    file, last = pages[-1]
    count = len({_id(each) for _, page in pages for each in page[name]})
    # A total beside the last page of a stream is that page's own.
    total = max((_total(page) for _, page in pages if not _is_last(page)), default=0)
    if total > count:
        found.note(Code.BAD_VALUE, SOME(held=count, total=total), (file, 1, _name(last, TOTALS)), str(count))
    elif all(_follows(page) for _, page in pages):
        found.note(Code.BAD_VALUE, FOLLOWS(), (file, 1, _name(last, NEXT | MORE | LAST)), None)
    else:
        return False
    return True


def _listed(page: Any, names: Sequence[str]) -> list[str]:
    """What the lists of a page are called; where nobody names them, the first of objects is the one that has pages."""
    if not isinstance(page, dict):
        return []
    found = [name for name in names or page if isinstance(page.get(name), list)]
    return found[:1] if names else [name for name in found if any(isinstance(each, dict) for each in page[name])][:1]


def _sort(page: Mapping[str, Any], members: Sequence[Any]) -> str:
    """What a list is of, where lists of several sorts have one name: by its context (OData), by its first member."""
    first = members[0] if members and isinstance(members[0], dict) else {}
    attributes = first.get("attributes")
    told = attributes.get("type") if isinstance(attributes, dict) else None
    return str(page.get("@odata.context") or told or "")


def _id(each: Any) -> object:
    """What tells a member from others: its id, else that it is this one."""
    own = next((each[name] for name in ("id", "Id", "sid") if each.get(name)), None) if isinstance(each, dict) else None
    return own if isinstance(own, str | int) else id(each)


def _is_last(page: Mapping[str, Any]) -> bool:
    return any(name.casefold() in LAST and value is True for name, value in _said(page))


def _follows(page: Mapping[str, Any]) -> bool:
    """Whether a page says that another one follows: by a yes or a no where it has one, else by where that is."""
    said = [(name.casefold(), value) for name, value in _said(page)]
    for names, means in ((MORE, True), (LAST, False)):
        told = [value for name, value in said if name in names and isinstance(value, bool)]
        if told:
            return any(value is means for value in told)
    links = [value for name, value in said if name in NEXT]
    return any(value and str(value).casefold() not in ("false", "none", "null", "0") for value in links)


def _total(page: Mapping[str, Any]) -> int:
    """How many there are in all, as far as a page says so."""
    told = [str(value) for name, value in _said(page) if name.casefold() in TOTALS]
    return max((int(value) for value in told if value.isdecimal()), default=0)


def _name(page: Mapping[str, Any], names: frozenset[str]) -> str | None:
    """What the page itself calls it."""
    return next((name for name, _ in _said(page) if name.casefold() in names), None)


def _said(page: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What stands beside the list, and in the objects there that speak of pages."""
    for name, value in page.items():
        if isinstance(value, dict) and name.casefold() in WITHIN:
            yield from value.items()
        elif not isinstance(value, list):
            yield name, value
