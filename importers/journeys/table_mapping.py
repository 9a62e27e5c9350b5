"""What a mapping says about a table that is a journey map: which way it runs, and where what stands in a lane goes."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from graph.model.words import ChannelKind, EvidenceKind, Perspective, Says, Stage, Stance
from importers.journeys.aims import AIMS, Takes
from importers.keys import Key

Scale = tuple[float, float]

OURS: dict[Takes, Scale] = {Takes.EMOTION: (-2.0, 2.0), Takes.SHARE: (0.0, 1.0)}
"""The ends of our own scales, the worst first."""

EMPTY = ("-", "–", "—", "n/a", "N/A", "?", "tbd", "TBD", "\\N", "null", "NULL", "(null)", "NaN", "nan", "None", "#N/A")
"""What stands where nobody knows, spelt so: `None` is what programs write, `none` says that there are none."""
NEWLINE = "newline"
"""What a mapping calls the end of a line, where that parts values."""


def _worded(given: Any) -> Any:
    """The values with their words as texts: a 4 in a cell is one."""
    return {str(word): value for word, value in given.items()} if isinstance(given, dict) else given


class Strict(BaseModel):
    """Nothing but what is declared."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Lane(Strict):
    """A lane of a map, which is a column of a table whose stages run down."""

    to: Literal[tuple(AIMS)]  # type: ignore[valid-type]
    split: list[str] | None = Field(
        None, description="What parts several values in a cell; `newline` is the end of a line"
    )
    scale: Scale | Literal["words"] | None = Field(None, description="The worst and the best of numbers; or words")
    values: Annotated[dict[str, Any], BeforeValidator(_worded)] = Field(
        {}, description="What stands in a cell, and what it means: a number, a word, a key"
    )
    unknown: Literal["describe", "stub"] = Field(
        "describe", description="Whether a name that the mapping does not know is described, or only referred to"
    )
    per: Literal["year", "quarter", "month", "week", "day"] | None = Field(None, description="What a volume counts")
    kind: EvidenceKind | None = Field(None, description="What sort of evidence it is, where somebody knows")
    stance: Stance = Field(Stance.SUPPORTS, description="Whether it speaks for or against")
    titled: bool = Field(True, description="Whether a note begins with the name of the lane")
    says: Says | None = Field(None, description="What evidence tells of the customer's side")

    @field_validator("scale")
    @classmethod
    def _ends(cls, scale: Scale | str | None) -> Scale | str | None:
        if isinstance(scale, tuple) and scale[0] == scale[1]:
            raise ValueError("a scale has two different ends, the worst first")
        return scale

    @model_validator(mode="after")
    def _measured(self) -> "Lane":
        ours = OURS.get(AIMS[self.to].takes)
        for word, value in self.values.items() if ours else ():
            if ours and value is not None and not (isinstance(value, int | float) and ours[0] <= value <= ours[1]):
                raise ValueError(f"{word!r} stands for a number from {ours[0]:g} to {ours[1]:g}, not for {value!r}")
        return self


class JourneyIs(Strict):
    """The journey that a table maps; what is not said is taken from the titles above it, the sheet or the file."""

    key: Key | None = Field(None, description="Its key; made of its title unless said")
    title: str | None = Field(None, description="What it is called")
    perspective: Perspective | None = Field(None, description="Whose world it shows")
    persona: str | None = Field(None, description="The persona whose journey it is")
    column: str | None = Field(None, description="Where its title stands, in a table of several journeys")


def _lane(given: Any) -> Any:
    return {"to": given} if isinstance(given, str) else given


class TableMapping(Strict):
    """The mapping of a table that is a journey map."""

    orientation: Literal["columns", "rows"] | None = Field(
        None, description="Whether stages run across, as columns, or down, as rows; found by the heads unless said"
    )
    sheet: str | None = Field(None, description="The sheet; all that have the heads unless said")
    range: str | None = Field(None, description="Where the table begins, or all of it: B4, or B4:K40")
    skip: int = Field(0, ge=0, description="How many lines below the heads are no stages: colours, units")
    journey: JourneyIs = Field(JourneyIs(), description="The journey")
    phase: str | None = Field(None, description="Where the names of phases stand")
    stages: dict[str, Stage] = Field({}, description="Their phases, and where in the life cycle each lies")
    step: str | None = Field(None, description="Where the texts of steps stand; without it each stage is one step")
    lanes: dict[str, Annotated[Lane, BeforeValidator(_lane)]] = Field(
        {}, description="Their lanes, and where each goes"
    )
    channels: dict[str, Key] = Field({}, description="Their channels, and the key of each")
    kinds: dict[Key, ChannelKind] = Field({}, description="Keys of channels, and what sort of channel each is")
    departments: dict[str, Key] = Field({}, description="Their departments, and the key of each")
    systems: dict[str, Key] = Field({}, description="Their applications, and the key of each")
    objects: dict[str, Key] = Field({}, description="Their information objects, and the key of each")
    needs: dict[str, Key] = Field({}, description="Their needs, and the key of each")
    personas: dict[str, Key] = Field({}, description="Their personas, and the key of each")
    aliases: dict[str, Key] = Field({}, description="Their steps and phases, and the key that each has had until now")
    own: bool = Field(False, description="Whether it is our own table, whose words are names of things, and their keys")
    empty: list[str] = Field([], description="What else stands where nobody knows")

    def aims(self) -> dict[str, Lane]:
        """All lanes, those of phases, steps and journeys among them, by their names."""
        named = {"journey": self.journey.column, "phase": self.phase, "step": self.step}
        return {**self.lanes, **{name: Lane(to=aim) for aim, name in named.items() if name}}

    def words(self, label: str) -> dict[str, str]:
        """Their names of things of a label, and the keys of these."""
        found: dict[str, str] = getattr(self, WORDS[label])
        return found


WORDS = {
    "Channel": "channels",
    "Department": "departments",
    "System": "systems",
    "InformationObject": "objects",
    "Need": "needs",
    "Persona": "personas",
}
"""The labels of which lanes name things, and the field of a mapping that has the words for them."""
