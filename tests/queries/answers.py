"""What a question answers, in keys: nodes are their keys, intervals pairs, records dictionaries, days text."""

import datetime
from typing import Any

from graph.gateway import Gateway
from queries.catalogue import QUESTIONS
from queries.composing import composed, parameters
from queries.declare import Question, fields


def rows(gateway: Gateway, id: str, **given: Any) -> list[dict[str, Any]]:
    """The rows of an answer. `from_` stands for `from`."""
    question, given = QUESTIONS[id], {name.rstrip("_"): value for name, value in given.items()}
    found = gateway.read(composed(question, given), **_parameters(gateway, question, given))
    assert question.row is not None
    return [_plain(question.row, row) for (row,) in found]


def summary(gateway: Gateway, id: str, **given: Any) -> dict[str, Any]:
    """The summary of an answer."""
    question, given = QUESTIONS[id], {name.rstrip("_"): value for name, value in given.items()}
    text = composed(question, given, "summary.cypher")
    ((found,),) = gateway.read(text, **_parameters(gateway, question, given))
    assert question.summary is not None
    return _plain(question.summary, found)


def _parameters(gateway: Gateway, question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a question's statements, what is computed among them."""
    values = parameters(question, given)
    if question.compute:
        assert question.facts is not None
        ((facts,),) = gateway.read(composed(question, given, "facts.cypher"), **values)
        values["rows"] = question.compute(question.facts(**facts), values)
        if question.summarise:
            values["whole"] = question.summarise(values["rows"])
    return values


def _plain(record: type, found: dict[str, Any]) -> dict[str, Any]:
    declared = fields(record)
    assert set(found) == set(declared), set(found) ^ set(declared)
    return {name: _value(shown, found[name]) for name, shown in declared.items()}


def _value(shown: Any, value: Any) -> Any:
    if value is None:
        assert shown.optional, f"{shown.name} is null"
        return None
    if shown.many:
        return [_one(shown, each) for each in value]
    return _one(shown, value)


def _one(shown: Any, value: Any) -> Any:
    if shown.node:
        assert shown.type is None or shown.type in value.labels
        return value["key"]
    if shown.record:
        return _plain(shown.type, value)
    if isinstance(value, dict):
        return (value["low"], value["high"])
    return str(value) if shown.type is datetime.date else value
