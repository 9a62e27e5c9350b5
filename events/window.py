"""How far apart two contacts of a customer are at most that belong together."""

import datetime
import re
from dataclasses import dataclass

from graph.saying import saying

UNLIMITED = "unlimited"
WRITTEN = re.compile(r"P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
UNITS = ("weeks", "days", "hours", "minutes", "seconds")

NO_DURATION = saying(
    "{text!r} is no duration of weeks, days, hours; write it like P7D or PT36H",
    "{text!r} n'est pas une durée en semaines, jours, heures ; écrivez-la ainsi : P7D ou PT36H",
)
TOO_LONG = saying(
    "{text!r} is longer than can be reckoned with; `unlimited` has no end",
    "{text!r} dépasse ce qui peut se calculer ; `unlimited` est sans fin",
)


@dataclass(frozen=True)
class Window:
    """An ISO 8601 duration in weeks, days, hours, minutes and seconds (`P7D`), or `unlimited`."""

    text: str = "P7D"

    def __post_init__(self) -> None:
        """ValueError for a text that is neither."""
        _ = self.longest

    @property
    def longest(self) -> datetime.timedelta | None:
        """The longest time between two contacts that are joined, itself included; None for any."""
        if self.text == UNLIMITED:
            return None
        found = WRITTEN.match(self.text)
        if found is None:
            raise ValueError(NO_DURATION(text=self.text))
        try:
            return datetime.timedelta(**{unit: int(n or 0) for unit, n in zip(UNITS, found.groups(), strict=True)})
        except OverflowError as error:
            raise ValueError(TOO_LONG(text=self.text)) from error
