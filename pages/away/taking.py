"""All pages of a scope, one after the other, each asked for as a browser would, and written for a folder."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

import orjson

from api.execute import Request
from graph.errors import BadInput
from graph.language import Language
from graph.saying import saying
from pages import asking
from pages.addresses import STATIC
from pages.asking import Ask
from pages.away.leaving import images, leaving, links
from pages.away.places import Place, place
from pages.files.stamp import stamp
from pages.font import FOLDER as FONT
from pages.page import Page
from pages.register import PAGES
from pages.shell.forms import as_form
from pages.shell.rendering import colours, rendered
from pages.shell.whole import whole
from pages.telling import Data, Gone, Moved
from pages.visitor import Portraits, Visitor, nothing

STATE = "query state { revision lastChange }"
KEPT = 64
"""How many answers are kept."""
TOGETHER = 2
"""How many pages are asked for at once."""
PORTRAIT = "/portraits/"

CHANGED = saying(
    "the graph was changed while its pages were written: nothing was put there; try again",
    "le graphe a changé pendant l'écriture de ses pages : rien n'a été déposé ; réessayez",
)


@dataclass
class Taking:
    """Takes pages along. `journeys` are the keys of the only ones; `origin` is where pages are found, if anywhere."""

    ask: Ask
    language: Language
    journeys: Sequence[str] = ()
    origin: str = ""
    portrait: Portraits = nothing
    _found: dict[Place, None] = field(default_factory=dict)
    _nodes: dict[Place, None] = field(default_factory=dict)
    _answers: dict[bytes, asyncio.Task[tuple[Data, list[Data]]]] = field(default_factory=dict)

    async def files(self) -> AsyncIterator[tuple[str, bytes]]:
        """The files by name: what pages need, then each page that another leads to, those of nodes last.

        Of nodes those have a page that a page of another sort leads to. BadInput when the graph changes meanwhile.
        """
        for name, content in assets().items():
            yield name, content
        state = await self._state()
        self._found[_needed("/")] = None
        async for each in self._pages(self._found, state):
            yield each
        async for each in self._pages(self._nodes, state):
            yield each
        if await self._state() != state:
            raise BadInput(CHANGED())

    async def _state(self) -> Data:
        found = await self.ask(Request(STATE, {}, None, language=self.language))
        for error in found.errors:
            raise error
        return found.data or {}

    async def _pages(self, places: dict[Place, None], state: Data) -> AsyncIterator[tuple[str, bytes]]:
        """The pages of places, of which there may be more with each."""
        done = 0
        while batch := list(islice(places, done, done + TOGETHER)):
            texts = await asyncio.gather(*(self._text(each) for each in batch))
            for text in texts if places is self._found else ():
                self._follow(links(text))
            for each, text in zip(batch, texts, strict=True):
                yield each.file, await self._file(each, text, state)
            done += len(batch)

    def _follow(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            found = place(address, self.journeys or None)
            if found:
                (self._nodes if found.label else self._found)[found] = None

    def _who(self, at: Place) -> Visitor:
        scope = {"journeys": tuple(self.journeys)} if self.journeys else {}
        given = scope | {name: (value,) for name, value in at.asked}
        return Visitor(at.path, given, self.language, key=at.key, label=at.label, portrait=self.portrait)

    async def _told(self, page: Page, who: Visitor) -> Data:
        """What a page is told; the latest answers are kept, since a journey is asked for by each of its proofs."""
        key = orjson.dumps([page.name, page.document(who), page.variables(who)])
        task = self._answers.pop(key, None) or asyncio.create_task(asking.told(page, who, self.ask))
        self._answers[key] = task
        for old in list(self._answers)[:-KEPT]:
            del self._answers[old]
        data, _ = await task
        return data

    async def _text(self, at: Place) -> str:
        """A page as a browser would be given it; where nothing is any more, what became of it."""
        who = self._who(at)
        try:
            data = await self._told(at.page, who)
            return await asyncio.to_thread(lambda: whole(at.page, at.page.tell(data, who), data, who))
        except Moved as moved:
            return await self._text(_needed(moved.to))
        except Gone as gone:
            words = {self.language: gone.sentence}
            return rendered(
                "shell/trouble.html", who, words=words, status=404, seconds=None, near=(), became=gone.became
            )

    async def _file(self, at: Place, text: str, state: Data) -> bytes:
        who = self._who(at)
        pictures = {each: await self._picture(each) for each in images(text)}
        made = stamp(state, Visitor(at.path, who.given, self.language, origin=self.origin))
        foot = rendered("away/foot.html", who, stamp=made, address=made.link(who.links.here()))
        return leaving(text, at.file, self._resolved, pictures, foot).encode()

    def _resolved(self, address: str) -> str | None:
        """The file of an address, if it is among those that are taken along."""
        path = unquote(urlsplit(address).path)
        if path in ASSETS:
            return ASSETS[path]
        found = place(address, self.journeys or None)
        return found.file if found and (found in self._found or found in self._nodes) else None

    async def _picture(self, address: str) -> bytes:
        """What an image shows: a portrait, or the picture of a page."""
        parts = urlsplit(address)
        if parts.path.startswith(PORTRAIT):
            return self.portrait(unquote(parts.path.removeprefix(PORTRAIT))) or b""
        at = _needed(parts.path)
        given = {name: (value,) for name, value in parse_qsl(parts.query)}
        who = Visitor(at.path, given, self.language, key=at.key, portrait=self.portrait)
        data = await self._told(at.page, who)
        return await asyncio.to_thread(lambda: as_form("svg", at.page.tell(data, who), data, self.language))


def _needed(address: str) -> Place:
    found = place(address)
    assert found, address
    return found


STYLES = {f"/static/{page.name}/{name}.css": text for page in PAGES for name, text in page.styles.items()}
ASSETS: Mapping[str, str] = {
    **{f"/static/{name}": f"assets/{name}" for name in ("style.css", "colours.css", "icon.svg")},
    **{path: f"assets/{path.removeprefix('/static/').replace('/', '-')}" for path in STYLES},
}
"""What pages need, by its address, and the file that it is."""


def assets() -> dict[str, bytes]:
    """The files that pages need: style sheets, the icon, the font."""
    made = {ASSETS[f"/static/{name}"]: (STATIC / name).read_bytes() for name in ("style.css", "icon.svg")}
    made[ASSETS["/static/colours.css"]] = colours().encode()
    made |= {ASSETS[path]: text.encode() for path, text in STYLES.items()}
    return made | {f"assets/font/{each.name}": each.read_bytes() for each in sorted(FONT.glob("*.woff2"))}
