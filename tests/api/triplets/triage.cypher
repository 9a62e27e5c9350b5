
OPTIONAL MATCH (g:Graph {key: 'graph'}) WHERE g.revision IS NOT NULL AND g.derived IS NOT NULL
RETURN COUNT { MATCH () } - COUNT { MATCH (:Graph {key: 'lock'}) }, g IS NOT NULL, g.format, g.adopted, g.restoring


MATCH (g:Graph {key: 'graph'}) RETURN g.revision <> g.derived

MATCH (g:Graph {key: 'graph'}) RETURN g.revision


UNWIND $keys AS key
MATCH (r:Rupture {key: key})
OPTIONAL MATCH (owner:Department {key: r.triageOwner})
RETURN key, r.triage, r.triageNote, r.triageOwner, toString(r.triageDue), owner.name, toString(r.triagedAt), r.triagedBy


MATCH (d:Department {key: $key}) RETURN d.key


UNWIND $nodes AS node
MATCH (change:FieldChange {node: node})<-[:CHANGED]-(run:ImportRun)-[:OF]->(source:Source)
WHERE run.revision > $revision
RETURN node, change.field, change.after, coalesce(run.by, source.key), toString(run.startedAt), run.revision
ORDER BY run.key, change.key



UNWIND $keys AS key
MATCH (r:Rupture {key: key})
SET r += $said, r.triagedAt = datetime(), r.triagedBy = $by


MATCH (r:ImportRun) RETURN coalesce(max(r.key), '')


MERGE (s:Source {key: $source}) SET s.name = $source, s.kind = $source
CREATE (r:ImportRun {key: $run, command: $command, by: $by, status: 'DONE', startedAt: $began, finishedAt: $began})
SET r.rupturesAppeared = 0, r.rupturesGone = 0, r.handoffsBroken = 0, r.handoffsSound = 0, r.changesLeftOut = $leftOut
SET r += $properties
CREATE (r)-[:OF]->(s)
WITH r MATCH (g:Graph {key: 'graph'})
SET g.revision = g.revision + 1, g.derived = g.derived + 1, g.changedAt = datetime()
SET r.revision = g.revision



MATCH (run:ImportRun {key: $run})
UNWIND $rows AS row
CREATE (run)-[:CHANGED]->(:FieldChange {key: row[0], node: row[1], field: row[2], before: row[3], after: row[4]})


CALL () {
  MATCH (g:Graph {key: 'graph'}) RETURN g.revision AS revision2
}
CALL () {
  UNWIND $triage1_keys AS asked4 MATCH (rupture3:Rupture {key: asked4})
  OPTIONAL MATCH (department6:Department {key: rupture3.triageOwner})
  OPTIONAL MATCH (rupture3)-[:AT]->(step7:Step)
  RETURN collect([asked4, [rupture3.key, rupture3.triage, rupture3.triageNote, CASE WHEN department6 IS NULL THEN null ELSE [department6.name] END, toString(rupture3.triageDue), rupture3.triagedBy, CASE WHEN step7 IS NULL THEN null ELSE [step7.text] END]]) AS nodes5
}
RETURN [[revision2, nodes5]] AS value
