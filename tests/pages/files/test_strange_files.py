"""Files of journeys with strange names, without an end, without a beginning."""

import itertools
from collections.abc import Iterator

import pytest

from graph import schema
from graph.address import Address
from graph.gateway import Gateway
from graph.language import Language
from graph.run import apply
from graph.spreadsheet import FORMULA
from tests.graph.tables import told
from tests.pages.files import reading
from tests.pages.test_strange import STRANGE

CHANNELS = itertools.cycle(["Web.Site_1-a", "phone"])
LONG = {
    "journeys": [
        {"key": "empty", "title": "Vide", "perspective": "REALITY"},
        {
            "key": "long", "title": "=cmd|' /C calc'!A0", "perspective": "REALITY",
            "phases": [
                {
                    "key": f"p{phase}", "name": f"Phase {phase}",
                    "steps": [
                        {
                            "key": f"s{phase}-{step}", "text": f"=1+{step} Je fais encore une démarche, puis j'attends",
                            "touchpoints": [{"channel": next(CHANNELS), "emotion": step % 5 - 2, "needs": ["quote"]}],
                        }
                        for step in range(6)
                    ],
                }
                for phase in range(10)
            ],
        },
        {
            "key": "unknown", "title": "Inconnu", "perspective": "REALITY",
            "phases": [{"key": "p", "name": "P", "steps": [
                {"key": "a", "text": "A", "touchpoints": [{"channel": "phone"}]},
                {"key": "b", "text": "B", "touchpoints": [{"channel": "Web.Site_1-a", "emotion": -2}]},
                {"key": "c", "text": "C"},
            ]}],
        },
    ]
}  # fmt: skip
KEYS = ["x:script", "long", "empty", "unknown"]


@pytest.fixture(scope="module")
def insurer(gateway_address: Address) -> Iterator[Gateway]:
    """The store with strange names in it, and journeys on their channels."""
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    assert apply(gateway, told(STRANGE, None)).status == "done"
    assert apply(gateway, told(LONG, "long")).status == "done"
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


@pytest.fixture(scope="module")
def decks(take):
    return {key: reading.deck(take("pptx", key)) for key in KEYS}


@pytest.mark.parametrize("key", KEYS)
def test_slides_hold_their_text_whatever_it_is(decks, key):
    for slide in decks[key].slides:
        assert reading.overflowing(slide) == []
        assert reading.outside(slide, decks[key]) == []


def test_strange_names_are_only_text(take, decks):
    assert decks["x:script"].slides[0].shapes.title.text_frame.text == "<script>alert(1)</script>"
    for name, content in reading.parts(take("pptx", "x:script")).items():
        assert b"<script" not in content and b"<svg" not in content, name
    assert "<script>alert(1)</script>" in reading.words(decks["x:script"].slides[1])


@pytest.mark.parametrize("key", KEYS)
def test_no_cell_is_a_formula(take, key):
    content = take("xlsx", key, Language.EN)
    for sheet in reading.book(content):
        for cell in itertools.chain(*sheet.iter_rows()):
            assert cell.data_type != "f"
            assert cell.quotePrefix or not (isinstance(cell.value, str) and cell.value.startswith(FORMULA))
    assert not any(b"<f>" in each for each in reading.parts(content).values())


def test_a_long_journey_shows_its_phases_then_each_step(decks):
    titles = [slide.shapes.title.text_frame.text for slide in decks["long"].slides]
    count = sum(title.startswith("Étape par étape") for title in titles)
    assert titles[-count:] == [f"Étape par étape, {place} sur {count}" for place in range(1, count + 1)]
    told = [reading.words(slide) for slide in decks["long"].slides]
    assert all(f"Phase {phase}" in told[1] for phase in range(10))
    shown = [name for slide in list(decks["long"].slides)[-count:] for name in _steps(slide)]
    assert shown == [str(number) for number in range(1, 61)]


def _steps(slide):
    """The numbers in the groups of steps."""
    groups = [each for each in reading.shapes(slide) if each.shape_type.name == "GROUP" and each.name[0].isdigit()]
    return [each.name.split(" · ")[0] for each in groups]


def test_text_of_a_map_is_read_from_afar(decks):
    for slide in decks["long"].slides:
        for each in reading.shapes(slide):
            if each.has_text_frame and not each.is_placeholder:
                assert all(run.font.size.pt >= 8 for par in each.text_frame.paragraphs for run in par.runs)


def test_of_an_empty_journey_there_is_no_map(decks):
    assert len(decks["empty"].slides) == 2
    assert "Ce parcours n'a pas encore d'étapes." in reading.words(decks["empty"].slides[0])
    assert "parcours new journey" in reading.words(decks["empty"].slides[1])


def test_knowing_little_is_a_state(decks):
    slides = [reading.words(slide) for slide in decks["unknown"].slides]
    assert "Rien n'est rompu, qu'on sache" in slides[2]
    assert "on ne sait pas s'il tient" in slides[2] or "ne sait pas s'ils tiennent" in slides[2]
    assert any("passages inconnus" in each for each in slides)


def test_strange_files_open_elsewhere(take, tmp_path):
    assert len(reading.printed(take("pptx", "x:script"), ".pptx", tmp_path).pages) == 5
