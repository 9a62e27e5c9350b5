"""JSON as people have it: one value, or several one after the other, as pipelines and streams write them."""

import json
from collections.abc import Iterator
from typing import Any

from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.reading.json_text import read_json

BETWEEN = " \t\r\n,\x1e"
"""What may stand between two values: nothing at all, in a stream."""

CUT = saying(
    "what begins here is no JSON, and what stands before it is: was the file cut off?",
    "ce qui commence ici n'est pas du JSON, ce qui précède l'est : le fichier est-il coupé ?",
)


def read_any(text: str, file: str) -> Any:
    """A JSON text, or a list of the values that stand in it one after the other, out of what pipelines wrap them in.

    BadKnowledge says where it is none.
    """
    try:
        return read_json(text, file)
    except BadKnowledge:
        ends = list(_ends(text, file))
        if len(ends) < 2:
            raise
    begins = [0, *ends[:-1]]
    pieces = (text[begin:end].strip(",\x1e") for begin, end in zip(begins, ends, strict=True))
    return _unwrapped(read_json(f"[{','.join(piece.replace(chr(0x1E), ' ') for piece in pieces)}]", file))


def _ends(text: str, file: str) -> Iterator[int]:
    """Where the values end; BadKnowledge where one is none, but for the first."""
    decoder, place = json.JSONDecoder(), 0
    while True:
        while place < len(text) and text[place] in BETWEEN:
            place += 1
        if place == len(text):
            return
        try:
            _, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            if not text[:place].strip(BETWEEN):
                return
            raise BadKnowledge([bad(Code.BAD_VALUE, CUT(), (file, text.count("\n", 0, place) + 1, None))]) from error
        yield (place := end)


def _unwrapped(values: Any) -> Any:
    """The records of lines that say which stream each is of, by their streams; lists of pages as one; else the values.

    Singer writes {type: RECORD, stream, record}, Airbyte {type: RECORD, record: {stream, data}} or {_airbyte_data}.
    """
    if not all(isinstance(each, dict) for each in values):
        return values
    streams = [_stream(each) for each in values]
    if any(streams):
        return _by_name(stream for stream in streams if stream)
    pages = [[(name, one) for name, held in each.items() if _is_list(held) for one in held] for each in values]
    whole = all(not any(map(_is_id, each)) and any(map(_is_list, each.values())) for each in values)
    if not whole:
        return values
    beside = {name: held for each in values for name, held in each.items() if not isinstance(held, list)}
    joined = _by_name(one for page in pages for one in page)
    return {**beside, **joined} if isinstance(joined, dict) else joined


def _stream(each: dict[str, Any]) -> tuple[str, Any] | None:
    """The stream that a line is of, and its record; None for a line of something else."""
    record = each.get("record")
    if each.get("type") == "RECORD" and isinstance(record, dict):
        inner = record.get("data")
        return (str(record.get("stream")), inner) if isinstance(inner, dict) else (str(each.get("stream")), record)
    data = each.get("_airbyte_data")
    return (str(each.get("_airbyte_stream") or "records"), data) if isinstance(data, dict) else None


def _is_id(name: str) -> bool:
    """Whether a name is that of an id, which records have and pages have not."""
    return name.casefold().endswith("id")


def _is_list(given: Any) -> bool:
    return isinstance(given, list) and any(isinstance(each, dict) for each in given)


def _by_name(pairs: Iterator[tuple[str, Any]]) -> Any:
    """The records of each stream; those of one that has no name of its own as a list."""
    found: dict[str, list[Any]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return found.get("records") if [*found] == ["records"] else found
