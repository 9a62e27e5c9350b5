// What root causes are worked out from, and the ruptures in scope: what causes them, what they break, their volume.
//+ causes
CALL () {
  //+ ruptures
  RETURN collect([
    item.key,
    head(COLLECT { MATCH (item)-[:CAUSED_BY]->(gap:Rupture) RETURN gap.key }),
    item.volumeLow, item.volumeHigh,
    COLLECT {
      MATCH (handoff:Handoff)-[:BROKEN_BY]->(item)
      RETURN [handoff.key, handoff.volumeLow, handoff.volumeHigh]
    }
  ]) AS ruptures
}
RETURN [causes, ruptures] AS facts
