"""`parcours ask`: the catalogue of questions, a command for each, and their answers."""

import difflib
import inspect
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from graph.errors import WrongUsage
from graph.model import Word
from graph.model.words import EvidenceKind
from graph.saying import MEANT, saying
from parcours import asking, pasting, printing
from parcours.closed import choices, reading, shown
from parcours.help import alone, option
from parcours.language import french, language, told
from parcours.opening import opened
from parcours.options import PAGE, Demo, First, Output, Skip
from parcours.output import give, say_more
from parcours.settings import load
from queries.catalogue import QUESTIONS
from queries.declare import Endpoint, FeedEnds, Moment, Month, Parameter, Question
from queries.evidence import CUSTOMERS
from wording.labels import label
from wording.titles import title
from wording.writing import COLON

Cypher = Annotated[
    bool,
    option(
        "Print the statement with its parameters, and end.",
        "Afficher la requête avec ses paramètres, et s'arrêter là.",
        "--cypher",
    ),
]
Witness = Annotated[
    bool, option("The proof of each rupture, node by node.", "La preuve de chaque rupture, nœud par nœud.", "--witness")
]

HOW: dict[str, tuple[Any, Any]] = {
    "format": (printing.Format, None),
    "output": (Output, None),
    "first": (First, PAGE),
    "skip": (Skip, 0),
    "witness": (Witness, False),
    "cypher": (Cypher, False),
    "demo": (Demo, False),
}
"""The options of every question, which say how to answer and not what to ask."""

LANGUAGE = language()
"""Of the help, which is made once."""

METAVARS: dict[type, str] = {
    Endpoint: told("PLACE", "LIEU"),
    FeedEnds: told("FROM:TO", "DE:VERS"),
    Month: told("YYYY-MM", "AAAA-MM"),
    Moment: told("WHEN", "QUAND"),
}
PLACE = told(
    " The key or the name of a channel, department, silo or system, a kind of channel (WEBSITE), or the key of a step "
    "or touchpoint; `channel:website` says which.",
    " La clé ou le nom d'un canal, d'une direction, d'un silo ou d'une application, un type de canal (WEBSITE), ou la "
    "clé d'une étape ou d'un point de contact ; `channel:website` dit lequel.",
)
NAME = told(" A name does, too.", " Un nom convient aussi.")
AND = told("; ", " ; ")
CLIENTS = ("customer", "client")
CUSTOMER = told(
    "`customer` stands for any that comes from customers.", "`client` désigne tout ce qui vient des clients."
)
NAMED, KIND = told("NAME", "NOM"), told("KIND", "TYPE")
NO_QUESTION = saying("there is no question {id!r}; {hint}", "il n'y a pas de question {id!r} ; {hint}")
THERE_ARE = saying("there are {ids}", "il y a {ids}")
NEEDED = saying("{question} needs --{flag}: {meaning}", "{question} a besoin de --{flag} : {meaning}")


EvidenceChoice = StrEnum("EvidenceChoice", [*((k.value, k.value) for k in EvidenceKind), ("customer", "customer")])  # type: ignore[misc]
"""A kind of evidence, or all that come from customers."""


class Catalogue(TyperGroup):
    """The commands of the questions, each made when it is called: they have hundreds of options together.

    One that does not exist is answered with those that are nearly it.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """Every question."""
        return [*QUESTIONS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a question. WrongUsage if there is none."""
        if cmd_name not in QUESTIONS:
            near = difflib.get_close_matches(cmd_name.lower().replace("_", "-"), QUESTIONS)
            hint = MEANT(near=", ".join(near)) if near else THERE_ARE(ids=", ".join(QUESTIONS))
            raise WrongUsage(NO_QUESTION(id=cmd_name, hint=hint))
        question = QUESTIONS[cmd_name]
        return alone(cmd_name, _command(question), help=_help(question))


app = typer.Typer(
    cls=Catalogue,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    help=told("Ask a question of the catalogue.", "Poser une question du catalogue."),
)


@app.callback(invoke_without_command=True)
@french("Poser une question du catalogue ; sans question, les lister.")
def catalogue(context: typer.Context) -> None:
    """Ask a question of the catalogue; without one, list them."""
    if context.invoked_subcommand is None:
        language = load().language()
        give("\n".join(f"{each.id:<22} {title(each, language)}" for each in QUESTIONS.values()))


