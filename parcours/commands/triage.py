"""`parcours triage`: what people decide about a rupture."""

from typing import Annotated

import typer

from graph.model.words import Triage
from graph.triage import triage as decide
from parcours.settings import load
from parcours.store import opened, say

Rupture = Annotated[str, typer.Argument(metavar="RUPTURE", help="Its key, as `parcours ask ruptures` gives it.")]
State = Annotated[Triage, typer.Argument(metavar="|".join(Triage), help="What was decided.")]
Demo = Annotated[bool, typer.Option("--demo", help="A rupture of the demo's own store, which `parcours demo` filled.")]


def triage(rupture: Rupture, state: State, demo: Demo = False) -> None:
    """Note what was decided about a rupture: later imports keep it, also while the rupture is gone."""
    settings = load()
    with opened(settings, settings.home / "demo" if demo else None) as gateway:
        former = decide(gateway, rupture, state)
    print(f"{rupture}: {former} → {state}")
    if former is state:
        say("It was so already; nothing was written.")
