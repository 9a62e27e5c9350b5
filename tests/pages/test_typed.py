"""What is typed while a map is drawn is written, kept or told, and the focus stays where somebody works."""

from playwright.sync_api import expect

from tests.pages.test_drawing import begin, drawn, line, page, paste, texts

__all__ = ["page"]


def holding(page):
    """The acts that are sent from now on, until each is let go on."""
    held = []
    page.route("**/edit/**", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    return held


def details(page):
    """Open the drawer of the map's only step."""
    page.locator(".steps summary[id^=menu]").click()
    page.get_by_role("link", name="Toutes les informations").locator("visible=true").click()


def test_whoever_goes_on_typing_while_a_drawer_closes_keeps_the_focus(page, gateway):
    begin(page)
    line(page, "Je compare")
    step = page.locator(".steps textarea")
    expect(step).to_have_count(1)
    details(page)
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
        details(page)
        page.locator("#drawer [name='f.v.note']").fill(text)
        close()
        expect(page.locator("#drawer")).to_have_count(0)
        expect(menu).to_be_focused()
        assert gateway.read(note) == [[text, None]]
    details(page)
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
    details(page)
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
        details(page)
        expect(page.locator("#drawer .close a")).to_be_in_viewport()
        page.get_by_role("link", name="ce qu'on en a dit").click()
        expect(page.locator("#drawer h2")).to_contain_text("Ce qu'on a dit de")
        expect(page.locator("#drawer h2")).to_be_in_viewport()
        expect(page.locator("#drawer [name='f.v.quote']")).to_be_in_viewport()
        page.locator("#drawer [name='f.v.note']").scroll_into_view_if_needed()
        page.keyboard.press("Escape")
        expect(page.locator("#drawer")).to_have_count(0)


def test_whoever_adds_touchpoints_goes_on_at_the_channel_and_whoever_acts_in_a_drawer_there(page, gateway):
    begin(page)
    line(page, "Je compare")
    page.locator(".steps summary[id^=menu]").click()
    page.locator("[data-touch]").click()
    channel = page.locator("#touch-channel")
    expect(channel).to_be_focused()
    for many, (on, press, key) in enumerate((
        ("Fax", "#touching button", "Enter"), ("Courrier", "#touch-department", "Enter"),
        ("Site", "#touch-channel", "Control+Enter"),
    )):  # fmt: skip
        channel.fill(on)
        page.locator("#touch-department").fill("Agences")
        page.locator(press).press(key)
        expect(page.locator("[data-touchpoint]")).to_have_count(many + 1)
        expect(channel).to_be_focused()
        expect(channel).to_have_value("")
    page.get_by_role("link", name="ce qu'on en a dit").click()
    page.locator("[name='f.v.quote']").fill("J'ai attendu")
    page.locator("#drawer form.describe button").press("Enter")
    expect(page.locator(".beside-it")).to_contain_text("J'ai attendu")
    expect(page.locator("#drawer")).to_be_focused()
    page.locator("a.touch").first.click()
    page.locator("#drawer").get_by_role("button", name="Retirer").press("Enter")
    expect(page.locator("[data-touchpoint]")).to_have_count(2)
    expect(page.locator("#line")).to_be_focused()


def test_what_was_used_says_that_its_act_takes_a_while_and_nothing_moves(page):
    begin(page)
    line(page, "Je compare")
    step = page.locator(".steps textarea")
    expect(step).to_have_count(1)
    details(page)
    page.locator("#drawer [name='f.v.note']").fill("Long")
    held, moment = holding(page), page.locator(".moment")
    for used, typed, key in (
        (page.locator("#drawer form.describe > .do button"), None, "Enter"),
        (step, "Je compare encore", "Enter"),
        (page.locator("#drawer [name='f.v.note']"), "Plus long", "Control+Enter"),
    ):
        used.scroll_into_view_if_needed()
        if typed:
            used.fill(typed)
        before = used.bounding_box()
        used.press(key)
        expect(used).to_have_attribute("aria-busy", "true")
        expect(moment).to_have_text("un instant…")
        expect(page.locator("#news span")).to_have_text("un instant…")
        assert used.bounding_box() == before
        held.pop().continue_()
        expect(moment).to_have_count(0)
        expect(page.locator("[aria-busy]")).to_have_count(0)
        expect(page.locator("#done")).to_contain_text("Modifié")


def test_the_step_whose_drawer_is_open_is_in_sight(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    begin(page)
    paste(page, "\n".join(f"Je fais la chose {n}" for n in range(12)))
    expect(page.locator(".steps textarea")).to_have_count(12)
    for at in (11, 4):
        page.locator(".steps summary[id^=menu]").nth(at).click()
        page.locator(".steps .menu").nth(at).locator("a").first.click()
        expect(page.locator("#drawer h2")).to_contain_text(f"chose {at}")
        expect(page.locator("th[data-step]").nth(at)).to_be_in_viewport(ratio=1)


def test_arrows_go_from_cell_to_cell_and_stay_in_fields(page):
    begin(page)
    paste(page, "# Avant\nJe compare\nJe choisis\n# Après\nJe paie")
    expect(page.locator(".steps textarea")).to_have_count(3)
    for at in (0, 2):
        page.locator(".steps summary[id^=menu]").nth(at).click()
        page.locator(".steps .menu").nth(at).locator("[data-touch]").click()
        expect(page.locator("#drawer h2")).to_contain_text(("Je compare", "", "Je paie")[at])
        page.locator("#touch-channel").fill("Agence")
        page.locator("#touch-channel").press("Enter")
        expect(page.locator("[data-touchpoint]")).to_have_count(1 + at // 2)
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_have_count(0)
    menus, phases = page.locator(".steps summary[id^=menu]"), page.locator(".phases summary[id^=menu]")
    touches, add = page.locator("a.touch"), page.locator("button.add")
    menus.first.focus()
    for key, reached in (
        ("ArrowDown", touches.first), ("ArrowRight", add), ("ArrowRight", touches.last), ("ArrowRight", touches.last),
        ("ArrowUp", menus.last), ("ArrowUp", phases.last), ("ArrowLeft", phases.first), ("ArrowDown", menus.first),
        ("ArrowRight", menus.nth(1)), ("ArrowDown", add), ("ArrowLeft", touches.first),
        ("ArrowLeft", page.get_by_role("link", name="Agence", exact=True).first),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(reached).to_be_focused()
    field = page.locator(".steps textarea").first
    field.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == 1


def test_what_was_written_in_its_place_is_taken_back_from_there(page, gateway):
    begin(page)
    line(page, "Je compare")
    text = page.locator(".steps textarea")
    text.fill("Je compare les offres")
    text.press("Enter")
    expect(page.locator("#done")).to_contain_text("Modifié")
    for key, there in (("Control+z", "Je compare"), ("Control+y", "Je compare les offres")):
        text.press(key)
        expect(text).to_have_value(there)
        assert texts(gateway) == [there]
    text.press("End")
    page.keyboard.type(" enfin")
    page.keyboard.press("Control+z")  # what is being typed is the field's own to take back
    expect(text).not_to_have_value("Je compare les offres enfin")
    assert texts(gateway) == ["Je compare les offres"]


def test_a_menu_opens_in_sight_and_arrows_end_at_the_last_cell(page):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    begin(page)
    for each in ("Je compare", "Je signe", "Je paie"):
        line(page, each)
    page.locator("[data-phase] summary[id^=menu]").last.focus()
    page.keyboard.press("ArrowRight")
    page.set_viewport_size({"width": 390, "height": 844})
    sheet = page.locator("#sheet")
    sheet.evaluate("sheet => sheet.scrollTo(60, 0)")
    page.locator(".steps summary[id^=menu]").first.evaluate("summary => summary.click()")
    left = page.get_by_role("button", name="Déplacer à droite").locator("visible=true")
    column = page.locator(".steps > :first-child").bounding_box()
    expect(left).to_be_in_viewport()
    assert left.bounding_box()["x"] >= column["x"] + column["width"]
    assert not errors


def test_the_last_act_is_taken_back_at_the_head_once_its_band_is_gone(page):
    begin(page)
    line(page, "Je compare")
    head, step = page.locator("[data-back]"), page.locator(".steps textarea")
    expect(step).to_have_count(1)
    step.fill("Je compare tout")
    step.press("Enter")
    expect(page.locator("#done")).to_contain_text("Modifié")
    expect(head).to_be_hidden()
    details(page)
    page.keyboard.press("Escape")
    expect(page.locator("#done")).to_have_count(0)
    page.reload()
    head.press("Enter")
    expect(step).to_have_value("Je compare")
    expect(page.locator("#line")).to_be_focused()
    expect(head).to_be_visible()  # for the step itself
    head.press("Enter")
    expect(step).to_have_count(0)


def test_a_form_is_saved_by_keyboard_and_the_keys_are_told(page, gateway):
    begin(page)
    line(page, "Je compare")
    details(page)
    note = page.locator("#drawer [name='f.v.note']")
    note.fill("Long")
    scrolled = page.locator("#drawer").evaluate("drawer => drawer.scrollTop")
    note.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("Modifié")
    expect(note).to_be_focused()
    assert scrolled and page.locator("#drawer").evaluate("drawer => drawer.scrollTop") == scrolled
    assert gateway.read("MATCH (s:Step) RETURN s.note") == [["Long"]]
    for told in ("Ctrl+Z", "Ctrl+Y", "flèches", "Ctrl et Entrée"):
        expect(page.locator("#lane-told")).to_contain_text(told)
    page.get_by_role("link", name="ce qu'on en a dit").click()
    expect(page.locator("#drawer h2")).to_contain_text(
        "Ce qu'on a dit de «\N{NO-BREAK SPACE}Je compare\N{NO-BREAK SPACE}»"
    )
    expect(page.locator("#drawer form.describe textarea").first).to_have_attribute("name", "f.v.quote")
    expect(page.locator("[name='f.v.quote']")).to_be_focused()
