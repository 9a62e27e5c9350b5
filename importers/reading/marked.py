"""What programs mark so: cells that say none, cells whose formula gave nothing, rows and sheets that are not shown."""

import itertools
from collections.abc import Iterator

from graph.saying import counting, saying


def _any_case(*words: str) -> Iterator[str]:
    """The words in every mixture of small and capital letters: so a whole row is compared at once."""
    for word in words:
        yield from map("".join, itertools.product(*({char.lower(), char.upper()} for char in word)))


UNSAID = frozenset(_any_case(r"\N", "(null)", "#N/A", "#NV", "#N/D")) | {"NaN", "nan"}
"""What only programs write where there is none: databases, and spreadsheets in several languages."""

NOTHING = UNSAID | frozenset(
    _any_case("nan", "null", "none", "-", "--", "—", "<na>", "<null>", "nat", "pd.na", "(none)", "(blank)", "(vide)")
)
"""What says in a cell of a table that there is none, in any case; on a map, words and dashes say what they say."""

ERRORS = frozenset(
    (
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
        "#CONNECT!", "#GETTING_DATA", "#BUSY!", "#UNKNOWN!", "#EXTERNAL!",
        "#NUL!", "#VALEUR!", "#NOM?", "#NOMBRE!",
        "#WERT!", "#BEZUG!", "#ZAHL!",
        "#¡NULO!", "#¡DIV/0!", "#¡VALOR!", "#¡REF!", "#¿NOMBRE?", "#¡NUM!",
        "#NULLO!", "#VALORE!", "#RIF!", "#NOME?",
        *(f"Err:{number}" for number in range(501, 541)),
    )
)  # fmt: skip
"""What a cell holds whose formula gave nothing, as programs in several languages write it."""

UNCALCULATED = "\uffff="
"""Stands for what a formula gave that no program calculated; no workbook can hold this text."""


def is_nothing(text: str) -> bool:
    """Whether a cell, or a value in JSON, says that there is none."""
    return not text or text in NOTHING


ERROR_CELL = saying(
    "this cell holds an error ({error}): left out", "cette cellule contient une erreur ({error}) : ignorée"
)
NO_VALUE = saying(
    "the formula in this cell has no value: open the file in a spreadsheet, save it, and import it again",
    "la formule de cette cellule n'a pas de valeur : ouvrez le fichier dans un tableur, enregistrez-le, réimportez-le",
)
HIDDEN_ROW = saying("this row is hidden: left out", "cette ligne est masquée : ignorée")
HIDDEN_COLUMN = saying("this column is hidden: left out", "cette colonne est masquée : ignorée")
HIDDEN_SHEET = saying("the sheet {sheet!r} is hidden: left out", "la feuille {sheet!r} est masquée : ignorée")
COMMENTS = counting(
    "1 comment stands beside a cell: left out", "{n:,} comments stand beside cells: left out",
    "1 commentaire accompagne une cellule : ignoré", "{n:,} commentaires accompagnent des cellules : ignorés",
)  # fmt: skip
