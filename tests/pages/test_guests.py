"""Guests in a real Chromium, on a phone: from the address that an author makes to the map that changes by it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from api.invitations import Guest
from api.rights import Role
from tests.asking import PATIENCE
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import step, worked
from tests.pages.test_accounts import SECRET
from tests.pages.test_browser import served
from tests.pages.test_joining import JOURNEY, known, soon

PHONE: ViewportSize = {"width": 390, "height": 844}
CALL = "home-quote/call-to-adjust/phone"
VOLUME = f"MATCH (t:Touchpoint {{key: '{CALL}'}}) RETURN t.volumeLow, t.volumeHigh"


@pytest.fixture
def opened(gateway, tmp_path, browser: Browser):
    """Windows on a phone, each as if on another's; and who is known there."""
    document = worked()
    step(document, "call-to-adjust")["touchpoints"][0].pop("volume")
    say(gateway, document, source="test-worked")
    access = known(tmp_path)
    assert access.people
    access.people.accounts.create("anna", Role.AUTHOR, [], SECRET)

    @contextmanager
    def opened(path: str, script: bool = True) -> Iterator[Page]:
        context = browser.new_context(
            base_url=address, locale="fr-FR", viewport=PHONE, has_touch=True, java_script_enabled=script
        )
        context.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        page = context.new_page()
        page.goto(path)
        yield page
        context.close()

    with served(gateway, access) as address:
        yield opened, access.people


def signs_in(page: Page) -> None:
    page.get_by_label("Nom", exact=True).fill("anna")
    page.get_by_label("Mot de passe").fill(SECRET)
    page.get_by_role("button", name="Se connecter").first.click()


def joins(page: Page) -> None:
    page.get_by_label("Votre nom").fill("Ben")
    page.get_by_role("button", name="Rejoindre").click()
    page.wait_for_url(f"**{JOURNEY}")


def fits(page: Page) -> None:
    """Nothing is wider than the phone, and a judge of accessibility finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = [(one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(page).response["violations"]]
    assert found == []


def invited(page: Page, department: str | None = None) -> str:
    """The address that an author has made on the journey's page."""
    signs_in(page)
    page.get_by_role("link", name="Inviter").click()
    if department:
        page.get_by_label("Leur direction").fill(department)
    page.get_by_role("button", name="Créer l'adresse").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rejoignez-nous")
    expect(page.locator(".invited svg")).to_be_visible()
    return page.locator(".address a").get_attribute("href") or ""


@pytest.mark.parametrize("script", [True, False])
def test_a_guest_answers_and_the_authors_map_has_it(opened, gateway, script):
    open_, _ = opened
    with open_(f"{JOURNEY}", script) as author:
        address = invited(author, "Centre de relation client")
        if script:
            fits(author)
        author.goto(JOURNEY)
        before = author.locator("main").inner_text()
        with open_(address, script) as guest:
            joins(guest)
            guest.get_by_role("link", name="Ce qu'on nous demande").click()
            card = guest.locator("[data-question^='VOLUME~']").first
            card.locator(".kind a").click()
            guest.get_by_label(re.compile(r"Volume.*\bde$", re.IGNORECASE)).fill("3000")
            guest.get_by_label(re.compile(r"Volume.*à$", re.IGNORECASE)).fill("4000")
            if script:
                fits(guest)
            guest.get_by_role("button", name="Enregistrer").click()
            expect(guest.locator("#answered")).to_contain_text("Merci")
            expect(
                guest.locator("[data-question^='VOLUME~']").and_(guest.locator(f"[data-question*='{CALL}']"))
            ).to_have_count(0)
        assert gateway.read(VOLUME) == [[3000, 4000]]
        if script:
            expect(author.locator("main")).not_to_contain_text(before)
        else:
            author.reload()
        expect(author.locator(f"[data-touchpoint='{CALL}']").first).to_contain_text("3 000–4 000")


def test_a_departments_guest_corrects_its_lane(opened, gateway):
    open_, people = opened
    _, opens = people.invitations.create("home-quote", "call-centre", Guest.CONTRIBUTOR, soon())
    with open_(f"/join/{opens}") as page:
        joins(page)
        page.get_by_role("link", name="Corriger ma voie").click()
        expect(page.locator("a.touch")).to_have_count(1)
        expect(page.locator("span.touch")).to_have_count(2)
        fits(page)
        page.locator("a.touch").click()
        page.locator("[name='f.v.emotion']").fill("-2")
        fits(page)
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("#done")).to_contain_text("Modifié")
        assert gateway.read(f"MATCH (t:Touchpoint {{key: '{CALL}'}}) RETURN t.emotion") == [[-2]]
        page.locator("#done button").click()
        expect(page.locator("#done")).to_contain_text("Annulé")


def test_a_departments_guest_adds_what_is_missing_on_its_lane_and_removes_what_is_not(opened, gateway):
    open_, people = opened
    _, opens = people.invitations.create("home-quote", "call-centre", Guest.CONTRIBUTOR, soon())
    there = "MATCH (t:Touchpoint)-[:ON]->(:Channel {key: 'phone'}) RETURN t.key ORDER BY t.key"
    with open_(f"/join/{opens}") as page:
        joins(page)
        page.get_by_role("link", name="Corriger ma voie").click()
        expect(page.locator("button.add")).to_have_count(2)
        page.get_by_role("button", name=re.compile("Je signe en agence · Téléphone")).click()
        expect(page.locator("#done")).to_contain_text("Ajouté")
        expect(page.locator("a.touch.new")).to_be_visible()
        fits(page)
        assert gateway.read(there) == [[CALL], ["home-quote/sign/phone"]]
        page.keyboard.press("Control+z")
        expect(page.locator("#done")).to_contain_text("Annulé")
        assert gateway.read(there) == [[CALL]]
        page.locator("a.touch").click()
        page.get_by_role("button", name="Retirer").click()
        expect(page.locator("#done")).to_contain_text("Retiré")
        expect(page.locator("button.add")).to_have_count(3)
        assert gateway.read(there) == []
        page.keyboard.press("Control+z")
        expect(page.locator("a.touch")).to_have_count(1)
        assert gateway.read(there) == [[CALL]]


