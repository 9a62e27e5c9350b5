"""A page as HTML, with the bar, the scope and the foot that all pages have."""

from collections.abc import Sequence

from pages.page import Page
from pages.shell.looking import Looking
from pages.shell.rendering import rendered
from pages.telling import Data, Told
from pages.visitor import Visitor


def whole(
    page: Page, told: Told, data: Data, who: Visitor, forms: Sequence[str] = (), revision: int | None = None
) -> str:
    """What a page tells, as its template shows it; `forms` are the other forms in which it is offered.

    A page that knows the `revision` of the graph that it was made at shows what changes afterwards.
    """
    journeys = (data.get("scope") or {}).get("journeys")
    shell = {"page": page, "forms": forms, "looked": Looking(who), "journeys": journeys, "revision": revision}
    return rendered(page.template(told), who, told=told, **shell, **told.more)
