"""What is behind ruptures, and all ruptures that have the same behind them."""

from typing import Any

from ..naive import Rupture
from ..reading import Document, described
from .repairs import Feed, best_repairs, every_handoff, every_loss, with_feed
from .world import Row, counts, largest_first, ruptures, scope, total


def root_causes(document: Document) -> dict[str, tuple[Feed, list[str]] | str]:
    """Of every rupture the first of today's best repairs that repairs it, else what causes it, else itself."""
    best = [((row["from"], row["to"]), row["objects"]) for row in best_repairs(document)]
    laid = [(cause, with_feed(document, *cause)) for cause in best]
    lost = every_loss(document)
    found: dict[str, tuple[Feed, list[str]] | str] = {}
    for journey in described(document, "journeys"):
        for key, rupture in ruptures(document, journey).items():
            first = next((cause for cause, changed in laid if key in lost and lost[key].kept(changed)), None)
            found[key] = first or rupture.caused_by or key
    return found


def matters(document: Document, *, evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """The largest known volume first, then by key."""
    causes = root_causes(document)
    found: dict[str, tuple[Any, dict[str, Rupture]]] = {}
    for journey in scope(document, **where):
        for key, rupture in ruptures(document, journey).items():
            proof = [ref.split(":", 1)[1] for _, ref in rupture.witness if ref.startswith(("Touchpoint:", "Step:"))]
            if counts(document, evidence, rupture.from_, rupture.to, rupture.step, *proof):
                cause = causes[key]
                name = cause if isinstance(cause, str) else f"FEED~{'~'.join(cause[0])}"
                found.setdefault(name, (cause, {}))[1][key] = rupture
    rows = [_matter(document, name, *matter) for name, matter in found.items()]
    rows.sort(key=lambda row: (-row["knownVolume"], row["key"]))
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]


def _matter(document: Document, key: str, cause: Any, those: dict[str, Rupture]) -> Row:
    broken = {"~".join(edge) for rupture in those.values() for edge in rupture.handoffs}
    volumes = [every_handoff(document)[each].volume for each in broken] or [
        rupture.volume for rupture in those.values()
    ]
    feed = None if isinstance(cause, str) else {"from": cause[0][0], "to": cause[0][1], "objects": cause[1]}
    return {
        "key": key,
        "feed": feed,
        "rupture": cause if isinstance(cause, str) else None,
        "largest": sorted(those, key=lambda key: (*largest_first(those[key].volume), key))[0],
        "ruptures": sorted(those),
        "handoffs": sorted(broken),
        "volume": total(volumes),
        "knownVolume": sum(volume[1] for volume in volumes if volume is not None),
    }
