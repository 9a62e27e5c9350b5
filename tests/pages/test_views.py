"""What the looks at a map show and hide: lanes, a proof, one department, what is behind, long journeys."""

from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring

from graph.language import Language
from pages.journey import told
from pages.journey.links import linked
from pages.journey.picture import draw
from pages.journey.strip import strip
from pages.journey.view import PLAIN, Lanes, Look, Show, View
from pages.pictures.marks import Box, Circle, Part, Picture, Polygon, Text, Way, flat
from pages.pictures.palette import SILOS, Hatch, Paint
from pages.pictures.svg import svg
from tests.pages.demo import told_journey
from tests.pages.test_map import SVG, huge, parts, upheld

LOSS = "CONTEXT_LOSS~home-quote/ask-quote/website~home-quote/call-to-adjust/phone~quote"
HOME = told_journey("home-quote")


def seen(picture: Picture) -> list[str]:
    """All its lines of text."""
    return [mark.words for mark in flat(picture.marks) if isinstance(mark, Text)]


def words(part: Part) -> str:
    """What stands in a part."""
    return " ".join(mark.words for mark in flat(part.marks) if isinstance(mark, Text))


def show(*what: Show) -> View:
    return View(show=PLAIN.show | set(what))


def full(picture: Picture, kind: str) -> set[str]:
    """The parts of a kind that are not faded: they have the lines of ink, of what is broken, or a silo's hue."""
    kept = {Paint.INK, Paint.MUTED, Paint.BROKEN, *SILOS}
    return {
        part.data[kind]
        for part in parts(picture, kind)
        if any(
            (isinstance(mark, Way) and mark.stroke in kept)
            or (isinstance(mark, Box | Circle | Polygon) and (mark.stroke in kept or mark.fill in kept))
            for mark in flat(part.marks)
        )
    }


@pytest.mark.parametrize(
    ("lanes", "heads"),
    [
        (Lanes.CHANNELS, ["website", "app", "email", "phone", "post", "branch"]),
        (Lanes.SILOS, ["marketing", "customer-service", "sales"]),
        (Lanes.DEPARTMENTS, ["web-team", "app-team", "written-contacts", "call-centre", "branches"]),
        (Lanes.COMPANY, [""]),
    ],
)
def test_lanes(lanes, heads):
    picture = draw(HOME, Language.FR, View(lanes=lanes))
    upheld(HOME, picture)
    assert [part.data["lane"] for part in parts(picture, "lane")] == heads
    boxes = {part.data["touchpoint"]: words(part) for part in parts(picture, "touchpoint")}
    named = "Téléphone" in boxes["home-quote/call-to-adjust/phone"]
    assert named is (lanes is not Lanes.CHANNELS), "boxes name their channel where lanes do not"


def test_whose_it_is_may_be_unknown():
    journey = replace(HOME, channels=(), touchpoints=tuple(replace(each, owners=()) for each in HOME.touchpoints))
    for lanes in (Lanes.SILOS, Lanes.DEPARTMENTS):
        assert "Personne n'a dit à" in seen(draw(journey, Language.FR, View(lanes=lanes)))


def test_a_proof():
    picture = draw(HOME, Language.FR, View(witness=LOSS))
    upheld(HOME, picture)
    assert full(picture, "touchpoint") == {"home-quote/ask-quote/website", "home-quote/call-to-adjust/phone"}
    assert full(picture, "way") == {"home-quote/ask-quote/website~home-quote/call-to-adjust/phone"}
    assert full(picture, "rupture") == {LOSS} and full(picture, "lane") == {"website", "phone"}
    assert full(picture, "step") == {"home-quote/ask-quote", "home-quote/call-to-adjust"}
    roles = [(part.data["role"], words(part)) for part in parts(picture, "role")]
    assert roles[:6] == [
        ("PRODUCED_AT", "1"), ("OBJECT", "2"), ("STORED_IN", "3"),
        ("FED_TO", "4"), ("USED_BY", "5"), ("NEEDED_AT", "6"),
    ]  # fmt: skip
    assert {"aucun flux", "Devis en ligne", "Fiche client du plateau"} <= set(seen(picture)), (
        "systems open by themselves"
    )
    assert "Autres applications (2)\N{NO-BREAK SPACE}:" in seen(picture)


