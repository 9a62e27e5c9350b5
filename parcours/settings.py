"""Settings: an `.env` file in `PARCOURS_HOME`, one that is named, the environment, then flags, in rising order.

No file is read just because a command is run beside it: whoever unpacks a stranger's folder would use their settings.
"""

import datetime
import os
import re
from functools import reduce
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from events.window import UNLIMITED, Window
from graph import currency, wrong_values
from graph.errors import WrongUsage
from graph.language import Language
from graph.saying import Saying, saying
from graph.system import why
from graph.wrong_values import GIVEN, NONE_OF
from parcours.language import Spoken, spoken

NAMED = "PARCOURS_ENV_FILE"
"""The variable that names a file of settings beside the one in `PARCOURS_HOME`, as `--env-file` does."""


NO_FILE = saying(
    "there is no file {file}, which was to be read for settings",
    "il n'y a pas de fichier {file}, où devaient se lire des réglages",
)
NO_UTF8 = saying(
    "an .env file is not UTF-8: byte {at} cannot be read; save it as UTF-8",
    "un fichier .env n'est pas en UTF-8 : l'octet {at} est illisible ; enregistrez-le en UTF-8",
)
NO_ORIGIN = saying(
    "{text!r} is no origin: write each like https://example.org, without a path",
    "{text!r} n'est pas une origine : écrivez chacune comme https://example.org, sans chemin",
)
NO_ADDRESS = saying(
    "{text!r} is no address of pages: write it like https://parcours.example.org",
    "{text!r} n'est pas une adresse de pages : écrivez-la comme https://parcours.example.org",
)
NO_CURRENCY = saying(
    "is no currency; write its code of three letters, such as EUR or CHF",
    "n'est pas une monnaie ; écrivez son code de trois lettres, par exemple EUR ou CHF",
)
NO_TEMPLATE = saying(
    "the template of slides {file} cannot be read: {reason}",
    "le modèle de diapositives {file} ne peut pas être lu : {reason}",
)
NO_DURATION = saying(
    "is no duration; write it like PT1M or P1D", "n'est pas une durée ; écrivez-la ainsi : PT1M ou P1D"
)
WRONG = saying("a setting cannot be used: {wrong}", "un réglage ne convient pas : {wrong}")
AND = saying("{one}; {more}", "{one} ; {more}")
SETTING = saying("{name}: {said}", "{name} : {said}")
NEEDED = {**wrong_values.NEEDED, "literal_error": NONE_OF, "time_delta_parsing": NO_DURATION}
"""What is wrong with a setting, by what Pydantic calls it."""


def _split(text: object) -> object:
    return [part.strip() for part in text.split(",") if part.strip()] if isinstance(text, str) else text


def _origin(text: str) -> str:
    url = urlsplit(text)
    if url.scheme not in ("http", "https") or text != f"{url.scheme}://{url.netloc}" or "*" in text or not url.netloc:
        raise ValueError(NO_ORIGIN(text=text))
    return text


def _address(text: str) -> str:
    url = urlsplit(text.rstrip("/"))
    if url.scheme not in ("http", "https") or not url.netloc or url.query or url.fragment:
        raise ValueError(NO_ADDRESS(text=text))
    return text.rstrip("/")


def _seconds(text: object) -> object:
    return None if isinstance(text, str) and text.strip().lower() == "off" else text


Seconds = Annotated[Annotated[float, Field(ge=0, le=60)] | None, BeforeValidator(_seconds)]
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Address = Annotated[str, AfterValidator(_address)]
Origins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_split)]


def _window(text: object) -> object:
    if not isinstance(text, str):
        return text
    return Window(UNLIMITED if text.strip().lower() == UNLIMITED else text.strip().upper())


Duration = Annotated[Window, NoDecode, BeforeValidator(_window)]


def _duration(text: object) -> object:
    if isinstance(text, str) and not text.strip().upper().startswith("P"):
        raise ValueError(GIVEN(given=text, needed=NO_DURATION()))
    return text


Span = Annotated[datetime.timedelta, Field(ge=datetime.timedelta(0)), BeforeValidator(_duration)]


def _currency(text: object) -> object:
    code = text.strip().upper() if isinstance(text, str) else ""
    if not currency.CODE.fullmatch(code):
        raise ValueError(GIVEN(given=str(text), needed=NO_CURRENCY()))
    return code


Currency = Annotated[str, BeforeValidator(_currency)]


