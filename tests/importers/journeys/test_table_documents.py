"""What cells under a mapping become: contacts, feelings, notes, evidence, opportunities; and what is told."""

from pathlib import Path
from typing import Any

import pytest

from graph.problems import Code
from graph.said import Said
from importers.gather import Gathered
from tests.importers.journeys.maps import Counts, as_csv, counts, rows, taken, whole

BASE: dict[str, Any] = {"orientation": "rows", "journey": {"title": "T"}, "phase": "Phase", "step": "Step"}


def table(folder: Path, text: str, name: str = "map.csv", **mapping: Any) -> Gathered:
    """What a table says under a mapping."""
    lanes = mapping.pop("lanes", {})
    return taken(as_csv(folder / name, rows(text), ";"), mapping={**BASE, "lanes": lanes, **mapping})


def contacts(said: Said) -> dict[str, str | None]:
    """Contacts by step and key, and what each is called."""
    return {key.removeprefix("t/"): told.get("name") for key, told in said.nodes["Touchpoint"].items()}


def on(said: Said) -> dict[str, str]:
    """The channel of each contact."""
    return {one.removeprefix("t/"): other for one, other in said.edges["Touchpoint", "ON", "Channel"]}


CONTACTS = {"Contact": {"to": "touchpoint", "split": [","]}, "Canal": {"to": "channel", "split": [","]}}


@pytest.mark.parametrize(
    ("names", "channels", "there"),
    [
        ("Formulaire", "Site", {"site": "Formulaire"}),
        ("Formulaire", "", {"unmapped": "Formulaire"}),
        ("", "Site", {"site": None}),
        ("Formulaire, Aide", "Site", {"site": "Formulaire", "site-aide": "Aide"}),
        ("Formulaire", "Site, Appli", {"site": "Formulaire", "appli": "Formulaire"}),
        ("Formulaire, Aide", "Site, Appli",
         {"site": None, "appli": None, "unmapped": "Formulaire", "unmapped-aide": "Aide"}),
        ("Téléphone, Aide", "Site, Appli", {"site": None, "appli": None, "telephone": None, "unmapped": "Aide"}),
        ("Téléphone", "", {"telephone": None}),
        ("Aide, aide", "Site", {"site": "Aide"}),
        ("", "aucun", {}),
        ("", "Site, Site", {"site": None}),
    ],
)  # fmt: skip
def test_names_and_channels_side_by_side(
    names: str, channels: str, there: dict[str, str | None], tmp_path: Path
) -> None:
    found = table(tmp_path, f"Phase | Step | Contact | Canal\nP | S | {names} | {channels}", lanes=CONTACTS)
    said = whole(found)
    assert {key.removeprefix("s/"): name for key, name in contacts(said).items()} == there if there else True
    assert ("Touchpoint" in said.nodes) == bool(there)


def test_what_is_not_zipped_is_told(tmp_path: Path) -> None:
    found = table(tmp_path, "Phase | Step | Contact | Canal\nP | S | A, B | Site, Appli", lanes=CONTACTS)
    assert any("nothing says which is on which" in problem.message for problem in found.problems)


def test_words_for_channels_and_their_kinds(tmp_path: Path) -> None:
    said = whole(
        table(
            tmp_path, "Phase | Step | Canal\nP | S | Site, APPLI, Borne", lanes={"Canal": CONTACTS["Canal"]},
            channels={"site": "website", "Appli": "app"}, kinds={"website": "WEBSITE"},
        )
    )  # fmt: skip
    assert {key: node.get("kind") for key, node in said.nodes["Channel"].items()} == {
        "website": "WEBSITE", "borne": None,
    }, "a channel that the mapping knows by another key, and tells nothing of, is described elsewhere"  # fmt: skip


def test_names_that_are_only_referred_to_become_stubs(tmp_path: Path) -> None:
    lanes = {"Canal": {"to": "channel", "split": [","], "values": {"Site": "site"}, "unknown": "stub"}}
    said = whole(table(tmp_path, "Phase | Step | Canal\nP | S | Site, Borne", lanes=lanes))
    assert list(said.nodes["Channel"]) == ["site"], "and what the mapping knows is described"
    assert {channel for _, channel in said.edges["Touchpoint", "ON", "Channel"]} == {"site", "borne"}


