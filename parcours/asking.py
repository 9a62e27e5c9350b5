"""Asking a question of the graph, through GraphQL as any other client would."""

import asyncio
import importlib.resources
from dataclasses import dataclass
from typing import Any

from api.execute import execute
from graph.errors import BadInput, ParcoursError, StoreUnavailable, TookTooLong
from graph.gateway import AsyncGateway, Gateway
from queries.catalogue import ANYWHERE, QUESTIONS, Question
from queries.names import endpoint

__all__ = ["QUESTIONS", "Asked", "answer"]

OPERATIONS = importlib.resources.files("parcours") / "operations"
NOT_ANSWERED = {"STORE_UNAVAILABLE": StoreUnavailable, "BAD_USER_INPUT": BadInput, "TOOK_TOO_LONG": TookTooLong}


@dataclass(frozen=True)
class Asked:
    """A question with the words in which somebody asked it; parameters are those of the command line."""

    question: Question
    parameters: dict[str, Any]
    lang: str

    @property
    def sentence(self) -> str:
        """The question as a sentence."""
        start, end = (str(self.parameters.get(name) or ANYWHERE[self.lang]) for name in ("from", "to"))
        return self.question.asked(self.lang, start, end)


def answer(gateway: Gateway, asked: Asked) -> dict[str, Any]:
    """`{question, parameters, scope, rows}`; the rows are those of the GraphQL answer.

    BadInput when a name fits nothing, WrongUsage when it fits two things.
    """
    given = {name: value for name, value in asked.parameters.items() if value not in (None, [], False)}
    variables = _variables(gateway, asked, given)
    rows = asyncio.run(_rows(gateway, asked.question, variables))
    scope = {
        "journeys": given.get("journey"),
        "perspectives": None if "journey" in given else given.get("perspective") or ["REALITY"],
        "archived": bool(given.get("archived")),
    }
    return {"question": asked.question.id, "parameters": given, "scope": scope, "rows": rows}


def _variables(gateway: Gateway, asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    variables: dict[str, Any] = {"language": asked.lang.upper()}
    for name in ("from", "to"):
        if name in given:
            variables[name] = endpoint(gateway.read, given[name])
    for key in given.get("journey", ()):
        if not gateway.read("MATCH (j:Journey {key: $key}) RETURN j.key", key=key):
            raise BadInput(f"there is no journey {key!r}")
    renamed = {"journey": "journeys", "perspective": "perspectives", "archived": "archived", "resolved": "resolved"}
    variables |= {ours: given[theirs] for theirs, ours in renamed.items() if theirs in given}
    if "kind" in given:
        variables["where"] = {"kind": {"in": given["kind"]}}
    return variables


async def _rows(gateway: Gateway, question: Question, variables: dict[str, Any]) -> list[dict[str, Any]]:
    document = "".join(
        (OPERATIONS / f"{name}.graphql").read_text(encoding="utf-8") for name in (question.id, "fragments")
    )
    api, rows, after = AsyncGateway(gateway.address), [], None
    try:
        while True:
            page = _page(await execute(document, {**variables, "after": after}, gateway=api))
            rows += [edge["node"] for edge in page["nodes"]]
            if not page["pageInfo"]["hasNextPage"]:
                return rows
            after = page["pageInfo"]["endCursor"]
    finally:
        await api.close()


def _page(result: dict[str, Any]) -> dict[str, Any]:
    for error in result.get("errors") or ():
        kind = NOT_ANSWERED.get(error.get("extensions", {}).get("code"), ParcoursError)
        raise kind(error["message"])
    page: dict[str, Any] = result["data"]["rows"]
    return page
