"""The format of knowledge files: Pydantic models made from the model's declarations, and their JSON Schema."""

import math
from functools import cache, partial
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from graph.model import MODEL, Cost, Link, Picture, Property, Relation, Volume, Word
from importers.journeys import told, values
from importers.journeys.told import TOP
from importers.journeys.words import code
from importers.keys import Key

Definition = tuple[Any, Any]
"""A field's annotation and default, as `create_model` takes them."""

_SCALARS: dict[type, Any] = {
    str: str,
    int: values.Whole,
    float: float,
    bool: bool,
    Volume: values.VolumeValue,
    Cost: values.CostValue,
    Picture: str,
}


class Strict(BaseModel):
    """Nothing but what is declared, and no value taken for another."""

    model_config = ConfigDict(
        extra="forbid", strict=True, allow_inf_nan=False, field_title_generator=lambda name, _: name
    )


@cache
def document() -> type[Strict]:
    """The model of a whole file."""
    fields: dict[str, Definition] = {
        "parcours": (values.Version, Field(description="The version of the format")),
        "source": _optional(str, "The source that this file speaks for; its name unless said"),
    }
    for label, name in TOP.items():
        fields[name] = _optional(list[described(label)], MODEL[label].doc)  # type: ignore[misc]
    return _made("Document", "A knowledge file: who is responsible, what is designed, what supports it", fields)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a knowledge file, for editors to complete from."""
    schema = document().model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Parcours knowledge"}


@cache
def described(label: str) -> type[Strict]:
    """The model of one described node."""
    fields: dict[str, Definition] = {}
    node = MODEL[label]
    if node.key_of and node.within:
        doc = f"Its key, unique at its {node.within.lower()}; its {node.key_of}'s unless given"
        fields["key"] = _optional(values.own(label), doc)
    elif not node.made_of:
        fields["key"] = (values.own(label), Field(description=f"The key that other entries refer to this {label} by"))
    for property in told.properties(label):
        fields |= _property(property, label)
    if node.by_name.keys() >= {*told.SCALE}:
        fields["scale"] = _optional(values.Scale, "The lowest and the highest value that it can take")
    for relation in told.relations(label):
        assert relation.told
        fields[relation.told] = _field(_relation(relation, label), relation.doc, relation.required)
    return _made(label, node.doc, fields)


def _property(property: Property, owner: str) -> dict[str, Definition]:
    doc = f"{property.meaning}, by its path from this file" if property.type is Picture else property.meaning
    fields = {property.name: _field(_annotation(property, owner), doc, property.required)}
    if property.type is Volume:
        fields["per"] = _optional(values.Per, "What the volume counts: contacts a year unless said")
    return fields


def _annotation(property: Property, owner: str) -> Any:
    kind: Any
    if property.duration:
        kind = values.Duration
    elif property.name == "aliases":
        kind = values.FORMER.get(owner, Key)
    elif property.refers:
        kind = Key
    elif property.type is str and (property.required or property.many):
        kind = values.Said
    elif issubclass(property.type, Word):
        kind = _word(property.type)
    elif property.type is Link:
        kind = Annotated[_link(), values.Short("url", values.Url)]
    else:
        kind = _SCALARS.get(property.type, values.Day)
    if property.between:
        low, high = property.between.low, property.between.high
        kind = Annotated[kind, Field(ge=low, le=high if high < math.inf else None)]
    if property.many and property.required:
        return Annotated[list[kind], Field(min_length=1)]
    return list[kind] if property.many else kind


@cache
def _link() -> type[Strict]:
    fields = {
        "title": _optional(str, "What it is called; its URL unless said"),
        "url": (values.Url, Field(description="Where it leads")),
    }
    return _made("Link", "Where more is to be read", fields)


def _word(word: type[Word]) -> Any:
    meanings = "; ".join(f"{value.value}: {value.meaning}" for value in word)
    codes: Any = Literal[tuple(value.value for value in word)]
    return Annotated[codes, BeforeValidator(partial(_code, word)), Field(description=meanings)]


def _code(words: type[Word], given: Any) -> str:
    found = code(words, given)
    if found is None:
        raise PydanticCustomError("word", "no such value", {"words": words})
    return found.value


def _relation(relation: Relation, owner: str) -> Any:
    if relation.target is None:
        return list[values.Ref]
    if relation.owned:
        return list[described(relation.target)]  # type: ignore[misc]
    key = values.reference(owner, relation.target)
    if not relation.many:
        return key
    if relation.by_key:
        return dict[key, _entry(relation, key)]  # type: ignore[misc,valid-type]
    return Annotated[list[_listed(relation, key)], values.OneOrMore()]  # type: ignore[misc]


def _listed(relation: Relation, key: Any) -> Any:
    return Annotated[_entry(relation, key), values.Short(relation.item, key)] if relation.item else key


def _entry(relation: Relation, key: Any) -> type[Strict]:
    """The model of what stands beside a reference; its target too unless the field maps keys."""
    assert relation.edge and relation.item
    fields: dict[str, Definition] = {}
    if not relation.by_key:
        fields[relation.item] = (key, Field(description=relation.doc))
    for property in told.edge_properties(relation):
        fields |= _property(property, relation.edge.name)
    return _made(relation.edge.name, relation.edge.doc, fields)


def _optional(annotation: Any, doc: str) -> Definition:
    return _field(annotation, doc, required=False)


def _field(annotation: Any, doc: str, required: bool) -> Definition:
    if required:
        return annotation, Field(description=doc)
    return annotation | None, Field(default=None, description=doc)


def _made(name: str, doc: str, fields: dict[str, Definition]) -> type[Strict]:
    return create_model(name, __base__=Strict, __doc__=doc, **fields)  # type: ignore[call-overload,no-any-return]
