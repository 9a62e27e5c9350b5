"""What a mapping says about contacts: which column is what, and what their words are called here."""

import datetime
from pathlib import Path
from typing import Any, ClassVar, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from events.record import Direction
from importers.contacts import times
from importers.keys import Key
from importers.rows.columns import Column, RowMapping, TheirColumns

AND = " + "
"""What stands between the names of columns that a mapping reads as one: Date + Time."""

EMPTY = ("N/A", "NA", "nil")
"""What stands in a cell to say that there is none unless a mapping says otherwise."""

DIRECTIONS = {
    **dict.fromkeys(("customer", "inbound", "incoming", "in", "received", "entrant", "true"), Direction.CUSTOMER),
    **dict.fromkeys(("company", "outbound", "outgoing", "out", "sent", "sortant", "false"), Direction.COMPANY),
}
"""Who began a contact, by the words that systems have for it."""


class ContactColumns(TheirColumns):
    """Their columns by our names; of several names the first that the table has counts."""

    id: Column = Field(None, description="What tells a contact from all others of the source")
    customer: Column = Field(None, description="The customer's id; it is kept as an HMAC only")
    at: Column = Field(None, description="When it began")
    channel: Column = Field(None, description="The channel that it came on")
    reason: Column = Field(None, description="What it was about")
    case: Column = Field(None, description="The case, ticket or conversation that it belongs to")
    direction: Column = Field(None, description="Who began it: inbound, outbound …")
    department: Column = Field(None, description="The department that took it")
    closedAt: Column = Field(None, description="When it ended")  # noqa: N815
    updatedAt: Column = Field(None, description="When it last changed: of several copies the newest counts")  # noqa: N815


class ContactMapping(RowMapping):
    """The mapping of contacts: their columns, words, times, and what counts as a contact."""

    shipped: ClassVar = Path(__file__).parent / "mappings"
    needed: ClassVar = "at"
    others: ClassVar = ("pseudonymise", "only", "numbers")

    columns: ContactColumns = Field(ContactColumns(), description="Their columns by our names")
    channels: dict[str, Key] = Field({}, description="Their channels, and the keys that journeys know them by")
    reasons: dict[str, str] = Field({}, description="Their reasons, and ours for the same thing")
    departments: dict[str, Key] = Field({}, description="Their departments, and the keys that journeys know them by")
    needs: dict[str, Key] = Field({}, description="Reasons (ours), and the need that a customer has who comes with it")
    directions: dict[str, Direction] = Field(
        {}, description="Their words for who began it: CUSTOMER or COMPANY", strict=False
    )
    only: dict[str, list[str]] = Field({}, description="Columns, and the values of which a row must have one to count")
    timezone: str = Field("UTC", description="Where times are that name no zone: Europe/Paris")
    dates: list[str] = Field([], description="How times are written, as strptime reads them, where it is not ISO 8601")
    since: datetime.date = Field(times.FIRST, description="Earlier times stand for one that nobody knows", strict=False)
    empty: list[str] = Field(list(EMPTY), description="What stands where there is none")
    customers: Literal["own", "shared"] = Field("own", description="Whether other sources have the same customer ids")
    cases: Literal["own", "shared"] = Field("own", description="Whether other sources have the same cases, too")
    country: str | None = Field(None, description="Where telephone numbers are that name no country: FR")
    numbers: list[str] = Field([], description="Columns that hold telephone numbers, whatever they are called")
    nobody: list[str] = Field([], description="Who is no customer: the company's own numbers, addresses and ids")
    merged: str | None = Field(None, description="A table of ids that became another: the old one, the new one")

    def several(self, name: str) -> list[str]:
        """The columns that a name stands for: Date + Time are two, read as one."""
        return [part.strip() for part in name.split(AND)]

    def over(self, default: Self) -> Self:
        """This mapping, and what it does not say as the default says it."""
        made = super().over(default)
        return made.model_copy(update={"numbers": [*default.numbers, *self.numbers]})

    @field_validator("nobody", mode="before")
    @classmethod
    def _numbered(cls, words: Any) -> Any:
        """Words of theirs in a list as a file has them: a number in YAML is its digits."""
        return [str(word) if type(word) is int else word for word in words] if isinstance(words, list) else words

    @field_validator("only", mode="before")
    @classmethod
    def _taken(cls, only: Any) -> Any:
        return {name: cls._numbered(words) for name, words in only.items()} if isinstance(only, dict) else only

    @field_validator("country")
    @classmethod
    def _country(cls, code: str | None) -> str | None:
        from phonenumbers import SUPPORTED_REGIONS  # which takes a while, and most mappings name no country

        if code is not None and code.upper() not in SUPPORTED_REGIONS:
            raise PydanticCustomError("country", "no country")
        return code and code.upper()

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise PydanticCustomError("time_zone", "no time zone") from error
        return name
