"""Doing what operations ask for: one act after the other, over a connection of their own, in a thread that may wait.

An act has its answer read in the transaction that wrote: no other can come in between.
"""

import asyncio
import datetime
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, TypeVar

from opentelemetry import trace

from api import editing, own
from api.compiler import Plan, ids
from api.compiler.acts import WROTE
from api.compiler.context import Arguments
from api.compiler.shapes import Parameters
from api.rights import EDIT, TRIAGE, UNDO, Role, Who, demand
from graph.acts.acting import Acting, Signed, acting
from graph.acts.triage import Noted, triage
from graph.errors import BadInput, Forbidden, NotAllowed, NotFound, Refused, WriterBusy
from graph.gateway import BUSY, AsyncGateway, Gateway
from graph.model.words import Triage
from graph.saying import saying
from queries.former import by_keys

WITHIN = 5.0
"""Seconds that an act waits for others to have written."""

ONLY_READ = saying(
    "The graph takes no changes from here; the log says why",
    "Le graphe n'accepte pas de modifications d'ici ; le journal dit pourquoi",
)
BY_FILES = saying(
    "This map is written by files alone: change it there, and import them (PARCOURS_EDITS=off)",
    "Cette carte n'est écrite que par des fichiers : modifiez-la là-bas, puis importez-les (PARCOURS_EDITS=off)",
)
NO_RUPTURE = saying(
    "ruptures: {id!r} is not the id of a rupture", "ruptures : {id!r} n'est pas l'identifiant d'une rupture"
)
NOT_YOURS = saying(
    "{key!r}: it is at no hand-off and no step of your department",
    "{key!r}\N{NO-BREAK SPACE}: ce n'est à aucun passage de relais ni à aucune étape de votre direction",
)
NO_DAY = saying(
    "due: {text!r} is no day; write it as 2026-12-31",
    "due : {text!r} n'est pas une date ; écrivez-la ainsi : 2026-12-31",
)

OTHERS = f"""{own.OWNS}
UNWIND $keys AS key
MATCH (r:Rupture {{key: key}})
WHERE NOT EXISTS {{
  MATCH (r)-[:FROM|TO|AT|ON]->()-[:HAS_TOUCHPOINT*0..1]->()-[:HANDLED_BY|OPERATED_BY]->(:Department)
    -[:PART_OF*0..]->(own:Department)
  WHERE own IN owns
}}
RETURN key
"""

T = TypeVar("T")
Do = Callable[[Acting], dict[str, Any]]
"""Does something, and tells what it did: parameters of the statement that reads it."""

log = logging.getLogger("parcours.api")
TRACER = trace.get_tracer("parcours.api")


@dataclass
class Acts:
    """The acts of one process: those that wait hold neither a thread nor a connection but for the first of them.

    The connection is kept for the next act, as to open one takes longer than many an act; never after an error.
    """

    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _own: Gateway | None = None

    async def perform(self, gateway: AsyncGateway, act: Callable[[Gateway, float], T]) -> T:
        """What an act gives. WriterBusy if others write for too long; Forbidden where the
        store lets nobody write."""
        until = time.monotonic() + WITHIN
        try:
            async with asyncio.timeout(WITHIN):
                await self._turn.acquire()
        except TimeoutError as error:
            raise WriterBusy(BUSY()) from error
        # Whoever waits for it may go away; the act goes on to its end, and the next one waits for that.
        return await asyncio.shield(asyncio.ensure_future(self._perform(gateway, act, until)))

    async def _perform(self, gateway: AsyncGateway, act: Callable[[Gateway, float], T], until: float) -> T:
        def connected() -> T:
            own = self._own or Gateway(gateway.address, gateway.observer, gateway.timeout)
            self._own = None
            with ExitStack() as unless_done:
                unless_done.callback(own.close)
                given = act(own, until - time.monotonic())
                unless_done.pop_all()
            self._own = own
            return given

        try:
            with TRACER.start_as_current_span("act"):
                return await asyncio.to_thread(connected)
        except (NotAllowed, Refused) as error:
            log.error("an act was refused: %s", error)
            raise Forbidden(ONLY_READ()) from error
        finally:
            self._turn.release()

    def close(self) -> None:
        """Give the connection back that is kept."""
        if self._own:
            self._own.close()
        self._own = None


