"""Answers as tables: what is left out, and what is told apart."""

from typing import Any

from graph.language import Language
from queries.catalogue import QUESTIONS
from wording import cells, tables

FR = Language.FR
JOURNEY = {"key": "quote", "title": "Assurer mon logement"}


def point(key: str, text: str = "Je signe", channel: str = "Agence") -> dict[str, Any]:
    return {"key": key, "name": None, "step": {"text": text}, "channel": {"key": channel, "name": channel}}


def unowned(touchpoint: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"journey": JOURNEY, "touchpoint": touchpoint, "why": "NOBODY", "departments": [], "volume": None} | said


def table(id: str, *rows: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    (drawing,) = tables.drawings(QUESTIONS[id], rows, FR)
    return list(drawing.heads), [list(row) for row in drawing.rows]


def test_a_column_in_which_no_row_has_anything_is_left_out():
    heads, rows = table("unowned", unowned(point("a")), unowned(point("b", "Je pars")))
    assert heads == ["Parcours", "Point de contact", "Pourquoi", "Contacts par an"]
    assert rows[0] == ["Assurer mon logement", "Je signe (Agence)", "Personne", "inconnu"]
    known = unowned(point("a"), departments=[{"key": "d", "name": "Digital"}])
    assert "Directions" in table("unowned", known, unowned(point("b", "Je pars")))[0]


def test_rows_that_would_read_alike_are_told_apart_by_keys():
    _, rows = table("unowned", unowned(point("a")), unowned(point("b")), unowned(point("c", "Je pars")))
    assert [row[1] for row in rows] == ["Je signe (Agence) (a)", "Je signe (Agence) (b)", "Je pars (Agence)"]


def test_rows_that_another_column_tells_apart_keep_their_names():
    other = {"key": "future", "title": "Demain"}
    _, rows = table("unowned", unowned(point("a")), unowned(point("b"), journey=other))
    assert [row[1] for row in rows] == ["Je signe (Agence)"] * 2


def test_a_matrix_has_no_two_heads_alike():
    web, phone, other = ({"key": key, "name": name} for key, name in (("w", "Web"), ("p1", "Tél."), ("p2", "Tél.")))
    counts = {"handoffs": 2, "broken": 1, "unknown": 0, "sound": 1}
    heads, rows = table("handoff-matrix", *({"from": web, "to": to, **counts} for to in (phone, other)))
    assert heads == ["de \\ à", "Tél. (p1)", "Tél. (p2)"] and len(rows) == 1


def test_a_channel_of_which_only_the_name_was_selected_may_have_none():
    assert cells.called({**point("a"), "channel": {"name": None}}) == "Je signe"


def test_a_way_leads_from_one_to_the_next():
    route = [{"key": key, "name": key.upper()} for key in ("web", "phone", "web")]
    _, rows = table("frequent-routes", {"channels": route, "contacts": 3, "count": 12, "share": 0.5})
    assert rows == [["WEB → PHONE → WEB", "3", "12", "0,5"]]


def test_short_names_stand_beside_each_other_and_long_ones_on_lines_that_begin_visibly():
    assert cells.joined(["Agence", "Téléphone"]) == "Agence, Téléphone"
    assert cells.joined(["Agence", "x" * 40]) == "• Agence\n• " + "x" * 40
    assert cells.joined(["x" * 40]) == "x" * 40 and cells.joined([]) == ""


def test_journeys_are_compared_measure_by_measure():
    def totals(name: str, **said: Any) -> dict[str, Any]:
        counts = dict.fromkeys(("steps", "touchpoints", "handoffs", "broken", "unknown", "sound"), 4)
        crossing = dict.fromkeys(("external", "internal", "eiIndex", "crossingRate", "remembered"))
        kinds = [{"kind": "DEAD_END", "count": 0}, {"kind": "SILENT_GAP", "count": 1}]
        contacts = [{"department": {"key": "d", "name": "Digital"}, "contacts": None}]
        listed = {"ruptures": kinds, "contacts": contacts, "channels": []}
        return {"journey": {"key": name, "title": "Assurer"}, **counts, **crossing, **listed} | said

    journeys = [totals("today"), totals("then", broken=0, remembered=1.5)]
    compare = QUESTIONS["compare"]
    assert compare.draw_summary
    (drawing,) = compare.draw_summary({"journeys": journeys}, cells, FR)
    told = {row[0].replace("\N{NO-BREAK SPACE}", " "): list(row[1:]) for row in drawing.rows}
    assert drawing.heads == ["", "Assurer (today)", "Assurer (then)"]
    assert told["Rompus"] == ["4", "4 → 0 (−4)"] and told["Étapes"] == ["4", "4"]
    assert told["Souvenir laissé"] == ["inconnu", "inconnu → 1,5"]
    assert told["Ruptures : Silence"] == ["1", "1"] and "Ruptures : Impasse" not in told
