"""Nodes by what people call them: what a form shows, and what is meant by what was typed there."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graph.editing.placing import called_key
from graph.keys import unique
from graph.model import MODEL
from graph.saying import saying
from graph.terms import term
from pages.acting import Wrong
from pages.describing.asking import MOST
from pages.describing.fields import makes

NO_SUCH = saying("There is no {kind} called {name!r}.", "Rien ne s'appelle {name!r} ({kind}).")
NOT_YET = saying(
    "There is no {kind} called {name!r} yet: choose one of the list. Who draws the map can add it.",
    "Rien ne s'appelle encore {name!r} ({kind})\N{NO-BREAK SPACE}: choisissez dans la liste. "
    "Qui dessine la carte peut l'ajouter.",
)


class Names:
    """What nodes of each label are called; what several are called has its key behind it."""

    def __init__(self, known: Mapping[str, Sequence[tuple[str, str]]], looked_up: Iterable[str] = ()) -> None:
        self._shown: dict[str, dict[str, str]] = {}
        self._looked_up = set(looked_up)
        for label, nodes in known.items():
            several = Counter(name for _, name in nodes)
            self._shown[label] = {key: name if several[name] == 1 else f"{name} ({key})" for key, name in nodes}

    @classmethod
    def of(cls, data: Mapping[str, Any], **beside: Sequence[tuple[str, str]]) -> "Names":
        """What an answer has of them."""
        looked_up = _listed(data, "named_")
        known = {
            label: list(dict.fromkeys([*nodes, *looked_up.get(label, ())])) for label, nodes in _listed(data).items()
        }
        return cls({**known, **beside}, looked_up)

    @property
    def labels(self) -> Iterable[str]:
        """The labels that names are known of."""
        return self._shown

    def all(self, label: str) -> list[str]:
        """All of a label, in order."""
        return sorted(self._shown.get(label, {}).values(), key=str.casefold)

    def shown(self, label: str | None, key: str, otherwise: str) -> str:
        """What one is called."""
        return self._shown.get(label or "", {}).get(key, otherwise)

    def key(self, label: str, typed: str) -> str | None:
        """The key of what is meant by what was typed: a name, whatever its case, or a key; null where nothing is."""
        shown = self._shown.get(label, {})
        if typed in shown:
            return typed
        exact = [key for key, name in shown.items() if name == typed]
        folded = [key for key, name in shown.items() if name.casefold() == typed.casefold()]
        return next(iter(exact or folded), None)

    def whole(self, label: str) -> bool:
        """Whether all of a label are known that are meant; of very many only some are, and others go by their keys."""
        return label in self._looked_up or len(self._shown.get(label, {})) < MOST

    def taken(self, label: str) -> set[str]:
        """The keys that there are."""
        return set(self._shown.get(label, {}))


def within(steps: Sequence[Mapping[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    """What the parts of a journey are called among which one chooses, by its steps with their touchpoints."""
    return {
        "Step": [(step["key"], step["text"] or step["key"]) for step in steps],
        "Touchpoint": [(each["key"], each["label"]) for step in steps for each in step["touchpoints"]],
    }


def _listed(data: Mapping[str, Any], kind: str = "known_") -> dict[str, list[tuple[str, str]]]:
    return {
        name.removeprefix(kind): [(edge["node"]["key"], edge["node"]["label"]) for edge in found["edges"]]
        for name, found in data.items()
        if name.startswith(kind)
    }


class Meant:
    """Finds what is meant by names; what there is not yet, and may be made by its name, is made by an act's first
    changes. `edits` tells whether a change is one that whoever acts may make."""

    def __init__(self, names: Names, edits: Callable[..., bool]) -> None:
        self._names, self._edits = names, edits
        self._made: dict[tuple[str, str], str] = {}
        self.changes: list[dict[str, Any]] = []
        """What makes them."""

    def key(self, label: str, typed: str, field: str) -> str:
        """The key of one. Wrong where there is none, and none can be made, or not by whoever acts."""
        found = self._names.key(label, typed) or self._made.get((label, typed.casefold()))
        if found:
            return found
        if not self._names.whole(label):
            return typed
        node = MODEL[label]
        if not makes(label):
            raise Wrong(NO_SUCH(kind=term(label).said(), name=typed), field)
        made = {node.singular: {node.called or "name": typed}}
        if not self._edits(**made):
            raise Wrong(NOT_YET(kind=term(label).said(), name=typed), field)
        # It gets the key that is made for it; to give it one would be to say something of what may be there.
        made_here = {new for (of, _), new in self._made.items() if of == label}
        key = unique(called_key(label, typed), self._names.taken(label) | made_here)
        self._made[label, typed.casefold()] = key
        self.changes.append(made)
        return key
