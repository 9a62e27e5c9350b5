"""What Typer says by itself, in the words of whoever reads: its help, and what it finds wrong with a command."""

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from parcours.language import Spoken, told


def option(english: str, french: str, *names: str, **how: Any) -> Any:
    """An option, with what it is for."""
    return typer.Option(*names, help=told(english, french), **how)


def argument(english: str, french: str, **how: Any) -> Any:
    """An argument, with what it is for."""
    return typer.Argument(help=told(english, french), **how)


def group(english: str, french: str) -> typer.Typer:
    """A command that has others below it."""
    return typer.Typer(help=told(english, french), no_args_is_help=True, add_completion=False, rich_markup_mode=None)


Lang = Annotated[
    Spoken | None,
    option(
        "The language of all that is said (PARCOURS_LANG).",
        "La langue de tout ce qui est dit (PARCOURS_LANG).",
        expose_value=False,
        case_sensitive=False,
    ),
]
"""Every command has it; it was heeded before the command was known (`parcours.language`)."""

NO_BREAK = "\N{NO-BREAK SPACE}"

WORDS = [
    (re.compile(pattern, re.M), told(english, french))
    for pattern, english, french in (
        (r"^Usage: ", "Usage: ", "Utilisation : "),
        (r"^Try '(.+)' for help\.", r"Try '\1' for help.", r"`\1` l'explique."),
        (r"^Error: ", "Error: ", "Erreur : "),
        (r"^Commands$", "Commands", "Commandes"),
        (r"\bCOMMAND \[ARGS\]\.\.\.", "COMMAND …", "COMMANDE …"),
        (r"Show this message and exit\.", "Show this message and exit.", "Afficher cette aide."),
        (r"\[(\[\w+\] \w+…)\]\.\.\.", r"\1", r"\1"),
        (r"\[required\]", "[required]", "[obligatoire]"),
        (r"\[default: ", "[default: ", "[par défaut : "),
        (r"^([^-].*) <[^>]*>$", r"\1", r"\1"),  # an argument says by its name what it is
        (r"<(?:list\[)?str\]?>", "TEXT", "TEXTE"),
        (r"<(?:list\[)?path\]?>", "FILE", "FICHIER"),
        (r"<(?:list\[)?(?:int|float|integer)( range)?\]?>", "NUMBER", "NOMBRE"),
        (r"(\d+)<=x<=(\d+)", r"\1 to \2", r"de \1 à \2"),
        (r"x>=(\d+)", r"\1 or more", r"\1 ou plus"),
        (r"(?<=\d); ", "; ", "\N{NO-BREAK SPACE}; "),
        (r"<%Y-%m-%d>", "DATE", "DATE"),
        (r"<(?:list\[)?([^]>]+)\]?>", r"\1", r"\1"),
        (r"Missing (?:argument|option) '(.+?)'\.", r"\g<0>", r"il manque \1."),
        (r"Choose from:", "Choose from:", "Au choix :"),
        (r"Missing command\.", "Missing command.", "quelle commande ?"),
        (r"No such command '(.+?)'\.", r"\g<0>", r"il n'y a pas de commande \1."),
        (r"Did you mean (.+)\?", r"\g<0>", r"Est-ce \1 ?"),
        (r"No such option: (\S+)", r"\g<0>", r"il n'y a pas d'option \1"),
        (r"\(Possible options: (.+)\)", r"\g<0>", r"(il y a \1)"),
        (r"Option '(.+)' does not take a value\.", r"\g<0>", r"\1 ne prend pas de valeur."),
        (r"Option '(.+)' requires .+\.", r"\g<0>", r"\1 attend une valeur."),
        (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"\g<0>", r"c'est trop : \1"),
        (r"Invalid value for '?(.+?)'?: (?:Value error, )?", r"Invalid value for '\1': ", r"\1 : "),
        (r"(\S+) is not one of (.+)\.$", r"\g<0>", r"\1 ne figure pas parmi \2."),
        (r"(\S+) does not match the formats '%Y-%m-%d'", r"\1 is no day; write it as 2026-12-31",
         r"\1 n'est pas une date ; écrivez-la ainsi : 2026-12-31"),
        (r"Input should be a valid integer.*", "give a whole number.", "donnez un nombre entier."),
        (r"Input should be a valid number.*", "give a number.", "donnez un nombre."),
        (r"Input should be less than or equal to (.+)", r"\1 at most.", r"\1 au plus."),
        (r"Input should be greater than or equal to (.+)", r"\1 at least.", r"\1 au moins."),
    )
]  # fmt: skip
"""What Typer says, and what we say for it."""


def own(text: str) -> str:
    """A text of Typer's in our words."""
    for pattern, words in WORDS:
        text = pattern.sub(words, text)
    return text


class Writer(typer.Context.formatter_class):  # type: ignore[misc,valid-type]
    """Typer's help, part by part, before it is broken into lines."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is called."""
        super().write_usage(prog, own(args), own(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """What comes below."""
        super().write_heading(own(heading) + told("", NO_BREAK))

    def write_dl(self, rows: Any, *given: Any, **named: Any) -> None:
        """Options, arguments or commands, each with what it is for."""
        super().write_dl([(own(name), own(help)) for name, help in rows], *given, **named)


class Context(typer.Context):
    """A command that is called, with its help in our words."""

    formatter_class = Writer


def spoken(command: Any) -> Any:
    """The command, and those below it, with `--lang`, and its help in our words."""
    command.context_class = Context
    if all(each.name != "lang" for each in command.params):
        command.params.append(_option())
    for each in command.commands.values() if isinstance(command, TyperGroup) else ():
        spoken(each)
    return command


def alone(name: str, command: Callable[..., None], **how: Any) -> Any:
    """A command without any below it, as it is run."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, **how)(command)
    return spoken(get_command(app))


def wrong(error: Any) -> str:
    """What Typer finds wrong with a command, with how it is called."""
    shown = io.StringIO()
    error.show(shown)
    return own(shown.getvalue())


@cache
def _option() -> Any:
    """`--lang`, as Typer makes it of what is declared."""
    app = typer.Typer(add_completion=False)

    @app.command()
    def command(lang: Lang = None) -> None:
        pass

    return get_command(app).params[0]
