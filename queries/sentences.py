"""Ruptures in one sentence of English or French, made of the names in their witness."""

from collections.abc import Callable, Iterable

from graph.model.words import RuptureKind, WitnessRole
from queries.language import NO_BREAK, Language, listed, quoted
from queries.witness import Seen, Witness

R = WitnessRole
EN, FR = Language.EN, Language.FR


def explain(witness: Witness, language: Language) -> str:
    """What breaks, and why, in one sentence."""
    return SENTENCES[witness.kind, language](witness)


def _place(touchpoint: Seen, language: Language) -> str:
    """What the customer does there, and on which channel."""
    shown = quoted(touchpoint.step or touchpoint.called, language)
    return f"{shown} ({touchpoint.channel})" if touchpoint.channel else shown


def _names(nodes: Iterable[Seen], language: Language) -> str:
    return listed([node.called for node in nodes], language)


def _channels(touchpoints: Iterable[Seen], language: Language) -> str:
    names = (touchpoint.channel or touchpoint.called for touchpoint in touchpoints)
    return listed(list(dict.fromkeys(names)), language)


def _loss_en(w: Witness) -> str:
    stored, fed, used = w.all(R.STORED_IN), w.all(R.FED_TO), _names(w.all(R.USED_BY), EN)
    feed, does = ("feed", "do") if len(stored) > 1 else ("feeds", "does")
    onward = f"{feed} {_names(fed, EN)} but not {used}" if fed else f"{does} not feed {used}"
    return (
        f"{quoted(w.one(R.OBJECT).called, EN)}, given at {_place(w.one(R.PRODUCED_AT), EN)}, is stored in "
        f"{_names(stored, EN)}, which {onward}, so it cannot be read at {_place(w.one(R.NEEDED_AT), EN)}."
    )


def _loss_fr(w: Witness) -> str:
    stored, fed, used = w.all(R.STORED_IN), w.all(R.FED_TO), _names(w.all(R.USED_BY), FR)
    feed, no = ("alimentent", "n'alimentent") if len(stored) > 1 else ("alimente", "n'alimente")
    onward = f"{feed} {_names(fed, FR)} mais pas {used}" if fed else f"{no} pas {used}"
    return (
        f"L'information {quoted(w.one(R.OBJECT).called, FR)}, recueillie à {_place(w.one(R.PRODUCED_AT), FR)}, est "
        f"enregistrée dans {_names(stored, FR)}, qui {onward}{NO_BREAK}: on ne peut pas la lire à "
        f"{_place(w.one(R.NEEDED_AT), FR)}."
    )


def _switch_en(w: Witness) -> str:
    channel, there, fans = w.one(R.EXPECTED_CHANNEL).called, w.one(R.OFFERED_ON), w.all(R.PREFERRED_BY)
    step = quoted(w.at or there.called, EN)
    prefer = "prefer" if len(fans) > 1 else "prefers"
    why = f"{_names(fans, EN)} {prefer} {channel}, but {step} is" if fans else f"{step} is expected on {channel} but"
    return (
        f"After {_place(w.one(R.LEFT_FROM), EN)} the customer has to change channel: "
        f"{why} offered on {_channels([there], EN)}."
    )


def _switch_fr(w: Witness) -> str:
    channel, there, fans = w.one(R.EXPECTED_CHANNEL).called, w.one(R.OFFERED_ON), w.all(R.PREFERRED_BY)
    step = quoted(w.at or there.called, FR)
    prefer = "préfèrent" if len(fans) > 1 else "préfère"
    why = (
        f"{_names(fans, FR)} {prefer} {channel}, mais {step} est" if fans else f"{step} est attendu sur {channel} mais"
    )
    return (
        f"Après {_place(w.one(R.LEFT_FROM), FR)}, le client doit changer de canal{NO_BREAK}: "
        f"{why} proposé sur {_channels([there], FR)}."
    )


def _gap_en(w: Witness) -> str:
    offered = w.all(R.OFFERED_ON)
    instead = f"it is only offered on {_channels(offered, EN)}" if offered else "it is not offered on any channel"
    return f"{_step(w, EN)} is expected on {w.one(R.EXPECTED_CHANNEL).called}, but {instead}."


def _gap_fr(w: Witness) -> str:
    offered = w.all(R.OFFERED_ON)
    instead = f"n'est proposé que sur {_channels(offered, FR)}" if offered else "n'est proposé sur aucun canal"
    return f"{_step(w, FR)} est attendu sur {w.one(R.EXPECTED_CHANNEL).called}, mais {instead}."


def _step(w: Witness, language: Language) -> str:
    if w.at:
        return quoted(w.at, language)
    return "A step that is gone" if language is EN else "Un moment du parcours qui n'existe plus"


def _stop_en(w: Witness) -> str:
    return f"The journey stops at {quoted(w.one(R.STOPS_AT).called, EN)}: nothing follows, and no outcome is given."


def _stop_fr(w: Witness) -> str:
    stop = quoted(w.one(R.STOPS_AT).called, FR)
    return f"Le parcours s'arrête à {stop}{NO_BREAK}: rien ne suit et aucune issue n'est indiquée."


def _silence_en(w: Witness) -> str:
    missing = w.one(R.MISSING)
    awaited = quoted(missing.name, EN) if missing.name else "a contact"
    channel = f" ({missing.channel})" if missing.channel else ""
    return (
        f"At {quoted(missing.step or missing.key, EN)} the customer waits for {awaited}{channel}, which does not come."
    )


def _silence_fr(w: Witness) -> str:
    missing = w.one(R.MISSING)
    awaited = quoted(missing.name, FR) if missing.name else "un contact"
    channel = f" ({missing.channel})" if missing.channel else ""
    return f"À {quoted(missing.step or missing.key, FR)}, le client attend {awaited}{channel}, qui ne vient pas."


SENTENCES: dict[tuple[RuptureKind, Language], Callable[[Witness], str]] = {
    (RuptureKind.CONTEXT_LOSS, EN): _loss_en,
    (RuptureKind.CONTEXT_LOSS, FR): _loss_fr,
    (RuptureKind.FORCED_SWITCH, EN): _switch_en,
    (RuptureKind.FORCED_SWITCH, FR): _switch_fr,
    (RuptureKind.COVERAGE_GAP, EN): _gap_en,
    (RuptureKind.COVERAGE_GAP, FR): _gap_fr,
    (RuptureKind.DEAD_END, EN): _stop_en,
    (RuptureKind.DEAD_END, FR): _stop_fr,
    (RuptureKind.SILENT_GAP, EN): _silence_en,
    (RuptureKind.SILENT_GAP, FR): _silence_fr,
}
"""A sentence for each kind and language."""
