"""Where files are put that belong together: a folder, or an archive; all of them at once, or none."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from graph.errors import BadInput
from graph.saying import saying
from graph.system import why
from parcours import private
from parcours.output import NOT_WRITTEN

MARK = "parcours-pages.txt"
"""The file by which a folder is known for one of ours; it names all others."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""When everything in an archive was made, so that the same files are the same bytes."""

NOT_OURS = saying(
    "{folder} holds files that `parcours pages` did not put there: name an empty folder, or a new one",
    "{folder} contient des fichiers que `parcours pages` n'y a pas mis : nommez un dossier vide, ou nouveau",
)


class Put(Protocol):
    """Takes a file."""

    def __call__(self, name: str, content: bytes) -> None:
        """Put it where it belongs."""


@contextmanager
def putting(output: Path) -> Iterator[Put]:
    """Takes files for an archive (`.zip`) or a folder, which is there once all are. BadInput where that cannot be.

    A folder that is there already has to be empty, or one that was written so: then all in it is replaced.
    """
    target = output.resolve()
    if target.suffix.lower() != ".zip" and target.exists() and not _ours(target):
        raise BadInput(NOT_OURS(folder=output))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            made = Path(beside) / target.name
            with _archive(made) if target.suffix.lower() == ".zip" else _folder(made) as put:
                yield put
            _replace(made, target, Path(beside) / "former")
    except OSError as error:
        raise BadInput(NOT_WRITTEN(file=output, detail=why(error))) from error


def _ours(folder: Path) -> bool:
    """Whether nothing is in it but what was put there so: what anybody added would be gone."""
    if not folder.is_dir():
        return False
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    mark = folder / MARK
    listed = mark.read_text(encoding="utf-8").splitlines() if mark.is_file() else []
    return there <= {MARK, *listed}


@contextmanager
def _archive(file: Path) -> Iterator[Put]:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        names: list[str] = []

        def put(name: str, content: bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
            names.append(name)

        yield put
        put(MARK, _listed(names))
    private.hand_over(file)


@contextmanager
def _folder(folder: Path) -> Iterator[Put]:
    folder.mkdir()
    names: list[str] = []

    def put(name: str, content: bytes) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        private.hand_over(file)
        names.append(name)

    yield put
    put(MARK, _listed(names))
    for each in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        private.hand_over_folder(each)


def _listed(names: list[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()


def _replace(made: Path, target: Path, former: Path) -> None:
    """Put what was made in the place of what is there, which stays until then."""
    if target.is_dir():
        target.rename(former)
        try:
            made.rename(target)
        except OSError:
            former.rename(target)
            raise
    else:
        made.replace(target)
    if former.exists():
        shutil.rmtree(former)
