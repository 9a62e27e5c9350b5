"""An XML file as small trees, one after another, however large it is: no document type, no entity is read."""

import zlib
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from graph.errors import BadInput
from graph.problems import Code
from importers.errors import BadKnowledge, bad
from importers.reading.stream import Stream, unpacked

PIECE = 64 * 1024
"""How many bytes are parsed at once."""

LONGEST = 4_000_000
"""The most bytes of one tag, and the most characters of one tree: a whole one is in memory."""

DEEPEST = 100
"""How deep elements may be nested."""

EACH = 100
"""What an element counts in the size of its tree, however empty it is."""

Shape = Mapping[str, Any]
"""The elements that are too large for one tree, by name, and which of those within them are so too."""


@dataclass(slots=True)
class Node:
    """An element without the prefix of its namespace, the line on which it begins, and the name of what it is in."""

    tag: str
    attributes: dict[str, str]
    line: int
    within: str = ""
    text: str = ""
    children: list["Node"] = field(default_factory=list)


def pieces(read: Stream, shape: Shape, encoding: str | None = None) -> Generator[Node, None, None]:
    """What stands in the elements of the shape, each piece when it ends; then those elements, without their content.

    BadKnowledge with the line where it is no XML or beyond bounds; BadInput when its root is not that of the shape,
    when it declares a document type, or when it cannot be read.
    """
    try:
        parser = expat.ParserCreate(encoding)
        growing = _Growing(read.name, shape, parser)
        fed = 0
        with unpacked(read.data, read.name) as binary:
            while chunk := binary.read(PIECE):
                fed += len(chunk)
                parser.Parse(chunk, False)
                yield from growing.taken()
                if fed - parser.CurrentByteIndex > LONGEST:
                    growing.refuse(f"a tag of more than {LONGEST:,} bytes")
        parser.Parse(b"", True)
        yield from growing.taken()
    except expat.ExpatError as error:
        said = "it is empty" if not fed else f"this is no XML: {expat.ErrorString(error.code)}"
        raise BadKnowledge([bad(Code.BAD_VALUE, said, (read.name, error.lineno, error.offset + 1))]) from error
    except (OSError, EOFError, zlib.error, LookupError, ValueError) as error:
        raise BadInput(f"{read.name} cannot be read to its end: {error}") from error


class _Growing:
    """Trees as they grow, from what the parser finds."""

    def __init__(self, name: str, shape: Shape, parser: Any) -> None:
        self._name, self._shape, self._parser = name, shape, parser
        self._open: list[tuple[Node, Shape | None]] = []
        self._done: list[Node] = []
        self._size = 0
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype

    def taken(self) -> Iterator[Node]:
        """The pieces that are whole."""
        done, self._done = self._done, []
        return iter(done)

    def refuse(self, message: str) -> None:
        """BadKnowledge with where the parser is."""
        place = (self._name, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        raise BadKnowledge([bad(Code.BAD_VALUE, message, place)])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag.rpartition(":")[2], attributes, self._parser.CurrentLineNumber)
        if not self._open:
            self._root(node)
            return
        parent, shape = self._open[-1]
        node.within = parent.tag
        if shape is None:
            parent.children.append(node)
        if len(self._open) >= DEEPEST:
            self.refuse(f"elements stand in each other more than {DEEPEST} deep")
        self._open.append((node, shape.get(node.tag) if shape is not None else None))
        self._grow(EACH + sum(map(len, attributes.values())))

    def _root(self, node: Node) -> None:
        if node.tag not in self._shape:
            raise BadInput(f"{self._name} begins with <{node.tag[:40]}>, not with <{', '.join(self._shape)}>")
        self._open.append((node, self._shape[node.tag]))

    def _end(self, tag: str) -> None:
        node, _ = self._open.pop()
        if not self._open or self._open[-1][1] is not None:
            self._done.append(node)
            self._size = 0

    def _text(self, text: str) -> None:
        node, shape = self._open[-1]
        if shape is None:
            node.text += text
            self._grow(len(text))

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LONGEST:
            self.refuse(f"<{self._open[-1][0].tag[:40]}> is part of something of more than {LONGEST:,} characters")

    def _doctype(self, *declared: Any) -> None:
        raise BadInput(f"{self._name} declares a document type, in which entities could stand: it is not read")
