"""What Pydantic finds wrong, in the words of somebody who writes YAML: mappings, knowledge files."""

import difflib
import re
import typing
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel

from graph import wrong_values
from graph.keys import KEY
from graph.problems import Code, Problem
from graph.said import Place
from graph.saying import MEANT, Saying, saying
from graph.terms import TERMS
from graph.wrong_values import IN_FIELD, NO_NUMBER, NONE_OF
from importers.errors import bad
from importers.reading.tree import Spot, spot

_LONGEST = 60

VALUE = saying("{given} {needed}", "{given} {needed}")
NO_FIELD = saying("{thing} has no field {name!r}; {hint}", "{thing} n'a pas de champ {name!r} ; {hint}")
HAS = saying("it has {fields}", "ses champs sont {fields}")
MISSING = saying(
    "{thing} needs a field {name!r}, which is missing here", "{thing} doit avoir un champ {name!r}, qui manque ici"
)
A_MAPPING, A_LIST = saying("a mapping", "un objet"), saying("a list", "une liste")
A_TEXT, A_NUMBER = saying("{text!r}", "{text!r}"), saying("{number:.10g}", "{number:.10g}")
CALLED = {
    "Mapping": saying("a Mapping", "un mapping"),
    "Document": saying("a knowledge file", "un fichier de connaissances"),
    "Lead": saying("an entry of leadsTo", "une entrée de leadsTo"),
    "Transition": saying("an entry of next", "une entrée de next"),
    "Columns": saying("`columns`", "`columns`"),
}
"""What models are called whose names end like this."""

AN, A = saying("an {name}", "un objet {name}"), saying("a {name}", "un objet {name}")

NEEDED = {
    **wrong_values.NEEDED,
    "finite_number": saying("is no finite number", "n'est pas un nombre fini"),
    "list_type": saying(
        "is no list; write [ ] around it, or - before each entry",
        "n'est pas une liste ; écrivez [ ] autour, ou - devant chaque entrée",
    ),
    "model_type": saying(
        "has no fields; write them as {{key: …}}", "n'a pas de champs ; écrivez-les ainsi : {{key: …}}"
    ),
    "dict_type": saying(
        "has no fields; write them as {{key: …}}", "n'a pas de champs ; écrivez-les ainsi : {{key: …}}"
    ),
    "time_zone": saying(
        "is no time zone; write it like Europe/Paris", "n'est pas un fuseau horaire ; écrivez-le comme Europe/Paris"
    ),
    "country": saying(
        "is no country; write its code of two letters, like FR",
        "n'est pas un pays ; écrivez son code de deux lettres, comme FR",
    ),
    "string_unicode": saying("holds half of a character", "contient un caractère incomplet"),
}
"""What is wrong with a value of a file, by what Pydantic calls it; places are what it tells beside."""

NO_KEY = saying(
    "is no key; letters, digits and . _ : - make one, the first a letter or digit",
    "n'est pas une clé ; une clé se compose de lettres, de chiffres et de . _ : -,"
    " et commence par une lettre ou un chiffre",
)
SUCH_AS = saying("{said}, such as {example}", "{said}, par exemple {example}")
UNKNOWN = saying("is not known; this version reads {known}", "n'est pas connu ; cette version lit {known}")
HINT = saying("{said}; {hint}", "{said} ; {hint}")
NO_TEXT = saying("is no text", "n'est pas un texte")
UNQUOTED = saying(
    'is no text; put it into quotes: "{given}"', 'n\'est pas un texte ; mettez-le entre guillemets : "{given}"'
)
QUOTED = saying("is a text; take the quotes away", "est un texte ; retirez les guillemets")
WRITTEN = saying("{said}; write {number}", "{said} ; écrivez {number}")
"""A number as people write it, and as a file has it."""

TYPOGRAPHIC = "«»“”„‟"
QUOTES = f"{TYPOGRAPHIC}‘’\"' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""What word processors put around words in the place of straight quotes, and these."""

STRAIGHT = saying(
    "{name!r} stands between typographic quotes: leave them out, or take the straight ones, \" and '",
    "{name!r} est entre guillemets typographiques : supprimez-les, ou prenez les guillemets droits, \" et '",
)


def problem(
    error: Any,
    root: type[BaseModel],
    data: Any,
    placed: Callable[[Spot], Place],
    own: Callable[[Any], Saying | None] = lambda error: None,
) -> Problem:
    """One error of Pydantic as a problem with its place; nothing of the value's insides is shown.

    `placed` knows where a spot of the data is; `own` says it where the format has words of its own for such an error.
    """
    path = [part for part in error["loc"] if part != "[key]"]
    kind, given = error["type"], error["input"]
    model = _model(root, path[:-1])
    if kind == "extra_forbidden":
        at = spot(data, path, name=True)
        return bad(Code.UNKNOWN_COLUMN, _unknown(str(path[-1]), model), placed(at), str(path[-1]))
    if kind == "missing":
        code = Code.MISSING_KEY if path[-1] == "key" else Code.BAD_VALUE
        said = own(error) or MISSING(thing=_thing(model), name=path[-1])
        return bad(code, said, placed(spot(data, path[:-1])), None)
    names_key = error["loc"][-1:] == ("[key]",)
    field = next((part for part in reversed(path[: -1 if names_key else None]) if isinstance(part, str)), None)
    said = VALUE(given=shown(given), needed=own(error) or _needed(error))
    said = IN_FIELD(field=field, said=said) if field else said
    return bad(Code.BAD_VALUE, said, placed(spot(data, path, name=names_key)), str(shown(given)))


