"""An org chart as a whole, however many positions it has: they wait in a temporary SQLite table.

Departments are few and stay in memory. When everything is read, `settle` finds the managers, opens circles, and puts
managers before those who report to them; then the chart can be told slice by slice.
"""

import datetime
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from graph.model.words import Reporting
from graph.problems import Code, Tally
from graph.said import EdgeType, Place, Said
from graph.saying import saying
from importers.kind import Fetched, Instructions, Reading
from importers.organisation import hiding, lines, managers, units
from importers.organisation.chart_mapping import ChartMapping
from importers.organisation.posts import Gone, Part, Parts, Post, Unit
from importers.organisation.privacy import LOOKED_AT, Sample
from importers.organisation.reader import Reader
from importers.organisation.units import Units
from importers.pseudonym import pseudonym
from importers.rows import people
from importers.rows.base import Taking

SLICE = 20_000
"""Positions that are told at once."""

TABLE = """
CREATE TABLE post (
  id INTEGER PRIMARY KEY, key TEXT, graph TEXT, title TEXT, grade TEXT, headcount REAL, vacant INTEGER, holder TEXT,
  unit INTEGER, manager TEXT, role TEXT, person TEXT, begins TEXT, shy INTEGER, file INTEGER, row INTEGER
)
"""
BESIDE = """
CREATE TABLE beside (post INTEGER, word TEXT);
CREATE INDEX beside_post ON beside (post);
CREATE TABLE line (post INTEGER, boss INTEGER, outside TEXT);
CREATE INDEX line_post ON line (post);
CREATE TABLE gone (person TEXT PRIMARY KEY) WITHOUT ROWID;
"""
INSERT = f"INSERT INTO post VALUES ({', '.join('?' * 16)})"

READ = """
SELECT post.graph, title, grade, headcount, vacant, holder, unit, file, row, outside, shy, above.graph, ranked.head
FROM ranked JOIN post ON post.id = ranked.post LEFT JOIN (SELECT id, graph FROM post) above ON above.id = ranked.boss
WHERE ranked.nth BETWEEN ? AND ? ORDER BY ranked.nth
"""
READ_LINES = """
SELECT post.graph, above.graph, line.outside, post.shy
FROM ranked JOIN line ON line.post = ranked.post JOIN post ON post.id = line.post
LEFT JOIN post AS above ON above.id = line.boss
WHERE ranked.nth BETWEEN ? AND ? ORDER BY ranked.nth, line.rowid
"""
LINES = """
SELECT above.graph, line.outside, post.shy
FROM post JOIN line ON line.post = post.id LEFT JOIN post AS above ON above.id = line.boss WHERE post.graph = ?
"""
ONE = """
SELECT post.unit, outside, post.shy, above.graph, ranked.head
FROM post JOIN ranked ON ranked.post = post.id LEFT JOIN post AS above ON above.id = ranked.boss
WHERE post.graph = ?
"""
IN: EdgeType = ("Position", "IN", "Department")
HEADS: EdgeType = ("Position", "HEADS", "Department")
REPORTS_TO: EdgeType = ("Position", "REPORTS_TO", "Position")
SILENT = frozenset(("HEADS", "PART_OF"))
"""What follows from a whole chart only."""

BESIDE_IT = {"kind": str(Reporting.DOTTED)}

EDGES = {"reportsTo": "REPORTS_TO", "department": "IN", "departmentParent": "PART_OF", "key": "key"}
"""Our columns, and the edges that lead to what stands in them."""

Secret = Callable[[str], str]
"""From what belongs to a person to what the graph may hold."""

Partly = Callable[[Tally], bool]
"""Whether files are only some of what there is, which is noted."""

PERSONAL = saying("a key would name a person", "une clé nommerait une personne")
NOTHING = saying("nothing in it is a position or a department", "on n'y trouve ni poste ni direction")


