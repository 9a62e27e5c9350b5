"""What a writer of YAML did where it is none, from what the parser says of it."""

import re
from typing import Any

import yaml

from graph.problems import Code, Problem
from graph.saying import Saying, saying
from importers.errors import bad, detailed
from importers.reading.tree import Spot

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What reads YAML, in C where that is there."""

NO_YAML = saying(
    "this is no YAML{detail}",
    "ce n'est pas du YAML ; un texte qui contient des signes se met entre guillemets droits{detail}",
)
TAB = saying("a tab stands here; indent with spaces only", "il y a ici une tabulation ; n'indentez qu'avec des espaces")
SIGN = saying(
    'a text that begins with {sign} goes between quotes: "{sign}…"',
    'un texte qui commence par {sign} se met entre guillemets droits : "{sign}…"',
)
DASH = saying(
    "a list begins in a line of its own; a text that begins with - goes between straight quotes",
    "une liste commence sur sa propre ligne ; un texte qui commence par - se met entre guillemets droits",
)
ESCAPE = saying(
    'between " and " a \\ is written \\\\, or take \' instead',
    "entre deux \", un \\ s'écrit \\\\ ; ou prenez des ' à la place",
)
COLON = saying(
    'a text that has `: ` in it goes between straight quotes: "this: that"',
    'un texte qui contient un deux-points suivi d\'une espace se met entre guillemets droits : "ceci: cela"',
)
INDENTED = saying(
    "this line is indented as if it belonged to the text above; fields of one thing begin in the same column",
    "cette ligne est indentée comme si elle faisait partie du texte du dessus ;"
    " les champs d'un même objet commencent dans la même colonne",
)
ASTRAY = saying(
    "this line begins in a column where nothing above it begins; fields of one thing begin in the same column",
    "cette ligne commence dans une colonne où rien ne commence au-dessus ;"
    " les champs d'un même objet commencent dans la même colonne",
)
LEFT_OVER = saying(
    "nothing is expected here: is there one quote or bracket too many? A ' within '…' is written ''",
    "rien n'est attendu ici : y a-t-il un guillemet ou un crochet de trop ? Une ' dans '…' s'écrit ''",
)
OPEN = saying(
    "a comma or `{end}` is missing before this: `{begin}` opens in line {line}",
    "il manque avant ceci une virgule ou `{end}` : `{begin}` s'ouvre à la ligne {line}",
)
OPEN_QUOTE = saying("the quote that opens here is not closed", "le guillemet ouvert ici n'est pas fermé")
NO_DASH = saying(
    "each entry of the list above begins with `- `, in one column",
    "chaque entrée de la liste ci-dessus commence par `- `, dans la même colonne",
)
NO_COLON = saying(
    "between a field and its value stands a colon and a space: `name: Anna`",
    "entre un champ et sa valeur, il faut un deux-points et une espace : `name: Anna`",
)
NO_BREAK = saying(
    "a no-break space stands here where YAML needs a plain one",
    "il y a ici une espace insécable, là où YAML demande une espace ordinaire",
)
COMMA = saying(
    "a comma parts fields here: write {written}, with no comma",
    "une virgule sépare ici deux champs : écrivez {written}, sans virgule",
)
COMMA_IN_TEXT = saying(
    "a comma parts fields here: what has one in it goes between straight quotes",
    "une virgule sépare ici deux champs : ce qui en contient une se met entre guillemets droits",
)

_UNBROKEN = re.compile(r"^[ -]*[\xa0\u202f]|^[ -]*[\w\"'.-]+:[\xa0\u202f]")
"""A no-break space that indents a line, or stands between its field and the value."""

_SCALAR = re.compile(r"(?:^|[{\[]|[:,]\s|[\"']:)\s*((?:(?![:,]\s|[\"']:)[^{}\[\]])*),$")
"""The plain scalar in braces that ends with a comma; what of it stands before."""

_LONGEST = 1000
"""How much of a line is looked at."""


def syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The one thing for which a text is no YAML, in the words of somebody who writes some."""
    at = error.problem_mark or error.context_mark
    detail = str(error.problem or error)
    if error.context_mark and ("could not find expected ':'" in detail or "unexpected end of stream" in detail):
        at = error.context_mark
    if at is None:
        return bad(Code.BAD_VALUE, NO_YAML(detail=detailed(detail)), (file, None, None))
    lines = text.split("\n")
    for number in (at.line - 1, at.line):
        if 0 <= number < len(lines) and (found := _UNBROKEN.search(lines[number])) and _mended(lines[: at.line + 1]):
            return bad(Code.BAD_VALUE, NO_BREAK(), (file, number + 1, found.end()))
    line = lines[at.line] if at.line < len(lines) else ""
    began = error.context_mark
    opens = lines[began.line][began.column :] if began and began.line < len(lines) else ""
    said = _sign(detail, line[at.column :], error.context or "", opens)
    said = said or _said(detail, line[: at.column], line[at.column :], began)
    return bad(Code.BAD_VALUE, said or NO_YAML(detail=detailed(detail)), (file, at.line + 1, at.column + 1))


