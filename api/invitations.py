"""Invitations: an address that lets guests act in one journey until an hour, kept as hashes.

What opens one is 256 random bits, as a token is.
"""

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from api.records import Secrets, sha256
from api.rights import Role, Scope, Who
from graph.acts.signing_over import GUEST
from graph.errors import BadInput
from graph.saying import saying

FILE = "invitations.json"
"""What the file of a home's invitations is called."""

LONGEST = timedelta(days=31)
"""How far off the end of one is at most: whoever comes for longer has an account."""

REMEMBERED = timedelta(days=30)
"""How long one that is over is still known, so that whoever opens it is told so."""

UNREADABLE = saying(
    "{path} cannot be read: remove it, and invite anew ({detail})",
    "{path} ne peut pas être lu : supprimez-le, et invitez de nouveau ({detail})",
)
UNKNOWN = saying(
    "there is no invitation {id}; `parcours invite list` names them all",
    "il n'y a pas d'invitation {id} ; `parcours invite list` les nomme toutes",
)
NO_TIME = saying(
    "{text!r} is no time; write it as 18:00 or 2026-12-31T18:00",
    "{text!r} n'est pas une heure\N{NO-BREAK SPACE}; écrivez-la comme 18:00 ou 2026-12-31T18:00",
)
PAST = saying("{text!r} is past", "{text!r} est passé")
TOO_FAR = saying(
    "{text!r} is more than a month away: invite anew when it is time, or make an account",
    "{text!r} est dans plus d'un mois\N{NO-BREAK SPACE}: invitez de nouveau le moment venu, ou créez un compte",
)
NO_NAME = saying(
    "{name!r} cannot be taken as a name: a letter, then up to 63 letters, digits, spaces, '.', '-' and apostrophes",
    "{name!r} ne convient pas comme nom\N{NO-BREAK SPACE}: une lettre, puis jusqu'à 63 lettres, chiffres, espaces, "
    "'.', '-' et apostrophes",
)
NAME = re.compile(r"[^\W\d_][\w .'’-]{0,63}")
"""What guests are called, as people are; no address of mail is one, and no name of one is that of an account."""


class Guest(StrEnum):
    """What guests are here: contributors to their journey, or customers who remark."""

    CONTRIBUTOR = "contributor"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Invitation:
    """What is kept of an invitation: the SHA-256 of what opens it, what it opens to whom, and its times in UTC."""

    id: str
    sha256: str
    journey: str
    department: str | None
    role: Guest
    until: str
    created: str
    ended: bool = False

    @property
    def over(self) -> bool:
        """Whether it was ended, or its time is over."""
        return self.ended or datetime.fromisoformat(self.until) <= datetime.now(UTC)

    def who(self, name: str) -> Who:
        """Who acts by it under this name."""
        remarks = self.role is Guest.CUSTOMER
        departments = (self.department,) if self.department else ()
        role = Role.READER if remarks else Role.CONTRIBUTOR
        return Who(name, role, departments, Scope(self.journey, self.department, remarks))


class Invitations(Secrets[Invitation]):
    """The invitations in one file."""

    unreadable = UNREADABLE

    @staticmethod
    def read(given: Mapping[str, Any]) -> Invitation:
        """An invitation, as it stands in the file."""
        return Invitation(**{**given, "role": Guest(given["role"])})

    def create(self, journey: str, department: str | None, role: Guest, until: datetime) -> tuple[Invitation, str]:
        """A new invitation, and what opens it, told only here."""
        text, now = secrets.token_urlsafe(32), datetime.now(UTC).replace(microsecond=0)
        ends = until.astimezone(UTC).isoformat()
        with self.changing() as write:
            kept = [each for each in self.all() if datetime.fromisoformat(each.until) > now - REMEMBERED]
            made = Invitation(_free(kept), sha256(text), journey, department, role, ends, now.isoformat())
            write([*kept, made])
        return made, text

    def end(self, id_: str) -> None:
        """Let nobody in by an invitation any more, nor act who came by it. BadInput where there is no such one."""
        with self.changing() as write:
            if all(each.id != id_ for each in self.all()):
                raise BadInput(UNKNOWN(id=id_))
            write([replace(each, ended=True) if each.id == id_ else each for each in self.all()])

    def living(self, id_: str) -> Invitation | None:
        """The invitation of this id, unless it is over."""
        return next((each for each in self.all() if each.id == id_ and not each.over), None)


def ending(text: str) -> datetime:
    """When one ends: an hour of today, or a moment; of this machine unless it says of where.

    BadInput for the past, and for what is too far off.
    """
    now = datetime.now().astimezone()
    try:
        if ":" not in text:
            raise ValueError(text)
        day = "" if "-" in text[:5] else f"{now.date()}T"
        found = datetime.fromisoformat(day + text).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise BadInput(NO_TIME(text=text)) from error
    if found <= now:
        raise BadInput(PAST(text=text))
    if found > now + LONGEST:
        raise BadInput(TOO_FAR(text=text))
    return found


def local(moment: str) -> str:
    """A moment as this machine's clock tells it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def signing(typed: str) -> str:
    """The name by which a guest signs, which no account has. BadInput for what is no name."""
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not NAME.fullmatch(name):
        raise BadInput(NO_NAME(name=typed))
    return name + GUEST


def _free(kept: list[Invitation]) -> str:
    """An id that none of these has."""
    used = {each.id for each in kept}
    return next(id_ for id_ in iter(lambda: secrets.token_hex(3), "") if id_ not in used)
