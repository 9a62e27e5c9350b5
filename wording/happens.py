"""What happens at a rupture, in two or three words: for a mark on a picture, where no sentence fits."""

from graph.language import Language, both
from graph.model.words import ChannelKind, RuptureKind

LONGEST = 18
"""Characters that such words may have."""

FORCED = {
    ChannelKind.PHONE: both("a call is forced", "appel imposé"),
    ChannelKind.STORE: both("a visit is forced", "visite imposée"),
    ChannelKind.EMAIL: both("a mail is forced", "courriel imposé"),
    ChannelKind.POST: both("a letter is forced", "courrier imposé"),
    ChannelKind.WEBSITE: both("website is forced", "site imposé"),
    ChannelKind.APP: both("an app is forced", "appli imposée"),
    ChannelKind.CHAT: both("a chat is forced", "chat imposé"),
}
"""By the kind of channel that customers have to change to."""

CONTEXT = both("context lost", "contexte perdu")
HAPPENS = {
    RuptureKind.FORCED_SWITCH: both("change forced", "canal imposé"),
    RuptureKind.COVERAGE_GAP: both("channel missing", "canal absent"),
    RuptureKind.DEAD_END: both("dead end", "impasse"),
    RuptureKind.SILENT_GAP: both("no word", "sans nouvelles"),
}
FEMININE = ("tion", "sion", "té", "ance", "ence", "ure", "ette", "tte", "ée")
"""How French words end that are feminine without a doubt; of others that end in a silent e nobody can tell."""


def happens(kind: RuptureKind, language: Language, lost: str | None = None, forced: ChannelKind | None = None) -> str:
    """What happens, in at most `LONGEST` characters: what is `lost`, or the kind of channel that is `forced`."""
    if kind is RuptureKind.CONTEXT_LOSS:
        said = _lost(lost, language) if lost else ""
        return said if said and len(said) <= LONGEST else CONTEXT[language]
    if kind is RuptureKind.FORCED_SWITCH and forced in FORCED:
        return FORCED[forced][language]
    return HAPPENS[kind][language]


def _lost(name: str, language: Language) -> str:
    plain = name[:1].lower() + name[1:] if name[1:2].islower() else name
    if language is Language.EN:
        return f"{plain} lost"
    if plain.endswith(FEMININE):
        return f"{plain} perdue"
    return f"perdu\N{NO-BREAK SPACE}: {plain}" if plain.endswith("e") else f"{plain} perdu"
