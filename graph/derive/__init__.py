"""What follows from the map: silos, ways, hand-offs and ruptures. Pure functions; `store` reads for them and writes."""

from graph.derive.journey import Derived, derive
from graph.derive.landscape import Journey, Landscape, Step, System, Touchpoint
from graph.derive.silos import silos

__all__ = ["Derived", "Journey", "Landscape", "Step", "System", "Touchpoint", "derive", "silos"]
