"""Writing the lock of the server's jars anew: `python -m graph.local.lock` (needs the network; for maintainers)."""

import tempfile
import tomllib
from pathlib import Path

from jgo.env import EnvironmentBuilder
from jgo.maven import MavenContext

from graph.local.jars import LOCK, VERSION

HEAD = f"# The jars of Neo4j Community {VERSION}, in class path order; made by `python -m graph.local.lock`.\n"

LAST = "jaxb-runtime"
"""Its manifest names other jars; anywhere but at the end Java would change the order, and class archives not fit."""


def main() -> None:
    """Resolve the server with all that it needs, and write coordinates and SHA-256 of each jar."""
    with tempfile.TemporaryDirectory() as folder:
        builder = EnvironmentBuilder(MavenContext(repo_cache=Path(folder) / "m2"), cache_dir=Path(folder) / "env")
        environment = builder.from_endpoint(f"org.neo4j:neo4j:{VERSION}")
        found = tomllib.loads((environment.path / "jgo.lock.toml").read_text(encoding="utf-8"))["dependencies"]
    found.sort(key=lambda jar: jar["artifactId"] == LAST)
    lines = [
        f"{j['groupId']}:{j['artifactId']}:{j['version']}:{j.get('classifier', '')} {j['sha256']}\n" for j in found
    ]
    Path(str(LOCK)).write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
