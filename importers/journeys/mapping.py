"""What a mapping says about journey maps: which of their actors are channels, which are personas we know."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from importers.errors import BadKnowledge
from importers.journeys.values import Key
from importers.journeys.wording import problem
from importers.reading.text import read_text
from importers.reading.yaml12 import read_yaml


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
    if path is None:
        return Mapping()
    text = read_text(path)
    data = read_yaml(text.text, text.name)
    try:
        return Mapping.model_validate({} if data is None else data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise BadKnowledge([problem(each, Mapping, data, text.name) for each in found]) from error
