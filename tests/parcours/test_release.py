"""`parcours release`, and what imports tell of what people hold."""

import json

import pytest

from graph.editing.change import Remove
from parcours import serving
from parcours.settings import Settings
from tests.graph.editing.acts import edit, say_of
from tests.graph.tables import check_nodes
from tests.parcours.conftest import WORKED

STEP, CHANNEL = "home-quote/call-to-adjust", "phone"
STAFF = "key,title,reports to\nada,Director,\nbob,Clerk,ada\n"
MAPPING = "columns: {key: key, title: title, reportsTo: reports to}"


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def held(parcours, gateway):
    """A channel with another name than its file has, and a step that was removed."""
    parcours("import", WORKED)
    edit(gateway, say_of("Channel", CHANNEL, name="Ligne directe", note="Vu"))
    return parcours


@pytest.fixture
def chart(parcours, tmp_path):
    """Import an org chart."""
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "staff.yaml").write_text(MAPPING, encoding="utf-8")
    return lambda *words, **changed: parcours(
        "import", "org-csv", "staff.csv", "--mapping", "staff.yaml", *words, **changed
    )


def name(gateway):
    return dict(check_nodes(gateway, "Channel", ("name",)))[CHANNEL]


# --- the command -----------------------------------------------------------------------------------------------------


def test_it_says_what_was_given_back_and_from_whom_it_comes(held, gateway):
    done = held("release", "Channel:phone", "name")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "channel 'phone', name: given back; it stands until test-worked is imported again, and comes from there then\n"
    )
    again = held("release", "Channel:phone", "name")
    assert again.returncode == 0 and again.stdout == done.stdout and "already" in again.stderr
    held("import", WORKED)
    assert name(gateway) == "Téléphone"
    assert dict(check_nodes(gateway, "Channel", ("note",)))[CHANNEL] == "Vu"


@pytest.mark.parametrize("words", [("canal:phone", "nom"), ("Ligne directe", "name"), ("channel:phone", "Nom")])
def test_nodes_and_fields_are_named_as_people_name_them(held, words):
    done = held("release", *words, PARCOURS_LANG="fr")
    assert done.returncode == 0, done.stderr
    assert plain(done.stdout) == (
        "canal « phone », nom : rendu ; cela reste jusqu'au prochain import de test-worked, et viendra alors de là\n"
    )


def test_all_of_a_node_for_programs(held, gateway):
    done = held("release", "Channel:phone", "--format", "json")
    told = json.loads(done.stdout)
    assert told.pop("edit").startswith("ImportRun:") and told == {
        "id": "Channel:phone",
        "released": [{"field": "name", "from": "test-worked"}, {"field": "note", "from": "test-worked"}],
    }
    held("import", WORKED)
    assert held("release", "Channel:phone").stderr == "Nobody holds anything of it; nothing was written.\n"
    assert plain(held("release", "Channel:phone", PARCOURS_LANG="fr").stderr) == (
        "Personne n'en tient rien ; rien n'a été écrit.\n"
    )


def test_what_was_removed_comes_back(held, gateway):
    edit(gateway, Remove((("Step", STEP),), cascade=True))
    done = held("release", f"Step:{STEP}")
    assert done.stdout == f"step '{STEP}' was removed by hand; it comes back when test-worked is imported again\n"
    assert STEP not in check_nodes(gateway, "Step")
    held("import", WORKED)
    assert STEP in check_nodes(gateway, "Step")


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("Channel:none",), 1, "there is no channel 'none'"),
        (("Nulle part",), 1, "nothing is called 'Nulle part'"),
        (("Channel:phone", "kind"), 1, "channel 'phone': nobody holds 'kind'; held are name, note"),
        (("Channel:website", "kind"), 1, "channel 'website': nobody holds 'kind', nor any other field"),
        (("Channel:phone", "--format", "csv"), 2, "csv"),
    ],
)
def test_what_cannot_be_given_back(held, words, status, message):
    done = held("release", *words)
    assert done.returncode == status and message in done.stderr


def test_it_shows_its_help_where_nothing_is_named(parcours):
    done = parcours("release")
    assert done.returncode == 2 and "Label:key" in done.stdout + done.stderr


# --- reports of imports ----------------------------------------------------------------------------------------------

KNOWLEDGE = {
    "en": "phone, name: edited here, 'Ligne directe' stands; test-worked says 'Téléphone'",
    "fr": "phone, nom : modifié ici, « Ligne directe » reste ; test-worked dit « Téléphone »",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_knowledge_file_is_told_once_what_is_held(parcours, gateway, language):
    parcours("import", WORKED)
    edit(gateway, say_of("Channel", CHANNEL, name="Ligne directe"), say_of("Step", STEP, text="J'écris"))
    edit(gateway, Remove((("Touchpoint", f"{STEP}/phone"),), cascade=True))
    first = parcours("import", WORKED, PARCOURS_LANG=language)
    told = plain(first.stderr)
    assert KNOWLEDGE[language].partition(",")[2] in told, told
    assert {"en": "was removed here by hand", "fr": "a été supprimé ici à la main"}[language] in told
    again = parcours("import", WORKED, PARCOURS_LANG=language).stderr
    assert "Ligne directe" not in again and "à la main" not in again and "by hand" not in again
    edit(gateway, say_of("Channel", CHANNEL, name="Ligne rouge"))  # another difference is told again
    assert "Ligne rouge" in parcours("import", WORKED, PARCOURS_LANG=language).stderr


def test_programs_are_told_by_its_code(held):
    report = json.loads(held("import", WORKED, "--format", "json").stdout)
    (problem,) = [each for each in report["problems"] if each["code"] == "HELD"]
    assert {each["value"] for each in problem["shown"]} == {"Téléphone"}
    assert "edited here, 'Ligne directe' stands" in problem["shown"][0]["message"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "title: edited here, 'Chief' stands; hr says 'Director'"),
        ("fr", "titre : modifié ici, « Chief » reste ; hr dit « Director »"),
    ],
)
def test_an_org_chart_is_told_once_what_is_held(chart, gateway, language, sentence):
    chart("--source", "hr")
    ((key,),) = gateway.read("MATCH (p:Position) WHERE p.title = 'Director' RETURN p.key")
    edit(gateway, say_of("Position", key, title="Chief"))
    report = chart("--source", "hr", PARCOURS_LANG=language)
    assert sentence in plain(report.stderr)
    assert "Chief" not in chart("--source", "hr", PARCOURS_LANG=language).stderr
    assert ("Chief",) in {(title,) for (title,) in gateway.read("MATCH (p:Position) RETURN p.title")}


# --- the setting -----------------------------------------------------------------------------------------------------


def test_maps_that_files_alone_write():
    assert serving.profile(Settings()).edits
    assert not serving.profile(Settings(edits="off")).edits
