"""What the operating system refuses is told in each language."""

import errno

import pytest

from graph.errors import BadInput
from graph.language import Language
from graph.system import WHY, why
from parcours.output import give
from wording.problems import said


@pytest.mark.parametrize(
    "code, english, french",
    [
        (errno.ENOENT, "there is no such file or folder", "ce fichier ou ce dossier n'existe pas"),
        (errno.EISDIR, "it is a folder", "c'est un dossier"),
        (errno.EACCES, "you have no right to it", "vous n'en avez pas le droit"),
        (errno.ENOSPC, "the disk is full", "le disque est plein"),
        (errno.EROFS, "the disk can only be read", "le disque est en lecture seule"),
        (errno.EDOM, "the system says: Numerical argument out of domain", None),
    ],
)
def test_why_it_was_refused(code, english, french):
    told = why(OSError(code, "whatever it says"))
    assert said(told, Language.EN) == english
    assert french in (said(told, Language.FR), None)


def test_an_error_without_a_number_is_told_as_it_is():
    assert str(why(OSError("another disk"))) == "the system says: another disk"
    assert WHY.keys() >= {errno.ENOTDIR, errno.EPERM}


@pytest.mark.parametrize(
    "place, french", [("no/a.csv", "ce fichier ou ce dossier n'existe pas"), (".", "c'est un dossier")]
)
def test_what_cannot_be_written_is_said(tmp_path, place, french):
    with pytest.raises(BadInput) as refused:
        give("text", tmp_path / place)
    expected = f"{tmp_path / place} ne peut pas être écrit : {french}"
    assert said(refused.value.said, Language.FR).replace("\xa0", " ") == expected
