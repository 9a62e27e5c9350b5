"""Tickets of what breaks: made of its causes, followed elsewhere, and back at where it breaks."""

import csv
import io
import re
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest

from graph.run import apply
from graph.tickets import LABEL, label
from importers.gather import gather
from importers.kind import Instructions
from pages.files.markdown import escaped as in_markdown
from pages.files.tickets.jira import HEADS
from pages.files.tickets.jira import escaped as in_jira

CAUSES = """query {
  matters(first: 100) { rows { key number volume { low high } feed { from { name } } largest { key explanation } } }
}"""
PLANNED = """query {
  opportunities(first: 100) { edges { node { key title kind status ticket addresses { key } } } }
}"""
STATES = ("To Do", "In Progress", "Done")


def jira(site, query: str = "") -> list[dict[str, str]]:
    """The rows of the table for Jira."""
    answer = site.get(f"/findings?as=jira{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    heads, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert tuple(heads[: len(HEADS)]) == HEADS and set(heads[len(HEADS) :]) == {"Labels"}
    return [dict(zip(HEADS, row, strict=False)) | {"Labels": " ".join(row[len(HEADS) :]).strip()} for row in rows]


def github(site, language: str = "fr") -> dict[str, str]:
    """The files of the archive for GitHub."""
    answer = site.get("/findings?as=github", language=language)
    assert answer.headers["content-disposition"] == 'attachment; filename="findings.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


def exported(rows: list[dict[str, str]], folder: Path) -> Path:
    """What Jira gives back for the tickets that it made of these rows: a column a label, keys, states of its own."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Summary", "Issue key", "Status", "Labels", "Labels", "Description"])
    for place, row in enumerate(rows):
        labels = row["Labels"].split()[:2]
        writer.writerow([row["Summary"], f"PAR-{place}", STATES[place % 3], *labels, row["Description"]])
    file = folder / "Jira.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    return file


def test_each_cause_is_one_ticket_with_all_that_is_known_in_it(site):
    rows, causes = jira(site), site.ask(CAUSES)["matters"]["rows"]
    assert [row["External issue ID"] for row in rows] == [label(each["key"]) for each in causes]
    for row, cause in zip(rows, causes, strict=True):
        text = row["Description"].replace("\\", "")
        assert text.startswith(cause["largest"]["explanation"])
        assert len(row["Summary"]) <= 255 and len(text) < 32_767
        assert {"parcours", row["External issue ID"]} <= set(row["Labels"].split())
        assert "révision" in text and "Aujourd'hui" in text and "27 causes sur 27" in text
        assert f"http://localhost/findings/{cause['largest']['key'].split('~')[0]}" in text
        assert (row["Priority"] == "") == (cause["volume"] is None)
    first = rows[0]["Description"]
    for part in ("4\N{NARROW NO-BREAK SPACE}200–15\N{NARROW NO-BREAK SPACE}900 contacts par an", "* Enregistré dans :",
                 "h3. Ce qui le réparerait", "3 passages de relais tiendraient", "Direction commune :"):  # fmt: skip
        assert part in first.replace("\N{NO-BREAK SPACE}", " ")


def test_labels_stay_whatever_the_language_the_form_and_the_scope(site):
    rows = jira(site)
    assert [each["External issue ID"] for each in jira(site, "&lang=en")] == [row["External issue ID"] for row in rows]
    some = [each["External issue ID"] for each in jira(site, "&journeys=home-quote")]
    assert 0 < len(some) < len(rows) and set(some) <= {row["External issue ID"] for row in rows}
    assert jira(site, "&journey=home-quote") and len(jira(site, "&journey=home-quote")) == len(some)
    files = github(site)
    assert {name.removesuffix(".md") for name in files if name.endswith(".md")} - {"README"} == {
        row["External issue ID"] for row in rows
    }
    assert github(site) == files  # to the last byte


def test_an_archive_says_how_its_files_become_issues(site, tmp_path):
    """The lines of the README are run, with a `gh` that writes down what it is asked."""
    files = github(site, "en")
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    shell, back = re.findall(r"```sh\n(.*?)```", files["README.md"], re.S)
    asked = tmp_path / "gh"
    asked.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >> asked.log\n')
    asked.chmod(0o755)
    path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    subprocess.run([which("sh") or "sh", "-eu", "-c", shell], cwd=tmp_path, env=path, check=True)
    made = [each for each in (tmp_path / "asked.log").read_text().splitlines() if each.startswith("issue create")]
    assert len(made) == len(files) // 2
    title = files[f"{LABEL.findall(made[0])[0]}.txt"].strip()
    assert made[0].startswith(f"issue create --title {title} --body-file parcours-")
    assert "parcours import tickets tickets.csv" in back


@pytest.fixture
def followed(site, insurer, tmp_path):
    """The demo, once its tickets were made in Jira and came back."""
    rows = jira(site)
    mapping = tmp_path / "jira.yaml"
    mapping.write_text("address: https://jira.example/browse/\n")
    (found,) = gather("tickets", [exported(rows, tmp_path)], Instructions(mapping=mapping))
    assert apply(insurer, found).status == "done"
    again = apply(insurer, found)
    assert not any(count.created or count.updated for count in again.written.values())
    return rows


def test_a_ticket_comes_back_to_where_it_breaks_and_is_not_made_twice(site, followed):
    rows = site.ask(PLANNED)["opportunities"]["edges"]
    found = {each["node"]["ticket"]: each["node"] for each in rows if each["node"]["ticket"]}
    assert len(found) == len(followed)
    first = found["https://jira.example/browse/PAR-0"]
    assert (first["key"], first["status"]) == (followed[0]["External issue ID"], "To Do")
    assert "car-claim/book-garage/app" in {each["key"] for each in first["addresses"]}
    # What was planned before keeps all that others say of it, and is the ticket.
    expert = next(each for each in found.values() if each["key"] == "announce-expert")
    assert (expert["title"], expert["kind"]) == ("Annoncer le passage de l'expert", "TOOL")
    listed = site.get("/findings").text
    assert f"To Do, {first['ticket']}" in listed and f"{expert['status']}, {expert['ticket']}" in listed
    revision = site.ask("{ revision }")["revision"]
    none = site.get(f"/findings?as=jira&done={revision}")  # a second ago there was another state
    assert none.status_code == 400 and "27 ont déjà un ticket" in none.text


HOSTILE = [
    "<script>alert(1)</script>", "@everyone see #12, GH-7", "| a | b", "`rm -rf`", "![x](http://evil)", "{code}",
    "[~admin]", "[x|http://evil]", "# head", "1. one", "- list", "h1. head", "h1.head", "-strike-", "a\n\nb",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_others_is_taken_for_markup(text):
    told = in_markdown(text)
    assert "\n" not in told and "<" not in told
    assert not re.search(r"(?<!\\)[`|\[\]]|@\w|#\d|GH-\d|^#|^- |^\d+\.", told)
    wiki = in_jira(text)
    assert "\n" not in wiki
    assert not re.search(r"(?<!\\)[{}\[\]|]|^h\d\.|^bq\.|(?<!\\)(?<!\w)-\w", wiki)
