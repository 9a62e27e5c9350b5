"""Names and sentences of others in Markdown, where they are words and nothing else."""

import re

_SPECIAL = re.compile(r"([\\`*_\[\]#|~$])")
_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_REFERENCE = re.compile(r"(@|\\#|\bGH-(?=\d))", re.IGNORECASE)
_BREAKS = re.compile("[^\\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
JOINER = "\N{WORD JOINER}"
"""Stands where GitHub would see somebody's name or the number of an issue, and is not seen itself."""


def in_line(text: str) -> str:
    """A text without ends of lines; a space that no line is broken at stays one."""
    return _BREAKS.sub(" ", text).strip()


def escaped(text: str) -> str:
    """A text in one line: no markup, no HTML, nobody mentioned, no issue referred to, no cell of a table ended."""
    line = in_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _REFERENCE.sub(rf"\1{JOINER}", _SPECIAL.sub(r"\\\1", line))
    return _START.sub(lambda found: _bare(found[1]), line)


def _bare(start: str) -> str:
    """What would begin a list at the start of a line."""
    return f"{start}{JOINER}" if start.isdigit() else f"\\{start}"


def link(words: str, address: str) -> str:
    """Words that lead somewhere; just words where there is nowhere to lead."""
    return f"[{escaped(words)}](<{address.replace('<', '%3C').replace('>', '%3E')}>)" if address else escaped(words)
