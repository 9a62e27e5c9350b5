"""XML as trees: a file as small ones, one after another, however large it is. No document type, no entity is read."""

import contextlib
import math
import zlib
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from graph.errors import BadInput
from graph.problems import Code
from graph.saying import Saying, saying
from importers.errors import BadKnowledge, bad, detailed
from importers.reading.stream import CUT_OFF, Stream, unpacked

PIECE = 64 * 1024
"""How many bytes are parsed at once."""

LONGEST = 4_000_000
"""The most bytes of one tag, and the most characters of one tree, unless more is asked for: it is in memory."""

DEEPEST = 100
"""How deep elements may be nested."""

EACH = 100
"""What an element counts in the size of its tree, however empty it is."""

Shape = Mapping[str, Any]
"""The elements that are too large for one tree, by name, and which of those within them are so too."""

NO_XML = saying("this is no XML{detail}", "ce n'est pas du XML ; voyez ici les balises et les guillemets{detail}")
EMPTY = saying("it is empty", "le fichier est vide")
LONG_TAG = saying("a tag of more than {most:,} bytes", "une balise de plus de {most:,} octets")
DEEP = saying(
    "elements stand in each other more than {deepest} deep", "des éléments sont imbriqués sur plus de {deepest} niveaux"
)
LARGE = saying(
    "<{tag}> is part of something of more than {most:,} characters",
    "<{tag}> fait partie d'un tout de plus de {most:,} caractères",
)
ROOT = saying("{file} begins with <{tag}>, not with <{tags}>", "{file} commence par <{tag}>, et non par <{tags}>")
DOCTYPE = saying(
    "{file} declares a document type, in which entities could stand: it is not read",
    "{file} déclare un type de document, où pourraient se trouver des entités : il n'est pas lu",
)


class OtherRoot(BadInput):
    """An XML file that begins with another element than what is read."""


@dataclass(slots=True)
class Node:
    """An element without the prefix of its namespace, and the line on which it begins; a piece knows what it is in."""

    tag: str
    attributes: dict[str, str]
    line: int
    above: "Node | None" = None
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def within(self) -> str:
        """The name of what a piece is in."""
        return self.above.tag if self.above else ""

    def every(self, tag: str) -> Iterator["Node"]:
        """The elements of this name: itself, and those in it, however deep."""
        if self.tag == tag:
            yield self
        for each in self.children:
            yield from each.every(tag)


def pieces(
    read: Stream, shape: Shape, encoding: str | None = None, longest: int = LONGEST
) -> Generator[Node, None, None]:
    """What stands in the elements of the shape, each piece when it ends; then those elements, without their content.

    BadKnowledge with the line where it is no XML or beyond bounds; OtherRoot when its root is not that of the shape;
    BadInput when it declares a document type, or when it cannot be read.
    """
    with _refusing(read.name):
        parser = expat.ParserCreate(encoding)
        growing = _Growing(read.name, shape, parser, longest)
        fed = 0
        with unpacked(read.data, read.name) as binary:
            while chunk := binary.read(PIECE):
                fed += len(chunk)
                parser.Parse(chunk, False)
                yield from growing.taken()
                if fed - parser.CurrentByteIndex > longest:
                    growing.refuse(LONG_TAG(most=longest))
        if not fed:
            raise BadKnowledge([bad(Code.BAD_VALUE, EMPTY(), (read.name, 1, 1))])
        parser.Parse(b"", True)
        yield from growing.taken()


def whole(text: str, name: str) -> Node:
    """A text as one tree; refused as files are."""
    with _refusing(name):
        parser = expat.ParserCreate()
        growing = _Growing(name, None, parser, math.inf)
        parser.Parse(text, True)
        (root,) = growing.taken()
    return root


@contextlib.contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Refuse what is no XML with its place, and what cannot be read."""
    try:
        yield
    except expat.ExpatError as error:
        said, place = NO_XML(detail=detailed(expat.ErrorString(error.code))), (name, error.lineno, error.offset + 1)
        raise BadKnowledge([bad(Code.BAD_VALUE, said, place)]) from error
    except (OSError, EOFError, zlib.error, LookupError, ValueError) as error:
        raise BadInput(CUT_OFF(file=name, detail=str(error))) from error


class _Growing:
    """Trees as they grow, from what the parser finds."""

    def __init__(self, name: str, shape: Shape | None, parser: Any, longest: float) -> None:
        self._name, self._shape, self._parser, self._longest = name, shape, parser, longest
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

    def refuse(self, said: Saying) -> None:
        """BadKnowledge with where the parser is."""
        place = (self._name, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        raise BadKnowledge([bad(Code.BAD_VALUE, said, place)])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag.rpartition(":")[2], attributes, self._parser.CurrentLineNumber)
        if not self._open:
            self._root(node)
            return
        parent, shape = self._open[-1]
        if shape is None:
            parent.children.append(node)
        else:
            node.above = parent
        if len(self._open) >= DEEPEST:
            self.refuse(DEEP(deepest=DEEPEST))
        self._open.append((node, shape.get(node.tag) if shape is not None else None))
        self._grow(EACH + sum(map(len, attributes.values())))

    def _root(self, node: Node) -> None:
        if self._shape is not None and node.tag not in self._shape:
            raise OtherRoot(ROOT(file=self._name, tag=node.tag[:40], tags=", ".join(self._shape)))
        self._open.append((node, self._shape[node.tag] if self._shape is not None else None))

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
        if self._size > self._longest:
            tag = self._open[-1][0].tag[:40]
            self.refuse(LARGE(tag=tag, most=self._longest))

    def _doctype(self, *declared: Any) -> None:
        raise BadInput(DOCTYPE(file=self._name))
