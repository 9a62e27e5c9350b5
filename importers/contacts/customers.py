"""Who a customer is: one person has one id, whichever way a system writes a number, an address or an account.

The same rule in every kind; what is no customer says why.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.problems import Code
from graph.saying import Saying, saying
from importers.contacts.numbers import SCIENTIFIC, e164, of_country, withheld
from importers.contacts.salesforce_ids import object_of, to18
from importers.rows.first_mapping import plain

NOBODY = frozenset(
    ("anonymous", "anonyme", "anonymous user", "restricted", "blocked", "unknown", "unknown caller", "inconnu",
     "unavailable", "not available", "out of area", "private", "private number", "private caller", "privé",
     "withheld", "number withheld", "caller id withheld", "masqué", "numéro masqué", "numéro privé", "appel masqué",
     "no caller id", "caller id unavailable", "caller unknown", "hidden", "undisclosed", "unidentified",
     "non identifié", "nobody", "no one", "personne", "guest", "guest user", "invité", "visitor", "visiteur",
     "not provided", "unassigned", "undefined", "system", "système", "non renseigné", "non renseignée",
     "non communiqué", "client anonyme", "client inconnu", "anonymous customer", "unknown customer", "walk-in",
     "aucun", "aucune", "sans client", "no customer", "tbd", "?", "??", "???")
)  # fmt: skip
"""Words that stand where a customer is not known."""

MACHINES = re.compile(
    r"(no|do[-_.]?not)[-_.]?reply|ne[-_.]?pas[-_.]?repondre|noreponse|mailer-daemon|postmaster|bounces?", re.IGNORECASE
)
"""Before the @ of an address from which programs write."""

PHONES = frozenset(
    ("phone", "telephone", "téléphone", "tel", "tél", "mobile", "msisdn", "ani", "gsm", "cellphone", "cell", "whatsapp",
     "handset", "portable")
)  # fmt: skip
"""Words in the name of a column that holds telephone numbers."""

CALLED = ("tel", "whatsapp", "sms", "smsto", "callto", "viber", "rcs", "mms", "sip", "sips")
"""What stands before a number, with a colon."""

SCHEME = re.compile(r"([a-z]+):(?://)?(.+)$", re.IGNORECASE)
MAIL = re.compile(r"(?:.*<)?\s*([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+?)\s*>?$")
GUID = re.compile(r"\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$", re.IGNORECASE)
PORT = re.compile(r"(?<=\d):\d{1,5}$")
SHORT = re.compile(r"\d[.,]\d+[eE]\+\d+")
"""What a spreadsheet makes of a long number, and no system of an id."""

LONGEST = 320
"""How many characters an address, a number or an id has at most that is looked into (RFC 5321: 64, @, 255)."""

EMPTY_KEY = re.compile(r"0{8}-0{4}-0{4}-0{4}-0{12}|0{15}(?:AAA)?|0[0-]*-[0-]*")
"""What systems write where there is no key: a GUID of noughts, Salesforce's."""

WHOLE = re.compile(r"(\d+)\.0+$")
"""A number that a program wrote with a point."""

WITHHELD = saying(
    "stands where nobody knows who it was: the contact stays, of no customer",
    "signale un inconnu : le contact est gardé, sans client",
)
DEVICE = saying(
    "the address of a device or program of the company is no customer: the contact stays, of nobody",
    "l'adresse d'un poste ou d'un programme de l'entreprise n'est pas un client : le contact est gardé, sans client",
)
OWN = saying(
    "the mapping says that this is no customer: the contact stays, of nobody",
    "le mapping dit que ce n'est pas un client : le contact est gardé, sans client",
)
SHORTENED = saying(
    "a number that a spreadsheet cut short, which fits many people: the contact stays, of nobody; give the column the"
    " format of a text, and export it again",
    "un numéro abrégé par un tableur, qui vaut pour plusieurs personnes : le contact est gardé, sans client ; donnez à"
    " la colonne le format texte, et exportez-la à nouveau",
)
NO_COUNTRY = saying(
    "a telephone number without its country is the same customer only where it is written the same: say country: FR",
    "un numéro de téléphone sans son pays n'est le même client que s'il est écrit de même : indiquez country: FR",
)


class Whose(NamedTuple):
    """A customer's id in its one way of writing, None for nobody; and what is to be said of it, with its code."""

    id: str | None
    said: Saying | None = None
    code: Code = Code.WITHHELD
    shown: str | None = None
    """What may be shown of it: words that name nobody."""


