"""What somebody says with an act, in their own words."""

from graph.errors import BadInput
from graph.saying import saying
from graph.steering import steering

LONGEST = 2000
"""Characters of a note at most."""

TOO_LONG = saying(
    "note: {length:,} characters are too many; {most:,} are the most",
    "note\N{NO-BREAK SPACE}: {length:,} caractères, c'est trop\N{NO-BREAK SPACE}; {most:,} au plus",
)
IN_NOTE = saying("note: {said}", "note\N{NO-BREAK SPACE}: {said}")


class NoteTooLong(BadInput):
    """A note of more characters than are kept."""

    def __init__(self, length: int) -> None:
        super().__init__(TOO_LONG(length=length, most=LONGEST))


def noted(note: str | None) -> str | None:
    """A note without what stands around it; None for an empty one. BadInput for one that is too long, or steers."""
    text = (note or "").strip()
    if len(text) > LONGEST:
        raise NoteTooLong(len(text))
    if (wrong := steering(text)) is not None:
        raise BadInput(IN_NOTE(said=wrong))
    return text or None
