"""Drawing in a real Chromium: a journey of ten steps by keyboard alone, from nothing; in place, and taken back."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from graph.acts.acting import Signed, acting
from graph.editing.change import Describe, Place, Remove
from graph.editing.edit import edit
from graph.gateway import Gateway
from tests.asking import PATIENCE
from tests.pages.test_browser import served, window_of

STEPS = (
    ("Avant l'achat", ("Je déménage", "Je compare les assureurs", "Je demande un devis", "J'appelle un conseiller")),
    ("Achat", ("Je signe", "Je paie", "Je reçois mon attestation")),
    ("Usage", ("Je déclare un sinistre", "Je suis mon dossier", "Je suis remboursée")),
)


@pytest.fixture
def page(gateway: Gateway, browser) -> Iterator[Page]:
    """A window before pages over a graph in which there is nothing."""
    with served(gateway) as address, window_of(browser, address, known=("400", "404", "409", "ERR_FAILED")) as window:
        window.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        yield window


def begin(page: Page) -> None:
    """A journey, by keyboard: its editor is at the line."""
    page.goto("/new")
    expect(page.locator("input[name=title]")).to_be_focused()
    page.keyboard.type("Assurer mon logement")
    page.keyboard.press("Tab")
    page.keyboard.type("Nadia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/**")
    page.locator("#line").focus()


def line(page: Page, text: str, key: str = "Enter") -> None:
    page.keyboard.type(text)
    page.keyboard.press(key)


def drawn(page: Page) -> list[str]:
    """The texts of the steps, in their order."""
    return [field.input_value() for field in page.locator(".steps textarea").all()]


def texts(gateway: Gateway) -> list[str]:
    found = gateway.read("MATCH (s:Step) RETURN s.text ORDER BY s.order")
    return [text for (text,) in found]


def test_ten_steps_are_drawn_by_keyboard_alone(page, gateway):
    begin(page)
    for phase, steps in STEPS:
        line(page, phase, "Tab")
        line(page, f"Pour plus tard : {phase}", "Alt+Enter")
        for step in steps:
            line(page, step)
    every = [step for _, steps in STEPS for step in steps]
    expect(page.locator(".steps textarea")).to_have_count(len(every))
    assert drawn(page) == every == texts(gateway)
    assert [field.input_value() for field in page.locator(".phases textarea").all()] == [name for name, _ in STEPS]
    expect(page.locator("#line")).to_be_focused()
    expect(page.locator("#line")).to_have_value("")


def paste(page: Page, text: str) -> None:
    page.evaluate("""text => {
      const pasted = new DataTransfer();
      pasted.setData("text", text);
      const field = document.getElementById("line");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
    }""", text)  # fmt: skip


def test_what_is_pasted_is_as_many_steps_as_lines(page, gateway):
    begin(page)
    paste(page, "Je compare\nJe signe\nJe paie\n")
    expect(page.locator(".steps textarea")).to_have_count(3)
    assert texts(gateway) == ["Je compare", "Je signe", "Je paie"]


def test_a_pasted_table_is_drawn_and_taken_back_as_one(page, gateway):
    begin(page)
    page.keyboard.type("Je m'informe")
    paste(page, '\tAvant\tAchat\nActions\tJe compare\tJe signe\nCanal\tSite\tAgence\nÉmotion\t"1"\t-1,5\n')
    expect(page.locator(".steps textarea")).to_have_count(3)
    assert drawn(page) == ["Je m'informe", "Je compare", "Je signe"] == texts(gateway)
    assert [field.input_value() for field in page.locator(".phases textarea").all()] == ["Étapes", "Avant", "Achat"]
    expect(page.locator("[data-touchpoint]", has_text="Agence")).to_contain_text("−1,5")
    expect(page.locator("#line")).to_be_focused()
    expect(page.locator("#line")).to_have_value("")
    page.keyboard.press("Control+z")
    expect(page.locator(".steps textarea")).to_have_count(1)
    assert texts(gateway) == ["Je m'informe"] and gateway.read("MATCH (t:Touchpoint) RETURN t.key") == []


def test_a_table_that_is_too_much_stays_in_the_line(page):
    begin(page)
    table = "Étape\tCanal\n" + "".join(f"Je fais {n}\tSite\n" for n in range(300))
    paste(page, table)
    expect(page.locator("#refused")).to_contain_text("602 modifications")
    expect(page.locator("#line")).to_have_value(table)


def test_a_text_is_changed_restored_and_taken_back(page, gateway):
    begin(page)
    line(page, "Je compare")
    field = page.locator(".steps textarea")
    expect(field).to_have_value("Je compare")
    field.focus()
    field.fill("Je fuis")
    page.keyboard.press("Escape")
    expect(field).to_have_value("Je compare")
    field.fill("Je compare trois assureurs")
    page.keyboard.press("Enter")
    expect(page.locator("#done p")).to_contain_text("texte")
    expect(page.locator("#news span")).to_contain_text("texte")
    assert texts(gateway) == ["Je compare trois assureurs"]
    page.locator("#answer").focus()
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Je compare")
    page.keyboard.press("Control+z")
    expect(page.locator(".steps textarea")).to_have_count(0)
    assert texts(gateway) == []


def test_a_cell_and_a_menu_are_reached_by_keyboard(page, gateway):
    begin(page)
    line(page, "Je compare")
    line(page, "Je signe")
    expect(page.locator(".steps textarea")).to_have_count(2)
    page.locator("[data-step] summary").first.focus()
    page.keyboard.press("Enter")
    page.locator("[data-touch]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#touch-channel")).to_be_focused()
    page.keyboard.type("Téléphone")
    page.keyboard.press("Enter")
    expect(page.locator("[data-touchpoint]")).to_have_count(1)
    page.locator("button.add").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-touchpoint]")).to_have_count(2)
    expect(page.locator("a.new")).to_be_focused()


def test_what_is_typed_in_the_line_outlives_an_act(page, gateway):
    begin(page)
    line(page, "Je compare")
    expect(page.locator(".steps textarea")).to_have_count(1)
    page.keyboard.type("Je demande un")
    page.locator(".steps textarea").fill("Je compare tout")
    page.locator("#line").focus()
    expect(page.locator("#done p")).to_contain_text("texte")
    expect(page.locator("#line")).to_have_value("Je demande un")
    page.keyboard.press("End")
    line(page, " devis")
    expect(page.locator(".steps textarea")).to_have_count(2)
    assert texts(gateway) == ["Je compare tout", "Je demande un devis"]


def test_what_another_changed_meanwhile_is_told_and_nothing_typed_is_lost(page, gateway):
    begin(page)
    line(page, "Je compare")
    field = page.locator(".steps textarea")
    expect(field).to_have_count(1)
    field.fill("À moi")
    ((key,),) = gateway.read("MATCH (s:Step) RETURN s.key")
    with acting(gateway, Signed("ana")) as act:
        edit(act, [Describe("Step", key, {"text": "À Ana"})])
    field.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#refused")).to_contain_text("ana")
    expect(field).to_have_value("À moi")
    assert texts(gateway) == ["À Ana"]
    field.focus()
    page.keyboard.press("End")
    line(page, " !")
    expect(page.locator("#done p")).to_contain_text("texte")
    assert texts(gateway) == ["À moi !"]


def test_what_others_draw_appears_beside_what_is_typed(page, gateway):
    begin(page)
    line(page, "Je compare")
    expect(page.locator(".steps textarea")).to_have_count(1)
    page.keyboard.type("Je signe tout")
    for _ in "tout":
        page.keyboard.press("ArrowLeft")
    ((phase,),) = gateway.read("MATCH (p:Phase) RETURN p.key")
    with acting(gateway, Signed("ana")) as act:
        edit(act, [Describe("Step", None, {"text": "Je paie"}, Place(into=phase))])
    expect(page.locator(".steps textarea")).to_have_count(2)
    expect(page.locator("#line")).to_be_focused()
    line(page, "presque ")
    expect(page.locator(".steps textarea")).to_have_count(3)
    assert texts(gateway) == ["Je compare", "Je paie", "Je signe presque tout"]


def test_what_another_put_there_while_one_types_is_not_written_over(page, gateway):
    begin(page)
    line(page, "Je compare")
    field = page.locator(".steps textarea").first
    expect(field).to_have_value("Je compare")
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type(" tout")
    ((key, phase),) = gateway.read("MATCH (s:Step)<--(p:Phase) RETURN s.key, p.key")
    with acting(gateway, Signed("ana")) as act:
        edit(
            act,
            [Describe("Step", key, {"text": "À Ana"}), Describe("Step", None, {"text": "Je paie"}, Place(into=phase))],
        )
    expect(page.locator(".steps textarea")).to_have_count(2)
    expect(field).to_have_value("Je compare tout")
    expect(field).to_be_focused()
    expect(page.locator("#refused")).to_have_count(0)  # nothing was sent yet
    page.keyboard.press("Enter")
    expect(page.locator("#refused")).to_contain_text("À Ana")
    expect(field).to_have_value("Je compare tout")
    assert texts(gateway)[0] == "À Ana"


def test_what_is_set_aside_is_placed_by_a_button_or_dragged(page, gateway):
    begin(page)
    line(page, "Je compare")
    expect(page.locator(".steps textarea")).to_have_count(1)
    line(page, "Le conjoint signe aussi", "Alt+Enter")
    expect(page.locator(".parked li")).to_have_count(1)
    expect(page.locator("#line")).to_be_focused()
    line(page, "Je signe", "Alt+Enter")
    expect(page.locator(".parked li")).to_have_count(2)
    page.locator(".parked li").nth(1).locator("button").first.click()
    expect(page.locator(".steps textarea")).to_have_count(2)
    expect(page.locator(".parked li")).to_have_count(1)
    assert texts(gateway) == ["Je compare", "Je signe"]
    head = page.locator("th[data-step]").nth(1)
    page.locator(".parked li").drag_to(head, target_position={"x": 12, "y": 12})
    expect(page.locator(".parked")).to_have_count(0)
    expect(page.locator(".steps textarea")).to_have_count(3)
    assert texts(gateway) == ["Je compare", "Le conjoint signe aussi", "Je signe"]


def test_steps_and_phases_are_dragged(page, gateway):
    begin(page)
    for name, steps in (("Avant", ("Je compare", "Je demande")), ("Après", ("Je signe",))):
        line(page, name, "Tab")
        for step in steps:
            line(page, step)
    expect(page.locator(".steps textarea")).to_have_count(3)
    steps, phases = page.locator("th[data-step]"), page.locator("th[data-phase]")
    steps.nth(1).locator(".number").drag_to(steps.nth(0), target_position={"x": 12, "y": 12})
    expect(page.locator(".steps textarea").nth(0)).to_have_value("Je demande")
    steps.nth(0).locator(".number").drag_to(phases.nth(1), target_position={"x": 60, "y": 12})
    expect(page.locator(".steps textarea").nth(2)).to_have_value("Je demande")
    phases.nth(1).locator(".grip").drag_to(phases.nth(0), target_position={"x": 12, "y": 12})
    expect(page.locator(".phases textarea").nth(0)).to_have_value("Après")
    assert texts(gateway) == ["Je signe", "Je demande", "Je compare"]


def test_what_is_typed_in_a_step_that_another_removes_stands_in_the_line(page, gateway):
    begin(page)
    line(page, "Je compare")
    line(page, "Je signe")
    expect(page.locator(".steps textarea")).to_have_count(2)
    page.locator(".steps textarea").first.focus()
    page.keyboard.press("End")
    page.keyboard.type(" enfin")
    ((key,),) = gateway.read("MATCH (s:Step {text: 'Je compare'}) RETURN s.key")
    with acting(gateway, Signed("ana")) as act:
        edit(act, [Remove((("Step", key),))])
    expect(page.locator(".steps textarea")).to_have_count(1)
    expect(page.locator("#line")).to_have_value("Je compare enfin")
    expect(page.locator("[data-lost]")).to_contain_text("Je compare enfin")


def test_nothing_moves_under_a_click(page, gateway):
    begin(page)
    line(page, "Je compare")
    expect(page.locator(".steps textarea")).to_have_count(1)
    field = page.locator(".steps textarea")
    before = page.locator("#line").bounding_box()
    field.focus()
    expect(page.locator(".steps .text button")).to_be_visible()
    assert page.locator("#line").bounding_box() == before


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_stands_in_anybodys_way(page, language):
    begin(page)
    line(page, "Je compare")
    expect(page.locator(".steps textarea")).to_have_count(1)
    found, drawing = {}, "/edit/assurer-mon-logement"
    step = page.locator("[data-step]").get_attribute("data-step")
    for address in ("/new?", f"{drawing}?at=Step:{step}", f"{drawing}?add=Evidence&about=Step:{step}"):
        page.goto(f"{address}&lang={language}")
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        violations = Axe().run(page).response["violations"]
        if violations:
            found[address] = [(one["id"], one["nodes"][0]["html"][:200]) for one in violations]
    assert found == {}
