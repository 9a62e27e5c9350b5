"""What `--cypher` prints, run as somebody would who pasted it into another tool."""

import re


def rows(gateway, printed):
    """The rows of the last statement that was printed, its parameters put in."""
    part = printed.split("\n\n// The answer")[-1]
    values = dict(re.findall(r"^:param (\w+) => (.*);$", part, re.MULTILINE))
    text = re.sub(r"^(:param .*|// .*|; its rows .*)$", "", part, flags=re.MULTILINE).strip().rstrip(";")
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"${name}", values[name])
    return gateway.read(text)