def prepared(
    plan: Plan, variables: Mapping[str, Any], parameters: Parameters, by: Who | None, edits: bool = True
) -> Callable[[Gateway, float], Any]:
    """What an operation does, ready to be done; it gives the value that the plan's shape takes.

    Forbidden for edits where there are to be none and for whoever may not, BadInput for what cannot be meant: the store
    is not asked for any of it.
    """
    assert plan.act
    prefix, name, given = plan.act.prefix, plan.act.field.name, plan.act.field.arguments(variables)
    if name in EDITING and not edits:
        raise Forbidden(BY_FILES())
    who = _demanded(by, name, given)
    do = DOING[name](given, who)
    signed = Signed(who.name, given.get("expected"))

    def act(gateway: Gateway, within: float) -> Any:
        with acting(gateway, signed, within) as under_way:
            parameters.update({prefix + name: value for name, value in do(under_way).items()})
            parameters[WROTE] = under_way.wrote
            for facts in plan.facts:
                parameters.update(facts.parameters(_value(under_way, facts.cypher, parameters), parameters))
            return _value(under_way, plan.cypher, parameters)

    return act


def _demanded(by: Who | None, name: str, given: Arguments) -> Who:
    """Who does it. Forbidden for whoever may not."""
    if name == EDIT:
        return editing.demanded(by, given)
    if name == UNDO and by and own.does(by):
        return by  # what it did and who it was is looked at once it is found
    return demand(by, name, own=by is not None and name == TRIAGE and own.triages(by, given["ruptures"]))


def _value(act: Acting, cypher: str, parameters: Parameters) -> Any:
    """The one value that a statement gives; of what there is nothing to ask, nothing is asked."""
    rows = act.run(cypher, **parameters) if cypher else []
    return rows[0][0] if rows else []


def _triage(given: Arguments, who: Who) -> Do:
    asked = [_rupture(each) for each in given["ruptures"]]
    state, said = Triage(given["to"]), _said(given)

    def do(act: Acting) -> dict[str, Any]:
        try:
            _refuse_others(act, asked, who)
            return {"keys": list(triage(act, asked, state, said))}
        except NotFound:  # under these keys; few are former ones, and to look for those takes long to plan
            owner = said.get("owner")
            named: Noted = {**said, "owner": _today(act, "Department", [owner])[0]} if owner else said
            now = _today(act, "Rupture", asked)
            if who.scope:
                demand(who, TRIAGE, own=own.triages(who, [f"Rupture:{key}" for key in now]))
            _refuse_others(act, now, who)
            return {"keys": list(triage(act, now, state, named))}

    return do


def _refuse_others(act: Acting, ruptures: list[str], who: Who) -> None:
    """Forbidden for a department's guests where one of these is at no hand-off and no step that it has to do with."""
    rows = act.run(OTHERS, keys=ruptures, departments=list(who.departments)) if who.scope and who.departments else ()
    if rows:
        raise Forbidden(NOT_YOURS(key=rows[0][0]), Role.CONTRIBUTOR)


EDITING: dict[str, Callable[[Arguments, Who], Do]] = {
    "edit": editing.edit,
    "undo": editing.undo,
    "release": editing.release,
}
DOING: dict[str, Callable[[Arguments, Who], Do]] = {"triage": _triage, **EDITING}
"""What the fields of `Mutation` do, by name."""


def _rupture(id_: str) -> str:
    if ids.label(id_) != "Rupture":
        raise BadInput(NO_RUPTURE(id=id_))
    return ids.key(id_)


def _said(given: Arguments) -> Noted:
    """What is said with a decision: an argument that is left out says nothing, null takes away."""
    said = Noted()
    if "note" in given:
        said["note"] = given["note"]
    if "owner" in given:
        said["owner"] = given["owner"] or None
    if "due" in given:
        said["due"] = _day(given["due"]) if given["due"] else None
    return said


def _day(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise BadInput(NO_DAY(text=text)) from error


def _today(act: Acting, label: str, keys: list[str]) -> list[str]:
    """Today's keys of what is meant by former ones; whatever stands for nothing stays as it is."""
    found = act.run(f"{by_keys(label, 'node', 'given', '$keys')} RETURN given, node.key", keys=keys)
    now = dict(found)
    return [now.get(key, key) for key in keys]
