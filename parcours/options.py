"""Options that several commands have."""

from pathlib import Path
from typing import Annotated, Literal

from parcours.help import option

Demo = Annotated[
    bool,
    option(
        "The demo's own store, which `parcours demo` filled.",
        "La base de la démo, que `parcours demo` a remplie.",
        "--demo",
    ),
]
Output = Annotated[
    Path | None,
    option(
        "The file to write; standard output unless given.",
        "Le fichier à écrire ; sinon, la sortie standard.",
        "-o",
        "--output",
    ),
]
Format = Annotated[
    Literal["table", "json", "csv"],
    option(
        "table is for people, csv and json are for programs.",
        "table est pour des personnes, csv et json pour des programmes.",
    ),
]
PAGE = 1000
"""Rows that are given at once, and asked for at once where every row is wanted."""

First = Annotated[int, option("How many rows at most.", "Combien de lignes, au plus.", min=0, max=PAGE)]
Skip = Annotated[int, option("How many rows to pass over.", "Combien de lignes sauter.", min=0)]
