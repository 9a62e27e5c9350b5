// What root causes are worked out from, and the ruptures in scope: what causes them, what they break, their volume.
//+ causes
CALL () {
  //+ ruptures
  RETURN collect({
    key: item.key, low: item.volumeLow, high: item.volumeHigh,
    causedBy: head(COLLECT { MATCH (item)-[:CAUSED_BY]->(gap:Rupture) RETURN gap.key }),
    handoffs: COLLECT {
      MATCH (handoff:Handoff)-[:BROKEN_BY]->(item)
      RETURN {key: handoff.key, low: handoff.volumeLow, high: handoff.volumeHigh}
    }
  }) AS ruptures
}
RETURN {causes: causes, ruptures: ruptures} AS facts
