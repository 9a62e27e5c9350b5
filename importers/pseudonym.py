"""Pseudonyms: what stands in the graph where a key would be a person's name or address."""

import hashlib
import hmac


def pseudonym(secret: bytes, text: str) -> str:
    """64 hexadecimal digits: HMAC-SHA-256 of the text, capitals or not, under a key that stays with the user."""
    return hmac.new(secret, text.casefold().encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
