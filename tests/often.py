"""How often random tests draw: by their own measure, ten times as often with `--hypothesis-profile=nightly`."""

from hypothesis import settings

TIMES = settings.default.max_examples // 100 if settings.default else 1


def often(examples: int) -> int:
    """So many examples; more of them at night."""
    return examples * TIMES


def every(places: range) -> range:
    """Some of the places, spread evenly, that a test goes through one by one; all of them at night."""
    return places if TIMES > 1 else places[::5]
