"""The demo's journeys as their maps are told them: read from the files and derived, without a store."""

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from graph.derive import derive
from graph.derive.ruptures import Rupture
from graph.labels import LABELS
from graph.language import Language
from graph.model.words import EvidenceKind, Stage
from pages.journey import told
from pages.journey.words import VOLUME_UNKNOWN
from tests.graph.derive.test_definitions import journey as read
from tests.graph.derive.test_definitions import landscape
from tests.oracle import naive
from wording.writing import between

DEMO = Path(__file__).parents[2] / "demo"
CODES = {"marketing": "MK", "customer-service": "RC", "sales": "RS", "claims": "IN", "corporate": "EN"}
HAPPENS = {
    "CONTEXT_LOSS": "{} perdu",
    "FORCED_SWITCH": "canal imposé",
    "SILENT_GAP": "sans nouvelles",
    "COVERAGE_GAP": "canal absent",
    "DEAD_END": "impasse",
}
Written = dict[str, Any]


@cache
def document() -> Written:
    """All files of the demo in one."""
    whole: Written = {}
    for path in sorted(DEMO.glob("*.yaml")):
        for label, nodes in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if isinstance(nodes, list):
                whole.setdefault(label, []).extend(nodes)
    return whole


@cache
def named(label: str) -> dict[str, Written]:
    """What is written of the nodes of a label, by key."""
    return {each["key"]: each for each in document()[label]}


def names(label: str, keys) -> tuple[str, ...]:
    return tuple(named(label)[key]["name"] for key in sorted(keys))


@cache
def told_journey(key: str) -> told.Journey:
    """A journey of the demo with what its map shows, in French."""
    written, found = named("journeys")[key], derive(read(document(), key), landscape(document()))
    steps = {f"{key}/{step['key']}": (phase["key"], step) for phase in written["phases"] for step in phase["steps"]}
    matters = _matters(found.ruptures)
    used = {each.touchpoint.channel for each in found.owned} | {each.channel for each in found.ruptures}
    statuses = [each.status for each in found.handoffs]

    def breaking(handoff: str) -> list[Rupture]:
        return [each for each in found.ruptures if handoff in each.handoffs]

    return told.Journey(
        key=key,
        title=written["title"],
        sentence=_sentence(found.ruptures, matters, statuses),
        scenario=written.get("scenario"),
        goal=written.get("goal"),
        scope="Réalité, non archivés",
        status="Validé" if key == "home-quote" else None,
        validated=("Marketing", "Agences") if key == "home-quote" else (),
        asked=3 if key == "home-quote" else 0,
        keeper="Équipe du site",
        revision=42,
        date=datetime.date(2026, 11, 28),
        address=f"https://parcours.example.org/journeys/{key}",
        waiting="de 1 à 7 : au moins 3 jours" if key == "home-quote" else None,
        personas=tuple(
            told.Persona(persona["name"], persona.get("role"), written.get("expectation"), _felt(persona["key"], steps))
            for persona in map(named("personas").get, written.get("personas", ()))
            if persona
        ),
        phases=tuple(told.Phase(phase["key"], phase["name"], _stage(phase)) for phase in written["phases"]),
        steps=tuple(_step(path, steps) for path, (_, step) in steps.items() if step.get("outcome") != "ABANDON"),
        channels=tuple(map(_channel, sorted(filter(None, used)))),
        silos=tuple(
            told.Silo(silo, each["name"], CODES[silo], place)
            for place, (silo, each) in enumerate(sorted(named("silos").items()))
        ),
        touchpoints=tuple(_touchpoint(each, steps[each.touchpoint.step][1]) for each in found.owned),
        handoffs=tuple(
            told.Handoff(
                judged.handoff.key,
                judged.handoff.start.key,
                judged.handoff.end.key,
                judged.status,
                certain=judged.handoff.basis in ("DECLARED", "IMPOSED"),
                matters=tuple(sorted((matters[r.key], r.key) for r in breaking(judged.handoff.key))),
            )
            for judged in found.handoffs
        ),
        breaks=tuple(
            told.Break(each.key, each.kind, matters[each.key], each.step, each.channel, _where(each))
            for each in found.ruptures
            if not each.handoffs
        ),
        matters=tuple(
            told.Matter(number, *_said(first, steps), _volume(first.volume), first.key)
            for number, first in sorted({matters[each.key]: each for each in reversed(found.ruptures)}.items())
        ),
        departments=tuple(map(_department, sorted(_taking_part(found.owned, steps)))),
        systems=tuple(map(_system, sorted({system for each in found.owned for system in each.uses or ()}))),
        witnesses={
            each.key: tuple(told.Witness(*node, _called(*node[1:], steps)) for node in each.witness)
            for each in found.ruptures
        },
        remembered=told.Remembered(-0.5, "home-quote/call-to-adjust", "home-quote/be-confirmed")
        if key == "home-quote"
        else None,
    )