class Settings(BaseSettings):
    """Where the store is, where files are kept, how the API serves."""

    model_config = SettingsConfigDict(env_prefix="PARCOURS_", extra="ignore", populate_by_name=True)

    neo4j_uri: str | None = Field(None, validation_alias="NEO4J_URI", description="Another Neo4j than the local one")
    neo4j_username: str = Field("neo4j", validation_alias="NEO4J_USERNAME", description="Its user")
    neo4j_password: str = Field("", validation_alias="NEO4J_PASSWORD", repr=False, description="Its password")
    neo4j_database: str = Field("neo4j", validation_alias="NEO4J_DATABASE", description="Its database")
    home: Path = Field(default_factory=lambda: user_data_path("parcours"), description="Data of the local Neo4j")
    cache: Path = Field(default_factory=lambda: user_cache_path("parcours"), description="Jars, fetched once for all")
    store_keep: Span | None = Field(None, description="How long the local Neo4j outlives the last command")
    pseudonym_key: SecretStr | None = Field(None, description="The key of pseudonyms, not the one in the home folder")
    events: str | None = Field(None, description="Where contacts are kept, a folder or a URL, not in the home folder")
    events_engine: str = Field("duckdb", description="What mines contacts: duckdb, spark, or a Spark master")
    flow_window: Duration = Field(Window(), description="How far apart two contacts of a flow are, or unlimited")
    host: str = Field("127.0.0.1", description="The address that the API listens on")
    port: int = Field(8000, ge=0, le=65535, description="The port that the API listens on")
    workers: int = Field(1, ge=1, description="Processes that serve the API")
    profile: Literal["development", "production"] = Field("development", description="What the API gives away")
    get: bool | None = Field(None, description="Queries over GET, whatever the profile says")
    introspection: bool | None = Field(None, description="Introspection, whatever the profile says")
    reasons: bool | None = Field(None, description="Why a document is refused, whatever the profile says")
    graphiql: bool | None = Field(None, description="GraphiQL, whatever the profile says")
    explain: bool | None = Field(None, description="`extensions.explain`, whatever the profile says")
    documents: Path | None = Field(None, description="Trusted documents, a file or a folder")
    documents_only: bool = Field(True, description="Where documents are trusted, run no others")
    edits: Literal["on", "off"] = Field("on", description="Whether people edit the map over the API, or files alone")
    tokens: bool = Field(False, description="Demand an account or an access token on loopback too")
    trusted_header: str | None = Field(None, description="The field in which a proxy names who is signed in there")
    trusted_proxies: Names = Field((), description="Addresses or networks of the proxies that are believed")
    trusted_groups: str | None = Field(None, description="The field in which a proxy names the groups of who is")
    trusted_roles: Names = Field((), description="Roles of these groups, as group=role between commas")
    cors: Origins = Field((), description="Origins whose pages may ask, between commas")
    embed: Origins = Field((), description="Origins whose pages may show pictures in a frame, between commas")
    slides: Path | None = Field(None, description="The firm's template of slides, a .pptx or .potx")
    address: Address | None = Field(None, description="Where people find the pages, which files lead back to")
    hosts: Names = Field((), description="Names under which the API is reached, between commas")
    max_cost: int = Field(200_000, ge=1, description="Nodes that an operation may read at most")
    max_depth: int = Field(25, ge=1, description="Levels that an operation may have")
    max_aliases: int = Field(500, ge=0, description="Fields to which an operation may give other names")
    max_tokens: int = Field(10_000, ge=1, description="Tokens that a document may have")
    budget: int | None = Field(None, ge=1, description="What a client may spend a minute, in nodes read at most")
    timeout: float = Field(30.0, gt=0, description="Seconds after which the store stops a statement of the API")
    statements: int = Field(16, ge=1, description="Statements that each process has in flight at most")
    answer_cache: Seconds = Field(1.0, description="How old the state of the graph may be, or off: keep no answers")
    log: Literal["off", "text", "json"] = Field("off", description="How each request is logged")
    currency: Currency = Field("EUR", description="The currency of costs, by its code")
    lang: Spoken = Field(
        default_factory=lambda: spoken(), description="The language of answers to readers who ask for none"
    )

    def of(self, demo: bool) -> Path | None:
        """The home of the demo, where that is meant; else none but the usual one."""
        return self.home / "demo" if demo else None

    def events_at(self, home: Path | None = None) -> str | Path:
        """Where the event store is, a folder or a URL; the demo's lies in a home of its own."""
        return (self.events if home is None else None) or (home or self.home) / "events"

    def template(self) -> bytes | None:
        """The firm's template of slides, where there is one. WrongUsage where it is not to be read."""
        return template(self.slides) if self.slides else None

    def pictures_at(self, home: Path | None = None) -> Path:
        """Where the pictures that a graph names are kept."""
        return (home or self.home) / "pictures"

    def keeps(self, home: Path) -> float:
        """How many seconds the local Neo4j of a home outlives the last command.

        A minute, and the demo's none, unless `PARCOURS_STORE_KEEP` is set.
        """
        wanted = self.store_keep
        if wanted is None:
            wanted = datetime.timedelta(minutes=1) if home == self.home else datetime.timedelta(0)
        return wanted.total_seconds()

    def language(self) -> Language:
        """The language that is set."""
        return Language(self.lang.upper())


def template(file: Path) -> bytes:
    """A template of slides, as it stands. WrongUsage where it is not to be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise WrongUsage(NO_TEMPLATE(file=file, reason=why(error))) from error


def load() -> Settings:
    """The settings as they stand; costs are told in their currency from then on.

    WrongUsage names each one that has an impossible value.
    """
    named = os.environ.get(NAMED)
    if named and not Path(named).is_file():
        raise WrongUsage(NO_FILE(file=named))
    try:
        home = Settings(_env_file=named).home
        found = Settings(_env_file=[home / ".env", *([named] if named else [])], home=home)
    except UnicodeDecodeError as error:
        raise WrongUsage(NO_UTF8(at=error.start)) from error
    except ValidationError as error:
        raise WrongUsage(
            WRONG(wrong=reduce(lambda one, more: AND(one=one, more=more), map(_wrong, error.errors())))
        ) from error
    currency.settle(found.currency)
    return found


def _wrong(error: Any) -> Saying:
    """What is wrong with a setting, by the name of its variable."""
    name, context, kind = str(error["loc"][0]), error.get("ctx", {}), error["type"]
    variable = name if name in os.environ or name.startswith("NEO4J_") else f"PARCOURS_{name.upper()}"
    if kind == "value_error":
        return SETTING(name=variable, said=context["error"].args[0])
    choices = ", ".join(re.findall("'([^']*)'", context.get("expected", "")))
    needed = NEEDED[kind](**context, known=choices) if kind in NEEDED else error["msg"]
    return SETTING(name=variable, said=GIVEN(given=str(error["input"]), needed=needed))
