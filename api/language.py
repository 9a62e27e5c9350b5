"""The language of an answer where no argument names one: the reader's, as `Accept-Language` tells it."""

import re

from graph.language import Language

RANGE = re.compile(r"(\*|[a-z]{1,8})(?:-[a-z0-9]{1,8})*(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?", re.I)


def preferred(field: str | None, otherwise: Language) -> Language:
    """The language that the field `Accept-Language` asks for most; `otherwise` where it asks for none of ours.

    A range stands for the language that it begins with, so that `fr-CA` is French (RFC 4647, 3.4); of equals the one
    named first comes first (RFC 9110, 12.5.4). What cannot be read says nothing.
    """
    asked: dict[str, float] = {}
    for part in (field or "").split(","):
        if found := RANGE.fullmatch(part.strip()):
            tag = found[1].lower()
            asked[tag] = max(asked.get(tag, 0.0), float(found[2] or 1))
    named = [*asked]

    def place(language: Language) -> tuple[float, int, bool]:
        tag = language.lower()
        weight = asked.get(tag, asked.get("*", 0.0))
        return -weight, named.index(tag) if tag in asked else len(named), language is not otherwise

    best = min(Language, key=place)
    return best if place(best)[0] else otherwise
