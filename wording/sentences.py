"""Ruptures in one sentence of English or French, made of the names in their witness."""

from collections.abc import Callable, Iterable

from graph.language import Language, both
from graph.model.words import RuptureKind, WitnessRole
from queries.witness import Seen, Witness
from wording.writing import NO_BREAK, day, listed, quoted

R = WitnessRole
EN, FR = Language.EN, Language.FR


Verbs = tuple[str, ...]
"""The words that change with the tense, in the order in which a sentence takes them."""


def explain(witness: Witness, language: Language) -> str:
    """What breaks, and why, in one sentence; what broke, if it is resolved, with the day on which it was gone.

    One that came back is told as it is, with the day on which it did.
    """
    return SENTENCES[witness.kind, language](witness) + _tag(witness, language)


def _tag(witness: Witness, language: Language) -> str:
    """What became of it, and when."""
    if not witness.gone and not witness.back:
        return ""
    became = BACK if witness.back else GONE
    when = f" {ON[language]} {day(witness.day, language)}" if witness.day else ""
    return f" [{became[language]}{when}]"


def _place(touchpoint: Seen, language: Language) -> str:
    """What the customer does there, and on which channel."""
    shown = quoted(touchpoint.step or touchpoint.called, language)
    return f"{shown} ({touchpoint.channel})" if touchpoint.channel else shown


def _names(nodes: Iterable[Seen], language: Language) -> str:
    return listed([node.called for node in nodes], language)


def _channels(touchpoints: Iterable[Seen], language: Language) -> str:
    names = (touchpoint.channel or touchpoint.called for touchpoint in touchpoints)
    return listed(list(dict.fromkeys(names)), language)


def _tense(w: Witness, present: Verbs, past: Verbs) -> Verbs:
    """The words of a sentence about what is there, or about what is gone."""
    return past if w.gone else present


def _loss_en(w: Witness) -> str:
    stored, used, needed = w.all(R.STORED_IN), w.all(R.USED_BY), _place(w.one(R.NEEDED_AT), EN)
    is_, cannot = _tense(w, ("is", "cannot"), ("was", "could not"))
    told = f"{quoted(w.one(R.OBJECT).called, EN)}, given at {_place(w.one(R.PRODUCED_AT), EN)}, {is_} stored in "
    told += _names(stored, EN) if stored else "no system"
    if not used:
        return f"{told}, and no system {is_} used at {needed}, so it {cannot} be read there."
    return f"{told}{_onward_en(w) if stored else ''}, so it {cannot} be read at {needed}."


def _onward_en(w: Witness) -> str:
    """Where the object goes from where it is stored, and where it does not."""
    fed, used = w.all(R.FED_TO), _names(w.all(R.USED_BY), EN)
    present = ("feed", "do not feed") if len(w.all(R.STORED_IN)) > 1 else ("feeds", "does not feed")
    feeds, feeds_not = _tense(w, present, ("fed", "did not feed"))
    return f", which {feeds} {_names(fed, EN)} but not {used}" if fed else f", which {feeds_not} {used}"


def _loss_fr(w: Witness) -> str:
    stored, used, needed = w.all(R.STORED_IN), w.all(R.USED_BY), _place(w.one(R.NEEDED_AT), FR)
    is_, is_not, can = _tense(w, ("est", "n'est", "peut"), ("était", "n'était", "pouvait"))
    told = f"L'information {quoted(w.one(R.OBJECT).called, FR)}, recueillie à {_place(w.one(R.PRODUCED_AT), FR)}, "
    told += (
        f"{is_} enregistrée dans {_names(stored, FR)}" if stored else f"{is_not} enregistrée dans aucune application"
    )
    if not used:
        return f"{told}, et aucune application {is_not} utilisée à {needed}{NO_BREAK}: on ne {can} pas l'y lire."
    return f"{told}{_onward_fr(w) if stored else ''}{NO_BREAK}: on ne {can} pas la lire à {needed}."


def _onward_fr(w: Witness) -> str:
    """Where the object goes from where it is stored, and where it does not."""
    fed, used = w.all(R.FED_TO), _names(w.all(R.USED_BY), FR)
    many = len(w.all(R.STORED_IN)) > 1
    present, past = ("alimentent", "alimentaient") if many else ("alimente", "alimentait")
    (feeds,) = _tense(w, (present,), (past,))
    return f", qui {feeds} {_names(fed, FR)} mais pas {used}" if fed else f", qui n'{feeds} pas {used}"


