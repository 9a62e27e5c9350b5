"""What a page is when it is read: its elements, where it leads, its marks for whoever checks."""

from collections.abc import Iterator
from html.parser import HTMLParser

LEADING = ("href", "src", "action", "xlink:href")


class Read(HTMLParser):
    """A page or a picture, tag by tag, as a browser without scripts understands it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def marked(self, name: str) -> Iterator[dict[str, str]]:
        """The attributes of whatever bears one."""
        return (attributes for _, attributes in self.tags if name in attributes)

    @property
    def leads(self) -> list[tuple[str, str]]:
        """Every address, with the tag that it stands on."""
        return [(tag, told[name]) for tag, told in self.tags for name in LEADING if name in told]

    @property
    def ids(self) -> list[str]:
        """Every id."""
        return [each["id"] for each in self.marked("id")]

    @property
    def figures(self) -> dict[str, str]:
        """Every figure, by name."""
        return {each["data-figure"]: each["data-value"] for each in self.marked("data-figure")}

    @property
    def breaks_out(self) -> list[str]:
        """Whatever runs, or leads to what runs: scripts that stand in the page, handlers, addresses of scripts."""
        inline = [tag for tag, told in self.tags if tag == "script" and "src" not in told]
        handlers = [name for _, told in self.tags for name in told if name.startswith("on")]
        scripts = [where for _, where in self.leads if ":" in where and not where.startswith(("http", "data:image/"))]
        return [*inline, *handlers, *(each for each in scripts if not each.startswith(("/", "#", "?")))]
