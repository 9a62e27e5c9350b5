UNWIND range(0, size($journeys) - 1) AS place
MATCH (journey:Journey {key: $journeys[place]})
CALL (journey) {
  OPTIONAL MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
  //+ WHERE supported (step)-[:HAS_TOUCHPOINT]->{0,1}()
  OPTIONAL MATCH (step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  //+ WHERE supported (touchpoint)
  WITH step, touchpoint, coalesce(
    touchpoint.emotion,
    CASE touchpoint.qualification WHEN 'ENCHANTMENT' THEN 2.0 WHEN 'BASIC' THEN 0.0 WHEN 'IRRITANT' THEN -2.0 END
  ) AS value
  ORDER BY step.order, step.key, touchpoint.key
  WITH step, collect(touchpoint) AS places, collect(value) AS values, avg(value) AS mean
  ORDER BY step.order, step.key
  RETURN count(step) AS steps, reduce(all = [], some IN collect(places) | all + some) AS places,
    reduce(all = [], some IN collect(values) | all + some) AS values, collect(mean)[-1] AS end
}
CALL (journey) {
  MATCH (journey)-[:HAS_HANDOFF]->(handoff:Handoff)
  //+ WHERE supported (handoff)-[:FROM|TO]->(:Touchpoint)
  RETURN count(handoff) AS handoffs, count(CASE WHEN handoff.status = 'BROKEN' THEN 1 END) AS broken,
    count(CASE WHEN handoff.status = 'UNKNOWN' THEN 1 END) AS unknown,
    count(CASE WHEN handoff.status = 'SOUND' THEN 1 END) AS sound
}
CALL (journey) {
  OPTIONAL MATCH (journey)-[:HAS_RUPTURE]->(rupture:Rupture)
  WHERE rupture.resolved IS NULL
    //+ AND supported (rupture)-[:FROM|TO|AT|WITNESS]->(:Touchpoint|Step)
  RETURN collect(rupture.kind) AS kinds
}
CALL (journey) {
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(from:Touchpoint)
  MATCH (from)-[lead:LEADS_TO]->(to:Touchpoint)
  WHERE NOT coalesce(from.missing, false) AND NOT coalesce(to.missing, false) AND lead.basis <> 'POSSIBLE'
    //+ AND supported UNWIND [from, to] AS place MATCH (place)
  WITH COLLECT {
    MATCH (from)-[:HANDLED_BY]->(owner:Department)
    OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo)
    RETURN DISTINCT silo
  } AS left, COLLECT {
    MATCH (to)-[:HANDLED_BY]->(owner:Department)
    OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo)
    RETURN DISTINCT silo
  } AS entered
  WHERE size(left) > 0 AND size(entered) > 0 AND none(silo IN left + entered WHERE silo IS NULL)
  WITH CASE
    WHEN none(silo IN left WHERE silo IN entered) THEN true
    WHEN size(left) = 1 AND size(entered) = 1 THEN false
  END AS crosses
  RETURN count(CASE WHEN crosses THEN 1 END) AS external, count(CASE WHEN NOT crosses THEN 1 END) AS internal
}
WITH place, journey, steps, end, handoffs, broken, unknown, sound, kinds, external, internal,
  [touchpoint IN places WHERE NOT coalesce(touchpoint.missing, false)] AS existing,
  reduce(peak = head(values), value IN values | CASE
    WHEN abs(value) > abs(peak) OR abs(value) = abs(peak) AND value < peak THEN value ELSE peak
  END) AS peak
ORDER BY place
WITH collect({
  journey: journey, steps: steps, touchpoints: size(existing), existing: existing, handoffs: handoffs, broken: broken,
  unknown: unknown, sound: sound, kinds: kinds, external: external, internal: internal, remembered: (peak + end) / 2,
  eiIndex: CASE WHEN external + internal > 0 THEN toFloat(external - internal) / (external + internal) END,
  crossingRate: CASE WHEN external + internal > 0 THEN toFloat(external) / (external + internal) END
}) AS totals
// A department that has no contacts on one journey has them on another: it counts 0 there, which is known.
CALL (totals) {
  UNWIND totals AS one
  UNWIND one.existing AS touchpoint
  MATCH (touchpoint)-[:HANDLED_BY]->(department:Department)
  WITH DISTINCT department ORDER BY department.key
  RETURN collect(department) AS departments
}
CALL (totals, departments) {
  UNWIND range(0, size(totals) - 1) AS place
  RETURN collect(COLLECT {
    UNWIND departments AS department
    WITH department, [touchpoint IN totals[place].existing WHERE EXISTS { (touchpoint)-[:HANDLED_BY]->(department) }] AS own
    RETURN {department: department, contacts: CASE
      WHEN all(touchpoint IN own WHERE touchpoint.volumeHigh IS NOT NULL)
        THEN reduce(all = 0.0, touchpoint IN own | all + touchpoint.volumeHigh)
    END}
  }) AS contacts
}
WITH totals, contacts, totals[0] AS first
RETURN {journeys: [place IN range(0, size(totals) - 1) | {
  journey: totals[place].journey, steps: totals[place].steps, touchpoints: totals[place].touchpoints,
  channels: COLLECT {
    UNWIND totals[place].existing AS touchpoint
    MATCH (touchpoint)-[:ON]->(c:Channel)
    WITH DISTINCT c
    RETURN c ORDER BY c.key
  },
  handoffs: totals[place].handoffs, broken: totals[place].broken, unknown: totals[place].unknown,
  sound: totals[place].sound,
  ruptures: [kind IN ['CONTEXT_LOSS', 'FORCED_SWITCH', 'COVERAGE_GAP', 'DEAD_END', 'SILENT_GAP'] | {
    kind: kind, count: size([k IN totals[place].kinds WHERE k = kind]),
    delta: size([k IN totals[place].kinds WHERE k = kind]) - size([k IN first.kinds WHERE k = kind])
  }],
  external: totals[place].external, internal: totals[place].internal, eiIndex: totals[place].eiIndex,
  crossingRate: totals[place].crossingRate, remembered: totals[place].remembered,
  contacts: [n IN range(0, size(contacts[place]) - 1) | {
    department: contacts[place][n].department, contacts: contacts[place][n].contacts,
    delta: contacts[place][n].contacts - contacts[0][n].contacts
  }],
  delta: CASE WHEN place > 0 THEN {
    steps: totals[place].steps - first.steps, touchpoints: totals[place].touchpoints - first.touchpoints,
    handoffs: totals[place].handoffs - first.handoffs, broken: totals[place].broken - first.broken,
    ruptures: size(totals[place].kinds) - size(first.kinds), eiIndex: totals[place].eiIndex - first.eiIndex,
    crossingRate: totals[place].crossingRate - first.crossingRate,
    remembered: totals[place].remembered - first.remembered
  } END
}]} AS summary
