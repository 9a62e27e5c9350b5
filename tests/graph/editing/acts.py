"""Editing in tests: an act in a line, and what stands afterwards."""

from graph.acts.acting import Signed, acting
from graph.editing import edit as editing
from graph.editing import releasing
from graph.editing.change import Describe, Place


def edit(gateway, *changes, by="anna", expected=None, note=None, hold_organisation=False):
    """Carry an act out."""
    with acting(gateway, Signed(by, expected)) as act:
        return editing.edit(act, changes, note, hold_organisation)


def undo(gateway, run, by="anna"):
    """Take an act back."""
    with acting(gateway, Signed(by)) as act:
        return editing.undo(act, editing.past(act, run))


def release(gateway, ref, fields=None, by="anna"):
    """Give the pen back."""
    with acting(gateway, Signed(by)) as act:
        return releasing.release(act, ref, fields)


def say_of(label, key, place=None, upsert=False, **fields):
    """What is said of a node."""
    return Describe(label, key, {name.rstrip("_"): value for name, value in fields.items()}, place or Place(), upsert)
