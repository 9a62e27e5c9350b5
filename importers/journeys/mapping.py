"""What a mapping says about journey maps: which of their actors are channels, which are personas we know."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from importers.journeys.values import Key
from importers.mapping import validated


class Mapping(BaseModel):
    """The mapping of a journey map."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    channels: dict[str, Key] = Field({}, description="Actors that are channels, and the key of each")
    default_channel: Key | None = Field(None, alias="defaultChannel", description="The channel of all other tasks")
    personas: dict[str, Key] = Field({}, description="Actors that are personas described elsewhere, and their keys")
    journey: Key | None = Field(None, description="The key of the journey")
    perspective: Literal["REALITY", "FUTURE", "COMPETITOR"] | None = Field(None, description="Whose world it shows")


def read_mapping(path: Path | None) -> Mapping:
    """The mapping of a file; an empty one without a file. BadKnowledge with all that is wrong with it."""
    return Mapping() if path is None else validated(path, Mapping)