@pytest.mark.parametrize("script", [True, False])
def test_a_customer_remarks_with_one_field_and_enter(opened, gateway, script):
    open_, people = opened
    _, opens = people.invitations.create("home-quote", None, Guest.CUSTOMER, soon())
    with open_(f"/join/{opens}", script) as page:
        joins(page)
        page.get_by_role("link", name="Donner mon avis").click()
        page.get_by_role("link", name="Je signe en agence").click()
        expect(page.get_by_label("Avec vos mots")).to_be_focused()
        page.keyboard.type("Encore un rendez-vous")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Merci")).to_be_visible()
        expect(page.locator("blockquote")).to_contain_text("Encore un rendez-vous")
        if script:
            fits(page)
        told = gateway.read("MATCH (e:Evidence)-[:ABOUT]->(n) RETURN e.quote, e.kind, n.key")
        assert told == [["Encore un rendez-vous", "CUSTOMER_COCREATION", "home-quote/sign"]]
        page.goto(JOURNEY)
        expect(page.locator("main")).to_contain_text("Encore un")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_guest_whose_invitation_is_over_loses_nothing_typed(opened, gateway, script, withdrawn):
    open_, people = opened
    made, opens = people.invitations.create("home-quote", "call-centre", Guest.CONTRIBUTOR, soon())
    _, later = people.invitations.create("home-quote", "call-centre", Guest.CONTRIBUTOR, soon())
    with open_(f"/join/{opens}", script) as page:
        joins(page)
        page.get_by_role("link", name="Corriger ma voie").click()
        page.locator("a.touch").click()
        note = page.locator("[name='f.v.note']")
        note.fill("Elle rappelle\nle lendemain")
        if withdrawn:
            people.invitations.end(made.id)
        else:
            over(people.invitations.path, people.invitations.path.with_name("sessions.json"), made.id)
            people.join(next(each for each in people.invitations.all() if each.id != made.id), "Zoe")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Cette invitation est terminée")
        expect(page.get_by_label("Mot de passe")).to_have_count(0)
        expect(page.locator(".typed textarea")).to_have_value("Elle rappelle\nle lendemain")
        if script:
            fits(page)
        other = page.context.new_page()
        other.goto(f"/join/{later}")
        joins(other)
        other.get_by_role("link", name="Corriger ma voie").click()
        if script:
            expect(other.locator("[name='f.v.note']")).to_have_value("Elle rappelle\nle lendemain")
            other.get_by_role("button", name="Enregistrer").click()
            expect(other.locator("#done")).to_contain_text("Modifié")
            assert gateway.read(f"MATCH (t:Touchpoint {{key: '{CALL}'}}) RETURN t.note") == [
                ["Elle rappelle\nle lendemain"]
            ]
            other.goto("/edit/home-quote")
            expect(other.locator("#drawer")).to_have_count(0)


def over(invitations: Path, sessions: Path, id_: str) -> None:
    """The time of an invitation is over, and that of whoever came by it."""
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    for file, name in ((invitations, "id"), (sessions, "invitation")):
        kept = [each | ({"until": past} if each[name] == id_ else {}) for each in json.loads(file.read_bytes())]
        file.write_text(json.dumps(kept), encoding="utf-8")


@contextmanager
def drawing(opened, script: bool) -> Iterator[Page]:
    """The map that an account draws, with the drawer of a step."""
    open_, _ = opened
    with open_("/edit/home-quote?at=Step:home-quote/sign", script) as page:
        signs_in(page)
        page.wait_for_url("**/edit/**")
        yield page


def ends_and_comes_back(page: Page, button: str) -> None:
    """The session is over when a button is pressed: what was typed is told to be kept, and one signs in again."""
    page.context.clear_cookies()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Ce que vous avez saisi est gardé")).to_be_visible()
    signs_in(page)


@pytest.mark.parametrize("script", [True, False])
def test_what_was_typed_when_a_session_ended_is_on_the_map_after_signing_in(opened, gateway, script):
    with drawing(opened, script) as page:
        note, line = page.locator("[name='f.v.note']"), page.locator("#line")
        if script:
            note.fill("Dit en atelier")
        line.fill("Je paie")
        ends_and_comes_back(page, "Ajouter l'étape")
        expect(line).to_have_value("Je paie")
        expect(page.locator(".error:visible, .refused")).to_have_count(0)
        if script:
            expect(note).to_have_value("Dit en atelier")
            assert page.url.partition("?")[0].endswith("/edit/home-quote")
        page.get_by_role("button", name="Ajouter l'étape").click()
        expect(page.locator("#done")).to_contain_text("Ajouté")
        if script:
            expect(note).to_have_value("Dit en atelier")


@pytest.mark.parametrize("script", [True, False])
def test_a_session_that_ends_in_the_middle_of_an_edit_loses_nothing(opened, gateway, script):
    with drawing(opened, script) as page:
        note = page.locator("[name='f.v.note']")
        note.fill("Dit en atelier")
        ends_and_comes_back(page, "Enregistrer")
        expect(note).to_have_value("Dit en atelier")
        assert gateway.read("MATCH (s:Step {key: 'home-quote/sign'}) RETURN s.note") == [[None]]
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("#done")).to_contain_text("Modifié")
        assert gateway.read("MATCH (s:Step {key: 'home-quote/sign'}) RETURN s.note") == [["Dit en atelier"]]
