"""A page without what needs a server: links lead to files, pictures are in it, what asks or decides is left out."""

import base64
import posixpath
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from pages.away.tree import Element, tree

DROPPED = {"form", "script", "button", "noscript"}
LIVE = {"languages", "forms", "files", "suggestions"}
"""The classes of what offers something that only a server does."""
CONTROLS = {"chip", "button", "more"}
"""The classes of links that are no words of a sentence: one that leads nowhere is left out."""
GROUPS = {"nav", "ul", "ol", "p", "li", "details", "section", "span"}
SCHEMES = {"gif": "image/gif", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}

Resolve = Callable[[str], str | None]
"""The file of an address; null for what is not taken along."""


def leaving(text: str, here: str, resolve: Resolve, pictures: Mapping[str, bytes], foot: str) -> str:
    """The page as the file `here`; `pictures` are what its images show, by their addresses."""
    root = tree(text)
    _left(root, lambda address: _way(address, here, resolve), pictures)
    for each in root.all():
        if each.tag == "main":
            each.children.append(foot)
    return "".join(root.written())


def images(text: str) -> list[str]:
    """The addresses of the images of a page."""
    return [each.attributes.get("src") or "" for each in tree(text).all() if each.tag == "img"]


def links(text: str) -> list[str]:
    """The addresses that a page leads to."""
    return [each.attributes.get("href") or "" for each in tree(text).all() if each.tag == "a"]


def _way(address: str, here: str, resolve: Resolve) -> str | None:
    """An address as a link from a file; what stands within the page, or elsewhere in the net, stays as it is."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") or address.startswith("#"):
        return address
    found = resolve(address)
    if found is None:
        return None
    told = posixpath.relpath(found, posixpath.dirname(here) or ".")
    return f"{told}#{parts.fragment}" if parts.fragment else told


def _left(element: Element, way: Resolve, pictures: Mapping[str, bytes]) -> None:
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            kept.append(child)
            continue
        if child.tag in DROPPED or child.classes & LIVE:
            continue
        led = any(each.tag == "a" for each in child.all())
        _changed(child, way, pictures)
        _left(child, way, pictures)
        leads = any("href" in each.attributes for each in child.all())
        if child.tag == "a" and not leads and child.classes & CONTROLS:
            continue
        if led and not leads and _emptied(child):
            continue
        kept.append(_told(child))
    element.children = kept


def _told(element: Element) -> Element:
    """An element; of one that opened on nothing any more, what it says."""
    inside = [each for each in element.children if isinstance(each, Element)]
    if element.tag != "details" or [each.tag for each in inside] != ["summary"]:
        return element
    classes = " ".join(sorted(inside[0].classes | {"told"}))
    return Element("span", {"class": classes}, inside[0].children)


def _changed(element: Element, way: Resolve, pictures: Mapping[str, bytes]) -> None:
    """Where it leads, and what it shows."""
    attributes = element.attributes
    for name in ("href", "data-copy"):
        if (address := attributes.get(name)) is not None:
            told = way(address)
            if told is None:
                attributes.pop(name)
                attributes.pop("aria-current", None)
                attributes.pop("download", None)
            else:
                attributes[name] = told
    if element.tag == "img":
        address = attributes.get("src") or ""
        attributes["src"] = _inside(address, pictures.get(address, b""))


def _emptied(element: Element) -> bool:
    """Whether nothing but a heading is left where there were links."""
    if element.tag not in GROUPS or any(each.tag in ("table", "svg", "h2", "h3") for each in element.all()):
        return False
    words = "".join(child for each in element.all() for child in each.children if isinstance(child, str)).strip()
    return not words or element.tag == "nav" or bool(element.classes & {"chips", "looks"})


def _inside(address: str, picture: bytes) -> str:
    """A picture as an address that has it in itself."""
    suffix = "svg" if "as=svg" in address else urlsplit(address).path.rpartition(".")[2]
    return f"data:{SCHEMES.get(suffix, 'image/png')};base64,{base64.b64encode(picture).decode()}"
