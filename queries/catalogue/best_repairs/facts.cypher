// The systems as they are, and losses of context: what is lost, which systems both ends use, what it breaks. Those that are
// asked about bring along all others that break the same hand-offs, so that it is known what is left of these.
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
  WITH collect(item) AS asked
  CALL (asked) {
    UNWIND asked AS item
    RETURN item
    UNION
    UNWIND asked AS loss
    MATCH (loss)<-[:BROKEN_BY]-(:Handoff)-[:BROKEN_BY]->(item:Rupture {kind: 'CONTEXT_LOSS'})
    RETURN item
  }
  MATCH (item)-[:LOSES]->(object:InformationObject), (item)-[:FROM]->(start:Touchpoint), (item)-[:TO]->(end:Touchpoint)
  RETURN collect([
    item.key, object.key,
    COLLECT { MATCH (start)-[:USES]->(system:System) RETURN system.key },
    COLLECT { MATCH (end)-[:USES]->(system:System) RETURN system.key },
    COLLECT {
      MATCH (handoff:Handoff)-[:BROKEN_BY]->(item)
      RETURN [handoff.key, handoff.volumeLow, handoff.volumeHigh, COUNT { (handoff)-[:BROKEN_BY]->(:Rupture) }]
    },
    item IN asked
  ]) AS losses
}
RETURN [systems, losses] AS facts
