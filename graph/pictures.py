"""Pictures that nodes name: small PNG and JPEG files, kept in a folder beside the graph, each named by its digest."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from graph.gateway import Read
from graph.local.leases import write_whole
from graph.model import MODEL, Picture
from graph.saying import saying
from graph.system import REFUSED, why

LARGEST = 64 * 1024
"""Bytes of a picture."""

KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
"""How a file begins, by what it is."""

NAME = re.compile(r"[0-9a-f]{64}\.(?:png|jpg)")
"""What a picture is called: the SHA-256 of its bytes, and what it is."""

NAMED = "\nUNION\n".join(
    f"MATCH (n:{label}) WHERE n.{property.name} IS NOT NULL RETURN n.{property.name} AS name"
    for label, node in MODEL.items()
    for property in node.properties
    if property.type is Picture
)

NO_PICTURE = saying(
    "is no PNG and no JPEG, whatever its name says", "n'est ni un PNG ni un JPEG, quoi qu'en dise son nom"
)
TOO_LARGE = saying(
    "is larger than {most} KiB, which a picture may have at most; make it smaller",
    "dépasse {most} Kio, la taille maximale d'une image ; réduisez-la",
)


def name(content: bytes) -> str:
    """What a picture is called. BadInput for what is too large, or no picture."""
    if len(content) > LARGEST:
        raise BadInput(TOO_LARGE(most=LARGEST // 1024))
    kind = next((kind for begins, kind in KINDS.items() if content.startswith(begins)), None)
    if kind is None:
        raise BadInput(NO_PICTURE())
    return f"{hashlib.sha256(content).hexdigest()}.{kind}"


def picture(folder: Path, name: str) -> bytes | None:
    """The bytes of a picture by its name; None where there is none, or the name is none of ours."""
    path = folder / name
    return path.read_bytes() if NAME.fullmatch(name) and path.is_file() else None


def named(read: Read) -> list[str]:
    """The names of all pictures that the graph names."""
    return sorted({name for (name,) in read(NAMED)})


@dataclass(frozen=True)
class Pictures:
    """The pictures that a source names, by name, and the folder in which those of its graph are kept."""

    folder: Path
    contents: Mapping[str, bytes]

    def keep(self) -> None:
        """Put down those that are not there yet. BadInput where the folder does not take them."""
        try:
            for name, content in self.contents.items():
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                if not (self.folder / name).exists():
                    write_whole(self.folder / name, content)
        except OSError as error:
            raise BadInput(REFUSED(file=self.folder, why=why(error))) from error
