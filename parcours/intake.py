"""Files that are brought through a page: kept below the home for a day, run as `parcours import` runs them."""

import re
import secrets
import shutil
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from graph import revision
from graph.address import Address
from graph.gateway import Gateway
from graph.report import Report
from graph.run import apply
from graph.statement import Options
from importers.gather import Gathered
from pages.bring.intake import Brought

KEPT = 24 * 3600
"""How many seconds a file is kept."""

MOST = 40
"""How many files are kept at once; the oldest go first."""

TELLS = "MATCH (j:Journey {key: $key}) RETURN coalesce(j.sources, [])"
CHANNELS = "MATCH (c:Channel) WHERE c.stub IS NULL RETURN c.key, c.name ORDER BY c.key"

LONGEST = 100
"""How many bytes the name of a file may have; what goes beyond is cut off at its beginning."""

NAME = re.compile(r"[^\w .()+-]+")
ID = re.compile(r"[0-9a-f]{32}")


class Intake:
    """Keeps files in a folder, and runs what they say on a store; `prefix` begins the names of their sources."""

    def __init__(self, folder: Path, address: Address, prefix: str = "") -> None:
        self._folder, self._address, self._prefix = folder, address, prefix

    def keep(self, name: str, content: bytes) -> Brought:
        """Keep a file, under its name as far as that is harmless."""
        self._forget()
        id = secrets.token_hex(16)
        plain = (
            NAME.sub("_", Path(name.replace("\\", "/")).name).strip(" .").encode()[-100:].decode(errors="ignore")
            or "table.csv"
        )
        folder = self._folder / id
        folder.mkdir(parents=True)
        (folder / plain).write_bytes(content)
        return Brought(id, folder / plain)

    def find(self, id: str) -> Brought | None:
        """The file of an id, if it is still kept."""
        found = next((self._folder / id).glob("*"), None) if ID.fullmatch(id) else None
        return Brought(id, found) if found else None

    def _forget(self) -> None:
        """Let go of what is too old, and of the oldest where there are too many."""
        kept = sorted(self._folder.glob("*"), key=lambda each: each.stat().st_mtime) if self._folder.exists() else []
        old = time.time() - KEPT
        for place, each in enumerate(kept):
            if each.stat().st_mtime < old or place < len(kept) - MOST:
                with suppress(OSError):
                    shutil.rmtree(each)

    def run(self, gathered: Gathered, dry: bool, by: str | None = None) -> Report:
        """Write what is said, signed by somebody, or only find out what would be written."""
        if gathered.refused:
            return gathered.refusal()
        source = gathered.source.removeprefix(self._prefix)
        named = replace(gathered, source=self._prefix + source)
        with closing(Gateway(self._address)) as gateway:
            return apply(gateway, named, Options(dry_run=dry, by=by))

    def tells(self, journey: str) -> list[str]:
        """The sources that tell of a journey of the base, as files name them."""
        with closing(Gateway(self._address)) as gateway:
            rows = gateway.read(TELLS, key=journey)
        return [source.removeprefix(self._prefix) for ((*sources,),) in rows for source in sources]

    def channels(self) -> dict[str, str]:
        """The channels of the base, and what they are called."""
        with closing(Gateway(self._address)) as gateway:
            return {key: name or key for key, name in gateway.read(CHANNELS)}

    def revision(self) -> int:
        """The state of the graph."""
        with closing(Gateway(self._address)) as gateway:
            return revision.current(gateway.read)