FELT = {"Canal": "channel", "Humeur": {"to": "emotion", "scale": [1, 5], "values": {"🙂": 1, "bof": None}}}


@pytest.mark.parametrize(
    ("mood", "emotion", "note"),
    [
        ("5", 2, None), ("3,0", 0, None), ("4/5", 1, None), ("4/10", None, "Humeur: 4/10"), ("6", None, "Humeur: 6"),
        ("🙂", 1, None), ("🙂 curieux", 1, "Humeur: 🙂 curieux"), ("curieux", None, "Humeur: curieux"),
        ("bof", None, "Humeur: bof"), ("-", None, None), ("n/a", None, None), ("", None, None), ("★★★☆☆", 0, None),
    ],
)  # fmt: skip
def test_feelings(mood: str, emotion: float | None, note: str | None, tmp_path: Path) -> None:
    said = whole(table(tmp_path, f"Phase | Step | Canal | Humeur\nP | S | Site | {mood}", lanes=FELT))
    assert said.nodes["Touchpoint"]["t/s/site"].get("emotion") == emotion
    assert said.nodes["Step"]["t/s"].get("note") == note


def test_words_without_a_value_are_counted(tmp_path: Path) -> None:
    text = "Phase | Step | Canal | Humeur\nP | a | Site | gai\nP | b | Site | gai\nP | c | Site | triste"
    found = table(tmp_path, text, lanes=FELT)
    told = {problem.value: problem.count for problem in found.problems if "nobody said what" in problem.message}
    assert told == {"gai": 2, "triste": 1}


@pytest.mark.parametrize(
    ("scale", "mood", "emotion"),
    [([5, 1], "1", 2), ([-2, 2], "-2", -2), ([0, 100], "50", 0), ([0, 10], "7,5", 1), ([1, 5], "2", -1)],
)
def test_scales(scale: list[float], mood: str, emotion: float, tmp_path: Path) -> None:
    lanes = {"Canal": "channel", "Humeur": {"to": "emotion", "scale": scale}}
    said = whole(table(tmp_path, f"Phase | Step | Canal | Humeur\nP | S | Site | {mood}", lanes=lanes))
    assert said.nodes["Touchpoint"]["t/s/site"]["emotion"] == emotion


def test_feelings_are_those_of_their_personas(tmp_path: Path) -> None:
    text = "Phase | Step | Qui | Canal | Humeur\nP | S | Ana | Site | 5\nP | S | Luis | Site | 1"
    said = whole(table(tmp_path, text, lanes={"Qui": "persona", **FELT}))
    assert {ends: edge["emotion"] for ends, edge in said.edges["Touchpoint", "FELT_BY", "Persona"].items()} == {
        ("t/s/site", "ana"): 2, ("t/s/site", "luis"): -2,
    }  # fmt: skip
    assert set(said.edges["Journey", "FOR", "Persona"]) == {("t", "ana"), ("t", "luis")}


def test_one_persona_feels_what_the_contact_says(tmp_path: Path) -> None:
    text = "Phase | Step | Qui | Canal | Humeur\nP | S | Ana | Site | 5\nP | R | | Site | 1"
    said = whole(table(tmp_path, text, lanes={"Qui": "persona", **FELT}))
    assert [node["emotion"] for node in said.nodes["Touchpoint"].values()] == [2, -2]


