"""What was found, by kind; what has the very key that was asked for comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graph.language import Language, both
from graph.saying import counting, saying
from graph.terms import term
from pages.page import Page
from pages.telling import Data, Link, Table, Told
from pages.visitor import Visitor
from wording.problems import said
from wording.writing import quoted

Row = dict[str, Any]
SHOWN = 100
"""What is found at most on a page."""

TITLE = both("Search", "Rechercher")
ASK = saying("Give a word or more, or a key.", "Donnez un mot ou plusieurs, ou une clé.")
THINGS = counting("1 thing", "{n:,} things", "1 élément", "{n:,} éléments")
FOUND = saying("{things} with {words}.", "{things} avec {words}.")
NOTHING = saying("Nothing has {words}.", "Rien ne contient {words}.")
FIRST = saying("{found} These are the first {shown}.", "{found} Voici les {shown} premiers.")
HEADS = (both("Kind", "Sorte"), both("Found", "Trouvé"), both("Where", "Où"), both("Key", "Clé"))


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: what it is called, the words found in it, where it stands."""

    key: str
    href: str
    words: str
    excerpt: Markup | None
    """The words found marked; null where what it is called says it all."""
    path: list[Link]


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    kind: str
    words: str
    """What such things are called, in the singular where there is one."""
    hits: list[Hit]


def groups(data: Data, visitor: Visitor) -> list[Group]:
    """What was found, by kind, the kind of the best first."""
    found: dict[str, list[Hit]] = {}
    for edge in data["search"]["edges"]:
        found.setdefault(edge["node"]["__typename"], []).append(_hit(edge, visitor))
    words = {kind: (term(kind).one[visitor.language], term(kind).several[visitor.language]) for kind in found}
    return [
        Group(words[kind][0].capitalize(), words[kind][len(hits) > 1].capitalize(), hits)
        for kind, hits in found.items()
    ]


def _hit(edge: Row, visitor: Visitor) -> Hit:
    node, marked = edge["node"], Markup(edge["excerpt"] or "")
    found, called = str(marked.striptags()), node["label"]
    whole = bool(found) and called.startswith(found)
    path = [Link(each["label"], visitor.links.node(kind, each["key"])) for kind, each in _above(node)]
    return Hit(
        node["key"],
        visitor.links.node(node["__typename"], node["key"]),
        marked + called[len(found) :] if whole else called,
        marked if marked and not whole else None,
        path,
    )


def _above(node: Row) -> Iterator[tuple[str, Row]]:
    """What a node stands in, from the widest."""
    step = node.get("step") or {}
    for kind, each in (
        ("Journey", node.get("journey") or step.get("journey")),
        ("Phase", node.get("phase") or step.get("phase")),
        ("Step", step),
        ("Department", node.get("partOf") or next(iter(node.get("departments") or ()), None)),
    ):
        if each:
            yield kind, each


def tell(data: Data, visitor: Visitor) -> Told:
    """What was found."""
    language, asked = visitor.language, visitor.one("q")
    if not asked:
        return Told(TITLE[language], said(ASK(), language), more={"groups": []})
    made = groups(data, visitor)
    return Told(
        title=TITLE[language],
        sentence=_sentence(asked, data["search"]["totalCount"], language),
        tables=(_table(made, language),) if made else (),
        more={"groups": made},
    )


def _sentence(asked: str, total: int, language: Language) -> str:
    words = quoted(asked, language)
    if not total:
        return said(NOTHING(words=words), language)
    found = FOUND(things=THINGS(total), words=words)
    return said(FIRST(found=found, shown=SHOWN) if total > SHOWN else found, language)


def _table(made: list[Group], language: Language) -> Table:
    return Table(
        "found",
        TITLE[language],
        [each[language] for each in HEADS],
        [
            (
                group.words,
                Link(str(Markup(hit.words).striptags()), hit.href),
                _path(hit),
                hit.key,
            )
            for group in made
            for hit in group.hits
        ],
    )


def _path(hit: Hit) -> str:
    return " › ".join(each.words for each in hit.path)


def variables(visitor: Visitor) -> Data:
    """What is looked for, if anything is."""
    return {"text": visitor.one("q") or "", "asked": bool(visitor.one("q"))}


PAGE = Page(Path(__file__).parent, "/search", tell, variables)
