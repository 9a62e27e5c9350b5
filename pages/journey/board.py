"""The map for a board: whole on one slide, what is felt, what breaks most, and what customers say of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.language import Language, Told
from pages.font import Weight
from pages.journey.curve import Curve, kept, ways
from pages.journey.matters import DECISION, OPEN, OWNER
from pages.journey.places import Column
from pages.journey.signs import diamond, lines
from pages.journey.title import facts, portrait
from pages.journey.told import Journey, Matter, Step
from pages.journey.words import EMOTION, SHOWN, STEP, STEPS, VOICE, felt
from pages.pictures.marks import Box, Circle, Mark, Part, Picture, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import plain, shortened, width, wrapped
from wording.writing import COLON, quoted

WIDTH, HEIGHT, MARGIN = 1600, 900, 40
MOST, LARGEST = 12, 3
"""The steps up to which each has its box; the matters that are told."""

JOINT = 17
"""Half of a joint."""

PHASES, STEPS_AT, CURVE, VOICES, MATTERS = 176, 220, 350, 622, 742
"""Where bands begin."""


def board(journey: Journey, language: Language) -> Picture:
    """Title, phases, steps up to twelve of them, the curve, two voices and three matters; no text below 14 px."""
    right = WIDTH - MARGIN
    marks = (*_title(journey, right, language), *band(journey, right, language), *_matters(journey, right, language))
    return Picture(WIDTH, HEIGHT, journey.title, journey.sentence, marks, language.name.lower())


def band(journey: Journey, right: float, language: Language, most: int = MOST) -> Iterator[Mark]:
    """What stands between title and matters, up to the edge at the right: between `PHASES` and `MATTERS` below."""
    edge = MARGIN + 130
    across = (right - edge) / max(len(journey.steps), 1)
    columns = [
        Column(edge + across * place + 5, edge + across * (place + 1) - 5) for place in range(len(journey.steps))
    ]
    if columns:
        few = len(columns) <= most
        yield from _phases(journey, columns, few, language)
        if few:
            for place, (step, column) in enumerate(zip(journey.steps, columns, strict=True), 1):
                yield _step(step, place, column)
        point = 42 if _spoken(journey) else 62
        yield from _curve(journey, columns, edge, right, point, language)
        yield from _where(journey, columns, CURVE + 5 * point + 36, right)
    yield from _voices(journey, right, language)


def _title(journey: Journey, right: float, language: Language) -> Iterator[Mark]:
    """Whose journey it is, what it is called, and the sentence that is the answer."""
    x: float = MARGIN
    for persona in journey.personas[:1]:
        yield from portrait(persona, x + 46, 82, 46)
        x += 116
    who = " · ".join(filter(None, (part for persona in journey.personas[:2] for part in (persona.name, persona.role))))
    way = " → ".join(filter(None, (journey.scenario, journey.goal)))
    about = [shortened(line, 330, 14) for line in facts(journey, language)]
    room = right - x - max((width(line, 14) for line in about), default=0) - 24
    yield Text(x, 64, shortened(journey.title, room, 36, Weight.BOLD), 36, Weight.BOLD)
    yield from lines(x, 92, wrapped(" — ".join(filter(None, (who, way))), room, 16, 1), 16, ink=Paint.MUTED)
    size = next((size for size in (22, 20) if width(journey.sentence, size, Weight.BOLD) <= right - x), 22)
    yield from lines(x, 124, wrapped(journey.sentence, right - x, size, 2, Weight.BOLD), size, 1.25, Weight.BOLD)
    yield from lines(right, 48, about, 14, 1.4, ink=Paint.MUTED, anchor="end")


def _phases(journey: Journey, columns: Sequence[Column], few: bool, language: Language) -> Iterator[Part]:
    """A bar over the steps of each phase; of many steps a box says which they are, and the hardest of them."""
    names = {phase.key: phase.name for phase in journey.phases}
    for key, group in groupby(zip(journey.steps, columns, strict=True), key=lambda pair: pair[0].phase):
        steps, own = zip(*group, strict=True)
        x, end = own[0].left, own[-1].right
        called, room = plain(names.get(key, key)), end - x - 16
        size = 17 if width(called, 17, Weight.BOLD) <= room else 14
        marks: tuple[Mark, ...] = (
            Box(x, PHASES, end - x, 34, Paint.INK, radius=5),
            Text(x + 8, PHASES + 23, shortened(called, room, size, Weight.BOLD), size, Weight.BOLD, Paint.PAPER),
        )
        if not few:
            marks += _many(journey, steps, x, end - x, language)
        yield Part(marks, {"phase": key}, label=names.get(key, key))


def _many(journey: Journey, steps: Sequence[Step], x: float, room: float, language: Language) -> tuple[Mark, ...]:
    numbers = {step.key: step.number or place for place, step in enumerate(journey.steps, 1)}
    first, last = numbers[steps[0].key], numbers[steps[-1].key]
    which = (STEP if first == last else STEPS)[language].format(first, last)
    felt_at = {step: step.feeling.mean for step in steps if step.feeling and step.feeling.mean < 0}
    hardest = min(felt_at, key=felt_at.__getitem__, default=None)
    told = f"{numbers[hardest.key]} · {hardest.text} ({felt(felt_at[hardest], language)})" if hardest else ""
    which_lines = wrapped(which, room - 16, 14, 2)
    below = STEPS_AT + 22 + 18 * len(which_lines) + 6
    return (
        Box(x, STEPS_AT, room, 122, Paint.PAPER, Paint.INK, 1.4, radius=6),
        *lines(x + 8, STEPS_AT + 22, which_lines, 14, 1.25, ink=Paint.MUTED),
        *lines(x + 8, below, wrapped(told, room - 16, 14, 5 - len(which_lines), Weight.BOLD), 14, 1.25, Weight.BOLD),
    )


def _step(step: Step, place: int, column: Column) -> Part:
    box = Box(column.left, STEPS_AT, column.wide, 122, Paint.PAPER, Paint.INK, 1.4, radius=6)
    number = str(step.number or place)
    signs = "".join(sign for sign, there in (("★", step.star), ("✓", step.goal)) if there)
    text = wrapped(step.text, box.width - 18, 14, 4, Weight.BOLD)
    marks: tuple[Mark, ...] = (
        box,
        *((Box(box.x, box.y + 6, 6, box.height - 12, Paint.GOAL),) if step.goal else ()),
        Circle(box.x + 22, box.y + 20, 13, Paint.INK),
        Text(box.x + 22, box.y + 25, number, 14, Weight.BOLD, Paint.PAPER, "middle"),
        Text(box.right - 8, box.y + 26, signs, 17, anchor="end"),
        *lines(box.x + 11, box.y + 54, text, 14, 1.25, Weight.BOLD),
    )
    return Part(marks, {"step": step.key, "box": box.told}, label=f"{number} · {step.text}")


def _curve(
    journey: Journey, columns: Sequence[Column], edge: float, right: float, point: float, language: Language
) -> Iterator[Mark]:
    middles = {step.key: column.middle for step, column in zip(journey.steps, columns, strict=True)}
    dot = 21 if len(columns) <= MOST else 6
    curve = Curve(ways(journey), middles, edge - 24, right, point, dot)
    yield from lines(MARGIN, CURVE + 30, wrapped(EMOTION[language], 90, 14, 2, Weight.BOLD), 14, 1.2, Weight.BOLD)
    yield from lines(
        MARGIN, CURVE + 12 + point * 3.4, wrapped("".join(kept(journey, language)), 98, 14, 3), 14, 1.2, ink=Paint.MUTED
    )
    yield from curve.drawn({step.key: step.feeling for step in journey.steps}, CURVE + 12, language)


def _where(journey: Journey, columns: Sequence[Column], y: float, right: float) -> Iterator[Mark]:
    """The largest matters where their sentences say that they are; else between the two steps of one, or at one."""
    found = _middles(journey, columns)
    matters = {matter.number: matter for matter in journey.matters[:LARGEST] if matter.number in found}
    told = {
        number: shortened(" · ".join(filter(None, (each.happens, each.verdict))), 240, 15, Weight.BOLD)
        for number, each in matters.items()
    }
    order = sorted(told, key=lambda number: (found[number], number))
    room = [2 * JOINT + 26 + width(told[number], 15, Weight.BOLD) for number in order]
    for number, start in zip(order, _spread([found[number] - JOINT for number in order], room, right), strict=True):
        decided = matters[number].verdict is not None
        marks = (
            *diamond(start + JOINT, y, number, half=JOINT, decided=decided),
            Text(start + 2 * JOINT + 10, y + 5, told[number], 15, Weight.BOLD, Paint.BROKEN),
        )
        yield Part(marks, {"where": str(number)})


def _middles(journey: Journey, columns: Sequence[Column]) -> dict[int, float]:
    """Where each matter is, by its number."""
    place = {step.key: number for number, step in enumerate(journey.steps)}
    at = {each.key: place[each.step] for each in journey.touchpoints}
    found = {each.number: columns[place[each.step]].middle for each in journey.matters if each.step in place}
    for each in journey.handoffs:
        ends = [columns[at[end]].middle for end in (each.start, each.end) if end in at]  # one may be in another part
        for number, _ in each.matters:
            found.setdefault(number, sum(ends) / len(ends))
    for lost in journey.breaks:
        found.setdefault(lost.matter, columns[place[lost.step]].middle)
    return found


def _spread(wanted: Sequence[float], room: Sequence[float], right: float) -> list[float]:
    """Where things begin that stand side by side, as near as they can to where they belong."""
    starts: list[float] = []
    for start, before in zip(wanted, (0, *room), strict=False):
        starts.append(max(start, starts[-1] + before if starts else 0))
    end = right + 16
    for place in reversed(range(len(starts))):
        starts[place] = min(starts[place], end - room[place])
        end = starts[place]
    return starts


def _spoken(journey: Journey) -> list[tuple[int, Step]]:
    """The steps that feel bad and of which somebody said something, with their numbers."""
    return [
        (step.number or place, step)
        for place, step in enumerate(journey.steps, 1)
        if step.voice and step.feeling and step.feeling.mean < 0
    ]


def _voices(journey: Journey, right: float, language: Language) -> Iterator[Mark]:
    """What is said at the two lowest points that somebody spoke of."""
    order = sorted(_spoken(journey), key=lambda pair: -(pair[1].feeling.mean if pair[1].feeling else 0))
    lowest = list({step.voice.quote: (number, step) for number, step in order if step.voice}.values())[-2:]
    half = (right - MARGIN - 130) / 2
    if lowest:
        yield from lines(MARGIN, VOICES + 16, wrapped(VOICE[language], 110, 14, 2, Weight.BOLD), 14, 1.2, Weight.BOLD)
    for place, (number, step) in enumerate(sorted(lowest)):
        x = MARGIN + 130 + half * place
        feeling = f" ({felt(step.feeling.mean, language)})" if step.feeling else ""
        quote = quoted(step.voice.quote, language) if step.voice else ""
        about = shortened(f"{number} · {step.text}{feeling}", half - 40, 14)
        yield Way(((x, VOICES + 2), (x, VOICES + 92)), Paint.INK, 3)
        yield from lines(x + 14, VOICES + 20, wrapped(quote, half - 40, 19, 3), 19, 1.25)
        yield Text(x + 14, VOICES + 90, about, 14, ink=Paint.MUTED)


def _matters(journey: Journey, right: float, language: Language) -> Iterator[Mark]:
    """The largest matters in a sentence each, and how many there are beside them."""
    shown, others = journey.matters[:LARGEST], journey.matters[LARGEST:]
    across = (right - MARGIN + 24) / max(len(shown), 1)
    for place, matter in enumerate(shown):
        yield _matter(matter, MARGIN + across * place, across - 24, language)
    if others:
        of = SHOWN[language].format(len(shown), len(journey.matters))
        rest = " — ".join(f"{each.number} · {each.sentence} ({each.volume})" for each in others)
        told = f"{of}{COLON[language]} {rest}"
        yield Text(MARGIN, MATTERS + 148, shortened(told, right - MARGIN, 14), 14, ink=Paint.MUTED)


def _matter(matter: Matter, x: float, room: float, language: Language) -> Part:
    box = Box(x, MATTERS, room, 126, Paint.PAPER, Paint.BROKEN, 1.5, radius=6)
    volume = shortened(matter.volume, room - 60, 22, Weight.BOLD)
    happens = shortened(matter.happens, room - 76 - width(volume, 22, Weight.BOLD), 18, Weight.BOLD)
    told = (_said(OWNER, matter.owner, language), _said(DECISION, matter.decision, language) or OPEN[language])
    marks: tuple[Mark, ...] = (
        box,
        *diamond(x + 28, MATTERS + 28, matter.number, half=JOINT, decided=matter.verdict is not None),
        Text(x + 52, MATTERS + 34, happens, 18, Weight.BOLD, Paint.BROKEN),
        Text(x + room - 14, MATTERS + 35, volume, 22, Weight.BOLD, anchor="end"),
        *lines(x + 16, MATTERS + 64, wrapped(matter.sentence, room - 30, 16, 2), 16, 1.2),
        *lines(x + 16, MATTERS + 101, [shortened(line, room - 30, 14) for line in told if line], 14, 1.2),
    )
    data = {"listed": str(matter.number)} | ({"node": f"Rupture:{matter.rupture}"} if matter.rupture else {})
    return Part(marks, data, label=f"{matter.number} · {matter.sentence}")


def _said(head: Told, words: str | None, language: Language) -> str:
    return f"{head[language]}{COLON[language]} {words}" if words else ""
