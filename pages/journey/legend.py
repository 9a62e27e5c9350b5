"""Which marks occur on a map, so that its legend explains these and no others."""

from collections.abc import Iterator

from pages.journey.told import Journey
from pages.journey.view import Show, View


def occurring(journey: Journey, view: View) -> Iterator[str]:
    """The names of what the legend has to explain."""
    happening = [each for each in journey.touchpoints if not each.missing]
    unnamed = [each for each in happening if not each.name]
    at = {each.key for each in journey.entire.touchpoints}
    ways = [each for each in journey.handoffs if {each.start, each.end} <= at]
    drawn = [each for each in ways if each.certain or each.status == "BROKEN" or view.ways]
    ruptures = [key for each in drawn for _, key in each.matters] + [each.key for each in journey.breaks]
    evidence = [each.evidence for each in happening if view.shows(Show.EVIDENCE)]
    said = {step.voice.says for step in journey.steps if step.voice}
    for name, there in (
        ("volume", view.shows(Show.VOLUMES) and any(each.volume for each in happening)),
        ("made", any(each.made for each in unnamed)),
        ("needed", any(each.needed for each in unnamed)),
        *((status.lower(), any(each.status == status for each in drawn)) for status in ("BROKEN", "UNKNOWN", "SOUND")),
        ("failure", any(each.failure for each in drawn)),
        ("stub", len(drawn) < len(ways)),
        ("outward", not journey.whole and any((each.start in at) != (each.end in at) for each in journey.handoffs)),
        ("decided", any(key in journey.decisions for key in ruptures)),
        ("gap", any(each.kind == "COVERAGE_GAP" for each in journey.breaks)),
        ("missing", any(each.missing for each in journey.touchpoints)),
        ("star", any(step.star for step in journey.steps)),
        ("goal", any(step.goal for step in journey.steps)),
        ("hypothesis", any(step.hypothesis for step in journey.steps)),
        ("exit", view.shows(Show.EXITS) and any(step.exits for step in journey.steps)),
        ("met", "EXPECTATION_MET" in said),
        ("missed", "EXPECTATION_MISSED" in said),
        ("peak", journey.remembered is not None),
        ("evidence", bool(evidence)),
        ("observed", view.shows(Show.OBSERVED) and any(each.observed for each in drawn)),
        ("unobserved", view.shows(Show.OBSERVED) and not all(each.observed for each in drawn)),
        ("contradicted", any(each.contradicted for each in evidence if each)),
        ("initiator", view.shows(Show.OWNERS) and bool(happening)),
        ("contested", view.shows(Show.OWNERS) and any(len(each.owners) > 1 for each in happening)),
    ):
        if there:
            yield name
