"""What a guesser learns: the same guesses must tell it fields in development, and nothing in production.

`python guess.py CLAIRVOYANCE DEVELOPMENT PRODUCTION`
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

GUESSES = {"handoffs", "journeys", "ruptures"}
NOTHING_LEARNT = "Field Suggestion is not fully enabled"
"""How it says that answers give nothing away."""


def main(clairvoyance: str, development: str, production: str) -> None:
    """SystemExit, with what was learnt, where that is not as it should be."""
    if (found := guessed(clairvoyance, development)) != GUESSES:
        raise SystemExit(f"in development it should have learnt {sorted(GUESSES)}; it learnt {sorted(found)}")
    if found := guessed(clairvoyance, production):
        raise SystemExit(f"in production it learnt {sorted(found)}")


def guessed(clairvoyance: str, url: str) -> set[str]:
    """The fields of Query that it could make the API confirm. SystemExit when it failed in any other way."""
    with tempfile.TemporaryDirectory() as folder:
        words, learnt = Path(folder, "words.txt"), Path(folder, "learnt.json")
        words.write_text("\n".join([*sorted(GUESSES), "nothing"]) + "\n")
        command = [clairvoyance, url, "--wordlist", str(words), "--output", str(learnt)]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode:
            if NOTHING_LEARNT in run.stdout:
                return set()
            raise SystemExit(run.stdout)
        types = json.loads(learnt.read_text())["data"]["__schema"]["types"]
    return {field["name"] for each in types if each["name"] == "Query" for field in each["fields"]}


main(*sys.argv[1:])
