"""Where people stand in the rows of an org chart: by what columns are called, and by what they hold."""

import re
from collections.abc import Collection, Mapping, Sequence

from importers.rows import people

LOOKED_AT = 200
"""How many rows of a table are looked at before the others."""

MOST_OF_THEM = 0.8
"""The share of the keys of a table that look like names of people where they are such."""

UNITS = ("department", "departmentName", "departmentParent")
BY_MANAGER = ("supervisory", "sup org", "superior organization", "organisation hiérarchique")
"""What columns are called whose departments bear their manager's name; the first and third are Workday's."""

NAMELY = ("name", "employee", "worker", "staff", "person", "nom", "collaborateur", "salarié", "mitarbeiter")
"""What a column of keys is called that may hold names of people."""

NAMING = {"name", "names", "nom", "mail", "email", "courriel"}
"""Words in what a column of managers is called that holds names or addresses."""

ENTRY = re.compile(r"\s*(?:cn|uid|sn|givenname)\s*=", re.IGNORECASE)
"""How the name of a person's entry in a directory begins."""

Sample = Mapping[str, Collection[str]]
"""What stands in the first rows of a table, by column."""


class Privacy:
    """What of the rows of one shape would name people; `columns` are theirs by ours, as the rows have them."""

    def __init__(self, columns: Mapping[str, list[str]], there: Sequence[str] | None, sample: Sample) -> None:
        self.holder = people.person if there is None else people.holder(tuple(there))
        self.address = people.addresses(there or ())
        """The column of the mail addresses of those whose rows they are."""
        named = [*columns["role"], *columns["reportsTo"]]
        self._managers_by_name = any(NAMING & set(people.plain(each).split()) for each in named)
        keys = columns["key"][:1]
        held = {cell for each in keys for cell in sample.get(each, ())}
        self._keyed_by_name = any(map(people.names_people, keys)) or _mostly_names(held)
        self._namely = any(people.plain(each) in NAMELY for each in keys)
        units = [name for ours in UNITS for name in columns[ours]]
        called = any(word in people.plain(name) for word in BY_MANAGER for name in units)
        self.called_after = called or any(_called_after(set(sample.get(name, ()))) for name in units)
        """Whether departments bear their managers' names."""

    def is_personal(self, key: str, holder: str | None) -> bool:
        """Whether a key of a position would name the person who holds it."""
        if self._keyed_by_name or is_address(key):
            return True
        return " " in key and ((holder is not None and people.canonical(key) == holder) or self._looks(key))

    def names_manager(self, manager: str) -> bool:
        """Whether a manager goes by what belongs to a person."""
        return self._managers_by_name or is_address(manager)

    def _looks(self, key: str) -> bool:
        return self._namely and people.looks(key)


def is_address(word: str) -> bool:
    """Whether a word is somebody's mail address, or the name of somebody's entry in a directory."""
    return "@" in word or ENTRY.match(word) is not None


def _mostly_names(keys: Collection[str]) -> bool:
    return bool(keys) and sum(map(people.looks, keys)) >= MOST_OF_THEM * len(keys)


def _called_after(departments: Collection[str]) -> bool:
    """Whether each department has a name of a person in brackets, and without it still one of its own.

    Places in brackets tell departments apart that have one name; these stay.
    """
    bare = {people.bare(each) for each in departments}
    named = all(any(map(people.looks, people.remarks(each))) for each in departments)
    return len(departments) > 1 and len(bare) == len(departments) and named
