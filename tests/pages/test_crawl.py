"""Every page of the demo, by its links; and the maps of its journeys, beside what the API gives for them."""

import zlib
from collections import Counter
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from pages.addresses import escaped
from tests.often import NIGHT
from tests.pages.reading import Read

OF_A_SORT = 2
"""How many pages of a sort are opened: pages of a sort are made alike."""

LANGUAGES = ("fr", "en")

CLOSED = ("as", "look", "lanes", "print", "view", "ways", "show")
"""What an address chooses from a closed list."""
NOT_HERE = ("language", "portraits")
"""What no page is: one is led back, and portraits are kept in a folder that there is none of here."""

JOURNEYS = ("home-quote", "home-quote-future", "home-quote-rival", "car-claim", "complaint", "leaving", "moving-house",
            "fleet-contract", "fleet-update", "paper-attestation")  # fmt: skip


def sort(address):
    """What sort of page is at an address: where it is but for keys, and what its query says but for free words."""
    whole = urlsplit(address)
    head, _, rest = whole.path.removeprefix("/").partition("/")
    place = (head, rest.partition("/")[0] if head in ("n", "static") else bool(rest))
    return (*place, *sorted((name, value if name in CLOSED else "") for name, value in parse_qsl(whole.query)))


class Crawl:
    """Opens what links lead to, a few of each sort, and says what is wrong."""

    def __init__(self, site, language):
        self.site, self.language = site, language
        self.opened: dict[str, Read | None] = {}
        self.sorts: Counter[tuple[Any, ...]] = Counter()
        self.wrong: list[tuple[str, Any]] = []
        self.inside: set[tuple[str, str]] = set()
        self.begun: set[tuple[Any, ...]] = set()

    def all(self, *begun):
        """All that is found from here on."""
        left = [*begun]
        self.begun = {*map(sort, begun)}
        while left:
            address = left.pop(0)
            if self.takes(address):
                left += self.open(address)
        ids = {address: set(read.ids) for address, read in self.opened.items() if read}
        self.wrong += [
            (address, fragment) for address, fragment in self.inside if fragment not in ids.get(address, {fragment})
        ]

    def takes(self, address):
        """Whether this is to be opened; pages that several choices make are made of those that one makes.

        By day a sort that a choice makes is opened in one of the languages, unless one begins there.
        """
        of = sort(address)
        if address in self.opened or len(of) > 3 or of[0] in NOT_HERE:
            return False
        elsewhere = LANGUAGES[zlib.crc32(repr(of).encode()) % 2] != self.language
        if elsewhere and len(of) == 3 and not NIGHT and of not in self.begun:
            return False
        self.sorts[of] += 1
        return self.sorts[of] <= (OF_A_SORT if len(of) == 2 else 1)

    def open(self, address):
        """What a page leads to."""
        answer = self.site.get(address, self.language)
        if answer.status_code != 200:
            self.wrong.append((address, answer.status_code))
        read = (
            Read(answer.text) if answer.headers.get("content-type", "").startswith(("text/html", "image/svg")) else None
        )
        self.opened[address] = read
        if read is None:
            return
        ids = read.ids
        self.wrong += [(address, f"twice #{each}") for each, times in Counter(ids).items() if times > 1]
        self.wrong += [(address, each) for each in read.breaks_out]
        for tag, where in read.leads:
            local, _, fragment = where.removeprefix("http://localhost").partition("#")
            if (local and not local.startswith("/")) or local.startswith("//"):
                if tag in ("script", "link", "img"):
                    self.wrong.append((address, where))
            elif tag != "form":
                self.inside.add((local or address, unquote(fragment))) if fragment else None
                yield local or address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_every_page_leads_to_what_is_there(site, language):
    crawl = Crawl(site, language)
    crawl.all("/", "/search?q=devis", *(f"/embed/journeys/{key}" for key in JOURNEYS[:2]))
    assert crawl.wrong == []
    heads = {sort(each)[0] for each in crawl.opened}
    assert heads >= {"", "journeys", "findings", "ask", "search", "n", "static", "embed"}
    assert 60 < len(crawl.opened) < 800 and crawl.inside


MAP = """query map($keys: [String!]) {
  handoffs(journeys: $keys, first: 1000) { edges { node { key status } } }
  matters(journeys: $keys, first: 1000) { rows { number volume { low high } ruptures { key } handoffs { key } } }
  restsOn(journeys: $keys) { hypotheses undecidedHandoffs }
  emotionCurve(journeys: $keys) { rows { remembered } }
}"""


@pytest.mark.parametrize("key", JOURNEYS)
def test_a_map_shows_what_the_api_gives(site, key):
    told = site.ask(MAP, keys=[key])
    page = Read(site.get(f"/journeys/{escaped(key)}").text)
    statuses = {edge["node"]["key"]: edge["node"]["status"] for edge in told["handoffs"]["edges"]}
    drawn = [(each["data-key"], each["data-status"]) for each in page.marked("data-key") if "data-status" in each]
    assert sorted(drawn) == sorted(statuses.items()), "each hand-off once, with its status"
    counts = Counter(statuses.values())
    remembered = told["emotionCurve"]["rows"][0]["remembered"] if told["emotionCurve"]["rows"] else None
    assert page.figures["broken"] == str(counts["BROKEN"]) and page.figures["unknown"] == str(counts["UNKNOWN"])
    assert counts["UNKNOWN"] == told["restsOn"]["undecidedHandoffs"]
    assert page.figures["hypotheses"] == str(told["restsOn"]["hypotheses"])
    assert page.figures["remembered"] == ("" if remembered is None else str(remembered))
    numbers = {each["key"]: row["number"] for row in told["matters"]["rows"] for each in row["ruptures"]}
    joints = {(each["data-rupture"], int(each["data-matter"])) for each in page.marked("data-matter")}
    assert {number for _, number in joints} == set(numbers.values()), "each cause is on the map"
    assert all(numbers[rupture] == number for rupture, number in joints)
    assert [row["number"] for row in told["matters"]["rows"]] == [*range(1, len(told["matters"]["rows"]) + 1)]


def test_causes_are_listed_with_their_volumes(site):
    page = site.get("/journeys/home-quote", "en").text
    rows = site.ask('{matters(journeys: ["home-quote"], first: 1000) {rows {number volume {low high}}}}')
    listed = page.partition('<ol class="causes">')[2].partition("</ol>")[0].split("<li>")[1:]
    assert len(listed) == len(rows["matters"]["rows"])
    for row, item in zip(rows["matters"]["rows"], listed, strict=True):
        assert f"</span>{row['number']}</span>" in item  # behind the word that is there to be heard
        ends = (row["volume"]["low"], row["volume"]["high"]) if row["volume"] else ()
        assert all(f"{end:,.0f}" in unescape(item) for end in ends) and (ends or "unknown" in item)
