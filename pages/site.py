"""The pages behind the door of the API: where they are, who may open them, and how answers become pages."""

import asyncio
import hashlib
import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import orjson
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from api import answers, http, own
from api.answers import State
from api.app import Door
from api.execute import Request as Asked
from api.rights import IMPORT, INVITE, may
from api.visit import current
from graph.errors import BadInput
from graph.pictures import picture
from pages import acting, asking
from pages.acting import SEAL, Act
from pages.bring import routes as bring
from pages.bring.intake import Intake
from pages.inviting import routes as inviting
from pages.page import Page
from pages.register import PAGES
from pages.shell import joining, live, signing, static, troubles
from pages.shell.forms import MEDIA, as_form, offered
from pages.shell.rendering import rendered
from pages.shell.resuming import resume
from pages.shell.safety import EMBED, Safety
from pages.shell.whole import whole
from pages.telling import Data, Gone, Moved, Told
from pages.visitor import SESSION, Portraits, Visitor, nothing, visitor

log = logging.getLogger("parcours.pages")

LONGEST = 2_048
"""How long the query of a page may be that is kept: whoever invents long ones fills no memory."""

VARY = {"Vary": "Accept-Language, Cookie"}
EXPLAINED = ("graphql", "cypher")
"""The forms that show how a page is made, where whoever serves it lets that be seen."""


def routes(
    door: Door, framing: Sequence[str] = (), pictures: Path | None = None, template: bytes | None = None,
    intake: Intake | None = None,
) -> Sequence[BaseRoute]:  # fmt: skip
    """What is served: the pages, what they need, and signing in where tokens are demanded.

    Pages of the origins in `framing` may show pages' pictures in a frame; `pictures` is where portraits are kept,
    `template` what slides are put on. Files can be brought where there is an `intake` for them.
    """
    portrait = partial(picture, pictures) if pictures else nothing
    brings = intake is not None
    serving = partial(_serving, door=door, portrait=portrait, template=template, brings=brings)
    served = [(each, each.path, ["GET", "POST"] if each.act else ["GET"], each.name) for each in PAGES]
    served += [(each, EMBED + each.path, ["GET"], f"embed-{each.name}") for each in PAGES if each.drawn]
    made: list[Route | Mount] = [
        *(static.style(each.name, name, text) for each in PAGES for name, text in each.styles.items()),
        *static.routes(),
        *live.routes(door),
        *(bring.routes(door, intake) if intake else ()),
        *inviting.routes(door),
        Route("/portraits/{name}", _portrait(door, portrait), methods=["GET"]),
        *(Route(path, serving(page), methods=do, name=name) for page, path, do, name in served),
        Route("/{path:path}", _lost(door), methods=["GET"]),
    ]
    made[:0] = [*signing.routes(door, resume(made)), *joining.routes(door)]
    for each in made:
        each.app = Safety(each.app, framing)
    return made


def _portrait(door: Door, portrait: Portraits) -> Callable[[Request], Awaitable[Response]]:
    """A portrait by its name, which changes with it."""

    async def serve(request: Request) -> Response:
        if signing.caller(door.access, request) is None:
            return Response(status_code=401)
        name = request.path_params["name"]
        found = await asyncio.to_thread(portrait, name)
        if found is None:
            return Response(status_code=404)
        return Response(found, headers=static.FOREVER, media_type=f"image/{name.rpartition('.')[2]}")

    return serve


def _lost(door: Door) -> Callable[[Request], Awaitable[Response]]:
    """Says that there is no page here."""

    async def serve(request: Request) -> Response:
        who = visitor(request, "local", door.language, "")
        return troubles.page(troubles.NOWHERE(), 404, who)

    return serve


def _serving(
    page: Page, door: Door, portrait: Portraits, template: bytes | None, brings: bool
) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        caller = signing.caller(door.access, request)
        if caller is None:
            return await signing.demanded(request, door)
        if page.act and request.method == "POST" and caller.by is None and door.access.peopled:
            return await signing.demanded(request, door)  # who was signed in loses nothing, where strangers read
        visit = current()
        visit.client, visit.by, visit.operation = caller.name, caller.by, page.name
        sealed = page.sealed(caller.by)
        session = request.cookies.get(SESSION) or (secrets.token_urlsafe(24) if sealed else "")
        who = visitor(request, caller.name, door.language, session, portrait, template)
        signed = door.access.held(session) is not None
        brings_here, signs_in = brings and may(caller.by, IMPORT), caller.by is None and door.access.peopled
        who = replace(who, by=caller.by, signed=signed, signs_in=signs_in, brings=brings_here)
        who = replace(who, invites=door.access.people is not None and may(caller.by, INVITE))
        response = await _answer(page, door, who, request)
        if sealed and not request.cookies.get(SESSION):
            signing.remember(response, session, request)
        return response

    return serve


async def _answer(page: Page, door: Door, who: Visitor, request: Request) -> Response:
    """A page, or why there is none."""
    try:
        if page.act and request.method == "POST":
            return await _acted(page, page.act, door, who, request)
        return await _kept(page, door, who, request)
    except Moved as moved:
        return RedirectResponse(moved.to, 308)
    except Gone as gone:
        return await troubles.gone(gone, who, door)
    except troubles.Trouble as trouble:
        return troubles.page(trouble.saying, trouble.status, who, trouble.seconds)
    except BadInput as error:
        return troubles.page(error.said, 400, who)
    except Exception:
        log.exception("no page for %s", current().id)
        return troubles.page(troubles.FAULT(), 500, who)