class Customers:
    """Who is whom in one source: where its numbers are, who is none of its customers, which accounts became others."""

    def __init__(
        self, country: str | None = None, nobody: Iterable[str] = (), merged: Mapping[str, str] | None = None
    ) -> None:
        self._country = country
        ways = ((text.casefold(), f"+{text}", self.id(text), self.id(text, True)) for text in nobody)
        self._nobody = {way for several in ways for way in several if way}
        # A table of accounts writes numbers and addresses as people do, too.
        self._merged = {self.id(old) or old: self.id(new) or new for old, new in (merged or {}).items()}

    def id(self, text: str, number: bool = False) -> str | None:
        """The one way of writing it, whoever it became; `number` where it stands among telephone numbers."""
        return self._told(_clean(text), number).id

    def whose(self, text: str, number: bool = False) -> Whose:
        """Whose a contact is that has this id, number or address."""
        text = _clean(text)
        told = self._told(text, number)
        if told.id is None:
            return told
        id = self._became(told.id)
        if self._nobody and {id, told.id, text.casefold()} & self._nobody:
            return Whose(None, OWN())
        return told if id == told.id else told._replace(id=id)

    def _became(self, id: str) -> str:
        """The account that one became, and so on; of accounts that became one another, the first in order."""
        if id not in self._merged:
            return id
        seen = [id]
        while (id := self._merged.get(id, id)) not in seen:
            seen.append(id)
        return id if id == seen[-1] else min(seen[seen.index(id) :])

    def _told(self, text: str, number: bool) -> Whose:
        if text.casefold() in NOBODY:
            return Whose(None, WITHHELD(), shown=text.casefold())
        if (
            ":" in text
            and (scheme := SCHEME.match(text)) is not None
            and (called := scheme[1].casefold()) in (*CALLED, "client")
        ):
            text = scheme[2].partition(";")[0]
            user = PORT.sub("", text.partition("@")[0])
            if called == "client" or (called in ("sip", "sips") and not _is_number(user)):
                return Whose(None, DEVICE())
            return self._number(user if called in ("sip", "sips") else text)
        text = text[7:] if text[:7].casefold() == "mailto:" else text
        if len(text) > LONGEST:
            return Whose(text)
        if text.startswith("+") or number:
            return self._number(text)
        return self._address(text) or self._written(text)

    def _number(self, text: str) -> Whose:
        if SCIENTIFIC.match(text):
            return Whose(None, SHORTENED(), Code.BAD_VALUE)
        text = WHOLE.sub(r"\1", text.partition(";")[0])
        found = e164(text, self._country, False)
        if found is None and _is_number(text) and withheld(text):
            return Whose(None, WITHHELD(), shown=text)
        if found or (found := e164(text, self._country)):
            return Whose(found)
        if not _is_number(text):
            return self._address(text) or Whose(_id(text))
        digits = "".join(filter(str.isdigit, text))
        return Whose(digits, NO_COUNTRY(), Code.UNMAPPED_VALUE) if self._country is None else Whose(digits)

    def _address(self, text: str) -> Whose | None:
        """Whose a mail address is; None where it is none."""
        mail = MAIL.match(text) if "@" in text else None
        if mail is None:
            return None
        user = mail[1].partition("@")[0]
        return Whose(None, DEVICE()) if MACHINES.fullmatch(user) else Whose(mail[1].lower())

    def _written(self, text: str) -> Whose:
        """Whose an id is. Digits alone are one, and a number only where they are written as the country writes it."""
        if self._country and (text[:1] == "0" or not text.isdigit()) and (found := of_country(text, self._country)):
            return Whose(found)
        if SHORT.fullmatch(text):
            return Whose(None, SHORTENED(), Code.BAD_VALUE)
        id = _id(text)
        return Whose(None, WITHHELD(), shown=id) if EMPTY_KEY.fullmatch(id) else Whose(id)


def numbered(names: Iterable[str], told: Iterable[str]) -> frozenset[str]:
    """Which of these columns hold telephone numbers: those that a mapping or a kind says, and those called so."""
    said = {name.casefold() for name in told}
    words = {name: {*plain(name).replace(".", " ").split()} for name in names}
    return frozenset(name for name in words if name.casefold() in said or PHONES & words[name])


def _clean(text: str) -> str:
    """A text without what nobody sees in it, and without the mark that makes a number a text in a spreadsheet."""
    if text.isascii():
        return text.strip().removeprefix("'")
    seen = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
    return " ".join(seen.split()).removeprefix("'")


def _is_number(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text)) and "@" not in text


def _id(text: str) -> str:
    """An id however a system writes it: GUIDs in small letters, ids of Salesforce with all their characters."""
    if len(text) > 14:
        if GUID.match(text):
            return text.strip("{}").casefold()
        if object_of(text) in ("Account", "Contact", "Lead"):
            return to18(text)
    return WHOLE.sub(r"\1", text) if "." in text else text