@pytest.mark.parametrize(
    ("text", "phases", "steps"),
    [
        ("Phase | Step | Canal\nA | s | Site\n | t | Site\nB | u | Site", ["A", "B"], ["s", "t", "u"]),
        ("Phase | Step | Canal\nA | | \n | s | Site\nB | | \n | t | Site", ["A", "B"], ["s", "t"]),
        ("Phase | Step | Canal\nA | s | Site\n | | Appli\nB | t | Site", ["A", "B"], ["s", "t"]),
        ("Phase | Step | Canal\nA | s | Site\nA | s | Appli", ["A"], ["s"]),
        ("Phase | Step | Canal\nA | s | Site\nB | s | Appli", ["A", "B"], ["s", "s"]),
        ("Phase | Step | Canal\nA | s | Site\n\nB | t | Site\n | u | Site\n\nC | v | Site",
         ["A", "B", "C"], ["s", "t", "u", "v"]),
        ("Phase | Step | Canal\nA | s | Site\nB | t | Site\nA | u | Site", ["A", "B"], ["s", "u", "t"]),
        ("Phase | Step | Canal\n | s | Site\nB | t | Site", [None, "B"], ["s", "t"]),
    ],
)  # fmt: skip
def test_phases_and_steps_that_go_on(text: str, phases: list[str | None], steps: list[str], tmp_path: Path) -> None:
    said = whole(table(tmp_path, text, lanes={"Canal": "channel"}))
    assert [node.get("name") for node in said.nodes["Phase"].values()] == phases
    assert sorted(node["text"] for node in said.nodes["Step"].values()) == sorted(steps)


def test_a_stray_figure_is_told_with_its_line(tmp_path: Path) -> None:
    found = table(tmp_path, "Phase | Step | Canal | Humeur\nP | S | Site | 5\n | | | 70", lanes=FELT)
    (problem,) = [each for each in found.problems if each.code is Code.MISSING_KEY]
    assert (problem.place[1], problem.value) == (3, "Humeur: 70")


@pytest.mark.parametrize("word", ["Total", "Moyenne :", "Ø", "Итого"])
def test_a_line_of_totals_is_no_step(word: str, tmp_path: Path) -> None:
    found = table(tmp_path, f"Phase | Step | Canal | Humeur\nP | S | Site | 5\n{word} | | | 5", lanes=FELT)
    assert counts(whole(found)) == Counts(1, 1, 1, 1, 1, 1)
    assert [each.place[1] for each in found.problems if "sums the others up" in each.message] == [3]


def test_what_else_is_told_of_a_step(tmp_path: Path) -> None:
    lanes = {
        "Douleurs": {"to": "evidence", "says": "PAIN", "split": ["newline"]},
        "Pensées": {"to": "evidence", "says": "THOUGHT"},
        "Plaisirs": {"to": "evidence", "says": "GAIN", "kind": "INTERVIEW", "stance": "CONTRADICTS"},
        "Idées": {"to": "opportunity", "split": [";"]}, "KPI": "note", "Remarque": {"to": "note", "titled": False},
    }  # fmt: skip
    head = "Phase | Step | Douleurs | Pensées | Plaisirs | Idées | KPI | Remarque\n"
    text = head + "P | a | • lent⏎• cher | ouf | joli | Simplifier | NPS 3 | vu\n | b | | | | Simplifier | |"
    said = whole(table(tmp_path, text, lanes=lanes))
    evidence = {key: (node["says"], node.get("kind"), node["quote"]) for key, node in said.nodes["Evidence"].items()}
    assert evidence == {
        "t.a.pain-1": ("PAIN", None, "lent"), "t.a.pain-2": ("PAIN", None, "cher"),
        "t.a.thought-1": ("THOUGHT", None, "ouf"), "t.a.gain-1": ("GAIN", "INTERVIEW", "joli"),
    }  # fmt: skip
    addressed = {other for (_, type, label), ends in said.edges.items() if label == "Step" for one, other in ends
                 if one == "simplifier"}  # fmt: skip
    assert addressed == {"t/a", "t/b"}
    assert said.nodes["Step"]["t/a"]["note"] == "KPI: NPS 3\n\nvu"


def test_two_values_for_one_field_lose_neither(tmp_path: Path) -> None:
    lanes = {"Attente": "expectation", "Canal": "channel", "Volume": {"to": "volume", "per": "month"}}
    text = "Phase | Step | Canal | Attente | Volume\nP | S | Site | vite | 10\n | S | Site | bien | 20"
    said = whole(table(tmp_path, text, lanes=lanes))
    assert said.nodes["Step"]["t/s"]["expectation"] == "vite"
    assert said.nodes["Step"]["t/s"]["note"] == "Attente: bien\n\nVolume: 20"
    assert said.nodes["Touchpoint"]["t/s/site"]["volumeLow"] == 120