def test_what_fades_can_be_read():
    picture = draw(HOME, Language.FR, View(witness=LOSS))
    for part in (part for part in parts(picture, "lane") if part.data["lane"] not in ("website", "phone")):
        grounds = {mark.fill for mark in flat(part.marks) if isinstance(mark, Box)}
        inks = {mark.ink for mark in flat(part.marks) if isinstance(mark, Text)}
        assert grounds == {Paint.FAINT} and inks == {Paint.INK, Paint.MUTED}, (
            "the code of a silo is ink on a light ground"
        )
    faded = [part for part in parts(picture, "touchpoint") if "sign" in part.data["touchpoint"]]
    assert {mark.ink for part in faded for mark in part.marks if isinstance(mark, Text)} == {Paint.MUTED}


def test_a_switch_shows_the_channel_that_is_expected():
    rupture = next(key for key in HOME.witnesses if key.startswith("FORCED_SWITCH"))
    picture = draw(HOME, Language.FR, View(witness=rupture))
    assert {part.data["role"] for part in parts(picture, "role")} == {"LEFT_FROM", "EXPECTED_CHANNEL", "OFFERED_ON"}
    assert "aucun flux" not in seen(picture)


def test_a_proof_that_nobody_told_fades_nothing():
    assert draw(HOME, Language.FR, View(witness="gone")) == draw(HOME, Language.FR)


def test_what_is_one_departments():
    picture = draw(HOME, Language.FR, View(mine=frozenset({"call-centre"})))
    assert full(picture, "touchpoint") == {"home-quote/call-to-adjust/phone"}
    assert len(full(picture, "way")) == 3, "what arrives and what leaves"
    assert full(picture, "lane") == {"phone"}
    relied = draw(HOME, Language.FR, replace(show(Show.BEHIND), mine=frozenset({"underwriting"})))
    assert full(relied, "touchpoint") == {"home-quote/call-to-adjust/phone"}, "what it is relied on for is its own, too"


def test_what_is_behind():
    plain, opened = draw(HOME, Language.FR), draw(HOME, Language.FR, show(Show.BEHIND, Show.SYSTEMS))
    assert "En coulisse (1)\N{NO-BREAK SPACE}:" in seen(plain) and "Applications (6)\N{NO-BREAK SPACE}:" in seen(plain)
    lanes = {part.data["node"]: words(part) for part in parts(opened, "node")}
    assert lanes["Department:underwriting"].endswith("Téléphone")
    assert lanes["System:web-cms"] == "Devis en ligne Systèmes de contact D D", (
        "kept where it is given, and where signed"
    )
    assert lanes["System:crm"] == "Fiche client du plateau Systèmes de contact D", "not where it is called for"


def test_all_ways():
    possible = replace(HOME, handoffs=tuple(replace(each, certain=False) for each in HOME.handoffs))
    assert len(parts(draw(possible, Language.FR), "way")) == 1 and parts(draw(possible, Language.FR), "stub")
    every = draw(possible, Language.FR, View(ways=True))
    assert len(parts(every, "way")) == len(HOME.handoffs) and not parts(every, "stub")


def test_volumes_and_exits_can_be_left_out():
    text = " ".join(seen(draw(HOME, Language.FR, View(show=frozenset()))))
    assert "60\N{NARROW NO-BREAK SPACE}000" not in text and "Je pars voir ailleurs" not in text


def test_owners_and_evidence():
    first = HOME.touchpoints[0]
    contested = replace(first, owners=("web-team", "app-team"), company=True)
    doubted = replace(first, key=f"{first.key}2", evidence=told.Evidence("Enquête", 2, contradicted=True))
    bare = replace(first, key=f"{first.key}3", evidence=None)
    journey = replace(HOME, touchpoints=(contested, doubted, bare, *HOME.touchpoints[1:]))
    picture = draw(journey, Language.FR, show(Show.OWNERS, Show.EVIDENCE))
    boxes = {part.data["touchpoint"]: part for part in parts(picture, "touchpoint")}
    assert "2× Équipe du site" in words(boxes[contested.key]) and "≠ Enquête" in words(boxes[doubted.key])
    (ground, *_) = boxes[bare.key].marks
    assert "H · sans preuve" in words(boxes[bare.key]) and isinstance(ground, Box) and ground.fill is Hatch.UNTOLD
    assert {"≠", "2×"} <= set(seen(picture)), "the legend explains them"


