"""What has to be known for a form: what stands there, and what there is to choose from."""

from functools import lru_cache

from api.shown import pages
from graph.model import MODEL, Relation
from pages.describing.fields import carries, fields, heading, silent, targets
from pages.node.asking import PARTS, end

MOST = 1000
"""How many of a label can be chosen from by name; others by their keys."""

BESIDE = ("evidence", "opportunities")
"""What is said of a node from elsewhere, and shown beside what it says itself."""

PARTIAL = ("Step", "Touchpoint", "Phase")
"""What is chosen from within one journey."""


@lru_cache(64)
def document(label: str, there: bool = True, only: tuple[str, ...] = ()) -> str:
    """The operations for a form about a node, or about some of its fields; one that is new is not asked for."""
    asked = [described(label, only)] if there else []
    return "\n".join([*asked, *(names(each) for each in targets(label, only) if each not in PARTIAL)])


def beside(label: str) -> list[str]:
    """The relations that lead to what is said of it from elsewhere, where they are few."""
    ends = MODEL[label].by_name
    return [name for name in BESIDE if isinstance(each := ends.get(name), Relation) and not pages(each)]


def described(label: str, only: tuple[str, ...] = ()) -> str:
    """What stands there, in all fields or some."""
    selected = ["id key label"]
    if any(silent(label, each) for each in fields(label).values() if isinstance(each, Relation)):
        selected.append("stated")
    for name, each in fields(label, only).items():
        if isinstance(each, Relation):
            selected.append(f"{name} {{ {_entry(each)} }}")
        else:
            selected.append(f"{name} {{ {PARTS[each.type]} }}" if each.type in PARTS else name)
    selected += [f"{name} {{ id label {_said(label, name)} }}" for name in beside(label) if not only]
    whole = " ".join(selected)
    return f"query described($node: String!) {{ described: {MODEL[label].singular}(key: $node) {{ {whole} }} }}"


def _said(label: str, name: str) -> str:
    """What was said, by which one is told from another that is called nothing."""
    target = MODEL[label].by_name[name]
    assert isinstance(target, Relation) and target.target
    return "quote" if heading(target.target) == "quote" else ""


def _entry(relation: Relation) -> str:
    at = end(relation)
    if not at:
        return "id key label"
    said = [f"{p.name} {{ {PARTS[p.type]} }}" if p.type in PARTS else p.name for p in carries(relation).values()]
    declared = ["declared"] if relation.edge and any(p.name == "declared" for p in relation.edge.properties) else []
    return " ".join([f"{at} {{ id key label }}", *said, *declared])


@lru_cache(64)
def named(label: str) -> str:
    """Which nodes of a label are called as somebody typed (`$named`), or have that as their key."""
    called = MODEL[label].called or "name"
    held = f"{{ {called}: {{ in: $named }} }}, " if called in MODEL[label].by_name else ""
    where = f"{{ OR: [{held}{{ key: {{ in: $named }} }}] }}"
    listed = f"{MODEL[label].plural}(first: {MOST}, where: {where}) {{ edges {{ node {{ key label }} }} }}"
    return f"{names(label)}\nquery named_{label}($named: [String!]!) {{ named_{label}: {listed} }}"


@lru_cache(64)
def names(label: str) -> str:
    """What all nodes of a label are called."""
    listed = f"{MODEL[label].plural}(first: {MOST}) {{ edges {{ node {{ key label }} }} }}"
    return f"query known_{label} {{ known_{label}: {listed} }}"
