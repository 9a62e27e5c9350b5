"""Mappings as files: YAML that is a model of Pydantic, with all that is wrong with it at its place."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.invalid import closest, problem
from importers.reading.text import read_text
from importers.reading.yaml12 import read_yaml

NO_MAPPING = saying(
    "this is no mapping, which is YAML that begins with one of {fields}",
    "ce n'est pas un mapping, c'est-à-dire du YAML qui commence par l'un de {fields}",
)


M = TypeVar("M", bound=BaseModel)


def validated(path: Path, model: type[M]) -> M:
    """What a YAML file holds, as this model; BadKnowledge with all that is wrong with it.

    Of a file that is no mapping nothing is shown: it may be one with secrets, named by mistake.
    """
    text = read_text(path)
    fields = {field.alias or name for name, field in model.model_fields.items()}
    try:
        data = read_yaml(text.text, text.name)
    except BadKnowledge as error:
        if re.search(rf"(?m)^[\s{{,]*[\"']?(?:{'|'.join(fields)})[\"']?\s*:", text.text):
            raise
        raise _no_mapping(text.name, fields) from error
    if data is not None and not (isinstance(data, dict) and any(closest(str(name), fields) for name in data)):
        raise _no_mapping(text.name, fields)
    try:
        return model.model_validate({} if data is None else data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise BadKnowledge([problem(each, model, data, lambda at: (text.name, *at)) for each in found]) from error


def _no_mapping(file: str, fields: Iterable[str]) -> BadKnowledge:
    said = NO_MAPPING(fields=", ".join(sorted(fields)))
    return BadKnowledge([bad(Code.BAD_VALUE, said, (file, 1, None))])