def test_observed_contacts_stand_beside_their_way():
    first, second, *others = HOME.handoffs
    told_of = (
        replace(first, observed=told.Observed(47, 0.2553, (0.1525, 0.3951))),
        replace(second, observed=told.Observed(12)),
    )
    journey = replace(HOME, handoffs=(*told_of, *others))
    thin = "\N{NARROW NO-BREAK SPACE}"
    beside = [words(part) for part in parts(draw(journey, Language.FR, show(Show.OBSERVED)), "observed")]
    assert sorted(beside) == [
        f"observé 26{thin}% [15–40{thin}%] n\N{NO-BREAK SPACE}47",
        "observé inconnu n\N{NO-BREAK SPACE}12",
    ]
    assert not parts(draw(journey, Language.FR), "observed")
    nothing = seen(draw(HOME, Language.FR, show(Show.OBSERVED)))
    assert "sans chiffre\N{NO-BREAK SPACE}: rien n'a été observé" in {
        line.replace(" :", "\N{NO-BREAK SPACE}:") for line in nothing
    }


@pytest.mark.parametrize("look", Look, ids=lambda each: each.value)
def test_what_was_decided_is_seen(look):
    matters = tuple(
        replace(each, verdict="planifié", decision="Planifié · DSI") if each.rupture == LOSS else each
        for each in HOME.matters
    )
    journey = replace(HOME, matters=matters, decisions={LOSS: "planifié"})
    view = View(look=look)
    plain, picture = (draw(each, Language.FR, view) for each in (HOME, journey))
    before, after = (
        sum(isinstance(mark, Polygon) and mark.fill is mark.stroke is Paint.INK for mark in flat(each.marks))
        for each in (plain, picture)
    )
    assert after > before and any("planifié" in line for line in seen(picture))
    assert not any("planifié" in line for line in seen(plain))


def test_personas_are_never_averaged():
    keys = [step.key for step in HOME.steps]
    people = (
        told.Persona("Nadia", felt={keys[0]: 2, keys[1]: -2}),
        told.Persona("Gérard", felt={keys[0]: 0, keys[1]: 1}),
    )
    journey = replace(HOME, personas=people)
    over, apart = draw(journey, Language.FR), draw(journey, Language.FR, View(personas=True))
    assert {words(part) for part in parts(over, "feeling")} >= {"+2", "−2"} and {"Nadia", "Gérard"} <= set(seen(over))
    assert [words(part) for part in parts(apart, "feeling") if part.data["feeling"] == keys[1]] == ["−2", "+1"]


def test_what_stays_and_what_was_expected():
    step = replace(HOME.steps[0], voice=told.Voice("Tout y était.", "Entretien", says="EXPECTATION_MET"))
    text = seen(draw(replace(HOME, steps=(step, *HOME.steps[1:])), Language.FR))
    assert {"souvenir laissé\N{NO-BREAK SPACE}: −0,5", "▲", "■"} <= set(text)
    assert any(line.startswith("✓ «") for line in text) and "attente satisfaite" in text


def test_chosen_phases_keep_the_numbers_and_count_the_rest():
    picture = draw(HOME, Language.FR, View(phases=("purchase",)))
    upheld(HOME, picture)
    assert [words(part)[0] for part in parts(picture, "step")] == ["4", "5", "6"]
    assert sum(int(part.data["stub"]) for part in parts(picture, "stub")) == 5
    assert "Passages de relais dans les autres phases\N{NO-BREAK SPACE}: 1" in seen(picture)


def test_many_small_channels_share_a_lane():
    phases, step = (told.Phase("p", "Avant"),), told.Step("s", "Je cherche", "p")
    touchpoints = tuple(
        told.Touchpoint(f"s/c{place}", "s", f"c{place}", "Appel", volume=(v, v))
        for place, v in enumerate([5000] + [9] * 13)
    )
    silent = told.Break("SILENT~s/c5", "SILENT_GAP", 1, "s", touchpoint="s/c5")
    journey = told.Journey("j", "J", "", phases=phases, steps=(step,), touchpoints=touchpoints, breaks=(silent,))
    folded, opened = draw(journey, Language.FR), draw(journey, Language.FR, show(Show.CHANNELS))
    upheld(journey, folded)
    assert [part.data["lane"] for part in parts(folded, "lane")] == ["c0", "c5", ""]
    assert "+ 12 autres canaux" in seen(folded) and len(parts(opened, "lane")) == 14


