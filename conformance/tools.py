"""The tools that judge, installed beside this file: npm packages, and Python packages in a place of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
PROJECT = FOLDER.parent
MODULES, PYTHON = FOLDER / "node_modules", FOLDER / ".venv"
OLDEST_NODE = 20


def install() -> None:
    """Install what is missing. SystemExit, with what to do, where Node is missing or too old."""
    _check_node()
    for stamp, source, commands in (
        (
            MODULES / ".ready",
            FOLDER / "package.json",
            [["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"]],
        ),
        (
            PYTHON / ".ready",
            FOLDER / "requirements.txt",
            [
                [sys.executable, "-m", "venv", str(PYTHON)],
                [
                    str(PYTHON / "bin/pip"),
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    "requirements.txt",
                ],
            ],
        ),
    ):
        if stamp.exists() and stamp.read_text() == source.read_text():
            continue
        print(f"installing what {source.name} names …", flush=True)
        for command in commands:
            subprocess.run(command, cwd=FOLDER, check=True)
        stamp.write_text(source.read_text())
    for made in ("clients/__generated__", "clients/python/made"):
        (FOLDER / made).mkdir(exist_ok=True)


def _check_node() -> None:
    node = shutil.which("node")
    told = subprocess.run([node, "--version"], capture_output=True, text=True).stdout if node else ""
    if not told or int(told.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        raise SystemExit(f"the judges need Node {OLDEST_NODE} or newer; here is {told.strip() or 'none'}")


def node(name: str) -> str:
    """A command of an npm package."""
    return str(MODULES / ".bin" / name)


def python(name: str) -> str:
    """A command of a Python package."""
    return str(PYTHON / "bin" / name)


def environment(urls: dict[str, str]) -> dict[str, str]:
    """What the tools find in their environment."""
    return {**os.environ, "URL": urls["development"], "NO_COLOR": "1", "CI": "true"}
