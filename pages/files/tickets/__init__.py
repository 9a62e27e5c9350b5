"""Tickets: one for each cause of what breaks, for the tools in which repairs are followed."""

from pathlib import Path

from pages.file import File
from pages.files.tickets import github, jira
from pages.files.tickets.ticket import variables

FOLDER = Path(__file__).parent
JIRA = File("jira", FOLDER, ".csv", "text/csv; charset=utf-8", jira.TITLE, jira.TOLD, jira.write, variables)
GITHUB = File("github", FOLDER, ".zip", "application/zip", github.TITLE, github.TOLD, github.write, variables)
