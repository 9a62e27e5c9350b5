"""What is typed while a map is drawn is written, kept or told, and the focus stays where somebody works."""

from playwright.sync_api import expect

from tests.pages.test_drawing import begin, drawn, line, page, texts

__all__ = ["page"]


def holding(page):
    """The acts that are sent from now on, until each is let go on."""
    held = []
    page.route("**/edit/**", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    return held


def test_whoever_goes_on_typing_while_a_drawer_closes_keeps_the_focus(page, gateway):
    begin(page)
    line(page, "Je compare")
    step = page.locator(".steps textarea")
    expect(step).to_have_count(1)
    page.locator(".steps summary[id^=menu]").click()
    page.locator(".steps .menu a").first.click()
    expect(page.locator("#drawer")).to_be_visible()
    held = []
    page.route("**/edit/**", lambda route: held.append(route))
    page.locator("#drawer .close a").click()
    step.focus()
    page.keyboard.press("End")
    page.keyboard.type(" les offres")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator("#drawer")).to_have_count(0)
    expect(step).to_be_focused()
    expect(step).to_have_value("Je compare les offres")


def test_what_was_taken_back_by_keyboard_is_done_again_by_keyboard(page, gateway):
    begin(page)
    for step in ("Je compare", "Je signe", "Je paie"):
        line(page, step)
    expect(page.locator(".steps textarea")).to_have_count(3)
    for left in (2, 1):
        page.keyboard.press("Control+z")
        expect(page.locator(".steps textarea")).to_have_count(left)
    for key, there in (("Control+Shift+Z", 2), ("Control+y", 3)):
        page.keyboard.press(key)
        expect(page.locator(".steps textarea")).to_have_count(there)
    expect(page.locator("#done")).to_contain_text("Rétabli")
    assert drawn(page) == ["Je compare", "Je signe", "Je paie"] == texts(gateway)
    page.keyboard.press("Control+z")  # takes back what was done again, and nothing else
    expect(page.locator(".steps textarea")).to_have_count(2)
    page.locator("#done button").click()
    expect(page.locator(".steps textarea")).to_have_count(3)
    expect(page.locator("#line")).to_be_focused()
    page.keyboard.press("Control+y")  # there is nothing left of it
    page.locator("#menu-Step\\:assurer-mon-logement\\/je-paie").click()
    page.get_by_role("button", name="Déplacer à gauche").locator("visible=true").click()
    expect(page.locator("#done")).to_contain_text("C'est fait.")
    assert drawn(page) == ["Je compare", "Je paie", "Je signe"]


def test_a_drawer_that_is_closed_keeps_what_was_filled_in(page, gateway):
    begin(page)
    line(page, "Je compare")
    menu = page.locator(".steps summary[id^=menu]")
    note = "MATCH (s:Step) RETURN s.note, s.importance"
    for close, text in (
        (lambda: page.keyboard.press("Escape"), "Long"),
        (page.locator("#drawer .close a").click, "Plus long"),
    ):
        menu.click()
        page.locator(".steps .menu a").first.click()
        page.locator("#drawer [name='f.v.note']").fill(text)
        close()
        expect(page.locator("#drawer")).to_have_count(0)
        expect(menu).to_be_focused()
        assert gateway.read(note) == [[text, None]]
    menu.click()
    page.locator(".steps .menu a").first.click()
    page.locator("#drawer [name='f.v.importance']").fill("3")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer .wrong")).to_have_count(1)
    page.keyboard.press("Escape")  # what cannot be written was told
    expect(page.locator("#drawer")).to_have_count(0)
    assert gateway.read(note) == [["Plus long", None]]


def test_lines_that_cannot_be_written_come_back_in_their_order_and_are_written_as_meant(page, gateway):
    begin(page)
    line(page, "Avant", "Tab")
    expect(page.locator(".phases textarea")).to_have_count(1)
    held = holding(page)
    line(page, "Je compare")
    line(page, "Achat", "Tab")
    line(page, "Je signe")
    page.keyboard.type("Je pa")
    for many in range(1, 4):
        while len(held) < many:
            page.wait_for_timeout(20)
        held[many - 1].abort()
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("#line")).to_have_value("Je compare\n# Achat\nJe signe\nJe pa")
    page.unroute("**/edit/**")
    page.keyboard.type("ie")
    page.keyboard.press("Enter")
    expect(page.locator(".steps textarea")).to_have_count(3)
    assert texts(gateway) == ["Je compare", "Je signe", "Je paie"]
    assert [field.input_value() for field in page.locator(".phases textarea").all()] == ["Avant", "Achat"]


def test_what_is_typed_outlives_a_reload(page):
    begin(page)
    line(page, "Je compare")
    step = page.locator(".steps textarea")
    expect(step).to_have_count(1)
    step.fill("Je compare les offres")
    page.locator("#line").evaluate("line => { line.value = 'Je signe'; }")
    page.reload()
    expect(page.locator("#line")).to_have_value("Je signe")
    expect(step).to_have_value("Je compare les offres")


def test_whoever_presses_twice_adds_once(page, gateway):
    begin(page)
    line(page, "Je compare")
    page.locator(".steps summary[id^=menu]").click()
    page.locator(".steps .menu a").first.click()
    page.locator("#touch-channel").fill("Fax")
    held = holding(page)
    for _ in range(2):
        page.locator("#touch-channel").press("Enter")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator("[data-touchpoint]")).to_have_count(1)
    page.unroute("**/edit/**")
    page.locator("#line").focus()
    line(page, "Je signe")
    expect(page.locator(".steps textarea")).to_have_count(2)
    assert gateway.read("MATCH (t:Touchpoint) RETURN count(t)") == [[1]]


def test_on_a_telephone_a_drawer_opens_at_its_head(page):
    page.set_viewport_size({"width": 390, "height": 844})
    begin(page)
    line(page, "Je compare")
    expect(page.locator(".steps textarea")).to_have_count(1)
    for _ in range(2):
        page.locator(".steps summary[id^=menu]").click()
        page.locator(".steps .menu a").first.click()
        expect(page.locator("#drawer .close a")).to_be_in_viewport()
        page.locator("#drawer [name='f.v.note']").scroll_into_view_if_needed()
        page.keyboard.press("Escape")
        expect(page.locator("#drawer")).to_have_count(0)
