"""Forms as a browser without scripts fills them in and sends them."""

import html
import re
from html.parser import HTMLParser
from typing import Any

from httpx import Response

Fields = list[tuple[str, str]]


class Forms(HTMLParser):
    """All forms of a page with what their fields say."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], Fields]] = []
        self.buttons: list[tuple[str, str, str]] = []
        """Of each button its form's id, its value, its words."""
        self._area: str | None = None
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._button: dict[str, str] | None = None
        self._words = ""
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a form says."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((told, []))
            self._inside = True
        elif tag == "button":
            self._button, self._words = told, ""
        elif not self._inside or ("name" not in told and tag != "option"):
            return
        elif tag == "input":
            if told.get("type") not in ("checkbox", "radio") or "checked" in told:
                self._say(told["name"], told.get("value", ""))
        elif tag == "textarea":
            self._area, self._words = told["name"], ""
        elif tag == "select":
            self._select = (told["name"], [])
        elif tag == "option" and self._select:
            self._select[1].append((told.get("value", ""), "selected" in told))

    def handle_data(self, data: str) -> None:
        """The words of a button or a field."""
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        """A field is whole."""
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._area:
            self._say(self._area, self._words.removeprefix("\n"))
            self._area = None
        elif tag == "select" and self._select:
            name, options = self._select
            chosen = [value for value, selected in options if selected] or [options[0][0]] if options else []
            self._say(name, chosen[0]) if chosen else None
            self._select = None
        elif tag == "button" and self._button is not None:
            told = self._button
            label = re.sub(r"\s+", " ", told.get("aria-label") or self._words).strip()
            self.buttons.append((told.get("form", ""), told.get("value", ""), label))
            self._button = None

    def _say(self, name: str, value: str) -> None:
        self.forms[-1][1].append((name, value))


class Desk:
    """A page with forms, as it stands; it goes on to wherever an act leads."""

    def __init__(self, site: Any, path: str, language: str = "fr") -> None:
        self._site, self._language = site, language
        self.answer: Response = site.get(path, language)
        self.path = path

    @property
    def text(self) -> str:
        """The page."""
        return self.answer.text

    @property
    def words(self) -> str:
        """What can be read on it, with plain spaces."""
        plain = html.unescape(re.sub(r"<[^>]+>", " ", self.text))
        return re.sub(r"\s+", " ", plain.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " "))

    def form(self, **told: str) -> tuple[dict[str, str], Fields]:
        """The one form that has these attributes or fields."""
        found = [
            (attributes, fields)
            for attributes, fields in Forms(self.text).forms
            if all(attributes.get(name.rstrip("_")) == value or (name, value) in fields for name, value in told.items())
        ]
        assert len(found) == 1, (told, len(found))
        return found[0]

    def send(self, form: tuple[dict[str, str], Fields], **changed: Any) -> Response:
        """Send a form with some fields filled in otherwise; `__` is a dot in their names, null takes one away."""
        attributes, fields = form
        given = {name.replace("__", "."): value for name, value in changed.items()}
        sent: dict[str, Any] = {}
        for name, value in [each for each in fields if each[0] not in given]:
            sent.setdefault(name, []).append(value)
        sent |= {name: value for name, value in given.items() if value is not None}
        self.answer = self._site.post(attributes["action"], data=sent, headers={"accept-language": self._language})
        done = self.answer
        if done.status_code == 303:
            self.path = done.headers["location"].partition("#")[0]
            self.answer = self._site.get(self.path, self._language)
        return done

    def press(self, words: str, **beside: str) -> Response:
        """Press the first button that is called so and does its thing in the form that all share."""
        value = next(value for form, value, label in Forms(self.text).buttons if form == "act" and words in label)
        return self.send(self.form(id="act"), do=value, **beside)

    def open(self, path: str) -> None:
        """Go on elsewhere."""
        self.answer = self._site.get(path, self._language)
        self.path = path
