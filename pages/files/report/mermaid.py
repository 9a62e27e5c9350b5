"""A journey in the words of Mermaid: how it feels, step by step, and where its hand-offs lead."""

import re
from collections.abc import Iterable, Iterator

from graph.language import Language, both
from graph.model.words import HandoffStatus
from pages.files.markdown import in_line
from pages.journey.told import Handoff, Journey, Step
from wording.labels import label
from wording.writing import COLON

_TRAP = re.compile(r"[^\w\s.,'’()!?/+€°«»“”…·–—→-]")
_WORDS = ("title", "section", "journey", "acctitle", "accdescr")
BRACES = str.maketrans("{}", "()")
ARROWS = {"BROKEN": "==>", "UNKNOWN": "-.->", "SOUND": "-->"}
"""Lines of hand-offs: thick, dotted, thin; what each is stands on it in words, too."""

UNSCORED = both("not in the curve, what is felt is not known", "hors de la courbe, ressenti inconnu")
NOTHING = both("(nothing)", "(rien)")


def word(text: str) -> str:
    """A text that Mermaid takes for a text whatever is in it, and reads back as it was: traps are entities."""
    line = in_line(text)
    told = _TRAP.sub(lambda found: f"#{ord(found[0])};", line)
    if line.lower().startswith(_WORDS):
        return f"#{ord(line[0])};{told[1:]}"
    return told


def score(feeling: float) -> int:
    """What is felt, from -2 to 2, on Mermaid's scale from 1 to 5."""
    return round((feeling + 2) / 4 * 4) + 1


def comments(lines: Iterable[str]) -> Iterator[str]:
    """Lines that Mermaid passes over, and in which it finds no directive."""
    return (f"%% {in_line(line).translate(BRACES)}" for line in lines)


def curve(journey: Journey, language: Language) -> Iterator[str]:
    """The `journey` diagram: a phase is a section, a step a task with those who live it and the channels they take.

    A step of which nobody knows how it feels has no place on the curve: it stands below, as a comment.
    """
    yield "journey"
    yield f"  title {word(journey.title) or NOTHING[language]}"
    for phase in journey.phases:
        scored = [step for step in journey.steps if step.phase == phase.key and step.feeling]
        if scored:
            yield f"  section {word(phase.name) or NOTHING[language]}"
        yield from (f"    {_task(step, journey)}" for step in scored)
    unknown = [step for step in journey.steps if step.feeling is None]
    numbers = {step.key: number for number, step in enumerate(journey.steps, 1)}
    yield from comments(f"{UNSCORED[language]}{COLON[language]} {numbers[step.key]} · {step.text}" for step in unknown)


def _task(step: Step, journey: Journey) -> str:
    assert step.feeling
    names = {channel.key: channel.name for channel in journey.channels}
    used = dict.fromkeys(
        names[each.channel] for each in journey.touchpoints if each.step == step.key and not each.missing
    )
    actors = [word(each).replace(",", "#44;") for each in (*(who.name for who in journey.personas), *used)]
    return f"{word(step.text) or '#63;'}: {score(step.feeling.mean)}: {', '.join(actors)}".rstrip(": ")


def handoffs(journey: Journey, language: Language) -> Iterator[str]:
    """The `flowchart` of hand-offs: touchpoints and the ways between them, each with what it is in words."""
    yield "flowchart LR"
    numbers, steps = journey.numbers, {step.key: step for step in journey.steps}
    channels = {channel.key: channel.name for channel in journey.channels}
    used = {end for each in journey.handoffs for end in (each.start, each.end)}
    places: dict[str, str] = {}
    for each in journey.touchpoints:
        if each.key in used:
            places[each.key] = f"t{len(places) + 1}"
            told = f"{numbers[each.key]} · {word(steps[each.step].text)}<br/>{word(channels[each.channel])}"
            yield f'  {places[each.key]}["{told}"]'
    for handoff in journey.handoffs:
        if handoff.start in places and handoff.end in places:
            way = f'{ARROWS[handoff.status]}|"{_way(handoff, journey, language)}"|'
            yield f"  {places[handoff.start]} {way} {places[handoff.end]}"


def _way(handoff: Handoff, journey: Journey, language: Language) -> str:
    happens = {matter.number: matter.happens for matter in journey.matters}
    status = label(HandoffStatus[handoff.status], language)
    why = ", ".join(f"{n} {happens[n]}" for n in dict.fromkeys(number for number, _ in handoff.matters))
    return word(f"{status}{COLON[language]} {why}" if why else status)
