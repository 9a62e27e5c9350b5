"""What directories say of an entry's account: that it is shut, has expired, or belongs to nobody of the staff.

Each has an attribute of its own: Active Directory and AD LDS, 389, FreeIPA, OpenLDAP, eDirectory, Oracle, IBM, Samba.
A lock that a wrong password set is none: who forgot one is still there.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence

DISABLED = 0x2
"""The bit of `userAccountControl` of an account that is shut ([MS-ADTS] 2.2.16)."""

NO_USER = 0x0800 | 0x1000 | 0x2000
"""Its bits of accounts of domains, workstations and servers."""

PEOPLES = frozenset(("0", "1", "2", "8", "128", "2147483648"))
"""`msExchRecipientTypeDetails` of people's mailboxes; others are shared, rooms, equipment, or watch over the system."""

FIRST_USER = 1000
"""The number from which on systems give numbers to people's accounts."""

LOCKED_FOR_GOOD = "000001010000Z"
"""`pwdAccountLockedTime` of an account that nobody but an administrator opens (Behera, Password Policy for LDAP)."""

STRANGERS = frozenset((
    "computer", "device", "msds-managedserviceaccount", "msds-groupmanagedserviceaccount", "contact",
    "applicationprocess", "ipaservice", "simplesecurityobject",
))  # fmt: skip
"""Classes of entries that are persons by another class, and no staff."""

TRUE = ("nsaccountlock", "logindisabled", "ibm-pwdaccountlocked", "ds-pwp-account-disabled",
        "msds-useraccountdisabled", "isdeleted")  # fmt: skip
DAY_OF_1601 = datetime.date(1601, 1, 1)
DAY_OF_1970 = datetime.date(1970, 1, 1)
TICKS_A_DAY = 24 * 60 * 60 * 10**7
"""Ticks of 100 ns, in which Windows counts from 1601."""

Says = Callable[[str, datetime.date], bool]

SHUT: dict[str, Says] = {
    **{name: lambda value, day: value.casefold() in ("true", "1", "yes") for name in TRUE},
    "useraccountcontrol": lambda value, day: bool(_number(value) & DISABLED),
    "inetuserstatus": lambda value, day: value.casefold() in ("inactive", "deleted", "removed", "disabled"),
    "accountstatus": lambda value, day: value.casefold() in ("disabled", "inactive", "deleted", "noaccess"),
    "orclisenabled": lambda value, day: value.casefold() in ("disabled", "inactive", "false"),
    "pwdaccountlockedtime": lambda value, day: value == LOCKED_FOR_GOOD,
    "sambaacctflags": lambda value, day: "D" in value.strip("[] "),
    "accountexpires": lambda value, day: 0 < _number(value) < (day - DAY_OF_1601).days * TICKS_A_DAY,
    "shadowexpire": lambda value, day: 0 < _number(value) < (day - DAY_OF_1970).days,
}
"""Attributes by which an account does not count on a day."""

STRANGE: dict[str, Says] = {
    "useraccountcontrol": lambda value, day: bool(_number(value) & NO_USER),
    "iscriticalsystemobject": lambda value, day: value.casefold() == "true",
    "msexchrecipienttypedetails": lambda value, day: value.isdecimal() and value not in PEOPLES,
    "uidnumber": lambda value, day: value.isdecimal() and int(value) < FIRST_USER,
    "objectclass": lambda value, day: value.casefold() in STRANGERS,
}
"""Attributes by which an account is nobody's of the staff."""


def shut(attributes: Mapping[str, Sequence[str]], day: datetime.date) -> tuple[str, str] | None:
    """The attribute that says that an account does not count on this day, with its value."""
    return _first(SHUT, attributes, day)


def strange(attributes: Mapping[str, Sequence[str]], day: datetime.date) -> tuple[str, str] | None:
    """The attribute that says that an account is nobody's of the staff, with its value."""
    return _first(STRANGE, attributes, day)


def _first(
    says: Mapping[str, Says], attributes: Mapping[str, Sequence[str]], day: datetime.date
) -> tuple[str, str] | None:
    told = ((name, value.strip()) for name in says for value in attributes.get(name, ()))
    return next((each for each in told if says[each[0]](each[1], day)), None)


def _number(value: str) -> int:
    return int(value) if value.removeprefix("-").isdecimal() and len(value) < 20 else 0
