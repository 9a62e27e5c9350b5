"""What a mapping says about contacts: which column is what, and what their words are called here."""

from pathlib import Path
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from events.record import Direction
from importers.keys import Key
from importers.rows.columns import Column, RowMapping, TheirColumns

AND = " + "
"""What stands between the names of columns that a mapping reads as one: Date + Time."""

EMPTY = ("N/A", "NA", "None", "null", "NULL", "nil", "-")
"""What stands in a cell to say that there is none; an empty cell says so anyway."""

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


class ContactMapping(RowMapping):
    """The mapping of contacts: their columns, words, times, and what counts as a contact."""

    shipped: ClassVar = Path(__file__).parent / "mappings"
    needed: ClassVar = "at"
    others: ClassVar = ("pseudonymise", "only")

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
    empty: list[str] = Field(list(EMPTY), description="What stands where there is none")
    customers: Literal["own", "shared"] = Field("own", description="Whether other sources have the same customer ids")

    def several(self, name: str) -> list[str]:
        """The columns that a name stands for: Date + Time are two, read as one."""
        return [part.strip() for part in name.split(AND)]

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise PydanticCustomError("time_zone", "no time zone") from error
        return name
