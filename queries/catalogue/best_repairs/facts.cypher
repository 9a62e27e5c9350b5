// The systems as they are, and every loss of context: what is lost, which systems both ends use, what it breaks.
CALL () {
  MATCH (system:System)
  RETURN collect([
    system.key, coalesce(system.stub, false),
    COLLECT { MATCH (system)-[:STORES]->(object:InformationObject) RETURN object.key },
    COLLECT { MATCH (system)-[feed:FEEDS]->(other:System) RETURN [other.key, feed.objects] }
  ]) AS systems
}
CALL () {
  //+ losses
  MATCH (item)-[:LOSES]->(object:InformationObject), (item)-[:FROM]->(start:Touchpoint), (item)-[:TO]->(end:Touchpoint)
  RETURN collect([
    item.key, object.key,
    COLLECT { MATCH (start)-[:USES]->(system:System) RETURN system.key },
    COLLECT { MATCH (end)-[:USES]->(system:System) RETURN system.key },
    COLLECT {
      MATCH (handoff:Handoff)-[:BROKEN_BY]->(item)
      RETURN [handoff.key, handoff.volumeLow, handoff.volumeHigh, COUNT { (handoff)-[:BROKEN_BY]->(:Rupture) }]
    }
  ]) AS losses
}
RETURN [systems, losses] AS facts