def _command(question: Question) -> Callable[..., None]:
    """The command of a question: its parameters as options."""
    options = {f"{p.flag}_": p for p in question.parameters}
    apart = [*(("first", "skip") if question.connection or question.whole else ())]
    apart += [] if question.connection else ["witness"]
    how = {name: option for name, option in HOW.items() if name not in apart}

    def command(**values: Any) -> None:
        given = {p.flag: _plain(values.pop(name)) for name, p in options.items()}
        told = {
            flag: value for flag, value in given.items() if value is not None and value != [] and value is not False
        }
        _ask(question, told, {name: default for name, (_, default) in HOW.items()} | values)

    declared = [inspect.Parameter(n, KEYWORD, annotation=_option(p), default=_absent(p)) for n, p in options.items()]
    declared += [inspect.Parameter(n, KEYWORD, annotation=a, default=d) for n, (a, d) in how.items()]
    command.__signature__ = inspect.Signature(declared)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in declared}
    return command


KEYWORD = inspect.Parameter.KEYWORD_ONLY


def _option(parameter: Parameter) -> Any:
    """The option that a parameter is given by."""
    names = [f"--{parameter.flag}"]
    default = f" ({_default(parameter)})" if parameter.default else ""
    doc = f"{parameter.doc[LANGUAGE]}{default}." + (PLACE if parameter.type is Endpoint else "")
    doc += NAME if parameter.refers or parameter.type is FeedEnds else ""
    type_: Any = str if parameter.type in METAVARS else parameter.type
    if parameter.type is EvidenceKind:
        doc = f"{doc} {', '.join(shown(EvidenceKind, LANGUAGE))}{AND}{CUSTOMER}"
        option = typer.Option(*names, help=doc, metavar=KIND, parser=_evidence)
        return Annotated[list[EvidenceChoice] | None, option]
    if parameter.type is bool:
        return Annotated[bool, typer.Option(*names, help=doc)]
    closed = issubclass(parameter.type, Word)
    metavar = METAVARS.get(parameter.type) or (NAMED if parameter.refers else choices(type_) if closed else None)
    low, high = (parameter.between.low, parameter.between.high) if parameter.between else (None, None)
    how: dict[str, Any] = {"parser": reading(type_)} if closed else {"min": low, "max": high}
    option = typer.Option(*names, help=doc, metavar=metavar, **how)
    return Annotated[list[type_] | None if parameter.many else type_ | None, option]


def _evidence(given: str) -> EvidenceChoice:
    """A kind of evidence, or `customer`."""
    if given.lower() in CLIENTS:
        return EvidenceChoice.customer  # type: ignore[attr-defined,no-any-return]
    return EvidenceChoice(reading(EvidenceKind)(given))


def _default(parameter: Parameter) -> str:
    values = parameter.default if isinstance(parameter.default, list) else [parameter.default]
    if issubclass(parameter.type, Word):
        values = [label(parameter.type(each), LANGUAGE).lower() for each in values]
    return ", ".join(map(str, values))


def _absent(parameter: Parameter) -> Any:
    return False if parameter.type is bool else None


def _plain(value: Any) -> Any:
    """Words as their values; what `customer` stands for."""
    if not isinstance(value, list):
        return str(value) if isinstance(value, str) else value
    words = [str(each) for each in value]
    return [kind for word in words for kind in (CUSTOMERS if word == "customer" else [word])]


def _ask(question: Question, given: dict[str, Any], how: dict[str, Any]) -> None:
    for parameter in question.parameters:
        if parameter.required and parameter.flag not in given:
            raise WrongUsage(NEEDED(question=question.id, flag=parameter.flag, meaning=parameter.doc[language()]))
    settings = load()
    form = printing.form_of(question, how["format"], how["output"])
    with opened(settings, settings.of(how["demo"])) as gateway:
        asked = asking.looked_up(gateway.read, question, given, language(), how["first"], how["skip"])
        if how["cypher"]:
            give(pasting.statement(gateway, asked))
            return
        found = asking.answer(gateway, asked)
    printing.show(asked, found, form, how["output"], how["witness"])
    say_more(len(found["rows"]), found["totalCount"], asked.skip)


def _help(question: Question) -> str:
    example = f"parcours ask {question.id} {question.example} --demo".replace("  ", " ")
    such_as = told("For example", "Par exemple")
    return f"{title(question, LANGUAGE)}\n\n{question.doc[LANGUAGE]}\n\n{such_as}{COLON[LANGUAGE]} {example}"
