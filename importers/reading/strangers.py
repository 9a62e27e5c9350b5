"""Texts that are no tables: what each is, by how it begins, and what reads it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from graph.errors import BadInput
from graph.saying import Saying, saying
from importers.reading.stream import Stream

BEGINNING = 4_000
"""How many characters are looked at."""

OTHER = saying("{file} is {what} and no table: {hint}", "{file} est {what} et non un tableau : {hint}")
UNREAD = saying("{file} is {what}, which no kind reads: {hint}", "{file} est {what}, qu'aucun type ne lit : {hint}")

SAVE = saying("save it as .xlsx or CSV", "enregistrez-le en .xlsx ou en CSV")
OPEN = saying(
    "open it in Excel or LibreOffice, and save it as .xlsx or CSV",
    "ouvrez-le dans Excel ou LibreOffice, et enregistrez-le en .xlsx ou en CSV",
)
EXPORT = saying(
    "export it as CSV, which `parcours import org-csv` reads with a mapping of its columns",
    "exportez-le en CSV, que `parcours import org-csv` lit avec un mapping de ses colonnes",
)
LIST = saying("`parcours import --list` names what can be read", "`parcours import --list` nomme ce qui peut être lu")
SAVED_JSON = saying(
    "save it as CSV or .xlsx; of saved JSON, `scim`, `msgraph` and `bamboohr` read org charts, "
    "and `parcours import --list` names all kinds",
    "enregistrez-le en CSV ou en .xlsx ; en JSON enregistré, `scim`, `msgraph` et `bamboohr` lisent des organigrammes, "
    "et `parcours import --list` nomme tous les types",
)
AS_CHART = saying(
    "org charts are read from any table (`org-csv`), from directories (`ldif`), and from what `scim`, `msgraph`, "
    "`workday`, `bamboohr` and `organogram` name; `parcours import --list` names all kinds",
    "un organigramme se lit dans tout tableau (`org-csv`), dans un annuaire (`ldif`), et dans ce que désignent `scim`, "
    "`msgraph`, `workday`, `bamboohr` et `organogram` ; `parcours import --list` nomme tous les types",
)
MERMAID = saying("`parcours import mermaid {file}` reads it", "`parcours import mermaid {file}` le lit")
LDIF = saying("`parcours import ldif {file}` reads it", "`parcours import ldif {file}` le lit")
KNOWLEDGE = saying("`parcours import {file}` reads it", "`parcours import {file}` le lit")


class Stranger(NamedTuple):
    """Something that is no table: how its text begins, what it is, what to do with it."""

    begins: re.Pattern[str]
    what: Callable[..., Saying]
    hint: Callable[..., Saying]
    says: Callable[..., Saying] = OTHER

    def refused(self, file: str) -> BadInput:
        """What refuses a file of this sort."""
        return BadInput(self.says(file=file, what=self.what(), hint=self.hint(file=file)))


def _begins(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


BACKSTAGE = Stranger(
    _begins(r"(---\s+|#[^\n]*\n\s*)*apiVersion:\s*[\"']?backstage\.io/"),
    saying("an entity of a Backstage catalogue, in YAML", "une entité d'un catalogue Backstage, en YAML"),
    AS_CHART,
    UNREAD,
)

STRANGERS = (
    BACKSTAGE,
    Stranger(
        _begins(r"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|meta|table|div|style|title)\b"),
        saying("a web page (HTML)", "une page web (HTML)"),
        OPEN,
    ),
    Stranger(
        _begins(r"(From|Date|Subject|MIME-Version):[\s\S]*?(multipart/related|text/html)"),
        saying("a web archive (MHTML)", "une archive web (MHTML)"),
        OPEN,
    ),
    Stranger(
        _begins(r"<[\s\S]*?(mso-application\s+progid=.Excel\.Sheet|urn:schemas-microsoft-com:office:spreadsheet)"),
        saying("an XML spreadsheet of Excel 2003", "une feuille de calcul XML d'Excel 2003"),
        OPEN,
    ),
    Stranger(
        _begins(r"<[\s\S]*?application/vnd\.oasis\.opendocument\.spreadsheet"),
        saying("a flat OpenDocument spreadsheet", "une feuille de calcul OpenDocument plate"),
        saying("save it as .ods, .xlsx or CSV", "enregistrez-le en .ods, en .xlsx ou en CSV"),
    ),
    Stranger(_begins(r"<(\?xml|!--|!doctype|[a-z][\w.:-]*[\s/>])"), saying("XML", "du XML"), LIST),
    Stranger(
        _begins(r"\{[^\n]*\}\s*\n\s*\{\s*[\"}]"),
        saying("JSON, one object a line", "du JSON, un objet par ligne"),
        SAVED_JSON,
    ),
    Stranger(_begins(r"\{\s*([\"}]|$)|\[\s*([\[{\"\]]|-?\d|$)"), saying("JSON", "du JSON"), SAVED_JSON),
    Stranger(
        _begins(r"(```mermaid\s+|%%[^\n]*\n\s*)*(journey\s*\n\s*(title|section|accTitle)\b"
                r"|(flowchart|graph)\s+(TB|TD|BT|RL|LR)\b|sequenceDiagram\s*\n)"),
        saying("a Mermaid diagram", "un diagramme Mermaid"),
        MERMAID,
    ),
    Stranger(
        _begins(r"@startuml|@startmindmap|@startwbs|(strict\s+)?(di)?graph(\s+\w+)?\s*\{"),
        saying("a diagram in text", "un diagramme en texte"),
        LIST,
    ),
    Stranger(
        _begins(r"((version:[ \d]+|#[^\n]*)\r?\n\s*)*dn::?\s*\S"),
        saying("LDIF, the export of a directory", "du LDIF, l'export d'un annuaire"),
        LDIF,
    ),
    Stranger(
        _begins(r"BEGIN:(VCARD|VCALENDAR)"),
        saying("a vCard or a calendar", "une vCard ou un agenda"),
        EXPORT,
    ),
    Stranger(
        _begins(r"(--[^\n]*\n\s*|/\*(?:[^*]|\*(?!/))*\*/;?\s*)*(CREATE\s+(TABLE|DATABASE)|INSERT\s+INTO|DROP\s+TABLE)\s"),
        saying("a dump of a database, in SQL", "une sauvegarde de base de données, en SQL"),
        EXPORT,
    ),
    Stranger(
        _begins(r"(---\s+|#[^\n]*\n\s*)*parcours:\s*\d"),
        saying("a knowledge file", "un fichier de connaissances"),
        KNOWLEDGE,
    ),
    Stranger(
        _begins(
            r"---[ \t]*\r?\n|%YAML|apiVersion:"
            r"|([\w.\"' -]+:([ \t][^\n]*)?\r?\n)+([ ]+|- )[\w\"'-][^\n]*(:|\n[ -])"
        ),
        saying("YAML", "du YAML"),
        LIST,
    ),
)  # fmt: skip
"""What a text may be, the surest first."""


def stranger(begins: str) -> Stranger | None:
    """What a text is that begins so; None where it may be a table."""
    text = begins[:BEGINNING].lstrip("\ufeff \t\r\n")
    return next((each for each in STRANGERS if each.begins.match(text)), None)


def refuse(read: Stream) -> None:
    """BadInput, with what it is and what reads it, for a text that is plainly no table."""
    if found := stranger(read.beginning(BEGINNING)):
        raise found.refused(read.name)
