"""What the compiler makes: the operations of `triplets/`, their statements, and what the worked case answers.

`PARCOURS_GOLDEN=write` writes statements and answers anew; what changes in them is read before it is committed.
"""

import json
import os
from pathlib import Path

import pytest

TRIPLETS = Path(__file__).with_name("triplets")
OPERATIONS = sorted(TRIPLETS.glob("*.graphql"))


def text(answer):
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


@pytest.fixture(autouse=True)
def whole(landscape):
    """What is derived belongs to what is told: else an act would derive it anew."""
    landscape.command("MATCH (g:Graph {key: 'graph'}) SET g.derived = g.revision")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda path: path.stem)
def test_a_triplet(run, statements, operation):
    answer = text(run(operation.read_text(encoding="utf-8")))
    cypher = "\n\n".join(statement for statement, _ in statements) + "\n"
    golden = {operation.with_suffix(".cypher"): cypher, operation.with_suffix(".json"): answer}
    for path, made in golden.items():
        if os.environ.get("PARCOURS_GOLDEN") == "write":
            path.write_text(made, encoding="utf-8")
        assert made == path.read_text(encoding="utf-8"), path.name


def test_every_triplet_is_whole():
    suffixes = {path.suffix for path in OPERATIONS} | {".cypher", ".json"}
    whole = {path.with_suffix(suffix) for path in OPERATIONS for suffix in suffixes}
    assert whole == set(TRIPLETS.iterdir())
    assert all(operation.read_text(encoding="utf-8").startswith("# ") for operation in OPERATIONS)
