"""Pages that say why there is no page, and how to go on."""

import logging
from collections.abc import Mapping, Sequence

from graphql import GraphQLError
from starlette.responses import Response

from api import errors
from api.app import Door
from api.execute import Request as Asked
from api.visit import current
from graph.errors import ParcoursError
from graph.language import Language
from graph.saying import Saying, saying
from pages.shell.rendering import rendered
from pages.telling import Gone, Link
from pages.visitor import Visitor
from wording.problems import said

NOWHERE = saying("There is no page here.", "Il n'y a pas de page ici.")
AWAY = saying(
    "The store cannot be reached. Nothing is lost: try again in a moment.",
    "La base est injoignable. Rien n'est perdu\N{NO-BREAK SPACE}: réessayez dans un instant.",
)
BUSY = saying(
    "The store has too much to do just now: try again in a moment.",
    "La base a trop à faire en ce moment\N{NO-BREAK SPACE}: réessayez dans un instant.",
)
OVER = saying(
    "This invitation is over: ask whoever gave it to you for another one.",
    "Cette invitation est terminée\N{NO-BREAK SPACE}: demandez-en une autre à qui vous l'a donnée.",
)
FAULT = saying(
    "This page could not be made; the log says why.", "Cette page n'a pas pu être faite ; le journal dit pourquoi."
)
STATUS = {
    errors.STORE_UNAVAILABLE: (503, AWAY),
    errors.OVERLOADED: (503, BUSY),
    errors.TOOK_TOO_LONG: (503, BUSY),
    errors.BUDGET_EXCEEDED: (429, BUSY),
}
"""What a page answers to an error of the API."""

NEAREST = (
    "query nearest($text: String!) { search(text: $text, first: 3) { edges { node { id __typename key label } } } }"
)


log = logging.getLogger("parcours.pages")


class Trouble(Exception):
    """Why there is no page: a sentence, the status, and in how many seconds to try again."""

    def __init__(self, saying: Saying | str, status: int, seconds: int | None = None) -> None:
        super().__init__(str(saying))
        self.saying = saying
        self.status = status
        self.seconds = seconds


def trouble(error: GraphQLError) -> Trouble:
    """What an error of the operation means for its page."""
    code = (error.extensions or {}).get("code")
    if code in STATUS:
        status, saying_ = STATUS[code]
        return Trouble(saying_(), status, errors.retry_after([error]) or 5)
    if code == errors.BAD_USER_INPUT and isinstance(error.original_error, ParcoursError):
        return Trouble(error.original_error.said, 400)
    log.error("no page for %s: %s", current().id, error)
    return Trouble(FAULT(), 500)


def page(sentence: Saying | str, status: int, who: Visitor, seconds: int | None = None) -> Response:
    """A page that says a sentence, in the other language too where it may be nobody's fault but ours."""
    headers = {"Retry-After": str(seconds)} if seconds else {}
    return _page({each: said(sentence, each) for each in Language}, status, who, headers)


def over(who: Visitor, typed: Sequence[str], keeps: bool) -> Response:
    """A page that tells guests that their invitation is over, with what they typed, which their browser may keep."""
    return _page({each: said(OVER(), each) for each in Language}, 410, who, typed=typed, keeps=keeps)


def _page(
    words: Mapping[Language, str], status: int, who: Visitor, headers: Mapping[str, str] | None = None, **shown: object
) -> Response:
    shown = {"near": (), "became": ()} | shown
    body = rendered("shell/trouble.html", who, words=words, status=status, **shown)
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, "text/html; charset=utf-8")


async def gone(gone: Gone, who: Visitor, door: Door) -> Response:
    """A page for what is not there, or no longer: what became of it, and what is like it."""
    found = await door.ask(Asked(NEAREST, {"text": gone.sought}, None, who.name, language=who.language))
    nodes = [edge["node"] for edge in (found.data or {}).get("search", {}).get("edges", ())]
    near = [Link(each["label"], who.links.node(each["__typename"], each["key"])) for each in nodes]
    return _page({who.language: gone.sentence}, 404, who, near=near, became=gone.became)
