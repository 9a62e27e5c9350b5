"""Every judge against the demo, served. `python -m conformance [NAME…]` runs those that are named."""

import subprocess
import sys
import time

from conformance import tools
from conformance.judges import JUDGES, Judge
from conformance.served import served

SHOWN = 120
"""Lines of what a judge printed that are shown when it failed."""
PATIENCE = 600
"""Seconds that one command of a judge may take."""


def main(names: list[str]) -> int:
    """Run the judges; the number of those that failed."""
    unknown = {*names} - {*JUDGES}
    if unknown:
        print(f"there is no judge {', '.join(sorted(unknown))}; there are {', '.join(JUDGES)}", file=sys.stderr)
        return 2
    tools.install()
    chosen = [judge for name, judge in JUDGES.items() if name in names or not names]
    with served() as urls:
        failed = [judge.name for judge in chosen if not passes(judge, urls)]
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed", *failed)
    return 1 if failed else 0


def passes(judge: Judge, urls: dict[str, str]) -> bool:
    """Whether all commands of a judge end well; one line, and what they printed if one does not."""
    begun, found = time.monotonic(), None
    for command in judge.commands(urls):
        found = _run(command.words, command.folder, urls)
        if found.returncode:
            break
    ok = found is not None and not found.returncode
    told = (found.stdout if found else "").strip().splitlines()
    print(f"{'ok' if ok else 'FAILED':<8}{judge.name:<14}{time.monotonic() - begun:>6.1f} s  {judge.doc}", flush=True)
    if not ok:
        print("\n".join(f"        {line}" for line in told[-SHOWN:]), flush=True)
    return ok


def _run(words: list[str], folder: object, urls: dict[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            words,
            cwd=str(folder),
            env=tools.environment(urls),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        output = error.stdout.decode(errors="replace") if isinstance(error.stdout, bytes) else error.stdout or ""
        return subprocess.CompletedProcess(words, 1, f"{output}\nit did not end within {PATIENCE} seconds")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
