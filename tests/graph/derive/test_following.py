"""Where customers go on to from steps of which nobody says, without a store."""

import pytest

from graph.derive.following import resolved
from graph.derive.landscape import Next, Step


def default(step: str, wait: str | None = None) -> tuple[Next, ...]:
    return (Next(step, wait=wait, declared=False),)


NOBODY = dict.fromkeys("abcd")
"""Of no step does anybody say where it goes, or how long it takes."""


@pytest.mark.parametrize(
    ("steps", "unsaid", "expected"),
    [
        ([Step("a", 1), Step("b", 2)], NOBODY, {"a": default("b"), "b": ()}),
        ([Step("b", 7), Step("a", 2)], {"a": "P2D", "b": "P3D"}, {"a": default("b", "P2D"), "b": ()}),
        ([Step("b", 1), Step("a", 1), Step("c", 2)], NOBODY, {"a": default("b"), "b": default("c"), "c": ()}),
        ([Step("a", 1, "GOAL"), Step("b", 2)], NOBODY, {"a": (), "b": ()}),
        ([Step("a", 1, next=(Next("b"),)), Step("b", 2)], {"b": None}, {"a": (Next("b"),), "b": ()}),
        ([Step("a", 1), Step("b", 2)], {}, {"a": (), "b": ()}),
        ([Step("a", 0), Step("b", 1), Step("d", 2)], NOBODY, {"a": (), "b": default("d"), "d": ()}),
        ([], NOBODY, {}),
    ],
    ids=["the next", "by order", "by key", "an outcome", "said", "said to be none", "of unknown order", "no step"],
)
def test_a_step_goes_on_to_the_one_that_follows(steps, unsaid, expected):
    assert {step.key: step.next for step in resolved(steps, unsaid)} == expected
