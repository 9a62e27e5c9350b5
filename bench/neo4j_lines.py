"""Neo4j's next line beside ours: `python -m bench.neo4j_lines [VERSION]` (fetches that server, once).

The demo is restored into 5.26 and backed up there, that backup is restored into the other, every question is asked of
both, the demo's imports come again, and a last backup is compared with the first: nothing may differ.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from jgo.env import EnvironmentBuilder
from jgo.maven import MavenContext

import demo
from bench.place import place
from graph import schema
from graph.address import Address
from graph.gateway import Gateway
from graph.language import Language
from graph.local import server
from graph.local.jars import Installation
from graph.local.leases import Folder
from graph.run import apply
from parcours import archive, backing
from parcours.asking import answer
from parcours.events import event_store
from parcours.settings import Settings, load
from queries.catalogue import QUESTIONS
from tests.parcours.test_formats import FORMATS, asked

VERSION = "2026.05.0"
RUN = re.compile(r"'(startedAt|finishedAt)': '[^']*'")


class Line(Installation):
    """A server that no lock of ours names: all jars that it needs, as they were resolved."""

    def class_path(self) -> str:
        """Every jar; this Java and its modules do not mind the order."""
        return os.pathsep.join(str(path) for path in sorted(self.root.rglob("*.jar")))

    def is_ours_alone(self) -> bool:
        """No archive of classes is laid out for it."""
        return False


def fetched(version: str) -> Line:
    """The server, below the cache."""
    folder = load().cache / "lines"
    builder = EnvironmentBuilder(MavenContext(repo_cache=folder / "m2"), cache_dir=folder / "env")
    return Line(builder.from_endpoint(f"org.neo4j:neo4j:{version}").path)


@contextmanager
def running(line: Line) -> Iterator[Gateway]:
    """That server with an empty store; gone afterwards."""
    with tempfile.TemporaryDirectory() as home:
        folder, port = Folder(Path(home)), server.free_port()
        folder.make()
        server.configure(folder, port)
        server.set_password(line, folder)
        words = ["org.neo4j.server.Neo4jCommunity", f"--home-dir={folder.root}", f"--config-dir={folder.root / 'conf'}"]
        with folder.log.open("wb") as log:
            command = [*server.java_command(line, folder), *words]
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder.root)
        try:
            if not server.ready(process, folder, 0):
                sys.exit(folder.log.read_text(encoding="utf-8")[-2000:])
            with closing(Gateway(Address(f"bolt://127.0.0.1:{port}", "neo4j", folder.password.read_text()))) as gateway:
                yield gateway
        finally:
            server.end(process)


def told(gateway: Gateway, file: Path, home: Path, into: Path) -> tuple[list[str], dict[str, list[bytes]]]:
    """Restore a file, ask everything, import the demo again, back up: the answers, and the parts of the backup."""
    settings = Settings(home=home, neo4j_uri=gateway.address.uri)
    store = event_store(settings)
    with archive.reading(file) as found:
        found.check()
        backing.put(gateway, store, settings, found, lambda *_: None)
    lacking = {*schema.statements()} - {name for name, _, _ in gateway.read(schema.FOUND)}
    answers = [RUN.sub("", str(answer(gateway, asked(gateway, question)))) for question in QUESTIONS.values()]
    with archive.writing(into) as writer:
        backing.take(gateway, store, settings, writer)
    again = apply(gateway, demo.statement(Language.FR))
    print(f"Neo4j {gateway.version()}: restored, {len(answers)} questions; {len(lacking)} indexes lacking;", end=" ")
    print("the demo's import again writes " + ("something" if again.changed else "nothing"))
    with archive.reading(into) as found:
        return answers, {name: sorted(found.lines(name)) for name in found.parts}


def main(version: str = VERSION) -> int:
    """Print what was tried, and what differs; 1 when anything does."""
    line = fetched(version)
    with tempfile.TemporaryDirectory() as scratch, place() as ours, running(line) as theirs:
        folder = Path(scratch)
        answers, parts = told(ours, FORMATS[-1], folder / "ours", folder / "ours.zip")
        others, moved = told(theirs, folder / "ours.zip", folder / "theirs", folder / "theirs.zip")
    different = [q for q, one, other in zip(QUESTIONS, answers, others, strict=True) if one != other]
    print(f"answers that differ: {different or 'none'}")
    print(f"parts of the backup that differ: {[name for name in parts if parts[name] != moved[name]] or 'none'}")
    return int(bool(different) or parts != moved)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
