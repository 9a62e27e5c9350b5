// The imports that count: those after the given one, or after all of the given command; else all of the last command
// that changed something, but for what people decided about ruptures. `keys` are theirs where another command may have
// come in between.
CALL () {
  OPTIONAL MATCH (part:ImportRun {command: $after})
  WITH coalesce(max(part.key), $after) AS after
  MATCH (run:ImportRun) WHERE after IS NULL OR run.key > after
  WITH after, run ORDER BY run.key
  WITH after, collect(run) AS found
  WITH after, found, [run IN found WHERE run.status = 'STOPPED' OR run.created + run.updated + run.removed
    + size(coalesce(run.ownerChanged, [])) + size(coalesce(run.siloChanged, [])) > 0
    AND none(count IN coalesce(run.counts, []) WHERE count STARTS WITH 'Rupture ')][-1] AS last
  RETURN CASE WHEN after IS NULL
    THEN [run IN found WHERE coalesce(run.command, run.key) = coalesce(last.command, last.key)] ELSE found
  END AS runs
}
WITH runs, head(runs).key AS first, CASE WHEN $after IS NULL THEN [run IN runs | run.key] END AS keys
CALL (runs, first, keys) {
  MATCH (rupture:Rupture)
  WITH rupture,
    coalesce(rupture.firstSeen >= first AND (keys IS NULL OR rupture.firstSeen IN keys), false) AS isNew,
    coalesce(rupture.resolved >= first AND (keys IS NULL OR rupture.resolved IN keys), false) AS isGone,
    coalesce(rupture.reopened >= first AND (keys IS NULL OR rupture.reopened IN keys), false) AS isBack,
    coalesce(rupture.lastResolved >= first AND (keys IS NULL OR rupture.lastResolved IN keys), false) AS wasHere
  WITH rupture, CASE
    WHEN rupture.resolved IS NOT NULL
      THEN CASE WHEN isGone AND NOT isNew AND (wasHere OR NOT isBack) THEN ['RUPTURE_GONE', rupture.resolved] END
    WHEN isNew THEN ['RUPTURE_NEW', rupture.firstSeen]
    WHEN isBack THEN ['RUPTURE_REOPENED', rupture.reopened]
  END AS change
  WHERE change IS NOT NULL
  OPTIONAL MATCH (journey:Journey)-[:HAS_RUPTURE]->(rupture)
  RETURN change[0] AS change, change[1] AS by, journey, {rupture: rupture} AS what
  UNION ALL
  UNWIND runs AS run
  UNWIND [pair IN coalesce(run.ownersGained, []) | [pair, 1]] + [pair IN coalesce(run.ownersLost, []) | [pair, -1]] AS moved
  WITH *, moved[0] AS told
  //+ ends
  WITH ends, sum(moved[1]) AS net, max(run.key) AS by, first
  WHERE net <> 0
  MATCH (touchpoint:Touchpoint {key: ends[0]}) WHERE touchpoint.firstSeen < first
  MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  OPTIONAL MATCH (department:Department {key: ends[1]})
  RETURN CASE WHEN net > 0 THEN 'OWNER_GAINED' ELSE 'OWNER_LOST' END AS change, by, journey,
    {touchpoint: touchpoint, department: department} AS what
  UNION ALL
  UNWIND runs AS run
  UNWIND [pair IN coalesce(run.silosGained, []) | [pair, 1]] + [pair IN coalesce(run.silosLost, []) | [pair, -1]] AS moved
  WITH *, moved[0] AS told
  //+ ends
  WITH ends, sum(moved[1]) AS net, max(run.key) AS by, first
  WHERE net <> 0
  MATCH (department:Department {key: ends[0]})<-[:HANDLED_BY]-(touchpoint:Touchpoint) WHERE touchpoint.firstSeen < first
  MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  OPTIONAL MATCH (silo:Silo {key: ends[1]})
  RETURN CASE WHEN net > 0 THEN 'SILO_GAINED' ELSE 'SILO_LOST' END AS change, by, journey,
    {touchpoint: touchpoint, department: department, silo: silo} AS what
  UNION ALL
  UNWIND runs AS run
  UNWIND [key IN coalesce(run.crossingsBegun, []) | [key, 1]] + [key IN coalesce(run.crossingsEnded, []) | [key, -1]] AS moved
  WITH moved[0] AS key, sum(moved[1]) AS net, max(run.key) AS by, first
  WHERE net <> 0
  MATCH (journey:Journey)-[:HAS_HANDOFF]->(handoff:Handoff {key: key}) WHERE handoff.firstSeen < first
  RETURN CASE WHEN net > 0 THEN 'CROSSING_BEGUN' ELSE 'CROSSING_ENDED' END AS change, by, journey,
    {handoff: handoff} AS what
  UNION ALL
  // What was kept of the maps: of each field the first before and the last after. What came, went, or both (null is
  // among its fields, which `collect` leaves out) is told as a whole, a part in another whole not by its order too.
  UNWIND runs AS run
  MATCH (run)-[:CHANGED]->(told:FieldChange)
  WHERE split(told.node, ':')[0] IN ['Journey', 'Phase', 'Step', 'Touchpoint'] AND coalesce(told.field, 'name')
    IN ['title', 'name', 'text', 'phase', 'order', 'channel', 'volume', 'emotion']
  WITH run, told ORDER BY told.key
  WITH told.node AS node, told.field AS field, max(run.key) AS by, collect(told) AS every
  WITH node, field, {field: field, by: by, before: head(every).before, after: last(every).after} AS change
  WITH node, collect(change) AS changes, collect(field) AS fields
  UNWIND [each IN changes WHERE each.field IS NULL OR size(fields) = size(changes)
    AND NOT (each.field = 'order' AND 'phase' IN fields)] AS each
  WITH node, each WHERE coalesce(each.before <> each.after, (each.before IS NULL) <> (each.after IS NULL))
    AND NOT (each.field IS NULL AND each.before IS NOT NULL AND each.after IS NOT NULL)
  WITH split(node, ':')[0] AS label, substring(node, size(split(node, ':')[0]) + 1) AS key, each.field AS field,
    each.by AS by, each.before AS before, each.after AS after, CASE
      WHEN each.field IS NULL THEN CASE WHEN each.before IS NULL THEN 'ELEMENT_ADDED' ELSE 'ELEMENT_REMOVED' END
      WHEN each.field IN ['volume', 'emotion'] THEN toUpper(each.field) + '_CHANGED'
      WHEN each.field IN ['phase', 'order', 'channel'] THEN 'ELEMENT_MOVED'
      ELSE 'ELEMENT_RENAMED'
    END AS change
  OPTIONAL MATCH (journey:Journey {key: split(key, '/')[0]})
  OPTIONAL MATCH (phase:Phase {key: CASE label WHEN 'Phase' THEN key END})
  OPTIONAL MATCH (step:Step {key: CASE label WHEN 'Step' THEN key END})
  OPTIONAL MATCH (touchpoint:Touchpoint {key: CASE label WHEN 'Touchpoint' THEN key END})
  WITH *, CASE label WHEN 'Journey' THEN journey ELSE coalesce(phase, step, touchpoint) END AS element
  OPTIONAL MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(at:Step)
  OPTIONAL MATCH (touchpoint)-[:ON]->(on:Channel)
  OPTIONAL MATCH (oldPhase:Phase {key: CASE field WHEN 'phase' THEN before END})
  OPTIONAL MATCH (newPhase:Phase {key: CASE field WHEN 'phase' THEN after END})
  OPTIONAL MATCH (oldChannel:Channel {key: CASE field WHEN 'channel' THEN before END})
  OPTIONAL MATCH (newChannel:Channel {key: CASE field WHEN 'channel' THEN after END})
  RETURN change, by, journey, {
    element: CASE WHEN change <> 'ELEMENT_REMOVED' THEN element END, key: key,
    called: CASE change WHEN 'ELEMENT_REMOVED' THEN before ELSE coalesce(
      element.title, element.name, element.text, at.text + ' (' + coalesce(on.name, substring(key, size(at.key) + 1)) + ')',
      CASE change WHEN 'ELEMENT_ADDED' THEN after END, key
    ) END,
    name: CASE change WHEN 'ELEMENT_RENAMED' THEN {before: before, after: after} END,
    place: CASE change WHEN 'ELEMENT_MOVED' THEN {
      before: coalesce(oldPhase.name, oldChannel.name, before), after: coalesce(newPhase.name, newChannel.name, after)
    } END,
    volume: CASE change WHEN 'VOLUME_CHANGED' THEN {
      before: CASE WHEN before IS NOT NULL THEN
        {low: toFloat(split(substring(before, 1), ',')[0]), high: toFloat(split(substring(before, 0, size(before) - 1), ',')[1])} END,
      after: CASE WHEN after IS NOT NULL THEN
        {low: toFloat(split(substring(after, 1), ',')[0]), high: toFloat(split(substring(after, 0, size(after) - 1), ',')[1])} END
    } END,
    emotion: CASE change WHEN 'EMOTION_CHANGED' THEN {before: toFloat(before), after: toFloat(after)} END
  } AS what
  UNION ALL
  UNWIND runs AS run
  WITH run WHERE run.changesLeftOut > 0
  RETURN 'MORE_NOT_KEPT' AS change, run.key AS by, null AS journey, {more: run.changesLeftOut} AS what
}
// What is gone with its journey belongs to every scope that names none.
CALL (journey) {
  //+ journeys
  RETURN count(*) AS inScope
}
WITH * WHERE (inScope > 0 OR journey IS NULL AND $journeys IS NULL)
  //+ AND supported UNWIND [what.touchpoint, what.handoff, what.rupture, what.element] AS changed MATCH (changed)-[:FROM|TO|AT|WITNESS]->{0,1}(:Touchpoint|Step)
RETURN {
  change: change, run: head(COLLECT { MATCH (run:ImportRun {key: by}) RETURN run }), journey: journey,
  rupture: what.rupture, handoff: what.handoff, touchpoint: what.touchpoint, department: what.department,
  silo: what.silo, element: what.element, key: what.key, called: what.called, name: what.name, place: what.place,
  volume: what.volume, emotion: what.emotion, more: what.more
} AS row
ORDER BY what.key IS NOT NULL, change, journey.key, what.rupture.key, what.handoff.key, what.touchpoint.key,
  what.department.key, what.silo.key, what.key, by
