"""The texts that a search looks through, read off the model, and the store's full-text indexes over them."""

from graph.model import MODEL

TEXTS = {
    label: tuple(p.name for p in node.properties if p.search)
    for label, node in MODEL.items()
    if any(p.search for p in node.properties)
}
"""The labels that have texts, and the properties that hold them, what a node is called by first."""

NAMES = tuple(dict.fromkeys((*(names[0] for names in TEXTS.values()), *(n for names in TEXTS.values() for n in names))))
"""Every property that holds texts, whatever the label, what nodes are called by first."""

FOLDED, FRENCH, ENGLISH = "texts", "textsFrench", "textsEnglish"

ANALYZERS = {FOLDED: "standard-folding", FRENCH: "french", ENGLISH: "english"}
"""The indexes, and how each reads words: as they stand but for accents, or by their stem."""


def indexed(index: str) -> tuple[str, ...]:
    """The properties that an index is over. The store allows one index over the same ones, so each adds its name."""
    return (*NAMES, index)


def create(index: str) -> str:
    """The statement that makes an index, unless it is there."""
    properties = ", ".join(f"n.{name}" for name in indexed(index))
    return (
        f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS FOR (n:{'|'.join(TEXTS)}) ON EACH [{properties}] "
        f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{ANALYZERS[index]}'}}}}"
    )