class Chart:
    """What one source says of an organisation; see `graph.said.Whole`."""

    streamed = ("Position",)

    def __init__(self, source: str, mapping: ChartMapping, found: Tally, secret: Secret) -> None:
        self.source = source
        self.mapping = mapping
        self.found = found
        self.secret = secret
        self.units = Units(source, mapping, found)
        self.columns: dict[str, str] = {}
        self.rows = 0
        self._files: list[tuple[str, dict[str, str]]] = []
        self._now: dict[str, str] = {}
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            self._rows.execute(f"PRAGMA {pragma}")
        self._rows.execute(TABLE)
        self._rows.executescript(BESIDE)
        self._strangers: set[str] = set()
        self._silent: frozenset[str] = frozenset()
        self._amends = False

    def add(self, columns: dict[str, str], records: Iterable[Unit | Post | Gone]) -> None:
        """Take in what was read; `columns` by edge, and `key`, which column leads there. `rows` counts positions."""
        self._now = columns
        self.columns = {**columns, **self.columns}
        self._rows.execute("BEGIN")
        posts = self._posts(records)
        while batch := list(islice(posts, SLICE)):
            self._rows.executemany(INSERT, batch)
        self._rows.execute("COMMIT")

    def _posts(self, records: Iterable[Unit | Post | Gone]) -> Iterator[tuple[object, ...]]:
        for record in records:
            if isinstance(record, Unit):
                self.units.add(record)
                continue
            if isinstance(record, Gone):
                self._rows.execute("INSERT OR IGNORE INTO gone VALUES (?)", (record.person,))
                continue
            self.rows += 1
            unit = self.units.number(record.unit) if record.unit is not None else None
            begins = record.begins.isoformat() if record.begins else None
            if record.beside:
                self._rows.executemany("INSERT INTO beside VALUES (?, ?)", ((self.rows, one) for one in record.beside))
            yield (
                self.rows, record.key, self.key(record.key, record.personal), record.title, record.grade,
                record.headcount, record.vacant, record.holder, unit, record.manager, record.role, record.person,
                begins, record.shy, self._file(record.place[0]), record.place[1],
            )  # fmt: skip

    def _file(self, name: str) -> int:
        """The number of a file, and of the columns that it is read by."""
        here = (name, self._now)
        if not self._files or self._files[-1] != here:
            self._files.append(here)
        return len(self._files) - 1

    def key(self, key: str, personal: bool) -> str:
        """A position's key in the graph: ours where an alias says so, a pseudonym where it would name a person."""
        known = self.mapping.aliases.get(key) or self.mapping.aliases.get(f"{self.source}:{key}")
        return known or f"{self.source}:{self._pseudonym(key) if personal else key}"

    def _pseudonym(self, key: str) -> str:
        """One for all writings of a name; a remark in brackets that is a number tells namesakes apart."""
        numbered = any(char.isdigit() for remark in people.remarks(key) for char in remark)
        return self.secret(people.straight(key) if numbered else people.spoken(key))

    def _outside(self, word: str, shy: bool) -> str:
        """The key of a manager whom no row describes."""
        return self.key(people.spoken(word) if word in self._strangers else word, shy or word in self._strangers)

    def settle(self, partial: bool = False, amends: bool = False) -> None:
        """Find each position's manager, and put everything into the order in which it is told.

        Of a `partial` chart nobody can tell who heads a department, nor what stands above one by its managers; of one
        that `amends`, what it does not tell stays as it was.
        """
        self._amends = amends
        self._silent = SILENT | ({"REPORTS_TO", "IN"} if amends else set()) if partial else frozenset()
        rows = self._rows
        rows.execute("CREATE INDEX by_key ON post (key)")
        rows.execute("CREATE INDEX by_graph ON post (graph)")
        self._unalias()
        # In this order: who does not count is nobody's manager, and only lines without circles have a depth.
        lines.drop_twins(rows, self.found, self._place)
        found = managers.find(rows, self.found, self._place, self.rows)
        self._strangers, bosses = found.names, found.above
        rows.executemany("INSERT INTO line VALUES (?, ?, ?)", found.beside)
        lines.open_circles(rows, bosses, self.found, self._place)
        hiding.hide(rows, self.units, managers.People(rows, found.names), self.secret, self.found, self._place)
        depths = lines.depths(bosses)
        # Arrays of numbers: a million positions are a few megabytes. 0 is nobody, so departments begin at 1.
        places = array("i", bytes(4 * (self.rows + 1)))
        for id, unit in rows.execute("SELECT id, unit FROM post WHERE unit IS NOT NULL"):
            places[id] = unit + 1
        heads, several = units.heads(bosses, depths, places) if any(bosses) and not partial else ({}, set())
        # A department without a parent stands below the one in which its head's manager works.
        above = {unit: places[bosses[head]] - 1 for unit, head in heads.items() if places[bosses[head]]}
        self.units.settle(above)
        lines.rank(rows, bosses, depths, found.outside, {heads[unit]: unit for unit in heads.keys() - several})

    def _unalias(self) -> None:
        """An alias that stands for a department stands for no position; one that stands for nothing is noted."""
        for word in self.mapping.aliases:
            bare = word.removeprefix(f"{self.source}:")
            there = self._rows.execute("SELECT 1 FROM post WHERE key = ? LIMIT 1", (bare,)).fetchone()
            if self.units.knows(bare) and there:
                self._rows.execute("UPDATE post SET graph = ? WHERE key = ?", (f"{self.source}:{bare}", bare))
            elif not there and not self.units.knows(bare):
                said = units.NO_ROW(field="aliases", word=word)
                self.found.note(Code.UNMAPPED_VALUE, said, ("", None, "aliases"), word)

    def _place(self, file: int, row: int, column: str | None = None) -> Place:
        name, columns = self._files[file]
        return name, row, columns.get(column or "", column)

    def sizes(self) -> dict[str, int]:
        """How many nodes of each label are described."""
        ((positions,),) = self._rows.execute("SELECT count(*) FROM ranked")
        found = self.units.said.sizes() | {"Position": positions}
        return {label: count for label, count in found.items() if count}

    def slices(self) -> Iterator[Said]:
        """Departments and what is bound to them, then positions, managers first."""
        self.units.said.silent, self.units.said.amends = self._silent, self._amends
        yield self.units.said
        ((last,),) = self._rows.execute("SELECT coalesce(max(nth), 0) FROM ranked")
        for start in range(1, last + 1, SLICE):
            yield self._slice(start)

    def _slice(self, start: int) -> Said:
        said = Said(columns=self.columns, silent=self._silent, amends=self._amends)
        nodes, places = said.nodes.setdefault("Position", {}), said.places
        for graph, title, grade, count, vacant, holder, unit, file, row, out, shy, above, heads in self._rows.execute(
            READ, (start, start + SLICE - 1)
        ):
            told = {"title": title, "grade": grade, "headcount": count, "holder": holder}
            nodes[graph] = {name: value for name, value in told.items() if value is not None}
            if vacant:
                nodes[graph]["vacant"] = True
            places["Position", graph] = (self._files[file][0], row, None)
            if unit is not None:
                said.edge(IN, (graph, self.units.key(unit)), {"primary": True})
            if heads is not None:
                said.edge(HEADS, (graph, self.units.key(heads)))
            if above is not None or out is not None:
                said.edge(REPORTS_TO, (graph, above or self._outside(out, bool(shy))))
        for graph, above, out, shy in self._rows.execute(READ_LINES, (start, start + SLICE - 1)):
            ends = graph, above or self._outside(out, bool(shy))
            if ends not in said.edges.get(REPORTS_TO, {}):
                said.edge(REPORTS_TO, ends, BESIDE_IT)
        return said

    def described(self, label: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that belong to described nodes."""
        if label != "Position":
            return self.units.said.described(label, keys)
        return {graph for graph, *_ in self._found(keys)}

    def says(self, type: EdgeType, ends: tuple[str, str]) -> bool:
        """Whether there is such an edge, or may be one for all that is told."""
        if type[1] in self._silent:
            return True
        if type[0] != "Position":
            return self.units.said.says(type, ends)
        row = self._rows.execute(ONE, ends[:1]).fetchone()
        if row is None:
            return False
        unit, out, shy, above, heads = row
        if type == REPORTS_TO:
            told = [(above, out, shy), *self._rows.execute(LINES, ends[:1])]
            return ends[1] in {above or (out is not None and self._outside(out, bool(shy))) for above, out, shy in told}
        place = unit if type == IN else heads
        return place is not None and ends[1] == self.units.key(place)

    def departments(self, positions: Collection[str]) -> dict[str, set[str]]:
        """The departments of these positions."""
        return {graph: {self.units.key(unit)} for graph, unit in self._found(positions) if unit is not None}

    def _found(self, keys: Iterable[str]) -> Iterator[tuple[str, int | None]]:
        asked = iter(keys)
        while some := list(islice(asked, 500)):
            marks = ", ".join("?" * len(some))
            yield from self._rows.execute(f"SELECT graph, unit FROM post WHERE graph IN ({marks})", some)


def transform(
    fetched: Sequence[Fetched], told: Instructions, parts: Parts, *,
    delta: bool = False, amends: bool = False, partly: Partly | None = None,
) -> Reading:  # fmt: skip
    """What the files of one source say, as the parts of a kind; BadKnowledge when one of them cannot be used.

    A `delta` tells of changes only, and what it `amends` of what changed only; `partly` finds out, and notes, whether
    the files are only some of what there is.
    """
    taking = Taking(fetched, told, ChartMapping)
    day = told.as_of or datetime.date.today()

    def secret(text: str) -> str:
        return pseudonym(told.key(PERSONAL()), text)

    chart = Chart(told.source or "", taking.mapping, taking.found, secret)
    for part, mapping in taking.parts(parts):
        reader, before = Reader(mapping, day, taking.found, secret, part.columns, _sample(part)), chart.rows
        columns = {EDGES[ours]: name for ours in EDGES if (name := reader.column(ours))}
        chart.add(columns, (record for row in part.rows for record in reader.read(row)))
        taking.count(part, chart.rows - before, reader.unread)
    some = partly is not None and partly(taking.found)
    partial = some or delta or told.partial or taking.mapping.incremental
    chart.settle(partial, amends)
    if not chart.sizes():
        raise taking.nothing(NOTHING())
    return replace(taking.reading(chart), partial=partial)


def _sample(part: Part) -> Sample:
    """What the first rows of a table hold."""
    if part.table is None:
        return {}
    rows = [cells for _, cells in islice(part.table.rows(), LOOKED_AT)]
    return {name: [row[place] for row in rows if row[place]] for place, name in enumerate(part.table.columns)}