def _switch_en(w: Witness) -> str:
    channel, there, fans = w.one(R.EXPECTED_CHANNEL).called, w.one(R.OFFERED_ON), w.all(R.PREFERRED_BY)
    present = ("has", "prefer" if len(fans) > 1 else "prefers", "is")
    has, prefer, is_ = _tense(w, present, ("had", "preferred", "was"))
    step = quoted(w.at or there.called, EN)
    why = (
        f"{_names(fans, EN)} {prefer} {channel}, but {step} {is_}"
        if fans
        else f"{step} {is_} expected on {channel} but"
    )
    return (
        f"After {_place(w.one(R.LEFT_FROM), EN)} the customer {has} to change channel: "
        f"{why} offered on {_channels([there], EN)}."
    )


def _switch_fr(w: Witness) -> str:
    channel, there, fans = w.one(R.EXPECTED_CHANNEL).called, w.one(R.OFFERED_ON), w.all(R.PREFERRED_BY)
    many = len(fans) > 1
    present = ("doit", "préfèrent" if many else "préfère", "est")
    has, prefer, is_ = _tense(w, present, ("devait", "préféraient" if many else "préférait", "était"))
    step = quoted(w.at or there.called, FR)
    liked, awaited = f"{prefer} {channel}, mais {step} {is_}", f"{step} {is_} attendu sur {channel} mais"
    why = f"{_names(fans, FR)} {liked}" if fans else awaited
    return (
        f"Après {_place(w.one(R.LEFT_FROM), FR)}, le client {has} changer de canal{NO_BREAK}: "
        f"{why} proposé sur {_channels([there], FR)}."
    )


def _gap_en(w: Witness) -> str:
    offered, (is_,) = w.all(R.OFFERED_ON), _tense(w, ("is",), ("was",))
    instead = f"{is_} only offered on {_channels(offered, EN)}" if offered else f"{is_} not offered on any channel"
    return f"{_step(w, EN)} {is_} expected on {w.one(R.EXPECTED_CHANNEL).called}, but it {instead}."


def _gap_fr(w: Witness) -> str:
    offered, (is_,) = w.all(R.OFFERED_ON), _tense(w, ("est",), ("était",))
    instead = f"proposé que sur {_channels(offered, FR)}" if offered else "proposé sur aucun canal"
    return f"{_step(w, FR)} {is_} attendu sur {w.one(R.EXPECTED_CHANNEL).called}, mais n'{is_} {instead}."


def _step(w: Witness, language: Language) -> str:
    if w.at:
        return quoted(w.at, language)
    return NO_STEP[language]


def _stop_en(w: Witness) -> str:
    stops, follows, is_ = _tense(w, ("stops", "follows", "is"), ("stopped", "followed", "was"))
    stop = quoted(w.one(R.STOPS_AT).called, EN)
    return f"The journey {stops} at {stop}: nothing {follows}, and no outcome {is_} given."


def _stop_fr(w: Witness) -> str:
    stops, follows, is_ = _tense(w, ("s'arrête", "suit", "est"), ("s'arrêtait", "suivait", "était"))
    stop = quoted(w.one(R.STOPS_AT).called, FR)
    return f"Le parcours {stops} à {stop}{NO_BREAK}: rien ne {follows} et aucune issue n'{is_} indiquée."


def _silence_en(w: Witness) -> str:
    missing, (waits, does) = w.one(R.MISSING), _tense(w, ("waits", "does"), ("waited", "did"))
    awaited = quoted(missing.name, EN) if missing.name else "a contact"
    channel = f" ({missing.channel})" if missing.channel else ""
    where = quoted(missing.step or missing.key, EN)
    return f"At {where} the customer {waits} for {awaited}{channel}, which {does} not come."


def _silence_fr(w: Witness) -> str:
    missing, (waits, comes) = w.one(R.MISSING), _tense(w, ("attend", "vient"), ("attendait", "venait"))
    awaited = quoted(missing.name, FR) if missing.name else "un contact"
    channel = f" ({missing.channel})" if missing.channel else ""
    where = quoted(missing.step or missing.key, FR)
    return f"À {where}, le client {waits} {awaited}{channel}, qui ne {comes} pas."


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

GONE, BACK = both("Resolved", "Résolue"), both("Came back", "Revenue")
ON = both("on", "le")
"""The word before the day on which that was."""

NO_STEP = both("A step that is gone", "Un moment du parcours qui n'existe plus")
