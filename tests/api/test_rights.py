"""Who may do what: each cell of the matrix of roles and acts, and what is told to whoever may not."""

import pytest

from api.rights import EDIT, LEAST, Role, Who, demand, least, may
from graph.errors import Forbidden
from graph.language import Language
from wording.problems import said


def anna(role: Role | None) -> Who | None:
    return Who("anna", role) if role else None


@pytest.mark.parametrize("act", LEAST)
@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_may_what_those_before_it_may(role, act):
    allowed = [*Role].index(role or Role.READER) >= [*Role].index(LEAST[act])
    assert may(anna(role), act) is allowed
    if allowed:
        assert demand(anna(role), act).name == ("anna" if role else "")
    else:
        with pytest.raises(Forbidden) as refused:
            demand(anna(role), act)
        assert refused.value.role == LEAST[act]


def test_what_an_edit_touches_may_be_a_stewards():
    assert least(EDIT, steward=True) is Role.STEWARD
    assert may(anna(Role.AUTHOR), EDIT) and not may(anna(Role.AUTHOR), EDIT, steward=True)


@pytest.mark.parametrize(
    ("role", "english", "french"),
    [
        (None, "as contributor or more", "au moins comme contributeur"),
        (Role.READER, "anna is reader here, and this takes contributor", "anna est ici lecteur"),
    ],
)
def test_who_may_not_is_told_who_may(role, english, french):
    with pytest.raises(Forbidden) as refused:
        demand(anna(role), "triage")
    assert english in said(refused.value.said, Language.EN) and french in said(refused.value.said, Language.FR)
