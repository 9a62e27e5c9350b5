"""The page on which a file is brought: shown, understood, tried, and written once somebody says so."""

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.app import Door
from api.rights import IMPORT, demand, may
from graph.errors import BadInput, Forbidden, ParcoursError
from graph.language import both
from graph.saying import Saying, saying
from pages import acting
from pages.acting import SEAL, Sent
from pages.bring.intake import Brought, Intake
from pages.shell import signing, troubles
from pages.shell.rendering import rendered
from pages.telling import Told
from pages.visitor import Visitor
from wording.problems import said

if TYPE_CHECKING:
    from pages.bring.trying import Tried

log = logging.getLogger("parcours.pages")

PATH = "/import"
LARGEST = 24 * 1024 * 1024
"""The most bytes that can be brought through a page; `parcours import` takes more."""

TITLE = both("Bring your map", "Apportez votre carte")
FIRST = saying(
    "Bring the table in which your journey stands: you will see what is understood of it before anything is written.",
    "Apportez le tableau où se trouve votre parcours : vous verrez ce qui en est compris avant que rien ne soit écrit.",
)
TOO_LARGE = saying(
    "This file is larger than {most} MB, the most that a page takes: `parcours import journey-table FILE` reads it.",
    "Ce fichier dépasse {most} Mo, le maximum par cette page : `parcours import journey-table FICHIER` le lit.",
)
NO_FILE = saying("Choose a file, or paste a table.", "Choisissez un fichier, ou collez un tableau.")
GONE = saying(
    "The file is no longer kept here: bring it again.", "Le fichier n'est plus conservé ici : apportez-le de nouveau."
)
TAKEN = saying(
    "the base has a journey {journey!r} already, of which {source!r} tells: call yours otherwise, or bring it back "
    "with `parcours export journey-table`",
    "la base a déjà un parcours {journey!r}, dont parle {source!r}\N{NO-BREAK SPACE}: donnez un autre nom au vôtre, ou "
    "passez par `parcours export journey-table`",
)
Values = dict[str, Any]

NOTHING: Values = dict.fromkeys(("brought", "made", "proposal", "preview", "report", "given"))
NOTHING |= {
    "rows": [],
    "aims": [],
    "channels": [],
    "kinds": [],
    "problems": [],
    "wrong": [],
    "ready": False,
    "title": "",
}
"""What the page shows where nothing was brought."""


def routes(door: Door, intake: Intake) -> list[Route]:
    """The page; only who may bring files has one understood, or written."""

    async def serve(request: Request) -> Response:
        async def answer(who: Visitor) -> Response:
            who = replace(who, brings=may(who.by, IMPORT))
            try:
                return await _answered(request, who, intake)
            except BadInput as error:
                return _page(who, {}, error.said, 400)
            except Forbidden as error:
                return _page(who, {}, error.said, 403)
            except ParcoursError as error:
                return troubles.page(error.said, 503, who)
            except Exception:
                log.exception("a file could not be taken in")
                return troubles.page(troubles.FAULT(), 500, who)

        return await signing.sealed(request, door, answer)

    return [Route(PATH, serve, methods=["GET", "POST"], name="import")]


async def _answered(request: Request, who: Visitor, intake: Intake) -> Response:
    demand(who.by, IMPORT)
    if request.method == "GET":
        return _page(who, {}, FIRST())
    form, files = await _brought(request)
    brought = await asyncio.to_thread(intake.keep, *files) if files else intake.find(form.one("brought") or "")
    if brought is None:
        raise BadInput(GONE() if form.one("brought") else NO_FILE())
    given = None if files else form
    writes = form.one("do") == "write" and not files
    if writes and not form.seals(who.seal):
        raise BadInput(acting.AGAIN())
    return await asyncio.to_thread(_tried, brought, given, writes, who, intake)


def _tried(brought: Brought, given: Sent | None, writes: bool, who: Visitor, intake: Intake) -> Response:
    """What is understood of the file, and what would be written, or was."""
    from pages.bring.understood import sentence, shown, tried, written_to  # which take along what reads tables

    held = intake.channels()
    made = tried(brought, given, held)
    _anothers(made, intake)
    report = None if made.gathered is None else intake.run(made.gathered, not writes, who.by.name if who.by else None)
    if writes and report and report.status == "done":
        return RedirectResponse(written_to(made, who, intake.revision()), 303)
    return _page(who, shown(made, brought, given, report, who, held), sentence(made, report, who.language))


async def _brought(request: Request) -> tuple[Sent, tuple[str, bytes] | None]:
    """The fields that came, and the file or what was pasted. BadInput for too much of it."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form, file = await acting.parts(request, LARGEST, TOO_LARGE(most=LARGEST // 1024**2))
    else:  # what was typed before one had to sign in again
        form, file = await acting.sent(request), None
    pasted = form.one("pasted") or ""
    if file is None and pasted:
        file = "table.tsv" if "\t" in pasted else "table.md", pasted.encode()
    return Sent({name: values for name, values in form.fields.items() if name != "pasted"}), file


def _anothers(made: "Tried", intake: Intake) -> None:
    """A map that is brought is not mixed into a journey that others told of, only because it has its name."""
    if made.proposal is None or made.gathered is None or made.journey is None:
        return
    others = [each for each in intake.tells(made.journey) if each not in (made.gathered.source, made.plain)]
    if others:
        made.wrong.append(TAKEN(journey=made.journey, source=others[0]))
        made.gathered = None


def _page(who: Visitor, shown: Values, sentence: Saying | str, status: int = 200) -> Response:
    words = said(sentence, who.language)
    if shown.get("brought"):  # its place here is nobody's business
        words = words.replace(f"{shown['brought'].path.parent}/", "")
    told = Told(TITLE[who.language], words, figures=shown.get("figures", ()))
    body = rendered("bring/page.html", who, told=told, **{**NOTHING, **shown})
    headers = {"Cache-Control": "no-store"}
    return Response(body.replace(SEAL, who.seal), status, headers, "text/html; charset=utf-8")
