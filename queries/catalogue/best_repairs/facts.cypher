// The systems as they are with who runs them, and losses of context: what is lost, which systems both ends use, what it
// breaks. Those that are asked about bring along all others that break the same hand-offs, so that it is known what is
// left of these.
//+ systems
//+ owners
CALL () {
  //+ losses
  RETURN collect(item) AS asked
}
CALL (asked) {
  CALL (asked) {
    UNWIND asked AS item
    RETURN item
    UNION
    UNWIND asked AS loss
    MATCH (loss)<-[:BROKEN_BY]-(:Handoff)-[:BROKEN_BY]->(item:Rupture {kind: 'CONTEXT_LOSS'})
    RETURN item
  }
  //+ lost
}
RETURN {systems: systems, owners: owners, asked: [loss IN asked | loss.key], losses: losses} AS facts
