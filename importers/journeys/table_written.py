"""A proposed mapping of a table as YAML, to be read through: each line with its reason, what is open behind a #."""

from collections.abc import Iterator
from pathlib import Path

from importers.journeys.aims import AIMS
from importers.journeys.table_mapping import NEWLINE, OURS, WORDS
from importers.journeys.table_proposal import Proposal, ProposedLane
from importers.rows.first_mapping import scalar

MOST = 60
"""How many things of a sort are listed."""

SHOWN = 60
"""How much of what stands in a lane is shown."""

UNSAID = "its name does not say: or quarter, month, week, day"
ANY = "a number from {low:g} to {high:g}"


def written(proposal: Proposal, file: str) -> str:
    """The mapping."""
    lines = [
        f"# A first mapping of {Path(file).name}: read it through, and correct it. What stands behind # is open.",
        *_table(proposal),
        *_journey(proposal),
        *(f"{to}: {scalar(lane.head.name)}{_why(lane)}" for to in ("phase", "step") if (lane := proposal.lane(to))),
    ]
    if not proposal.lane("step"):
        lines.append("# step: without one, each stage is one step")
    others = [lane for lane in proposal.lanes if lane.to not in ("phase", "step")]
    lines += ["lanes:", *(line for lane in others for line in _lane(lane))] if others else []
    return "\n".join([*lines, *_words(proposal)]) + "\n"


def _table(proposal: Proposal) -> Iterator[str]:
    block = proposal.block
    yield f"orientation: {'columns' if block.across else 'rows'}   # stages run {'across' if block.across else 'down'}"
    if len(proposal.alike) > 1:
        yield f"# all {len(proposal.alike)} tables with these lanes are read"
    elif proposal.others:
        if block.grid.sheet and any(other.grid is not block.grid for other in proposal.others):
            yield f"sheet: {scalar(block.grid.sheet)}"
        yield f"range: {block.name}"
    for other in proposal.others:
        yield f"# not read: the table at {other.name} of {scalar(other.grid.sheet or Path(other.grid.name).name)}"
    if proposal.skip:
        yield f"skip: {proposal.skip}   # colours"


def _journey(proposal: Proposal) -> Iterator[str]:
    if proposal.lane("journey"):
        lane = proposal.lane("journey")
        assert lane
        yield f"# the journeys are named by the lane {scalar(lane.head.name)}"
        return
    if proposal.title is None:
        yield "# journey: each table's own is called what stands above it, or like its sheet"
        return
    yield "journey:"
    yield f"  title: {scalar(proposal.title)}"
    yield "#  key: made of the title unless said"
    yield "#  perspective: REALITY, FUTURE or COMPETITOR; REALITY unless said"
    if proposal.persona and not proposal.lane("persona"):
        yield f"  persona: {scalar(proposal.persona)}   # it stands above the table"
    elif not proposal.lane("persona"):
        yield "#  persona: whose journey it is"


def _lane(lane: ProposedLane) -> Iterator[str]:
    fields = [f"to: {lane.to}"]
    if lane.says:
        fields.append(f"says: {lane.says.value}")
    if lane.to == "volume":
        fields.append(
            f"per: {lane.per}" if lane.per else "per: year   # its name does not say: or quarter, month, week, day"
        )
    if lane.kind:
        fields.append(f"kind: {lane.kind.value}")
    if lane.split:
        fields.append(f"split: [{', '.join(NEWLINE if mark == chr(10) else scalar(mark) for mark in lane.split)}]")
    if lane.scale:
        fields.append(f"scale: [{lane.scale[0]:g}, {lane.scale[1]:g}]")
    yield f"  {scalar(lane.head.name)}:{_why(lane)}"
    yield from (f"    {each}{f'   # {lane.measured}' if each.startswith('scale') else ''}" for each in fields)
    if lane.values or lane.open:
        yield f"{'    ' if lane.values else '#   '}values:"
        yield from (f"      {scalar(word)}: {value:g}" for word, value in lane.values.items())
        low, high = OURS[AIMS[lane.to].takes]
        wanted = ANY.format(low=low, high=high)
        for word, count in lane.open.most_common(MOST):
            yield f"#     {scalar(word[:SHOWN])}:   # {count} cells: {wanted}"


def _why(lane: ProposedLane) -> str:
    shown = ", ".join(repr(text[:40]) for text in dict.fromkeys(cell.text for cell in lane.cells))[:SHOWN]
    return f"   # {lane.reason}{f': {shown}' if shown else ''}"


def _words(proposal: Proposal) -> Iterator[str]:
    """What cells name, and the keys of these: what stands under a key of a knowledge file takes that key."""
    for label, field in WORDS.items():
        named = proposal.names(label)
        if named:
            yield f"{field}:"
            yield from (f"  {scalar(each.name)}: {scalar(each.key)}   # {each.count} cells" for each in named[:MOST])
        if label == "Channel" and (kinds := {each.key: each for each in named if each.kind}):
            yield "kinds:"
            yield from (f"  {scalar(key)}: {each.kind}   # it is called like one" for key, each in kinds.items())
