"""A journey as a page of a wiki: what its page tells, in Markdown, every name as words and nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.labels import LABELS
from graph.language import Language
from graph.model.words import WitnessRole
from graph.saying import Saying
from pages.files.markdown import escaped, link
from pages.files.report import words
from pages.files.report.mermaid import curve, handoffs
from pages.files.stamp import Stamp, stamp
from pages.findings.rows import fed
from pages.journey import told
from pages.journey.grounds import figures, rests
from pages.journey.reading import Reading
from pages.journey.records import records
from pages.journey.words import felt
from pages.telling import Data
from pages.visitor import Visitor
from wording.cells import UNKNOWN, called, volume
from wording.problems import said
from wording.writing import COLON, between, listed, quoted

Row = Mapping[str, Any]
Lines = Iterator[str]


@dataclass(frozen=True)
class Report:
    """The parts of a report, each its lines; one that has nothing to tell has none."""

    data: Data
    visitor: Visitor

    @property
    def language(self) -> Language:
        """Whose words it is in."""
        return self.visitor.language

    @cached_property
    def reading(self) -> Reading:
        """The answer. Gone or Moved where there is no such journey."""
        return Reading.of(self.data, self.visitor)

    @cached_property
    def journey(self) -> told.Journey:
        """What its map shows."""
        return records(self.reading, self.visitor)

    @cached_property
    def stamp(self) -> Stamp:
        """Of which state it is."""
        return stamp(self.data, self.visitor, self.journey.title)

    def lines(self) -> Lines:
        """All of it."""
        yield f"# {escaped(self.journey.title)}"
        yield from ("", f"**{escaped(self.journey.sentence)}**", "")
        yield from (f"- **{escaped(each.written)}** {escaped(each.words)}" for each in figures(self.reading))
        for head, part in (
            (words.MAP, self.table()),
            (words.FEELS, self.fenced(curve(self.journey, self.language))),
            (words.WAYS, self.fenced(handoffs(self.journey, self.language)) if self.journey.handoffs else ()),
            (words.VOICES, self.voices()),
            (words.BREAKS, self.breaks()),
            (words.REPAIRS, self.repairs()),
            (words.MEET, self.meet()),
            (words.ASK, self.ask()),
            (words.RESTS, (f"- {escaped(each.words)}" for each in rests(self.reading, self.visitor))),
            (words.LEFT, self.left()),
        ):
            found = list(part)
            if found:
                yield from ("", f"## {head[self.language]}", "", *found)

    def fenced(self, diagram: Iterable[str]) -> Lines:
        """A diagram as wikis draw it."""
        yield from ("```mermaid", *diagram, "```")

    def table(self) -> Lines:
        """Steps across channels: what happens there, how many a year, and what is felt."""
        heads = [words.STEP[self.language], *(each.name for each in self.journey.channels), words.FELT[self.language]]
        yield _row(map(escaped, heads))
        yield _row("---" for _ in heads)
        for number, step in enumerate(self.journey.steps, 1):
            cells = [self._cell(step, channel) for channel in self.journey.channels]
            feeling = felt(step.feeling.mean, self.language) if step.feeling else UNKNOWN[self.language]
            yield _row(map(escaped, (f"{number} · {step.text}", *cells, feeling)))

    def _cell(self, step: told.Step, channel: told.Channel) -> str:
        found = (each for each in self.journey.touchpoints if (each.step, each.channel) == (step.key, channel.key))
        return "; ".join(self._point(each, channel) for each in found)

    def _point(self, point: told.Touchpoint, channel: told.Channel) -> str:
        name = point.name or channel.name
        if point.missing:
            return f"{name} ({words.MISSING[self.language]})"
        many = between(*point.volume, self.language) if point.volume else UNKNOWN[self.language]
        return f"{name} ({self._said(words.CONTACTS(volume=many))})"

    def voices(self) -> Lines:
        """What was said, step by step."""
        for number, step in enumerate(self.journey.steps, 1):
            if step.voice:
                source = f" · {step.voice.kind}" if step.voice.kind else ""
                yield f"- {escaped(f'{number} · {step.text}')}{COLON[self.language]} " + escaped(
                    quoted(step.voice.quote, self.language) + source
                )

    def breaks(self) -> Lines:
        """The causes with their proof."""
        if not self.journey.matters:
            yield escaped(self._said(words.NOTHING_BREAKS()))
        for each in self.journey.matters:
            address = self.stamp.link(self.visitor.links.finding(each.rupture)) if each.rupture else ""
            yield f"{each.number}. {link(each.sentence, address)}"
            yield f"    - {escaped(self._weight(each))}"
            yield from (f"    - {escaped(line)}" for line in self._proof(each))
            for tell, value in ((words.WHO, each.owner), (words.DECIDED, each.decision or each.verdict)):
                if value:
                    yield f"    - {escaped(self._said(tell(names=value, words=value)))}"

    def _weight(self, matter: told.Matter) -> str:
        row = next(each for each in self.reading.matters if each["number"] == matter.number)
        return self._said(words.CONTACTS(volume=volume(row["volume"], self.language)))

    def _proof(self, matter: told.Matter) -> Lines:
        roles: dict[str, list[str]] = {}
        for each in self.journey.witnesses.get(matter.rupture or "", ()):
            roles.setdefault(each.role, []).append(each.name)
        for role, names in roles.items():
            head = LABELS[WitnessRole][role][self.language]
            yield f"{head}{COLON[self.language]} {listed(names, self.language)}"

    @property
    def best(self) -> Sequence[Row]:
        """The feeds that would repair most."""
        found: Sequence[Row] = self.data["bestRepairs"]["rows"]
        return found

    def repairs(self) -> Lines:
        """What each feed would repair."""
        for each in self.best:
            holds = self._said(words.HOLDS(len(each["repaired"])))
            weight = self._said(words.CONTACTS(volume=volume(each["volume"], self.language)))
            yield f"- {escaped(self._said(words.REPAIR(feed=fed(each), holds=holds, volume=weight)))}"

    def meet(self) -> Lines:
        """Who runs both ends of each feed, and who is above them."""
        meetings: dict[str, None] = {}
        for each in self.best:
            owners = list(dict.fromkeys(called(one) for one in (each["fromOwner"], each["toOwner"]) if one))
            if owners and each["commonDepartment"]:
                heads = listed([one["title"] or one["key"] for one in each["heads"]], self.language)
                names = listed(owners, self.language)
                above = called(each["commonDepartment"])
                told_ = names if owners == [above] else self._said(words.UNDER(names=names, common=above))
                meetings[f"{told_} ({self._said(words.HEADS(names=heads))})" if heads else told_] = None
        return (f"- {escaped(each)}" for each in meetings)

    def ask(self) -> Lines:
        """What has to be found out, and from whom."""
        for each in self.data["toAsk"]["rows"]:
            whom = listed([called(one) for one in each["departments"]], self.language)
            yield f"- {escaped(each['sentence'])}" + (f" ({escaped(whom)})" if whom else "")

    def left(self) -> Lines:
        """What is not in it, and of which state it is."""
        yield words.NOT_IN[self.language]
        yield ""
        yield escaped(self.stamp.words)
        if self.stamp.origin:
            address = self.stamp.link(self.visitor.links.journey(self.journey.key))
            yield link(words.ON_PAGE[self.language], address)

    def _said(self, saying: Saying) -> str:
        return said(saying, self.language)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
