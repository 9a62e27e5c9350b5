"""Pseudonyms: what is kept where a person's name, address or id would stand."""

import hashlib
import hmac


def pseudonym(secret: bytes, text: str, *, cased: bool = False) -> str:
    """64 hexadecimal digits: HMAC-SHA-256 of the text, under a key that stays with the user.

    Names and addresses are the same in capitals or not; ids that differ in case differ (`cased`).
    """
    told = text if cased else text.casefold()
    return hmac.new(secret, told.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
