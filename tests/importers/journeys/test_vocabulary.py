"""Words of maps in the languages of those who draw them."""

import pytest

from graph.model.words import ChannelKind, Says
from importers.journeys.aims import AIMS
from importers.journeys.vocabulary import channel_kind, faces, feeling, lane, words


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("Journey Stage", "phase"),
        ("PHASES", "phase"),
        ("Étapes du parcours", "phase"),
        ("Etape", "step"),
        ("Schritte", "step"),
        ("Acciones del cliente", "step"),
        ("Действия клиента", "step"),
        ("Touch-points", "touchpoint"),
        ("Points de contact (détail)", "touchpoint"),
        ("Канал взаимодействия", "channel"),
        ("Ressenti client", "emotion"),
        ("Émotion (sur 10)", "emotion"),
        ("Satisfaction 1-5", None),
        ("Pain points:", "evidence/PAIN"),
        ("Points_de_douleur", "evidence/PAIN"),
        ("Ce qui marche", "evidence/GAIN"),
        ("Gedanken", "evidence/THOUGHT"),
        ("Verantwortlich", "handledBy"),
        ("Back-office", "reliesOn"),
        ("Stage 1", None),
        ("Step 12", None),
        ("KPI", None),
        ("", None),
        ("Légende", "ignore"),
        ("Volume per year", "volume"),
        ("Coût par contact", "cost"),
        ("I went to the shop and the phase of the moon was right for it, they said", None),
    ],
)
def test_what_lanes_are_called(name: str, to: str | None) -> None:
    found = lane(name)
    assert (found and found[0]) == to


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Website", "WEBSITE"),
        ("site web", "WEBSITE"),
        ("Agence", "STORE"),
        ("КЦ", "PHONE"),
        ("Appli mobile", "APP"),
        ("Nike App", "APP"),
        ("E-Mail", "EMAIL"),
        ("Brief", "POST"),
        ("WhatsApp", "MESSAGING"),
        ("Instagram", "SOCIAL"),
        ("Händler", "PARTNER"),
        ("Serveur vocal", "IVR"),
        ("Chatbot", "CHAT"),
        ("Borne", "KIOSK"),
        ("Курьер", "FIELD"),
        ("Room", None),
        ("the shop that I saw on the web", None),
        ("", None),
    ],
)
def test_kinds_of_channels(name: str, kind: str | None) -> None:
    assert channel_kind(name) == (kind and ChannelKind[kind])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("🙂", 1),
        ("😡", -2),
        ("+", 1),
        ("--", -2),
        ("−", -1),
        ("Neutre", 0),
        ("Très satisfait", 2),
        ("Curious", None),
        ("", None),
    ],
)
def test_feelings_that_nobody_doubts(text: str, value: int | None) -> None:
    assert feeling(text) == value


def test_faces_among_words() -> None:
    assert faces("🙂 Curious") == {"🙂": 1}
    assert faces("😀 then 😡") == {"😀": 2, "😡": -2}
    assert faces("a - b + c") == {}


def test_each_word_stands_for_one_thing_that_there_is() -> None:
    for name in ("lanes", "channels"):
        listed = [word for said in words(name).values() for word in set(said)]
        assert {word for word in listed if listed.count(word) > 1} == set()
    for meaning in words("lanes"):
        to, _, says = meaning.partition("/")
        assert to in AIMS
        assert not says or says in Says.__members__
    assert set(words("channels")) <= set(ChannelKind.__members__)
