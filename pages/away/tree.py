"""The HTML of our own templates as a tree, written back as it was but for what is changed in it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""<!--.*?-->|<!doctype[^>]*>|</(?P<end>[a-zA-Z][\w:-]*)\s*>|"""
    r"""<(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>(?:"[^"]*"|'[^']*'|[^"'>])*?)(?P<alone>/?)>""",
    re.S | re.I,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
"""What has no end."""


@dataclass(eq=False)
class Element:
    """An element; a value of null is an attribute that has none, `alone` is one that is closed where it begins."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    alone: bool = False

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set((self.attributes.get("class") or "").split())

    def all(self) -> Iterator["Element"]:
        """It and all elements in it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all()

    def written(self) -> Iterator[str]:
        """It as HTML, in parts; the root of a document is its children."""
        if self.tag:
            told = "".join(
                f" {name}" + (f'="{html.escape(v)}"' if v is not None else "") for name, v in self.attributes.items()
            )
            yield f"<{self.tag}{told}{'/' if self.alone else ''}>"
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.written()
        if self.tag and not self.alone and self.tag not in VOID:
            yield f"</{self.tag}>"


def tree(text: str) -> Element:
    """A document; texts stand in it as they are written."""
    root = Element("")
    open_ = [root]
    place = 0
    for found in _TOKEN.finditer(text):
        open_[-1].children.append(text[place : found.start()])
        place = found.end()
        if found["end"]:
            while len(open_) > 1 and open_.pop().tag != found["end"]:
                pass
        elif found["tag"]:
            made = Element(found["tag"], dict(_attributes(found["attributes"])), alone=bool(found["alone"]))
            open_[-1].children.append(made)
            if not made.alone and made.tag not in VOID:
                open_.append(made)
        else:
            open_[-1].children.append(found[0])
    root.children.append(text[place:])
    return root


def _attributes(text: str) -> Iterator[tuple[str, str | None]]:
    for name, double, single in _ATTRIBUTE.findall(text):
        has = re.search(rf"(?:^|\s){re.escape(name)}\s*=", text) is not None
        yield name, html.unescape(double or single) if has else None
