"""Several browsers on one map, each with a person of its own: who is where, where all go, and all that they draw."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from api.access import Access, Strangers
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from graph.gateway import Gateway
from tests.asking import PATIENCE
from tests.graph.tables import say
from tests.often import each_with_each
from tests.pages.test_browser import served, window_of

SECRET = "correct horse battery"
PEOPLE = ("ana", "ben", "carla", "dan")
MAP = {
    "journeys": [
        {
            "key": "home",
            "title": "Assurer mon logement",
            "phases": [
                {"key": f"p{n}", "name": f"Phase {n}", "steps": [{"key": f"s{n}", "text": f"J'entre en {n}"}]}
                for n in range(1, 5)
            ],
        }
    ]
}  # fmt: skip
WAIT = PATIENCE * 1000


@pytest.fixture(scope="module")
def access(tmp_path_factory) -> Access:
    home = tmp_path_factory.mktemp("people")
    people = People(home)
    for name in PEOPLE:
        people.accounts.create(name, Role.AUTHOR, [], SECRET)
    return Access(tokens=Tokens(home / "tokens.json"), people=people, strangers=Strangers.NEVER)


class Table:
    """People around one map; whoever is asked for sits down before it, at one of two servers, in turns."""

    def __init__(self, browser, access: Access, addresses: tuple[str, ...], stack: ExitStack) -> None:
        self._browser, self._access, self._addresses, self._stack = browser, access, addresses, stack
        self._many = 0

    def seat(self, name: str, path: str) -> Page:
        address = self._addresses[self._many % len(self._addresses)]
        self._many += 1
        page = self._stack.enter_context(window_of(self._browser, address, known=("404", "409")))
        assert self._access.people
        session = self._access.people.sign_in(name, SECRET, "127.0.0.1")
        assert session
        page.context.add_cookies([{"name": "session", "value": session, "url": address}])
        page.goto(path)
        return page


@pytest.fixture
def table(gateway: Gateway, browser, access) -> Iterator[Table]:
    say(gateway, MAP)
    expect.set_options(timeout=WAIT)
    with ExitStack() as servers:
        addresses = tuple(servers.enter_context(served(gateway, access)) for _ in range(2))
        with ExitStack() as windows:
            yield Table(browser, access, addresses, windows)


def people(page: Page):
    return page.locator("#together > ul > li")


def test_one_sees_at_which_step_the_other_is(table):
    ana, ben = table.seat("ana", "/edit/home"), table.seat("ben", "/journeys/home")
    expect(people(ben)).to_have_text(["ana est là"])
    expect(people(ana)).to_have_text(["ben est là"])
    heard = ana.locator("#together [role=status]"), ben.locator("#together [role=status]")
    expect(heard[0]).to_have_text("ben est là")
    expect(heard[1]).to_have_text("")  # who was there before has not come
    ana.locator("#menu-Step\\:home\\/s4").click()
    ana.locator("[data-step='home/s4'] .menu a").first.click()
    expect(ana.locator("#drawer")).to_be_visible()
    expect(people(ben)).to_have_text(["ana est à l'étape 4"])
    expect(heard[1]).to_have_text("")  # a move is shown, and not read out
    ana.locator("#drawer .close a").click()
    ana.locator("#text-Step\\:home\\/s2").focus()
    expect(people(ben)).to_have_text(["ana est à l'étape 2"])
    ana.context.close()
    expect(people(ben)).to_have_count(0)
    expect(heard[1]).to_have_text("ana n'est plus là")


def test_where_somebody_is_stands_beside_the_step_and_is_not_lost_with_what_comes(table):
    ana, ben = table.seat("ana", "/edit/home"), table.seat("ben", "/edit/home?at=Step:home/s3")
    head = ana.locator("[data-step='home/s3']")
    expect(head).to_have_attribute("data-there", "ben")
    ben.locator("#lane-phase").select_option("home/p1")
    ben.locator("#line").fill("Je m'ajoute")
    ben.locator("#line").press("Enter")
    expect(ana.locator(".steps textarea")).to_have_count(5)
    expect(people(ana)).to_have_text(["ben est à l'étape 4"])  # the number that it has by now
    expect(head).to_have_attribute("data-there", "ben")


def test_a_window_in_the_background_is_not_there(table):
    ana, ben = table.seat("ana", "/edit/home"), table.seat("ben", "/journeys/home")
    expect(people(ben)).to_have_text(["ana est là"])
    ana.evaluate("""() => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    expect(people(ben)).to_have_count(0)
    ana.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")
    expect(people(ben)).to_have_text(["ana est là"])


def test_a_room_goes_where_all_are_called_to(table):
    ana = table.seat("ana", "/journeys/home?look=room&phases=home/p3")
    ben, carla = table.seat("ben", "/journeys/home?look=room&lanes=silos"), table.seat("carla", "/edit/home")
    carla.locator("#line").fill("à ne pas perdre")
    for each in (ana, ben):
        expect(people(each)).to_have_count(2)
    with ana.expect_navigation():
        ana.get_by_role("button", name="Tous à moi").click()
    ana.keyboard.press("ArrowRight")  # whoever calls goes on, and is not led back
    expect(ben.locator("main")).to_have_attribute("data-phase", "home/p3")
    assert "lanes=silos" in ben.url and "look=room" in ben.url
    expect(ben.locator("#together [role=status]")).to_have_text("Macro-étape 3, où ana a appelé tout le monde")
    call = carla.locator("#together .call")
    expect(call).to_contain_text("ana appelle tout le monde à la macro-étape 3")
    expect(carla.locator("#line")).to_have_value("à ne pas perdre")
    assert "/edit/home" in carla.url
    ben.get_by_role("link", name="Phase 4").click()
    expect(ben.locator("main")).to_have_attribute("data-phase", "home/p4")
    ben.reload()
    expect(people(ben)).to_have_count(2)
    expect(ben.locator("main")).to_have_attribute("data-phase", "home/p4")  # one is called once
    call.get_by_role("link", name="Montrer").click()
    expect(carla.locator("main")).to_have_attribute("data-phase", "home/p3")
    expect(ana.locator("main")).to_have_attribute("data-phase", "home/p4")


