"""The piece of a node's texts in which the words of a search stand, as HTML."""

import html
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from queries.search.words import WORD, fold

WIDTH, LEAD = 160, 40
"""Characters of an excerpt, and how many of them stand before the first word found."""

Span = tuple[int, int]


def excerpt(texts: Iterable[str | Sequence[str] | None], words: Collection[str]) -> str | None:
    """About `WIDTH` characters of the text with the most of these (folded) words, each in `<mark>`; null without text.

    Everything else is escaped, so that it can stand as the content of an element of a page.
    """
    plain = [text for each in texts if each for text in ([each] if isinstance(each, str) else each)]
    if not plain:
        return None
    text = max(plain, key=lambda each: len({word for word in words if _spans(each, [word])}))
    spans = _spans(text, words)
    start, end = _window(text, spans[0] if spans else (0, 0))
    return f"{'… ' if start else ''}{_marked(text, start, end, spans)}{' …' if end < len(text) else ''}"


def _spans(text: str, words: Collection[str]) -> list[Span]:
    """Where words of a text stand that are like one of these."""
    return [found.span() for found in WORD.finditer(text) if any(_alike(fold(found[0]), word) for word in words)]


def _alike(found: str, word: str) -> bool:
    """Whether a word begins with another, or both have one stem, as the store compares them (but for rare cases)."""
    if found.startswith(word):
        return True
    return found[:2] == word[:2] and any(one == other for one, other in zip(_stems(found), _stems(word), strict=True))


@lru_cache(maxsize=10_000)
def _stems(word: str) -> tuple[str, ...]:
    """The stem of a word in each language."""
    return tuple(stemmer.stemWord(word) for stemmer in _stemmers())


@cache
def _stemmers() -> list[Any]:
    """The same as those of the indexes."""
    import snowballstemmer  # type: ignore[import-untyped]  # slow to import, and only a search needs it

    return [snowballstemmer.stemmer(language) for language in ("french", "porter")]


def _window(text: str, first: Span) -> Span:
    """What is shown of a text: whole words, the first one found among them."""
    if len(text) <= WIDTH:
        return 0, len(text)
    start = max(0, min(first[0] - LEAD, len(text) - WIDTH))
    end = start + WIDTH
    if start:
        start = text.find(" ", start, first[0]) + 1 or first[0]
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1]) if " " in text[first[1] : end] else max(end, first[1])
    return start, end


def _marked(text: str, start: int, end: int, spans: list[Span]) -> str:
    parts, at = [], start
    for first, last in spans:
        if start <= first and last <= end:
            parts += [html.escape(text[at:first], quote=False), f"<mark>{html.escape(text[first:last])}</mark>"]
            at = last
    return "".join([*parts, html.escape(text[at:end], quote=False)])