def test_a_very_long_journey_begins_with_a_strip():
    journey = huge(200, 40)
    picture = draw(journey, Language.FR)
    assert len(parts(picture, "window")) == 8 and len(parts(picture, "step")) == 25
    chosen = draw(journey, Language.FR, View(phases=("p7",)))
    assert words(parts(chosen, "step")[0]).startswith("176 ")
    root = fromstring(svg(linked(picture, lambda label, key: f"/{label}/{key}")))
    assert "/Window/p7" in {link.get("href") for link in root.iter(f"{SVG}a")}


def test_the_board_tells_the_largest_and_what_is_said():
    text = seen(draw(HOME, Language.FR, View(look=Look.BOARD)))
    assert {"Assurer mon logement", "devis perdu", "sans nouvelles", "canal absent"} <= set(text)
    assert any(line.startswith("«\N{NO-BREAK SPACE}J'ai tout redonné") for line in text) and "canal imposé" not in text


def test_the_board_says_where_each_is_whose_and_what_is_not_shown():
    first, *others = HOME.matters
    journey = replace(HOME, matters=(replace(first, owner="DSI", step=HOME.steps[-1].key), *others))
    picture = draw(journey, Language.FR, View(look=Look.BOARD))
    assert {"qui\N{NO-BREAK SPACE}: DSI", "rien de décidé"} <= set(seen(picture))
    assert any(line.startswith("3 causes sur 4") and others[-1].sentence in line for line in seen(picture))
    (joint,) = (part for part in parts(picture, "where") if part.data["where"] == "1")
    (number,) = (mark for mark in joint.marks if isinstance(mark, Text) and mark.words == "1")
    assert number.x > 1200, "at the last step"


def test_the_room_shows_one_phase():
    first, last = (draw(HOME, Language.FR, View(look=Look.ROOM, phases=keys)) for keys in ((), ("use",)))
    assert "1 sur 3" in seen(first) and "3 sur 3" in seen(last)
    assert [words(part)[0] for part in parts(last, "step")] == ["7"]


def test_a_room_says_what_its_marks_are_and_cuts_no_short_voice():
    said = "J'ai tout redonné au téléphone alors que je venais de le remplir sur le site, et encore au guichet."
    *_, last = (step for step in HOME.steps if step.phase == HOME.phases[0].key)
    spoken = replace(last, voice=told.Voice(said[:80], "Verbatim"))
    journey = replace(HOME, steps=tuple(spoken if step is last else step for step in HOME.steps))
    text = seen(draw(journey, Language.FR, View(look=Look.ROOM)))
    assert "…" not in "".join(line for line in text if line.startswith(("«", "le remplir", "venais")))
    assert any(line.startswith("tant vont vers une autre macro-étape") for line in text)


def test_what_breaks_is_what_a_keyboard_meets_first():
    picture = linked(draw(HOME, Language.FR), lambda label, key: f"/{label}/{key}")
    links = [link.get("href", "") for link in fromstring(svg(picture)).iter(f"{SVG}a")]
    assert [link.split("/")[1] for link in links[:5]] == ["Rupture"] * 4 + ["Step"]


def test_two_pictures_on_a_page_share_no_id():
    ids = [
        each.get("id")
        for name in ("map-", "strip-")
        for each in fromstring(svg(draw(HOME, Language.FR), name=name)).iter()
        if each.get("id")
    ]
    assert ids and len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("left_out", "why"),
    [
        ((), "aucun flux"),
        (("STORED_IN", "FED_TO"), "enregistré nulle part"),
        (("USED_BY",), "rien ne le lit"),
    ],
)
def test_where_a_proof_does_not_go_on(left_out, why):
    nodes = tuple(node for node in HOME.witnesses[LOSS] if node.role not in left_out)
    journey = replace(HOME, witnesses={LOSS: nodes})
    assert why in seen(draw(journey, Language.FR, View(witness=LOSS)))
    assert " ".join(seen(strip(LOSS, nodes, "", Language.FR))).count(why) == 1


def test_a_board_of_many_steps_tells_the_hardest_of_each_phase():
    steps = tuple(
        told.Step(f"s{place}", "J'attends", f"p{place // 7}", feeling=told.Feeling(-place, -place, -place / 7))
        for place in range(14)
    )
    phases = (told.Phase("p0", "Avant"), told.Phase("p1", "Après"))
    picture = draw(told.Journey("j", "J", "", phases=phases, steps=steps), Language.FR, View(look=Look.BOARD))
    assert [words(part) for part in parts(picture, "phase")] == [
        "Avant étapes 1 à 7 7 · J'attends (−0,9)",
        "Après étapes 8 à 14 14 · J'attends (−1,9)",
    ]