def _unknown(name: str, model: type[BaseModel]) -> Saying:
    close = closest(name, model.model_fields)
    if not {*name}.isdisjoint(TYPOGRAPHIC):
        return STRAIGHT(name=name)
    hint = meant(close) if close else HAS(fields=", ".join(model.model_fields))
    return NO_FIELD(thing=_thing(model), name=name, hint=hint)


def closest(given: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, whatever quotes stand around it."""
    by_case = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(given.strip(QUOTES).casefold(), by_case, 1, 0.7)
    return by_case[found[0]] if found else None


def meant(close: str) -> Saying:
    """Asks whether this known name was meant."""
    return MEANT(near=A_TEXT(text=close))


def shown(given: Any) -> Saying | str:
    """A value as a message shows it: short, and as it would stand in a file."""
    if isinstance(given, dict):
        return A_MAPPING()
    if isinstance(given, list):
        return A_LIST()
    if given is None or isinstance(given, bool):
        return {None: "null", True: "true", False: "false"}[given]
    if isinstance(given, float):
        return A_NUMBER(number=given)
    text = repr(given) if isinstance(given, str) else str(given)
    if len(text) > _LONGEST:
        return f"{text[:_LONGEST]}…"
    return A_TEXT(text=given) if isinstance(given, str) else text


def _model(root: type[BaseModel], path: Iterable[Any]) -> type[BaseModel]:
    """The model that stands at a path; list positions and keys of mappings have none of their own."""
    here = root
    for part in path:
        if part in here.model_fields:
            here = _inner(here.model_fields[part].annotation) or here
    return here


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _inner(part))), None)


def _thing(model: type[BaseModel]) -> Saying:
    name = model.__name__
    called = next((called for end, called in CALLED.items() if name.endswith(end)), None)
    if name in TERMS:
        return TERMS[name].any()
    return called() if called else (AN if name[0] in "AEIOU" else A)(name=name)


def _needed(error: Any) -> Saying | str:
    kind = error["type"]
    if kind in _NEEDED:
        return _NEEDED[kind](error)
    return NEEDED[kind](**error.get("ctx", {})) if kind in NEEDED else str(error["msg"])


def _key(error: Any) -> Saying:
    slug = re.sub(r"[^A-Za-z0-9._:-]+", "-", error["input"]).strip("-._:")
    return SUCH_AS(said=NO_KEY(), example=slug) if re.match(KEY, slug) else NO_KEY()


def _choice(error: Any) -> Saying:
    known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    if not known:
        return UNKNOWN(known=error["ctx"]["expected"])
    said = NONE_OF(known=", ".join(known))
    close = closest(error["input"], known) if isinstance(error["input"], str) else None
    return HINT(said=said, hint=MEANT(near=close)) if close else said


def _text(error: Any) -> Saying:
    given = error["input"]
    if isinstance(given, dict | list) or given is None:
        return NO_TEXT()
    return UNQUOTED(given=shown(given))


def _number(error: Any) -> Saying:
    given = error["input"]
    quoted = isinstance(given, str) and re.fullmatch(r"[-+]?\d+(\.\d+)?", given)
    return QUOTED() if quoted else number(given, NO_NUMBER())


def number(given: Any, said: Saying) -> Saying:
    """What is said of something that is no number, and the number that people write so: `0,8`, `12 000`."""
    meant = _number_meant(given)
    return WRITTEN(said=said, number=meant) if meant else said


def _number_meant(given: Any) -> str | None:
    if isinstance(given, list):
        parts = [str(each) if isinstance(each, int | float) else _number_meant(each) for each in given]
        wrong = any(isinstance(each, str) for each in given) and None not in parts
        return f"[{', '.join(map(str, parts))}]" if wrong else None
    if not isinstance(given, str) or not re.fullmatch(r"[-+]?(\d{1,3}([\s'’]\d{3})+|\d+)(,\d+)?", given):
        return None
    return re.sub(r"[\s'’]", "", given).replace(",", ".")


_NEEDED: dict[str, Callable[[Any], Saying]] = {
    "string_pattern_mismatch": _key,
    "literal_error": _choice,
    "string_type": _text,
    "float_type": _number,
    "int_type": lambda error: number(error["input"], NEEDED["int_type"]()),
}
