"""What a writer of YAML did where it is none, from what the parser says of it."""

import re

import yaml

from graph.problems import Code, Problem
from graph.saying import Saying, saying
from importers.errors import bad
from importers.reading.tree import Spot

NO_YAML = saying("this is no YAML: {detail}", "ce n'est pas du YAML : {detail}")
TAB = saying("a tab stands here; indent with spaces only", "il y a ici une tabulation ; n'indentez qu'avec des espaces")
SIGN = saying(
    'a text that begins with {sign} goes between quotes: "{sign}…"',
    'un texte qui commence par {sign} se met entre guillemets droits : "{sign}…"',
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

_UNBROKEN = re.compile(r"^[\s-]*?[\xa0\u202f]|:[\xa0\u202f]")


def syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The one thing for which a text is no YAML, in the words of somebody who writes some."""
    at = error.problem_mark or error.context_mark
    detail = str(error.problem or error)
    if error.context_mark and ("could not find expected ':'" in detail or "unexpected end of stream" in detail):
        at = error.context_mark
    if at is None:
        return bad(Code.BAD_VALUE, NO_YAML(detail=detail), (file, None, None))
    lines = text.split("\n")
    for number in (at.line - 1, at.line):
        if 0 <= number < len(lines) and (found := _UNBROKEN.search(lines[number])):
            return bad(Code.BAD_VALUE, NO_BREAK(), (file, number + 1, found.end()))
    line = lines[at.line] if at.line < len(lines) else ""
    said = _said(detail, line[: at.column], line[at.column :], error.context_mark)
    return bad(Code.BAD_VALUE, said or NO_YAML(detail=detail), (file, at.line + 1, at.column + 1))


def _said(detail: str, before: str, after: str, context: yaml.Mark | None) -> Saying | None:
    first = not before.strip(" -")
    if "tab character" in detail or ("cannot start any token" in detail and after[:1] == "\t"):
        return TAB()
    if "cannot start any token" in detail:
        return SIGN(sign=after[:1])
    if "mapping values are not allowed" in detail:
        return COLON() if ": " in before else INDENTED()
    if "did not find expected key" in detail:
        return ASTRAY() if first else LEFT_OVER()
    if (ends := re.search("',' or '([]}])'", detail)) and context:
        return OPEN(end=ends[1], begin="{" if ends[1] == "}" else "[", line=context.line + 1)
    plain = {"unexpected end of stream": OPEN_QUOTE, "expected '-' indicator": NO_DASH, "expected ':'": NO_COLON}
    return next((said() for part, said in plain.items() if part in detail), None)


def comma(text: str, start: int, end: int, at: Spot) -> tuple[Saying, Spot] | None:
    """What to say of a name in braces that is the end of a number, `0,8`, and where that begins; None of any other."""
    whole = re.search(r"[-+]?\d+,$", text[max(0, start - 40) : start])
    if not whole or not text[start:end].isdecimal() or not re.match(r"\s*[,}]", text[end : end + 40]):
        return None
    number, rest = whole[0][:-1], text[start:end]
    thousands = len(rest) == 3 and number.lstrip("+-") != "0"
    written = f"{number}{rest}" if thousands else f"{number}.{rest}"
    return COMMA(written=written), (at[0], at[1] - len(whole[0]))