async def _acted(page: Page, act: Act, door: Door, who: Visitor, request: Request) -> Response:
    """What a form asks for is done, and its reader goes on; else the page, with what was typed and why it was not."""
    form = await acting.sent(request)
    refused = None if form.seals(who.seal) else acting.unsealed(form, who.resumed)
    if refused is None:
        try:
            if act.asks:
                form = replace(form, known=await _known(*act.asks(form, who), door, who))
            asked = Asked(act.document.read_text(encoding="utf-8"), act.variables(form, who), act.operation(form),
                          client=who.name, language=who.language, by=who.by)  # fmt: skip
            found = await door.act(asked)
            if not found.errors:
                return RedirectResponse(act.then(found.data or {}, form, who), 303)
            refused = acting.refused(found.errors[0], form)
            if refused is None:
                raise troubles.trouble(found.errors[0])
        except BadInput as error:
            refused = acting.refused(error, form)
    assert refused
    given = {name: values for name, values in who.given.items() if name != "as"}
    body = await _made(page, door, replace(who, given=given, refused=refused), await door.answers.state())
    return Response(_sealed(body, who), refused.status, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


async def _known(document: str, variables: Data, door: Door, who: Visitor) -> Data:
    """What has to be known before an act, as it stands now."""
    state = await door.answers.state()
    try:
        return await asking.known_before(document, variables, who, partial(door.ask, state=state))
    except GraphQLError as error:
        raise troubles.trouble(error) from error


def _sealed(body: bytes, who: Visitor) -> bytes:
    return body.replace(SEAL.encode(), who.seal.encode())


async def _kept(page: Page, door: Door, who: Visitor, request: Request) -> Response:
    """The page as it was made for this state of the graph, made now if it was not."""
    form, key = who.one("as"), _key(page, who)
    own = key + who.seal[:16].encode() if page.sealed(who.by) else key
    state = await door.answers.state(max(who.acted if page.act else 0, http.revision(request)))
    headers = VARY | (answers.headers(own, state) if state else {"Cache-Control": "no-store"})
    if state and answers.named(http.field(request, "if-none-match"), headers):
        return Response(status_code=304, headers=headers)
    body = door.answers.find(key, state)
    if body is None:
        body = await _made(page, door, who, state)
        if len(request.url.query) <= LONGEST:
            door.answers.keep(key, state, body)
    media, suffix, keep = _media(page, form)
    if suffix:
        name = "-".join(re.findall(r"[A-Za-z0-9_-]+", f"{page.name} {who.label} {who.key}"))
        headers["Content-Disposition"] = f'{"attachment" if keep else "inline"}; filename="{name}{suffix}"'
    return Response(_sealed(body, who) if page.sealed(who.by) and not form else body, headers=headers, media_type=media)


def _media(page: Page, form: str | None) -> tuple[str, str | None, bool]:
    """What a browser is told that a form is, how the name of a file of it ends, and whether it is kept, not shown."""
    if file := page.file(form):
        return file.media, file.suffix, True
    if form in MEDIA:
        return MEDIA[form], f".{form}", form in ("csv", "xlsx")
    return "text/plain; charset=utf-8" if form else "text/html; charset=utf-8", None, False


def _key(page: Page, who: Visitor) -> bytes:
    """What two visitors have in common who get the same page, but for their seals."""
    given: dict[str, object] = {
        "given": who.given,
        "role": who.by and who.by.role,
        "own": who.by.name
        if who.by and (who.by.scope or (page.act and who.acted))
        else None,  # what they may take back
        "departments": own.departments(who.by),
        "signed": who.signed,
        "in": who.signs_in,
    }
    if (file := page.file(who.one("as"))) and file.on_template and who.template:
        given["template"] = hashlib.blake2b(who.template).hexdigest()  # another may be set when it is served anew
    return answers.key(Asked(page.document(who), given, who.origin + who.path, language=who.language))


async def _made(page: Page, door: Door, who: Visitor, state: State | None) -> bytes:
    form = who.one("as")
    explain = form in EXPLAINED and door.profile.explain
    file = page.file(form)
    try:
        data, explained = await asking.told(file or page, who, partial(door.ask, state=state), explain)
    except GraphQLError as error:
        raise troubles.trouble(error) from error
    if explain:
        return _explained(form, page.document(who), page.variables(who), explained)
    if file:
        return await asyncio.to_thread(file.write, data, who)
    # A long map takes its time to be laid out and written, and others ask meanwhile.
    return await asyncio.to_thread(_written, page, door, who, data, state)


def _written(page: Page, door: Door, who: Visitor, data: Data, state: State | None) -> bytes:
    """What was answered, as a page or in another form."""
    told = page.tell(data, who)
    if form := who.one("as"):
        return as_form(form, told, data, who.language)
    revision = state[0] if state else None
    if who.path.startswith(EMBED):
        there = replace(who.links, path=who.path.removeprefix(EMBED)).here()
        return rendered("shell/embed.html", who, told=told, whole=there, revision=revision).encode()
    return whole(page, told, data, who, _forms(page, told, door), revision).encode()


def _forms(page: Page, told: Told, door: Door) -> list[str]:
    """The forms that every page has; a file of the page's own comes in the place of one of its kind."""
    return [*(form for form in offered(told) if not page.file(form)), *(EXPLAINED if door.profile.explain else ())]


def _explained(form: str | None, document: str, variables: Data, explained: Sequence[Data]) -> bytes:
    """The operations of a page, or the statements that answer them, each with what is given with it."""
    parts = [(each["cypher"], each["parameters"]) for each in explained]
    shown = [(document, variables)] if form == "graphql" else parts
    return "\n\n".join(f"{text}\n\n{_json(given)}\n" for text, given in shown).encode()


def _json(given: Data) -> str:
    return orjson.dumps(given, default=str, option=orjson.OPT_INDENT_2).decode()
