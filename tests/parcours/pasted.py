"""What `--cypher` prints, run as somebody would who pasted it into another tool."""

import re

PARAMETER = re.compile(r"^:param (\w+) => (.*);$", re.MULTILINE)


def value(gateway, printed):
    """The one value of the last statement that was printed; those before it run as well."""
    for part in filter(str.strip, re.split(r"^// (?:What is read|The answer.*)$", printed, flags=re.MULTILINE)):
        given = {name: gateway.read(f"RETURN {literal}")[0][0] for name, literal in PARAMETER.findall(part)}
        ((found,),) = gateway.read(PARAMETER.sub("", part).strip().removesuffix(";"), **given)
    return found


def rows(gateway, printed):
    """The rows of the answer, which are the first thing that its statement gives."""
    ((found, *_), *_) = value(gateway, printed)
    return found