def _taking_part(owned, steps) -> set[str]:
    behind = {d for _, step in steps.values() for t in step.get("touchpoints", ()) for d in t.get("reliesOn", ())}
    channels = {channel for _, step in steps.values() for channel in step.get("expectedOn", ())}
    operating = {owner for key in channels for owner in named("channels")[key].get("operatedBy") or ()}
    return behind | operating | {department for each in owned for department in each.handled_by}


def _department(key: str) -> told.Department:
    return told.Department(key, named("departments")[key]["name"], naive.silos(document())[key])


def _system(key: str) -> told.System:
    written = named("systems")[key]
    feeds = tuple(
        told.Feed(each["system"], names("informationObjects", each["objects"])) for each in written.get("feeds", ())
    )
    by = names("departments", [written["runBy"]])[0] if "runBy" in written else None
    return told.System(key, written["name"], by, names("informationObjects", written.get("stores") or ()), feeds)


def _called(label: str, key: str, steps) -> str:
    """What a node of a proof is called."""
    if label == "Touchpoint":
        return steps[key.rpartition("/")[0]][1]["text"]
    if label == "Step":
        return steps[key][1]["text"]
    kinds = {
        "InformationObject": "informationObjects",
        "System": "systems",
        "Channel": "channels",
        "Persona": "personas",
    }
    return named(kinds[label])[key]["name"]


def _stage(phase: Written) -> str | None:
    return LABELS[Stage][phase["stage"]][Language.FR] if "stage" in phase else None


def _matters(ruptures: tuple[Rupture, ...]) -> dict[str, int]:
    """The number of each rupture's cause: the gap that causes it, else the rupture; the largest volume first."""
    causes = {each.key: each.caused_by or each.key for each in ruptures}
    weight: dict[str, float] = {}
    for each in ruptures:
        weight[causes[each.key]] = max(weight.get(causes[each.key], 0), each.volume[1] if each.volume else 0)
    order = sorted(weight, key=lambda cause: (-weight[cause], cause))
    return {key: order.index(cause) + 1 for key, cause in causes.items()}


def _sentence(ruptures: tuple[Rupture, ...], matters: dict[str, int], statuses: list[str]) -> str:
    if not ruptures:
        return "Rien ne rompt."
    largest = _volume(next(each.volume for each in ruptures if matters[each.key] == 1))
    return (
        f"Passages de relais rompus : {statuses.count('BROKEN')} sur {len(statuses)} ; causes : "
        f"{max(matters.values())} ; la plus grande, par an : {largest}."
    )


def _volume(interval: told.Interval | None) -> str:
    return between(*interval, Language.FR) if interval else VOLUME_UNKNOWN[Language.FR]


def _said(rupture: Rupture, steps) -> tuple[str, str]:
    """What happens, in a few words and with the step at which it does."""
    lost = names("informationObjects", (rupture.object,))[0] if rupture.object else ""
    happens = HAPPENS[rupture.kind].format(lost.lower() if len(lost) < 12 else "contexte")
    return happens, f"« {steps[rupture.step][1]['text']} » : {happens}"


def _where(rupture: Rupture) -> str | None:
    """The touchpoint at which a rupture is that breaks no hand-off."""
    return rupture.identity[0] if rupture.kind == "SILENT_GAP" else rupture.end


