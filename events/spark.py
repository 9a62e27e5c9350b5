"""Spark, on a cluster or in a process of its own on the Java that runs the local Neo4j."""

import atexit
import contextlib
import os
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import ibis

from events.engine import Engine, Table
from graph.errors import WrongUsage
from graph.local.java import java
from graph.saying import saying

OPENED = (
    "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util",
    "java.util.concurrent", "java.util.concurrent.atomic", "jdk.internal.ref", "sun.nio.ch", "sun.nio.cs",
    "sun.security.action", "sun.util.calendar",
)  # fmt: skip
"""Packages of Java that Spark looks into."""

PATIENCE = 60.0
"""Seconds that Java may take to start."""

LOCAL = "local[*]"
SETTINGS = {
    "spark.app.name": "parcours",
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.ansi.enabled": "false",
}
LOOPBACK = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}

NO_SPARK = saying(
    "Spark is not installed: pip install 'parcours[spark]'", "Spark n'est pas installé : pip install 'parcours[spark]'"
)
NO_START = saying("Spark does not start at {master!r}: {detail}", "Spark ne démarre pas sur {master!r} : {detail}")


class Spark(Engine):
    """Spark by way of Ibis: it parts the work itself, and keeps tables where it works."""

    def url(self, filesystem: Any, path: str) -> str:
        """How Spark calls a file."""
        url: str = filesystem.unstrip_protocol(path)
        return url.replace("s3://", "s3a://", 1)

    def parquet(self, *files: str | Path) -> Table:
        """The rows of Parquet files."""
        return self._called(self.backend._session.read.parquet(*map(str, files)))

    def kept(self, table: Table) -> Table:
        """The table, computed once however often it is asked for."""
        return self._called(self.backend._session.sql(self.backend.compile(table)).persist())

    def _called(self, frame: Any) -> Table:
        name = ibis.util.gen_name("parcours")
        frame.createOrReplaceTempView(name)
        return self.backend.table(name)

    def parts(self, rows: int) -> int:
        """All at once."""
        return 1


@contextlib.contextmanager
def spark(master: str = LOCAL) -> Iterator[Spark]:
    """Spark at a master's address, or in this computer. WrongUsage when it is not installed or does not start."""
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise WrongUsage(NO_SPARK()) from error
    settings: dict[str, Any] = SETTINGS | (LOOPBACK if master.startswith("local") else {})
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="parcours-") as folder:
        warnings.simplefilter("ignore")  # what Spark and Ibis say of each other's versions
        try:
            if "SPARK_HOME" not in os.environ and "JAVA_HOME" not in os.environ:
                _gateway()
            session = SparkSession.builder.master(master).config(map=settings).getOrCreate()
        except (PySparkException, Py4JError, OSError, RuntimeError) as error:
            said = next((line for line in str(error).splitlines() if "Exception:" in line), str(error).split("\n")[0])
            raise WrongUsage(NO_START(master=master, detail=said)) from error
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield Spark(ibis.pyspark.connect(session), Path(folder))
        finally:
            session.catalog.clearCache()


@cache
def _gateway() -> None:
    """Java for this process, which ends with it.

    Spark's own start script asks for a module of Java that the runtime at hand lacks and that nothing here needs.
    """
    import pyspark
    from pyspark.serializers import UTF8Deserializer, read_int

    jars = Path(pyspark.__file__).parent / "jars"
    told = Path(tempfile.mkdtemp(prefix="parcours-")) / "told"
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    process = subprocess.Popen(
        [java(), "-Xmx2g", "-cp", f"{jars}/*", *opened, "org.apache.spark.api.python.PythonGatewayServer"],
        stdin=subprocess.PIPE,  # when this process is gone, however it went, Java reads the end and goes too
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "_PYSPARK_DRIVER_CONN_INFO_PATH": str(told), "SPARK_LOCAL_IP": "127.0.0.1"},
    )
    atexit.register(_end, process)
    until = time.monotonic() + PATIENCE
    while not told.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise OSError("its Java process ended before it said where it listens")
        time.sleep(0.05)
    with told.open("rb") as info:
        os.environ["PYSPARK_GATEWAY_PORT"] = str(read_int(info))  # type: ignore[no-untyped-call]
        os.environ["PYSPARK_GATEWAY_SECRET"] = UTF8Deserializer().loads(info)  # type: ignore[no-untyped-call]
    told.unlink()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    process.wait()
