"""How long something takes, and what happens at a rupture, in words."""

import pytest

from graph.language import Language
from graph.model.words import ChannelKind, RuptureKind
from wording.durations import days, duration
from wording.happens import LONGEST, happens

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    "iso, english, french, about",
    [
        ("P3D", "3 days", "3 jours", 3),
        ("P1D", "1 day", "1 jour", 1),
        ("P2W", "2 weeks", "2 semaines", 14),
        ("P1DT12H", "1 day 12 h", "1 jour 12 h", 1.5),
        ("PT30M", "30 min", "30 min", 30 / 1440),
        ("P1M", "1 month", "1 mois", 30),
        ("soon", "soon", "soon", None),
        ("P", "P", "P", None),
        ("PT0S", "PT0S", "PT0S", 0),
    ],
)
def test_a_duration_is_told_in_words(iso, english, french, about):
    assert [duration(iso, each).replace("\u00a0", " ") for each in (EN, FR)] == [english, french]
    assert days(iso) == (None if about is None else pytest.approx(about))


@pytest.mark.parametrize(
    "kind, lost, forced, english, french",
    [
        ("CONTEXT_LOSS", "Devis", None, "devis lost", "devis perdu"),
        ("CONTEXT_LOSS", "Réclamation", None, "réclamation lost", "réclamation perdue"),
        ("CONTEXT_LOSS", "Demande", None, "demande lost", "perdu : demande"),
        ("CONTEXT_LOSS", "Déclaration de sinistre", None, "context lost", "contexte perdu"),
        ("CONTEXT_LOSS", None, None, "context lost", "contexte perdu"),
        ("CONTEXT_LOSS", "IBAN", None, "IBAN lost", "IBAN perdu"),
        ("FORCED_SWITCH", None, "PHONE", "a call is forced", "appel imposé"),
        ("FORCED_SWITCH", None, "IVR", "change forced", "canal imposé"),
        ("SILENT_GAP", None, None, "no word", "sans nouvelles"),
        ("DEAD_END", None, None, "dead end", "impasse"),
        ("COVERAGE_GAP", None, "PHONE", "channel missing", "canal absent"),
    ],
)
def test_what_happens_is_said_in_few_words(kind, lost, forced, english, french):
    given = lost, ChannelKind[forced] if forced else None
    said = [happens(RuptureKind[kind], language, *given) for language in (EN, FR)]
    assert [each.replace("\u00a0", " ") for each in said] == [english, french]


def test_no_words_for_a_mark_are_longer_than_its_room():
    kinds = [None, *ChannelKind]
    said = [happens(kind, language, "Devis", each) for kind in RuptureKind for language in Language for each in kinds]
    assert max(map(len, said)) <= LONGEST
