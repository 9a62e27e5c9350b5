// The systems as they are, the hand-offs in scope that are broken, and the losses of context that break them.
//+ systems
CALL () {
  //+ handoffs
  WITH item WHERE item.status = 'BROKEN'
  RETURN collect(item) AS broken
}
CALL (broken) {
  UNWIND broken AS handoff
  MATCH (handoff)-[:BROKEN_BY]->(item:Rupture {kind: 'CONTEXT_LOSS'})
  WITH DISTINCT item
  //+ lost
}
RETURN {systems: systems, broken: [handoff IN broken | handoff.key], losses: losses} AS facts
