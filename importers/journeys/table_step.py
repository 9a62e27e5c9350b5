"""One step of a journey that a table maps: its contacts, and what is told of it and of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.keys import hashed, slug, unique
from graph.problems import Code, Problem
from graph.saying import saying
from importers.journeys.aims import UNMAPPED, Takes
from importers.journeys.table_cells import Reader, short, texts
from importers.journeys.table_given import Given, Places, add, first, put
from importers.journeys.vocabulary import channel_kind
from importers.reading.blocks import Cell
from importers.reading.grid import Grid, Spot
from importers.reading.tree import Fields, fields, items

CROSSED = saying(
    "{names} touchpoints and {channels} channels, and nothing says which is on which: those called like a channel "
    "are one, the others stand on the stub {stub!r}",
    "{names} points de contact et {channels} canaux, et rien ne dit lequel est sur lequel : ceux qui portent le nom "
    "d'un canal en sont un, les autres sont placés sur {stub!r}, non décrit",
)
WHOSE = saying(
    "{names} in {lane!r} beside {contacts} touchpoints, and nothing says which belongs to which: kept as a note",
    "{names} dans {lane!r} à côté de {contacts} points de contact, rien ne dit lequel va avec lequel : gardé en note",
)
IDENTIFYING = ("channel", "touchpoint", "touchpointKey")
"""The lanes that say which contacts there are; all others tell something of them."""

Contact = tuple[str, str | None, Spot]
"""The key of a channel, what the contact is called, and where that stands."""


class StepDrawing:
    """Draws one step; `finish` once all lines are taken."""

    def __init__(self, beside: Places, journey: str, step: Fields, phase: Fields, read: Reader, grid: Grid) -> None:
        self.step, self.phase = step, phase
        self._beside, self._journey, self._read, self._grid = beside, journey, read, grid
        self._contacts: dict[tuple[str, str], Fields] = {}
        self._felt: list[tuple[Fields, str | None, float, Given]] = []
        self._said: dict[str, int] = {}

    def take(self, given: Sequence[Given], persona: str | None) -> None:
        """What a line says of it."""
        made = [self._contact(each, first(given, "touchpointKey")) for each in self._named(given)]
        for each in given:
            if each.aim.of == "Step" and each.lane.to not in ("step", "stepKey"):
                self._told(each)
            elif each.aim.of == "System":
                self._stored(each, first(given, "produces"))
            elif each.aim.of == "Evidence":
                self._quoted(each)
            elif each.aim.of == "Opportunity":
                self._improved(each)
        for each in given:
            if each.aim.of == "Touchpoint" and each.lane.to not in IDENTIFYING:
                self._filled(made or self._there(each.cell), each, persona)

    def _named(self, given: Sequence[Given]) -> list[Contact]:
        """The contacts that a line names. Which of several is on which of several channels nobody can tell."""
        channels = [(key, each.cell) for each in given if each.lane.to == "channel" for key in self._channels(each)]
        names = [(text, each) for each in given if each.lane.to == "touchpoint" for text in self._texts(each)]
        if len(channels) == 1 and names:
            return [(channels[0][0], name, each.cell.spot) for name, each in names]
        if len(names) == 1 and channels:
            return [(key, names[0][0], cell.spot) for key, cell in channels]
        found: list[Contact] = [(key, None, cell.spot) for key, cell in channels]
        if channels and names:
            said = CROSSED(names=len(names), channels=len(channels), stub=UNMAPPED)
            place, shown = self._grid.place(names[0][1].cell.spot), names[0][1].cell.text
            self._beside.note(Problem(Code.UNMAPPED_VALUE, said, place, shown))
        return found + [self._on_some_channel(name, each) for name, each in names]

    @staticmethod
    def _texts(each: Given) -> list[str]:
        return texts(each.lane.split or (), each.cell.text)

    def _channels(self, each: Given) -> list[str]:
        return [self._channel(key, name, each.cell.spot) for key, name in self._things(each) or ()]

    def _channel(self, key: str, name: str, spot: Spot) -> str:
        kind = self._read.mapping.kinds.get(key)
        self._described("Channel", key, name, spot, kind=kind and kind.value)
        return key

    def _described(self, label: str, key: str, name: str, spot: Spot, **told: Any) -> None:
        """Describe what a table brings; what the mapping knows under another key is somebody else's to describe."""
        mapping = self._read.mapping
        if name and (key == short(name, label.lower()) or mapping.own or key in mapping.kinds):
            self._beside.describe(label, key, spot, name=name, **told)

    def _on_some_channel(self, name: str, each: Given) -> Contact:
        """A contact of which only the name is known, which may be that of a channel."""
        by_word = {word.casefold(): key for word, key in self._read.mapping.channels.items()}
        key = by_word.get(name.casefold())
        if key or channel_kind(name):
            return self._channel(key or short(name, "channel"), name, each.cell.spot), None, each.cell.spot
        return UNMAPPED, name, each.cell.spot

    def _contact(self, told: Contact, keyed: Given | None) -> Fields:
        """The contact, which may be there already; the second on a channel has a key of its own."""
        channel, name, spot = told
        key = keyed.cell.text if keyed else None
        ref = (channel, key or (name or "").casefold())
        if ref not in self._contacts:
            taken = {each.get("key", each["channel"]) for each in self._contacts.values()}
            own = key or channel
            if own in taken:
                own = unique(f"{channel}-{short(name, 'contact')}" if name else channel, taken)
            told_ = {"key": None if own == channel else own, "channel": channel, "name": name}
            self._contacts[ref] = fields(spot, told_)
            add(self.step, "touchpoints", self._contacts[ref], spot)
            if channel == UNMAPPED:
                self._read.found.unplaced(spot)
        return self._contacts[ref]

    def _there(self, cell: Cell) -> list[Fields]:
        """The contacts that the step has; one of which nobody knows the channel where it has none."""
        return list(self._contacts.values()) or [self._contact((UNMAPPED, None, cell.spot), None)]

    def _things(self, each: Given) -> list[tuple[str, str]] | None:
        return self._read.names(each.name, each.lane, each.cell)

    def _keys(self, each: Given) -> Any:
        """The keys of what a cell names; what is named is described."""
        named = self._things(each) or []
        for key, name in named:
            if each.aim.label == "Channel":
                self._channel(key, name, each.cell.spot)
            else:
                self._described(each.aim.label, key, name, each.cell.spot)
        keys = list(dict.fromkeys(key for key, _ in named))
        return items(keys, each.cell.spot) if each.lane.to != "need" else keys[0] if keys else None

    def _told(self, each: Given) -> None:
        """Something told of the step; what stands there otherwise, or cannot be read, becomes a note."""
        if each.lane.to == "note":
            self.noted(each)
            return
        value = self._keys(each) if each.aim.takes is Takes.KEYS else self._read.value(each.name, each.lane, each.cell)
        differs = self.step.get(each.aim.field, value) != value
        if value is None or differs or self._read.says_more(each.lane, each.cell):
            self.noted(each)
        put(self.step, each.aim.field, value, each.cell.spot)

    def noted(self, each: Given) -> None:
        """Keep a cell as a note, with the name of its lane."""
        text = each.cell.text if not each.lane.titled else f"{each.name}: {each.cell.text}"
        former = self.step.get("note")
        if text not in (former or "").split("\n\n"):
            self.step["note"] = f"{former}\n\n{text}" if former else text
            self.step.spots.setdefault("note", (each.cell.spot, each.cell.spot))

    def _quoted(self, each: Given) -> None:
        """What speaks for or against the step, word for word."""
        lane = each.lane
        for text in self._texts(each):
            what = (lane.says or "evidence").lower().replace("_", "-")
            self._said[what] = self._said.get(what, 0) + 1
            key = f"{self._journey}.{self.step['key']}.{what}-{self._said[what]}"
            self._beside.describe(
                "Evidence", key, each.cell.spot, kind=lane.kind and lane.kind.value,
                source=Path(self._grid.name).name, quote=text, stance=lane.stance.value,
                says=lane.says and lane.says.value,
                about=items([f"Step:{self._ref}"], each.cell.spot),
            )  # fmt: skip

    def _stored(self, each: Given, produced: Given | None) -> None:
        """Which applications store what is produced here; of what nobody named nobody knows where it is."""
        objects = [key for key, _ in (self._things(produced) if produced else None) or ()]
        if not objects:
            self.noted(each)
        for key, name in (self._things(each) or ()) if objects else ():
            system = self._beside.describe("System", key, each.cell.spot, name=name)
            for one in objects:
                add(system, "stores", one, each.cell.spot)

    @property
    def _ref(self) -> str:
        return f"{self._journey}/{self.step['key']}"

    def _improved(self, each: Given) -> None:
        """What would improve the step; one improvement may stand at several."""
        for text in self._texts(each):
            made = self._beside.describe("Opportunity", self._titled(text), each.cell.spot, title=text)
            add(made, "addresses", f"Step:{self._ref}", each.cell.spot)

    @staticmethod
    def _titled(text: str) -> str:
        """The key of an improvement; those of two long titles that begin alike differ."""
        whole = short(text, "opportunity")
        return whole if whole == slug(text, "opportunity") else f"{whole}-{hashed(text)}"

    def _filled(self, contacts: Sequence[Fields], each: Given, persona: str | None) -> None:
        """Something told of contacts."""
        keys = each.aim.takes is Takes.KEYS
        if keys and len(contacts) > 1 and len(self._texts(each)) > 1:
            said = WHOSE(names=len(self._texts(each)), contacts=len(contacts), lane=each.name)
            self._beside.note(Problem(Code.UNMAPPED_VALUE, said, self._grid.place(each.cell.spot), each.cell.text))
            self.noted(each)
            return
        value = self._keys(each) if keys else self._read.value(each.name, each.lane, each.cell)
        if value is None or self._read.says_more(each.lane, each.cell):
            self.noted(each)
        if value is None:
            return
        for contact in contacts:
            if each.aim.takes is Takes.EMOTION:
                self._felt.append((contact, persona, value, each))
            elif keys and contact.get(each.aim.field):
                for key in value:
                    add(contact, each.aim.field, key, each.cell.spot)
            else:
                if contact.get(each.aim.field, value) != value:
                    self.noted(each)
                put(contact, each.aim.field, value, each.cell.spot)
                if each.lane.to == "volume":
                    put(contact, "per", each.lane.per, each.cell.spot)

    def finish(self, apart: bool) -> None:
        """Feelings are those of whoever has them, where several personas go this way."""
        for contact, persona, value, each in self._felt:
            into, spot = contact, each.cell.spot
            if apart and persona:
                into = contact.setdefault("felt", Fields(spot)).setdefault(persona, Fields(spot))
                contact.spots.setdefault("felt", (spot, spot))
                contact["felt"].spots.setdefault(persona, (spot, spot))
            if into.get("emotion", value) != value:
                self.noted(each)
            put(into, "emotion", value, spot)
