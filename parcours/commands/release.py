"""`parcours release`: what people edited is given back to the sources that describe it."""

from typing import Annotated, Literal

from graph.acts.acting import LOCAL, Signed, acting
from graph.editing.outcome import Outcome
from graph.editing.releasing import release as give_back
from graph.french import PROPERTIES
from graph.gateway import Read
from graph.language import both
from graph.model import MODEL
from graph.said import Ref
from graph.settling import spared
from graph.settling.beside import ORDER, PLACED
from graph.terms import ROLES, term
from parcours.help import argument, option
from parcours.language import french, told
from parcours.opening import Purpose, opened, say
from parcours.options import Demo
from parcours.output import as_json, give
from parcours.settings import load
from queries.names import find
from queries.names.candidates import spelt
from queries.names.sought import Sought, one
from wording.decisions import SAME
from wording.problems import said

Node = Annotated[
    str,
    argument(
        "The node, as `Label:key` (`Step:home/sign`), or by its name; also one that was removed by hand.",
        "L'objet, sous la forme `Label:clé` (`Step:home/sign`), ou par son nom ; aussi un objet supprimé à la main.",
        metavar="ID",
    ),
]
Fields = Annotated[
    list[str] | None,
    argument(
        "The fields, by name; `order` is that of a journey's phases and steps. All that are held unless given.",
        "Les champs, par leur nom ; `order` est l'ordre des macro-étapes et étapes d'un parcours. Sinon, tous ceux qui"
        " sont tenus.",
        metavar=told("FIELD", "CHAMP"),
    ),
]
Format = Annotated[
    Literal["text", "json"],
    option("text is for people, json is for programs.", "text est pour des personnes, json pour des programmes."),
]
NOTHING_HELD = both(
    "Nobody holds anything of it; nothing was written.", "Personne n'en tient rien ; rien n'a été écrit."
)
NODES = {node.singular: label for label, node in MODEL.items() if node.told}
"""What people may have edited: labels by the word for one of them."""

LABELS = {spelt(word): label for label in NODES.values() for word in (label, *term(label).one.values())}
"""The words that stand before a key, in any language."""


@french("""
Rendre à ses sources ce qui a été modifié à la main : leur prochain import compte de nouveau.

Jusque-là, ce qui a été modifié reste tel quel. Ce qui a été supprimé à la main revient alors.
""")
def release(node: Node, fields: Fields = None, format: Format = "text", demo: Demo = False) -> None:
    """Give what was edited by hand back to its sources: their next import counts again.

    Until then what was edited stands as it is. What was removed by hand comes back then.
    """
    settings = load()
    language = settings.language()
    with opened(settings, settings.of(demo), Purpose.WRITING) as gateway, acting(gateway, Signed(LOCAL)) as act:
        ref = _meant(act.run, node)
        outcome = give_back(act, ref, [_field(ref[0], each) for each in fields] if fields else None)
    if format == "json":
        give(as_json(_told(ref, outcome)))
    elif outcome.notes:
        give("\n".join(said(note.said, language) for note in outcome.notes))
    if not outcome.run:
        say(SAME[language] if outcome.notes else NOTHING_HELD[language])


def _meant(read: Read, text: str) -> Ref:
    """The node that is named, be it one that was removed."""
    word, _, key = text.partition(":")
    label = LABELS.get(spelt(word)) if key else None
    if label and (label, key) in spared.removed(read):
        return label, key
    ((found,),) = find(read, [one(label, key) if label else Sought(text, NODES)])
    return label or NODES[found.field], found.key


def _field(label: str, text: str) -> str:
    """The name of a field that is named in any language; as it is where it is none."""
    node = MODEL[label]
    words = {PLACED.get(label, ""): term("Phase").one.values(), ORDER: ("order", "ordre")}
    words |= {p.name: (p.name, PROPERTIES.get(p.name, "")) for p in node.properties if p.told}
    words |= {r.name: (r.name, *ROLES.get(r.type, {}).values()) for r in node.said}
    return next((name for name, each in words.items() if spelt(text) in map(spelt, each)), text)


def _told(ref: Ref, outcome: Outcome) -> dict[str, object]:
    """What was given back, for programs: each field, and the source from which it will come, where there is one."""
    released = [{"field": note.field, "from": note.said.values.get("source")} for note in outcome.notes]
    return {"id": ":".join(ref), "edit": outcome.run and f"ImportRun:{outcome.run}", "released": released}
