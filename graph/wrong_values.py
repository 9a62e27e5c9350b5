"""What is wrong with a value, by what Pydantic calls it: the same of a setting and of a field of a file."""

from collections.abc import Callable

from graph.saying import Saying, saying

GIVEN = saying("{given!r} {needed}", "{given!r} {needed}")
"""A value, and what is wrong with it."""

IN_FIELD = saying("{field}: {said}", "{field}\N{NO-BREAK SPACE}: {said}")
"""What is wrong with a field."""

NOT_WHOLE = saying("is no whole number", "n'est pas un nombre entier")
NO_NUMBER = saying("is no number", "n'est pas un nombre")
NEITHER = saying("is neither true nor false", "n'est ni true ni false")
NONE_OF = saying("is none of {known}", "ne figure pas parmi {known}")

BLANK = saying(
    "says nothing; write a word, or leave it out",
    "ne dit rien\N{NO-BREAK SPACE}; écrivez un mot, ou laissez-le de côté",
)
NONE_NAMED = saying("names none; name at least one", "ne nomme rien\N{NO-BREAK SPACE}; nommez-en au moins un")
LOOPS = saying(
    "{node} cannot lead to itself here; name another one",
    "{node} ne peut pas mener ici à soi-même\N{NO-BREAK SPACE}; nommez autre chose",
)
TWICE = saying(
    "{key!r} stands twice; put what is told of it into one entry",
    "{key!r} figure deux fois\N{NO-BREAK SPACE}; réunissez en une entrée ce qui en est dit",
)
BOTH = saying(
    "{key!r} is to be added and removed; say one of them",
    "{key!r} est à ajouter et à retirer\N{NO-BREAK SPACE}; dites l'un ou l'autre",
)
NO_DURATION = saying(
    "is no duration in ISO 8601; P2D is two days, PT4H four hours",
    "n'est pas une durée ISO 8601\N{NO-BREAK SPACE}; P2D vaut deux jours, PT4H quatre heures",
)
NO_URL = saying(
    "is no URL that a link can have; write a web page, such as https://example.org/map, or mailto: and an address",
    "n'est pas une URL possible pour un lien\N{NO-BREAK SPACE}; écrivez une page web, par exemple "
    "https://example.org/carte, ou mailto: et une adresse",
)

NEEDED: dict[str, Callable[..., Saying]] = {
    "int_type": NOT_WHOLE,
    "int_parsing": NOT_WHOLE,
    "float_parsing": NO_NUMBER,
    "bool_type": NEITHER,
    "bool_parsing": NEITHER,
    "less_than_equal": saying("is more than {le:.10g}, the most that it can be", "dépasse {le:.10g}, le maximum"),
    "greater_than_equal": saying(
        "is less than {ge:.10g}, the least that it can be", "est inférieur à {ge:.10g}, le minimum"
    ),
    "less_than": saying("is not below {lt:.10g}", "n'est pas inférieur à {lt:.10g}"),
    "greater_than": saying("is not above {gt:.10g}", "n'est pas supérieur à {gt:.10g}"),
}
"""Places are what Pydantic tells beside."""
