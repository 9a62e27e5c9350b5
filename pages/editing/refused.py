"""Why an act was not done, where that is told, and what was typed: nothing of it is lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.language import Language, both
from graph.terms import term
from pages.acting import Refused, Sent
from pages.describing.form import meanwhile
from pages.editing.doing import asked
from pages.editing.outline import asks
from pages.node.words import called
from pages.visitor import Visitor
from wording.problems import said
from wording.writing import quoted

GONE = both("{}: it is no longer there", "{}\N{NO-BREAK SPACE}: n'est plus là")
FILLED = ("channel", "emotion", "department", "missing", "first", "second")
"""The fields by which a touchpoint is added, and a step is split."""


@dataclass(frozen=True)
class Trouble:
    """What was not done, why, and at which node; with what stands there, and the way to have it done all the same."""

    sentence: str
    verb: str
    id: str
    field: str
    text: str
    given: Mapping[str, str]
    """What else was filled in, by field."""
    anyway: str | None
    stands: Sequence[str]


def trouble(refused: Refused | None, visitor: Visitor) -> Trouble | None:
    """Why the last act was not done; null where the drawer tells it."""
    if refused is None:
        return None
    form = asked(refused.sent)
    verb, inline = form.one("verb") or "", form.one("inline")
    if verb == "describe" and not inline:
        return None
    id_ = f"{form.one('label')}:{form.one('key')}" if inline else form.one("id") or ""
    at = id_ or next((found for each in ("after", "before", "step") if (found := form.one(each))), "")
    return Trouble(
        said(refused.sentence, visitor.language),
        verb,
        at,
        refused.field or "",
        _typed(form, verb, at),
        {name: form.one(name) or "" for name in FILLED},
        asks("remove", id=id_, cascade="1") if verb == "remove" and _goes_on(id_, form, visitor) else None,
        list(_stands(refused, visitor.language)),
    )


def _goes_on(id_: str, form: Sent, visitor: Visitor) -> bool:
    """Whether it can be removed all the same, with what refers to it."""
    return not form.one("cascade") and visitor.edits(remove={"ids": [id_], "cascade": True})


def _typed(form: Sent, verb: str, at: str) -> str:
    """What was typed, as it was."""
    inline = "f.v.name" if at.startswith("Phase:") else "f.v.text"
    name = {"lines": "line", "park": "line", "describe": inline}.get(verb, "text")
    return (form.fields.get(name) or ("",))[-1]


def _stands(refused: Refused, language: Language) -> Iterator[str]:
    """What somebody else put there meanwhile, field by field."""
    for each in refused.stands:
        if each["field"] and each["stands"]:
            yield meanwhile(each, f"{called(each['field'], language)} {quoted(each['stands'], language)}", language)
        else:
            called_ = _called(each["id"], language)
            yield meanwhile(each, called_ if each["stands"] else GONE[language].format(called_), language)


def _called(id_: str, language: Language) -> str:
    """A node that is not there any more, by what its key says."""
    label, _, key = id_.partition(":")
    return f"{term(label).one[language]} {quoted(key.rsplit('/', 1)[-1], language)}"