def test_who_stays_is_not_asked_again(table):
    ana, ben = table.seat("ana", "/journeys/home?look=room&phases=home/p2"), table.seat("ben", "/journeys/home")
    expect(people(ana)).to_have_count(1)
    ana.get_by_role("button", name="Tous à moi").click()
    call = ben.locator("#together .call")
    expect(call).to_be_visible()
    call.get_by_role("button").click()
    expect(call).to_be_hidden()
    ben.reload()
    expect(people(ben)).to_have_count(1)
    expect(call).to_be_hidden()


def test_a_room_shows_what_others_draw(table):
    ana, ben = table.seat("ana", "/edit/home"), table.seat("ben", "/journeys/home?look=room&phases=home/p4")
    expect(people(ben)).to_have_count(1)
    ana.locator("#line").fill("Je m'ajoute")
    ana.locator("#line").press("Enter")
    expect(ben.locator(".picture [data-step]")).to_have_count(2)
    expect(ben.locator("main")).to_have_attribute("data-phase", "home/p4")


def test_without_scripts_one_calls_all_the_same(table, browser):
    ben = table.seat("ben", "/journeys/home?look=room")
    ana = table.seat("ana", "/journeys/home?look=room&phases=home/p2")
    address = ana.url.partition("/journeys")[0]
    with window_of(browser, address, script=False) as plain:
        plain.context.add_cookies(ana.context.cookies())
        ana.context.close()
        plain.goto("/journeys/home?look=room&phases=home/p2&lang=fr")
        plain.get_by_role("button", name="Tous à moi").click()
        plain.wait_for_url("**/journeys/home?**")
    expect(ben.locator("main")).to_have_attribute("data-phase", "home/p2")


OPEN = ("/edit/home", "/journeys/home?x=1", "/journeys/home?look=room")


@pytest.mark.parametrize(("path", "language"), each_with_each(zip(OPEN), ("fr", "en")))
def test_nothing_of_it_stands_in_anybodys_way(table, path, language):
    page = table.seat("ben", f"{path}{'&' if '?' in path else '?'}lang={language}")
    ana = table.seat("ana", "/journeys/home?look=room&phases=home/p3")
    expect(people(page)).to_have_count(1)
    ana.get_by_role("button").first.click()
    if "room" in path:
        expect(page.locator("main")).to_have_attribute("data-phase", "home/p3")
    else:
        expect(page.locator("#together .call")).to_be_visible()
    expect(people(page)).to_have_count(1)
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []


def test_what_others_draw_comes_while_a_line_is_typed(table, gateway):
    ana, ben = table.seat("ana", "/edit/home"), table.seat("ben", "/edit/home")
    expect(people(ana)).to_have_count(1)
    ana.locator("#lane-phase").select_option("home/p2")
    line = ana.locator("#line")
    line.fill("Je tape encore")
    line.press("ArrowLeft")
    ben.locator("#line").fill("La dernière")
    ben.locator("#line").press("Tab")
    expect(ana.locator(".phases textarea")).to_have_count(5)
    expect(line).to_be_focused()
    expect(line).to_have_value("Je tape encore")
    assert line.evaluate("field => field.selectionStart") == len("Je tape encore") - 1
    line.press("Enter")
    expect(ben.locator(".steps textarea")).to_have_count(5)
    added = gateway.read("MATCH (p:Phase)-[:HAS_STEP]->(:Step {text: 'Je tape encore'}) RETURN p.key")
    assert added == [["home/p2"]], "the phase that was chosen, and not the one that is the last by now"


def test_four_draw_on_one_map_and_nothing_is_lost(table, gateway):
    windows = [table.seat(name, f"/edit/home?phase=home/p{n}") for n, name in enumerate(PEOPLE, 1)]
    for window in windows:
        expect(people(window)).to_have_count(3)
    wanted = {n: [f"J'entre en {n}", *(f"{name} fait {m}" for m in range(1, 6))] for n, name in enumerate(PEOPLE, 1)}
    for m in range(1, 6):  # in turns, without waiting for what was sent: acts overlap
        for name, window in zip(PEOPLE, windows, strict=True):
            line = window.locator("#line")
            line.press_sequentially(f"{name} fait {m}")
            line.press("Enter")
    for window in windows:
        expect(window.locator(".steps textarea")).to_have_count(24)
    drawn = [text for n in sorted(wanted) for text in wanted[n]]
    for window in windows:
        assert [field.input_value() for field in window.locator(".steps textarea").all()] == drawn
        expect(window.locator("#line")).to_have_value("")
        expect(window.locator("[data-failed]")).to_be_hidden()
    found = gateway.read("MATCH (p:Phase)-[:HAS_STEP]->(s) WITH p, s ORDER BY s.order RETURN p.order, collect(s.text)")
    assert sorted(texts for _, texts in found) == sorted(wanted.values())