def _channel(key: str) -> told.Channel:
    owners = named("channels")[key].get("operatedBy") or ()
    silos = {naive.silos(document())[owner] for owner in owners}
    owner = ", ".join(names("departments", owners))
    return told.Channel(
        key, named("channels")[key]["name"], min(filter(None, silos), default=None), owner, tuple(sorted(owners))
    )


def _touchpoint(found, step: Written) -> told.Touchpoint:
    each = found.touchpoint
    written = next(t for t in step["touchpoints"] if each.key == f"{each.step}/{t.get('key', t['channel'])}")
    made, needed = (names("informationObjects", objects or ()) for objects in (each.produces, each.needs))
    return told.Touchpoint(
        each.key,
        each.step,
        each.channel,
        written.get("name"),
        made,
        needed,
        each.volume,
        written.get("emotion"),
        each.missing,
        tuple(sorted(found.handled_by)),
        tuple(written.get("reliesOn", ())),
        tuple(found.uses or ()),
        written.get("initiator") == "COMPANY",
        _evidence(each.key),
    )


RANKS = tuple(EvidenceKind)


def _evidence(touchpoint: str) -> told.Evidence | None:
    found = [each for each in document()["evidence"] if f"Touchpoint:{touchpoint}" in each["about"]]
    ranks = [RANKS.index(EvidenceKind(each["kind"])) for each in found if each["stance"] == "SUPPORTS"]
    if not ranks:
        return None
    kind = LABELS[EvidenceKind][RANKS[min(ranks)]][Language.FR]
    return told.Evidence(kind, min(ranks) + 1, any(each["stance"] == "CONTRADICTS" for each in found))


def _felt(persona: str, steps) -> dict[str, float]:
    """What a persona feels: where something is written of it, all that is felt, with its own where it differs."""
    return {
        path: t["felt"][persona]["emotion"]
        for path, (_, step) in steps.items()
        for t in step.get("touchpoints", ())
        if persona in t.get("felt", {})
    }


def _step(path: str, steps) -> told.Step:
    phase, step = steps[path]
    felt = [t["emotion"] for t in step.get("touchpoints", ()) if t.get("emotion") is not None]
    going = [(each, f"{path.rpartition('/')[0]}/{each['step']}") for each in _next(path, steps)]
    leaving = {target for _, target in going if steps[target][1].get("outcome") == "ABANDON"}
    return told.Step(
        path,
        step["text"],
        phase,
        named("needs")[step["need"]]["name"] if "need" in step else None,
        star=step.get("importance", 0) >= 0.9,
        goal=step.get("outcome") == "GOAL",
        feeling=told.Feeling(min(felt), max(felt), mean(felt)) if felt else None,
        voice=next(_voices(path), None),
        goings=tuple(
            told.Going(target, each.get("share"), _days(each.get("wait")))
            for each, target in going
            if target not in leaving
        ),
        exits=tuple(
            told.Exit(steps[target][1]["text"], each.get("share")) for each, target in going if target in leaving
        ),
        opportunities=tuple(each["title"] for each in document()["opportunities"] if _about(path, each["addresses"])),
    )


def _next(path: str, steps) -> Iterator[Written]:
    """Where a step goes on to: what is written, else the step after it."""
    keys = list(steps)
    after = [key.rpartition("/")[2] for key in keys[keys.index(path) + 1 : keys.index(path) + 2]]
    for each in steps[path][1].get("next", () if steps[path][1].get("outcome") else after):
        yield {"step": each} if isinstance(each, str) else each


def _days(wait: str | None) -> str | None:
    return wait and wait.replace("P", "").replace("D", " jours")


def _voices(path: str) -> Iterator[told.Voice]:
    for each in document()["evidence"]:
        if "quote" in each and _about(path, each["about"]):
            yield told.Voice(each["quote"], "Verbatim", each.get("sampleSize"))


def _about(path: str, about: list[str]) -> bool:
    return any(each == f"Step:{path}" or each.startswith(f"Touchpoint:{path}/") for each in about)
