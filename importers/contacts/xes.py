"""Event logs in XES: an event is a contact, its trace the case that it is part of."""

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from graph.errors import BadInput
from graph.language import both
from graph.model import Family
from graph.problems import Code, Tally
from graph.report import FileRead
from graph.saying import saying
from importers.contacts import clock, records
from importers.contacts.contact_mapping import ContactColumns, ContactMapping
from importers.contacts.rows import Part, Row
from importers.kind import Fetched, Instructions, Kind
from importers.reading.stream import stream
from importers.reading.xml_stream import EACH, Node, Shape, pieces

TYPES = frozenset(("string", "date", "int", "float", "boolean", "id"))
"""The elements that are attributes of one value; lists, containers and what nobody knows are passed over."""

NAME, CASE = "concept:name", "case:concept:name"
INVALID = "__INVALID__"
"""What OpenXES writes where there is none."""

HELD = 2_000_000
"""How many characters of a trace wait for its end, as its attributes may follow its events; then they go without."""

LOG: Shape = {"log": {"trace": {}}}
FOREIGN = frozenset(("events", "objects", "object-types", "event-types"))
"""What stands in an object-centric log, which begins with the same element."""

MEANT = ContactMapping(
    columns=ContactColumns(
        customer=["case:customer", "customer", CASE],
        at="time:timestamp",
        channel=["channel", "case:channel", NAME],
        reason=["case:reason", "reason"],
        case=CASE,
    )
)
"""Where no customer is named, each trace is the journey of one."""

OCEL = saying(
    "{file} is an object-centric log: import it as ocel",
    "{file} est un journal centré sur des objets : importez-le comme ocel",
)
LARGE = saying(
    "{file} has a trace whose attributes have more than {held:,} characters",
    "{file} a une trace dont les attributs comptent plus de {held:,} caractères",
)
LATE = saying(
    "this attribute of a trace follows {held:,} characters of its events: it counts for none of them",
    "cet attribut d'une trace vient après {held:,} caractères de ses événements : il ne vaut pour aucun d'eux",
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file; refused when it does not begin like XES."""
    read = stream(path, told.encoding or "utf-8")
    with contextlib.closing(pieces(read, LOG, told.encoding)) as begun:
        next(begun, None)
    content = partial(pieces, read, LOG, told.encoding)
    return Fetched(path, content, None, read.dated, (FileRead(read.name, read.encoding, 0),))


def parts(files: Sequence[Fetched], mapping: ContactMapping, found: Tally) -> Iterator[Part]:
    """The events of all files; BadInput when there is none in any of them."""
    rows = _Rows(found, names_traces=mapping.columns.case is None)
    for number, file in enumerate(files):
        name = file.files[0].name
        default, told = clock.kept(rows.of(name, file.content()), MEANT, mapping, found)
        yield Part(number, name, told, default)
    if not rows.seen:
        raise BadInput(records.NO_EVENTS(files=", ".join(file.files[0].name for file in files)))


@dataclass
class _Trace:
    """The attributes of a trace, and those of its events that wait for them."""

    cells: dict[str, str] = field(default_factory=dict)
    waiting: list[Row] = field(default_factory=list)
    size: int = 0
    begun: bool = False
    """Whether some of its events are gone already."""

    def taken(self) -> Iterator[Row]:
        """Its events, with its attributes as far as they are known."""
        events, self.waiting, self.size = self.waiting, [], 0
        for row in events:
            row.cells = {**self.cells, **row.cells}
            yield row


class _Rows:
    """The rows of files, one trace at a time. A trace without a name is called by its number among all of the files."""

    def __init__(self, found: Tally, names_traces: bool) -> None:
        self.seen = False
        self._found, self._names_traces = found, names_traces
        self._numbers = count(1)

    def of(self, file: str, nodes: Iterable[Node]) -> Iterator[Row]:
        """The events of a file."""
        trace = _Trace()
        for node in nodes:
            if node.tag in FOREIGN:
                raise BadInput(OCEL(file=file))
            if node.tag == "trace":
                yield from self._taken(trace)
                trace = _Trace()
            elif node.tag == "event":
                self.seen = True
                cells = _cells(node.children)
                if node.within == "log":
                    yield Row((file, node.line), cells)
                else:
                    trace.waiting.append(Row((file, node.line), cells))
                    trace.size += EACH + sum(map(len, cells.values()))
            elif node.within == "trace":
                self._add(trace, node, file)
            if trace.size > HELD:
                yield from self._taken(trace, file)

    def _taken(self, trace: _Trace, too_large: str | None = None) -> Iterator[Row]:
        """The events of a trace at its end, or of one that is `too_large` a part of them."""
        if too_large and not trace.waiting:
            raise BadInput(LARGE(file=too_large, held=HELD))
        if not trace.begun:
            number = next(self._numbers)
            if self._names_traces:
                trace.cells.setdefault(CASE, f"trace-{number:06d}")
        trace.begun = True
        return trace.taken()

    def _add(self, trace: _Trace, node: Node, file: str) -> None:
        if not trace.begun:
            _put(trace.cells, node, "case:")
            trace.size += EACH + len(node.attributes.get("value", ""))
        elif node.tag in TYPES:
            place = (file, node.line, f"case:{node.attributes.get('key', '')[:60]}")
            self._found.note(Code.BAD_VALUE, LATE(held=HELD), place)


def _cells(nodes: Iterable[Node]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for node in nodes:
        _put(cells, node)
    return cells


def _put(cells: dict[str, str], node: Node, prefix: str = "") -> None:
    """An attribute; of several with one key the first that has a value. What is nested in it says more of it only."""
    key, value = node.attributes.get("key"), node.attributes.get("value", "").strip()
    if node.tag in TYPES and key and value and value != INVALID:
        cells.setdefault(sys.intern(prefix + key), value)


KIND = Kind(
    name="xes",
    description=both(
        "event logs in XES: each event of a trace is a contact",
        "journaux d'événements XES : chaque événement d'une trace est un contact",
    ),
    example="parcours import xes log.xes.gz --source claims",
    suffixes=(".xes",),
    fetch=fetch,
    transform=partial(records.transform, parts=parts),
    family=Family.OBSERVED,
)
