"""Tickets come back: what is known by its label, whose it is, and what of it is not understood."""

from pathlib import Path
from typing import Any

import pytest

from graph.tickets import label, line, named
from importers.gather import Gathered, gather
from importers.kind import Instructions
from tests.importers.say import at_hand

FEED, GAP = label("FEED~web-cms~crm"), label("COVERAGE_GAP~j/s~web")
WHERE = line([("Touchpoint", "j/s/phone"), ("Step", "j/s")])
JIRA = f"""\
Summary,Issue key,Status,Labels,Labels,Description
Lost,PAR-1,In Progress,parcours,{FEED},"text
{WHERE}"
Theirs,PAR-2,Done,{GAP},,"h3. text
{line([("Opportunity", "share-quotes")])}"
Again,PAR-3,Done,{FEED},,
Not ours,PAR-4,Done,backend,,
"""
GITHUB = f"""\
"Labels","URL","Status","Summary","Description"
"parcours {FEED}","https://github.com/o/r/issues/7","OPEN","Lost","text

`{WHERE}`
"
"""
BROWSE = "address: https://jira.example/browse/\n"
OWN = {"title": "Lost", "ticket": "https://jira.example/browse/PAR-1", "status": "In Progress"}
EDGES: dict[tuple[str, str, str], Any] = {("Opportunity", "ADDRESSES", "Touchpoint"): {(FEED, "j/s/phone"): {}},
         ("Opportunity", "ADDRESSES", "Step"): {(FEED, "j/s"): {}}}  # fmt: skip


def read(folder: Path, text: str, mapping: str | None = None, name: str = "Jira 2026-11-28.csv") -> Gathered:
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "mapping.yaml").write_text(mapping or "")
    (found,) = gather("tickets", [folder / name], Instructions(mapping=folder / "mapping.yaml" if mapping else None))
    return found


def test_a_ticket_is_one_improvement_or_says_of_another_only_where_it_is_followed(tmp_path):
    found = read(tmp_path, JIRA, BROWSE)
    said = at_hand(found.said)
    theirs = {"ticket": "https://jira.example/browse/PAR-2", "status": "Done"}
    assert said.nodes == {"Opportunity": {FEED: OWN, "share-quotes": theirs}}
    assert said.edges == EDGES
    assert (found.source, found.named, found.files[0].rows) == ("tickets", True, 4)
    assert [(each.code, each.place[1:]) for each in found.problems] == [("DUPLICATE_KEY", (6, "Labels"))]


def test_the_list_of_github_needs_no_mapping(tmp_path):
    said = at_hand(read(tmp_path, GITHUB, name="tickets.csv").said)
    assert said.nodes["Opportunity"] == {
        FEED: {"title": "Lost", "ticket": "https://github.com/o/r/issues/7", "status": "OPEN"}
    }
    assert said.edges == EDGES


@pytest.mark.parametrize(
    ("mapping", "status"),
    [
        ("status: {In Progress: en cours, Done: fait}\n", {"en cours", "fait"}),
        ("status: {In Progress: en cours}\n", {"en cours", None}),
    ],
)
def test_a_mapping_has_words_for_states_and_those_it_lacks_are_unknown(tmp_path, mapping, status):
    found = read(tmp_path, JIRA, BROWSE + mapping)
    assert {each.get("status") for each in at_hand(found.said).nodes["Opportunity"].values()} == status
    missed = [(each.value, each.place[2]) for each in found.problems if each.code == "UNMAPPED_VALUE"]
    assert missed == ([("Done", "Status")] if None in status else [])


@pytest.mark.parametrize(
    ("text", "mapping", "said"),
    [
        (JIRA, None, "'PAR-1' is no address; say in the mapping what comes before it: `address: https://…/browse/`"),
        (JIRA, "address: javascript:alert(1)\n", "address"),
        ("Summary,Labels\nx,backend\n", None, "no row has a label that `parcours export` gave it"),
        ("Summary,Issue key\nx,PAR-1\n", None, "the table has no column 'Labels', which labels is to be read from"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(tmp_path, text, mapping, said):
    found = read(tmp_path, text, mapping)
    assert found.refused and said in found.problems[0].message


def test_a_ticket_that_no_longer_says_what_it_is_about_is_kept(tmp_path):
    found = read(tmp_path, f"Summary,URL,Labels\nx,https://t/1,{FEED}\n")
    assert at_hand(found.said).nodes["Opportunity"] == {FEED: {"title": "x", "ticket": "https://t/1"}}
    assert [(each.code, each.place[1:]) for each in found.problems] == [("UNMAPPED_VALUE", (2, None))]


@pytest.mark.parametrize("key", ["j/s/phone", "a b~c_d", "é:%2F", "x Touchpoint:y", "`{|[]}", "-", "."])
def test_whatever_a_key_is_it_is_read_back(key):
    refs = [("Touchpoint", key), ("Step", "j/s")]
    assert list(named(f"parcours-ref: Step:other\ntext\n* {line(refs)}")) == refs
    assert list(named(line(refs).replace("-", "\\-").replace("%", "\\%"))) == refs


def test_labels_differ_and_stay():
    assert FEED == "parcours-7833679688" and len({label(str(number)) for number in range(5_000)}) == 5_000