def test_aliases_keep_the_keys(tmp_path: Path) -> None:
    text = "Phase | Step | Canal\nAvant | Je regarde | Site"
    said = whole(table(tmp_path, text, lanes={"Canal": "channel"}, aliases={"Je regarde": "look", "avant": "before"}))
    assert (list(said.nodes["Phase"]), list(said.nodes["Step"])) == (["t/before"], ["t/look"])


def test_lanes_that_nobody_named_are_told_with_their_counts(tmp_path: Path) -> None:
    text = "Phase | Step | Canal | KPI | Coûts\nP | a | Site | x | 1\nP | b | Site | | 2\nP | c | Site | y | 3"
    found = table(tmp_path, text, lanes={"Canal": "channel", "KPI": "ignore"})
    assert {(each.value, each.count) for each in found.problems if each.code is Code.UNKNOWN_COLUMN} == {
        ("KPI", 2), ("Coûts", 3),
    }  # fmt: skip


def test_a_lane_that_the_table_has_not(tmp_path: Path) -> None:
    found = table(tmp_path, "Phase | Step | Canal\nP | a | Site", lanes={"Canaux": "channel"})
    assert found.refused
    assert "did you mean 'Canal'" in found.problems[0].message


def test_several_journeys_in_a_table(tmp_path: Path) -> None:
    text = "Parcours | Phase | Step | Canal\nAcheter | A | s | Site\n | B | t | Site\nRendre | A | s | Site"
    said = whole(table(tmp_path, text, lanes={"Canal": "channel"}, journey={"column": "Parcours"}))
    assert {key: node["title"] for key, node in said.nodes["Journey"].items()} == {
        "acheter": "Acheter",
        "rendre": "Rendre",
    }
    assert list(said.nodes["Step"]) == ["acheter/s", "acheter/t", "rendre/s"]


def test_several_tables_in_a_file(tmp_path: Path) -> None:
    text = "Acheter\n\nPhase | Step | Canal\nA | s | Site\n\nRendre\n\nPhase | Step | Canal\nA | s | Site"
    found = table(tmp_path, text, lanes={"Canal": "channel"}, journey={})
    assert list(whole(found).nodes["Journey"]) == ["acheter", "rendre"]


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    text = (
        "Phase | Step | Canal | | Phase | Step | Canal\nA | s | Site | | B | t | Appli\nA | u | Site | | B | v | Appli"
    )
    found = table(tmp_path, text, lanes={"Canal": "channel"})
    assert counts(whole(found)).steps == 4
    assert len(whole(found).nodes["Journey"]) == 2


def test_several_files_of_one_source(tmp_path: Path) -> None:
    one = as_csv(tmp_path / "one.csv", rows("Phase | Step | Canal\nA | s | Site"), ";")
    two = as_csv(tmp_path / "two.csv", rows("Phase | Step | Canal\nB | t | Site"), ";")
    found = taken(one, two, mapping={**BASE, "journey": {}, "lanes": {"Canal": "channel"}}, source="maps")
    assert list(whole(found).nodes["Journey"]) == ["one", "two"]
    assert list(whole(found).nodes["Channel"]) == ["site"]


def test_keys_in_the_table_stay(tmp_path: Path) -> None:
    lanes = {"Canal": "channel", "k": "stepKey", "pk": "phaseKey", "tk": "touchpointKey", "jk": "journeyKey"}
    text = (
        "jk | pk | Phase | k | Step | tk | Canal\nj | p | A | one | s | call | Site\nj | p | A | one | s | again | Site"
    )
    said = whole(table(tmp_path, text, lanes=lanes))
    assert list(said.nodes["Touchpoint"]) == ["j/one/call", "j/one/again"]
    assert list(said.nodes["Phase"]) == ["j/p"]


def test_without_a_mapping_the_way_to_one_is_told(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "map.csv", rows("Phase | Step\nA | b"), ";")
    assert file.exists()
    found = taken(file, mapping="lanes: {}")
    assert found.refused
    assert "--suggest-mapping" in found.problems[0].message
