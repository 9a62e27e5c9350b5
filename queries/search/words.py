"""The words of a text as a search compares them: lower case, without accents, elisions taken off."""

import re
import unicodedata

WORD = re.compile(r"(?:[^\W_]|[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}])+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o"})

FRENCH = """
a ai au aux avec c ce ces cet cette d dans de des du elle en est et il ils j je jusqu l la le les leur leurs lorsqu lui
m ma mais me mes moi mon n ne nos notre nous on ou par pas pour puisqu qu que qui quoiqu s sa se ses son sur t ta te tes
toi ton tu un une vos votre vous y
"""
ENGLISH = """
a an and are as at be but by for i if in into is it my no not of or our she that the their then there these they this
to was we will with you your
"""
SMALL = frozenset([*FRENCH.split(), *ENGLISH.split()])
"""Words, and what is left of elided ones, that tell nothing beside others."""


def fold(text: str) -> str:
    """A text as the index over folded words has it: lower case, accents dropped, ligatures taken apart."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LIGATURES)
    return unicodedata.normalize("NFC", "".join(each for each in plain if not unicodedata.combining(each)))


def words(text: str) -> dict[str, str]:
    """The words of a text, each once: how it is folded, and how it was written (in lower case)."""
    written = WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return {folded: word for word in written if (folded := fold(word))}


def telling(found: dict[str, str], most: int) -> dict[str, str]:
    """The words that have to be found: small ones only where there are no others, the longest if they are too many."""
    large = {folded: word for folded, word in found.items() if folded not in SMALL} or found
    return dict(sorted(large.items(), key=lambda each: -len(each[0]))[:most])
