"""A journey for wikis: what its page tells in Markdown and Mermaid, with names that mean harm."""

import re
from dataclasses import replace

import pytest

from graph.language import Language
from importers.gather import gather
from importers.journeys.diagram import diagrams
from importers.kind import Instructions
from pages.files.report.mermaid import ARROWS, curve, handoffs, score
from pages.journey.told import Feeling
from tests.importers.say import at_hand
from tests.pages.demo import told_journey

HOSTILE = [
    "a: 5: Nobody", "a; section b", "# remark", "100 % of %%{init: {}}%% it", 'say "x" [y] (z) {q}', "title of it",
    "section two", "Journey's end", "accTitle: x", "<script>alert(1)</script>", "`code`", "a, b", "end", "x\n\ny",
    "&lt;b&gt; #35; &amp;", "---", "%% no comment", "-->|x|", "```", "click a href", "顧客 😀", "|", "a | b",
]  # fmt: skip
KINDS = {"markdown": "text/markdown", "mermaid": "text/plain", "flowchart": "text/plain"}


def hostile(name: str):
    """The quote journey with this name for all that has one."""
    made = told_journey("home-quote")
    return replace(
        made,
        title=name,
        steps=tuple(replace(step, text=name) for step in made.steps),
        phases=tuple(replace(phase, name=name) for phase in made.phases),
        channels=tuple(replace(channel, name=name) for channel in made.channels),
        personas=tuple(replace(persona, name=name) for persona in made.personas),
        matters=tuple(replace(matter, happens=name) for matter in made.matters),
    )


def in_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_curve_is_read_back_as_it_was_whatever_names_are(name):
    made = hostile(name)
    (found,) = diagrams("\n".join(curve(made, Language.EN)), "a.mmd")
    assert found.title == in_line(name)
    assert {section.name for section in found.sections} == {in_line(name)}
    tasks = [task for section in found.sections for task in section.tasks]
    felt = [step for phase in made.phases for step in made.steps if step.phase == phase.key and step.feeling]
    assert [(task.text, task.score) for task in tasks] == [
        (in_line(name), str(score(step.feeling.mean))) for step in felt
    ]
    assert {actor for task in tasks for actor in task.actors} == {in_line(name)}


@pytest.mark.parametrize("name", HOSTILE)
def test_hand_offs_are_a_line_each_whatever_names_are(name):
    made = hostile(name)
    head, *lines = handoffs(made, Language.EN)
    assert head == "flowchart LR"
    boxes = [
        each for each in lines if re.fullmatch(r'  t\d+\["[^"`\[\]{}<>|;]*(#\d+;[^"`\[\]{}<>|;]*)*<br/>[^"`]*"\]', each)
    ]
    ways = [each for each in lines if re.fullmatch(r'  t\d+ (==>|-->|-\.->)\|"[^"`|\n]+"\| t\d+', each)]
    assert len(boxes) + len(ways) == len(lines) and len(ways) == len(made.handoffs)


@pytest.mark.parametrize(("felt", "told"), [(-2, 1), (-1, 2), (-0.6, 2), (0, 3), (1, 4), (2, 5)])
def test_scores_and_feelings_are_the_same_scale(felt, told):
    assert score(felt) == told


def test_what_nobody_knows_has_no_score_and_is_listed(tmp_path):
    made = told_journey("home-quote")
    steps = (replace(made.steps[0], feeling=None), *made.steps[1:])
    text = "\n".join(curve(replace(made, steps=steps), Language.FR))
    assert f"%% hors de la courbe, ressenti inconnu\N{NO-BREAK SPACE}: 1 · {made.steps[0].text}" in text
    assert f"    {made.steps[0].text}" not in text


def test_an_import_of_the_curve_gives_phases_steps_channels_and_feelings(tmp_path):
    made = told_journey("home-quote")
    steps = tuple(replace(each, feeling=Feeling(1, 1, 1)) for each in made.steps)
    (tmp_path / "map.mmd").write_text("\n".join(curve(replace(made, steps=steps), Language.FR)))
    names = [f'"{each.name}": {each.key}' for each in made.channels]
    (tmp_path / "map.yaml").write_text(f"channels: {{{', '.join(names)}}}\npersonas: {{Nadia: nadia}}\n")
    (found,) = gather("mermaid", [tmp_path / "map.mmd"], Instructions(mapping=tmp_path / "map.yaml"))
    said = at_hand(found.said)
    assert not found.problems
    assert [each["title"] for each in said.nodes["Journey"].values()] == [made.title]
    assert [each["name"] for each in said.nodes["Phase"].values()] == [each.name for each in made.phases]
    assert [each["text"] for each in said.nodes["Step"].values()] == [each.text for each in made.steps]
    used = {(each.step, each.channel) for each in made.touchpoints if not each.missing}
    assert len(said.nodes["Touchpoint"]) == len(used)
    assert {each["emotion"] for each in said.nodes["Touchpoint"].values()} == {1}
    assert ("assurer-mon-logement", "nadia") in said.edges["Journey", "FOR", "Persona"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_says_what_is_not_in_it_of_which_state(site, kind, language):
    answer = site.get(f"/journeys/home-quote?as={kind}", language=language)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(KINDS[kind])
    told = answer.text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    revision = site.ask("query { revision }")["revision"]
    assert f"{'révision' if language == 'fr' else 'revision'} {revision}" in told
    assert re.search(r"(périmètre :|scope:) Assurer mon logement", told)
    assert re.search("n'y est pas|hors de ce diagramme|not in this diagram|is not in it", told)
    assert "http://localhost/journeys/home-quote" in told
    assert site.get(f"/journeys/home-quote?as={kind}", language=language).content == answer.content


def test_the_report_tells_what_the_page_tells(site):
    told = site.get("/journeys/home-quote?as=markdown").text
    rows = site.ask(
        'query { matters(journeys: ["home-quote"]) { rows { key } } ruptures(journeys: ["home-quote"]) { totalCount } }'
    )
    assert told.startswith("# Assurer mon logement\n\n**")
    assert len(re.findall(r"^\d+\. ", told, re.M)) == len(rows["matters"]["rows"])
    table = [line for line in told.splitlines() if line.startswith("| ")]
    assert len(table) == 2 + 7 and len({line.count(" | ") for line in table}) == 1
    assert told.count("```mermaid") == 2 and len(re.findall("==>|-->|-\\.->", told)) == 6
    for head in (
        "Ce qui est dit",
        "Ce qui réparerait le plus",
        "Qui doit se réunir",
        "À demander",
        "Sur quoi cela repose",
    ):
        assert f"\n## {head}\n" in told
    assert set(ARROWS) == {"BROKEN", "UNKNOWN", "SOUND"}


def test_a_journey_that_is_not_there_is_no_file(site):
    assert site.get("/journeys/nothing?as=markdown").status_code == 404
