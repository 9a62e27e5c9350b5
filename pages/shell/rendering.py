"""Pages as HTML: templates escape what they are given, and words stand in them in both languages."""

import datetime
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.language import Language
from pages.acting import SEAL
from pages.pictures.marks import Picture
from pages.pictures.palette import Paint
from pages.pictures.svg import svg
from pages.visitor import Visitor
from wording import writing
from wording.cells import UNKNOWN, share, volume
from wording.labels import label


@cache
def templates() -> Environment:
    """The templates of all pages; each lies in the folder of its page."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"SEAL": SEAL}
    return made


def rendered(template: str, visitor: Visitor, **values: Any) -> str:
    """A template, filled in for a visitor."""
    return templates().get_template(template).render({**_words(visitor.language), "visitor": visitor, **values})


def _words(language: Language) -> Mapping[str, Any]:
    """How a language says and writes things; a page says what it says in both languages, side by side."""
    return {
        "language": language,
        "say": lambda english, french, **values: (english, french)[language is Language.FR].format(**values),
        "number": partial(_number, language=language),
        "volume": lambda interval: volume(interval, language),
        "share": lambda part: share(part, language),
        "label": lambda value: label(value, language),
        "colon": writing.COLON[language],
        "quoted": lambda text: writing.quoted(text, language),
        "day": lambda text: writing.day(datetime.date.fromisoformat(text[:10]), language),
        "picture": inlined,
    }


def _number(value: float | None, language: Language) -> str:
    return UNKNOWN[language] if value is None else writing.number(value, language)


def inlined(picture: Picture, name: str = "") -> Markup:
    """A picture as a part of a page, in the page's colours; everything in it is escaped by its writer.

    Of several on a page each has a name.
    """
    return Markup(svg(picture, alone=False, name=name))


@cache
def colours() -> str:
    """The colours of pages, as a style sheet: those of pictures."""
    return ":root{" + ";".join(f"{paint.variable}:{paint.value}" for paint in Paint) + "}\n"
