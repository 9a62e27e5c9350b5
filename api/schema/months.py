"""Months as clients write them."""

import re

from graphql import GraphQLError

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def month(text: object) -> str:
    """A month of a year, `2026-11`. GraphQLError for anything else."""
    if not isinstance(text, str) or not MONTH.fullmatch(text):
        raise GraphQLError(f"{text!r} is no month; write it like 2026-11", extensions={"code": "BAD_USER_INPUT"})
    return text
