"""`parcours invite`: guests, who come without an account, to one journey, until an hour."""

from pathlib import Path
from typing import Annotated

import typer

from api.invitations import FILE, Guest, Invitation, Invitations, ending, local
from graph.errors import WrongUsage
from graph.saying import saying
from parcours import there
from parcours.help import argument, group, option
from parcours.language import french, told, worded
from parcours.opening import opened, say
from parcours.options import Demo, Format
from parcours.output import give, give_rows
from parcours.settings import Settings, load

app = group(
    "Invite guests to a journey until an hour: an address, and a QR code of it.",
    "Inviter à un parcours jusqu'à une heure dite : une adresse, et son code QR.",
)
Journey = Annotated[
    str | None,
    option("The journey, by its key.", "Le parcours, par sa clé.", "--journey", metavar=told("KEY", "CLÉ")),
]
Department = Annotated[
    str | None,
    option(
        "A department, by its key: contributors say things of what it handles there, and of nothing else.",
        "Une direction, par sa clé : les contributeurs n'y complètent que ce qu'elle prend en charge.",
        "--department",
        metavar=told("KEY", "CLÉ"),
    ),
]
RoleGiven = Annotated[
    Guest | None,
    option(
        "What they may do: work on the journey (contributor), or remark on it (customer).",
        "Ce qu'ils peuvent faire : travailler au parcours (contributor), ou le commenter (customer).",
        "--role",
    ),
]
Until = Annotated[
    str | None,
    option(
        "The end: 18:00 today, or 2026-12-31T18:00.",
        "La fin : 18:00 ce jour, ou 2026-12-31T18:00.",
        "--until",
        metavar=told("TIME", "HEURE"),
    ),
]
Picture = Annotated[
    Path | None,
    option(
        "A file for the QR code, .svg or .png; drawn in the terminal unless given.",
        "Un fichier pour le code QR, .svg ou .png ; sinon, dessiné dans le terminal.",
        "-o",
        "--output",
    ),
]
Id = Annotated[
    str,
    argument("Which one, as `list` names it.", "Laquelle, telle que `list` la nomme.", metavar=told("ID", "ID")),
]

NEEDED = saying(
    "say for which --journey, in which --role and --until when",
    "dites pour quel --journey, quel --role, et --until quand",
)
NO_FORM = saying("{file} ends in neither .svg nor .png", "{file} ne finit ni par .svg ni par .png")
CUSTOMERS = saying(
    "--department goes with --role contributor: customers remark on all of the journey",
    "--department va avec --role contributor : les clients commentent tout le parcours",
)
INVITED = saying(
    "Invitation {id}, until {until}; `parcours invite end {id}` ends it before. The address is not shown again.",
    "Invitation {id}, jusqu'au {until} ; `parcours invite end {id}` y met fin avant. L'adresse ne sera plus montrée.",
)
OUR_OWN = saying(
    "If people find the pages elsewhere, say where: PARCOURS_ADDRESS=https://parcours.example.org",
    "Si les pages se trouvent ailleurs, dites où : PARCOURS_ADDRESS=https://parcours.example.org",
)
ENDED = saying("Ended {id}.", "{id} : invitation terminée.")
OVER = saying("over", "terminée")
CODE = saying("Invitation", "Invitation")


@app.callback(invoke_without_command=True)
def invite(
    context: typer.Context, journey: Journey = None, department: Department = None, role: RoleGiven = None,
    until: Until = None, output: Picture = None, demo: Demo = False,
) -> None:  # fmt: skip
    """Make an invitation and print its address, this once."""
    if context.invoked_subcommand is not None:
        return
    if journey is None or role is None or until is None:
        raise WrongUsage(NEEDED())
    if output and output.suffix.lower() not in (".svg", ".png"):
        raise WrongUsage(NO_FORM(file=output))
    if department is not None and role is Guest.CUSTOMER:
        raise WrongUsage(CUSTOMERS())
    ends, settings = ending(until), load()
    with opened(settings, settings.of(demo)) as gateway:
        there.demand(gateway, "Journey", journey)
        there.demand(gateway, "Department", *filter(None, [department]))
    made, secret = Invitations(settings.home / FILE).create(journey, department, role, ends)
    address = f"{settings.address or _own(settings)}/join/{secret}"
    say(INVITED(id=made.id, until=local(made.until)))
    if settings.address is None:
        say(OUR_OWN())
    give(address)
    _draw(address, output)


@app.command("list")
@french("Nommer toutes les invitations : parcours, direction, rôle, fin, et si elles sont terminées.")
def list_(format: Format = "table") -> None:
    """Name all invitations: their journey, department, role, when they end, and whether they are over."""
    found = Invitations(load().home / FILE).all()
    rows = [[each.id, each.journey, each.department, each.role, each.until, each.over] for each in found]
    give_rows(("id", "journey", "department", "role", "until", "over"), rows, format, map(_line, found))


@app.command()
@french("Mettre fin à une invitation : plus personne n'entre, et qui en est venu n'est plus connu.")
def end(invitation: Id) -> None:
    """End an invitation: nobody comes in by it any more, and who did is known no longer."""
    Invitations(load().home / FILE).end(invitation)
    say(ENDED(id=invitation))


def _line(invitation: Invitation) -> str:
    over = worded(OVER()) if invitation.over else ""
    ends = local(invitation.until)
    parts = (invitation.id, invitation.journey, invitation.department or "", invitation.role, ends, over)
    return "\t".join(parts).rstrip("\t")


def _own(settings: Settings) -> str:
    """Where this machine serves pages by the settings."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _draw(address: str, output: Path | None) -> None:
    """The QR code: beside the results, or in its file."""
    from pages.pictures import qr  # which what only lists does not need

    if output is None:
        say(qr.letters(address))
        return
    drawn = qr.picture(address, worded(CODE()))
    if output.suffix.lower() == ".svg":
        from pages.pictures.svg import svg

        give(svg(drawn), output)
    else:
        from pages.pictures.png import png

        give(png(drawn), output)
