"""What workbooks of any program mark so: cells whose formula gave nothing, rows and sheets that are not shown."""

from graph.saying import counting, saying

ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "Err:502", "Err:504", "Err:508")
)
"""What a cell holds whose formula gave nothing."""

ERROR_CELL = saying(
    "this cell holds an error ({error}): left out", "cette cellule contient une erreur ({error}) : ignorée"
)
HIDDEN_ROW = saying("this row is hidden: left out", "cette ligne est masquée : ignorée")
HIDDEN_COLUMN = saying("this column is hidden: left out", "cette colonne est masquée : ignorée")
HIDDEN_SHEET = saying("the sheet {sheet!r} is hidden: left out", "la feuille {sheet!r} est masquée : ignorée")
COMMENTS = counting(
    "1 comment stands beside a cell: left out", "{n:,} comments stand beside cells: left out",
    "1 commentaire accompagne une cellule : ignoré", "{n:,} commentaires accompagnent des cellules : ignorés",
)  # fmt: skip
