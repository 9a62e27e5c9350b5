"""People in tables: which columns hold their names, what a name looks like, and how two writings of one meet.

Names are compared while a file is read, and not kept: what would name somebody in the graph becomes a pseudonym.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from importers.rows.words import folded, listed

WORDS = listed(Path(__file__).with_suffix(".yaml"))
"""The words of column names and of names, by what they say."""

_SPLIT = re.compile(r"[^\w+]+|_")
_REMARK = re.compile(r"\(((?:[^()]++|\([^()]*+\))*+)\)|\[([^\[\]]*+)\]")
_NAME = re.compile(r"[^\W\d_]+(?:[’'.-]+[^\W\d_]+)*\.?")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ADDRESS = re.compile(r"[^\s<>(),;]+@[^\s<>(),;]+\.[^\s<>(),;]+")
_PARTED = re.compile(r" [-–—|/:] ")
LONGEST = 6
"""How many words a name has at most that is looked for within others, those between hyphens among them."""

MOST = 500
"""How many characters a text has at most in which people are looked for."""


@lru_cache(maxsize=1024)
def plain(column: str) -> str:
    """A column's name in small words: `ManagerName`, manager_name and name.manager's last part are told alike."""
    spaced = "".join(f" {c}" if c.isupper() and b.islower() else c for b, c in zip(f" {column}", column, strict=False))
    return " ".join(word for word in _SPLIT.split(folded(spaced.replace("'s", "").replace("’s", ""))) if word)


@lru_cache(maxsize=1024)
def names_people(column: str) -> bool:
    """Whether a column is called as one that holds names of people."""
    words = set(plain(column).split())
    if any(plain(column) in WORDS[name] for name in ("given", "family", "whole")):
        return True
    return bool(words & WORDS["name"] and words & WORDS["person"]) and not words & WORDS["thing"]


def addresses(columns: Iterable[str]) -> str | None:
    """The column of a table that holds the mail addresses of those whose rows they are."""
    return next((name for name in columns if plain(name) in WORDS["mail"]), None)


def person(cells: Mapping[str, str | None]) -> str | None:
    """Whose row it is, by the columns that say so, as `canonical` has it; None where none does."""
    return canonical(_called(cells, tuple(cells)))


def holder(columns: tuple[str, ...]) -> Callable[[Mapping[str, str | None]], str | None]:
    """`person` for rows of one table: None for each where it has no such columns."""
    return person if any(_roles(columns)) else lambda cells: None


def _called(cells: Mapping[str, str | None], columns: tuple[str, ...]) -> str:
    given, family, whole = _roles(columns)
    first, last = cells.get(given or ""), cells.get(family or "")
    return f"{first} {last}" if first and last else cells.get(whole or "") or ""


@lru_cache(maxsize=1024)
def _roles(columns: tuple[str, ...]) -> tuple[str | None, str | None, str | None]:
    """The columns of the given, the family and the whole name of the person whose row it is."""
    own = [name for name in columns if "." not in name or name.casefold().startswith("name.")]
    last = {plain(name.rpartition(".")[2]): name for name in reversed(own)}
    given, family, whole, holder = (
        next((last[word] for word in last if word in WORDS[name]), None)
        for name in ("given", "family", "whole", "holder")
    )
    return (given, family, whole or holder) if given and family else (None, None, whole or holder)


def straight(text: str) -> str:
    """A name in the order in which it is spoken: `Byron, Ada` is Ada Byron. Addresses and entries are no names."""
    family, comma, given = text.partition(",")
    if not comma or "," in given or {"=", "@"} & set(text):
        return text
    return f"{given.strip()} {family.strip()}".strip()


def spoken(text: str) -> str:
    """A name as it is spoken, without remarks in brackets: `Byron, Ada (P-01)` is Ada Byron."""
    return text if {"=", "@"} & set(text) else straight(bare(text))


def canonical(text: str) -> str | None:
    """A name under which all its writings meet: words without accents and titles, in one order; None for no name."""
    if len(text) > MOST:
        return None
    folded = unicodedata.normalize("NFKD", spoken(text).casefold())
    letters = "".join(" " if char in "-.,’'" else char for char in folded if not unicodedata.combining(char))
    words = sorted(word for word in letters.split() if word not in WORDS["title"])
    return " ".join(words) if len(words) > 1 and all(map(str.isalpha, words)) else None


def looks(text: str) -> bool:
    """Whether a text is like a person's name: two to seven words of letters, those in capitals that are no particles.

    One of the words that stand in titles makes it none. Scripts without capitals are never told from other texts.
    """
    words = spoken(text).split() if len(text) <= MOST else []
    words = [word for word in words if folded(word).strip(".") not in WORDS["title"]]
    if not 2 <= len(words) <= 7 or not all(_NAME.fullmatch(word) for word in words):
        return False
    whole = [word for word in words if folded(word) not in WORDS["particle"] or _is_either(word)]
    mere = [word for word in whole if folded(word) in WORDS["either"]]
    own = all(_capital(word) and folded(word) not in WORDS["common"] for word in whole)
    return len(whole) > 1 and len(mere) < len(whole) and own


def _is_either(word: str) -> bool:
    """Whether a word with a capital may be a name, though it often is something else."""
    return word[0].isupper() and folded(word) in WORDS["either"]


def _capital(word: str) -> bool:
    """Whether a word begins with a capital, as d'Amboise does behind its apostrophe."""
    return word[0].isupper() or (word[1:2] in ("'", "’") and word[2:3].isupper())


def bare(text: str) -> str:
    """A text without what stands in brackets."""
    return " ".join(_REMARK.sub(" ", text).split()) if "(" in text or "[" in text else text.strip()


def remarks(text: str) -> list[str]:
    """What stands in brackets."""
    return [(round or square).strip() for round, square in _REMARK.findall(text)]


def without(text: str, known: Container[str], secret: Callable[[str], str], *, called_after: bool = False) -> str:
    """A title, or the name of a department, without the people in it: those who are `known` by canonical names.

    Remarks in brackets and parts behind a dash go; a name among other words becomes a pseudonym. `called_after` is
    said of departments that bear their manager's name in brackets, whoever that is.
    """
    if len(text) > MOST:
        return text
    left = _REMARK.sub(lambda found: "" if _is_person(found, known, called_after) else found.group(), text)
    left = " ".join(left.split())
    parts = _PARTED.split(left)
    if len(parts) > 1 and any(canonical(part) in known for part in parts):
        left = " - ".join(part for part in parts if canonical(part) not in known)
    for name, start, end in reversed(list(_within(left, known))):
        left = f"{left[:start]}{secret(name)}{left[end:]}"
    left = _ADDRESS.sub(lambda found: secret(found.group()), left)
    return left if left or not text.strip() else secret(spoken(text))


def _is_person(found: re.Match[str], known: Container[str], called_after: bool) -> bool:
    remark = (found[1] or found[2] or "").strip()
    if called_after and folded(remark) in WORDS["beside"]:
        return True
    return (canonical(remark) or "") in known or (called_after and any(map(looks, (remark, *remark.split(",")))))


def _within(text: str, known: Container[str]) -> Iterator[tuple[str, int, int]]:
    """The names in a text, with where they begin and end, from the left; of those that overlap the longest."""
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        for size in range(min(LONGEST, len(words) - place), 1, -1):
            these = words[place : place + size]
            name = " ".join(word.group().removesuffix("'s").removesuffix("’s") for word in these)
            if (canonical(name) or "") in known:
                end = these[-1].start() + len(these[-1].group().removesuffix("'s").removesuffix("’s"))
                yield name, these[0].start(), end
                place += size - 1
                break
        place += 1