def _mended(lines: list[str]) -> bool:
    """Whether nothing is wrong with these lines any more once no-break spaces in them are plain."""
    plain = (_UNBROKEN.sub(lambda found: re.sub("[\xa0\u202f]", " ", found[0]), line) for line in lines)
    try:
        for _ in yaml.parse("\n".join(plain) + "\n", LOADER):
            pass
    except (yaml.YAMLError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        return mark is not None and bool(mark.line >= len(lines))
    return True


def _sign(detail: str, after: str, context: str, opens: str) -> Saying | None:
    """What to say where a sign of YAML's begins what was meant as a text; `opens` is what stands at the context."""
    if "sequence entries are not allowed" in detail or ("node content" in detail and after[:2] == "- "):
        return DASH()
    if "tab character" in detail or ("cannot start any token" in detail and after[:1] == "\t"):
        return TAB()
    if any(part in detail for part in ("cannot start any token", "mapping keys are not allowed", "undefined tag")):
        return SIGN(sign=after[:1])
    if re.search("block scalar|anchor|alias|a tag|directive", context):
        return SIGN(sign=opens[:1])
    return ESCAPE() if "quoted" in context and re.search("escape|hex", detail) else None


def _said(detail: str, before: str, after: str, context: yaml.Mark | None) -> Saying | None:
    first = not before.strip(" -")
    if "mapping values are not allowed" in detail:
        return COLON() if ": " in before else INDENTED()
    if "did not find expected key" in detail:
        return ASTRAY() if first else LEFT_OVER()
    if (ends := re.search("',' or '([]}])'", detail)) and context:
        return OPEN(end=ends[1], begin="{" if ends[1] == "}" else "[", line=context.line + 1)
    plain = {
        "unexpected end of stream": OPEN_QUOTE,
        "expected '-' indicator": NO_DASH,
        "expected ':'": NO_COLON,
        "node content": LEFT_OVER,
        "document start": LEFT_OVER,
    }
    return next((said() for part, said in plain.items() if part in detail), None)


def comma(text: str, start: int, end: int, at: Spot) -> tuple[Saying, Spot] | None:
    """What to say of a name in braces that belongs to the value before it, `0,8`, and where that begins; else None.

    The same is said of each name that is a part of one value, `1,000,000`.
    """
    rest = re.match(r"\d+(?:,\d+)*(?=\s*[,}])", text[start : start + _LONGEST])
    if text[start - 1 : start] != "," or not text[start:end].isdecimal() or not rest:
        return None
    line = text.rfind("\n", max(0, start - _LONGEST), start) + 1 or max(0, start - _LONGEST)
    if not (before := _SCALAR.search(text[line:start])):
        return None
    whole = f"{before[1]},{rest[0]}"
    begins = at[0], at[1] - len(before[1]) - 1
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+", whole):
        return COMMA(written=whole.replace(",", "")), begins
    if re.fullmatch(r"[-+]?\d+,\d+", whole):
        return COMMA(written=whole.replace(",", ".")), begins
    return COMMA_IN_TEXT(), begins
