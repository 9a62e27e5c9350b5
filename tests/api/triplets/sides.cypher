CALL () {
  CALL () {
    MATCH (channel2:Channel {key: $channel1_key}) RETURN channel2
    UNION ALL
    WITH $channel1_key AS asked WHERE NOT EXISTS { MATCH (:Channel {key: asked}) }
    WITH asked, CASE WHEN EXISTS { MATCH (:Channel {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Channel AND (asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), asked) END AS now
    MATCH (channel2:Channel {key: now}) RETURN channel2
  }
  CALL (channel2) {
    CALL (channel2) {
      MATCH (item:Rupture)-[:FROM]->(from:Touchpoint)
      MATCH (from)-[:ON]->(channel2:Channel)
      RETURN item
      UNION
      MATCH (item:Rupture {kind: 'COVERAGE_GAP'})-[:ON]->(channel2:Channel)
      MATCH (channel2:Channel)
      RETURN item
      UNION
      MATCH (item:Rupture {kind: 'DEAD_END'})-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(from:Touchpoint)
      MATCH (from)-[:ON]->(channel2:Channel)
      RETURN item
      UNION
      MATCH (item:Rupture {kind: 'SILENT_GAP'})-[:WITNESS {role: 'MISSING'}]->(from:Touchpoint)
      MATCH (from)-[:ON]->(channel2:Channel)
      RETURN item
    }
    MATCH (journey:Journey)-[:HAS_RUPTURE]->(item)
    WHERE coalesce(journey.perspective, 'REALITY') IN $ruptures4_perspectives AND coalesce(journey.status, '') <> 'ARCHIVED' AND item.resolved IS NULL
    RETURN count(*) AS total6
  }
  CALL (channel2) {
    CALL (channel2) {
      MATCH (item:Rupture)-[:FROM]->(from:Touchpoint)
      MATCH (from)-[:ON]->(channel2:Channel)
      RETURN item
      UNION
      MATCH (item:Rupture {kind: 'COVERAGE_GAP'})-[:ON]->(channel2:Channel)
      MATCH (channel2:Channel)
      RETURN item
      UNION
      MATCH (item:Rupture {kind: 'DEAD_END'})-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(from:Touchpoint)
      MATCH (from)-[:ON]->(channel2:Channel)
      RETURN item
      UNION
      MATCH (item:Rupture {kind: 'SILENT_GAP'})-[:WITNESS {role: 'MISSING'}]->(from:Touchpoint)
      MATCH (from)-[:ON]->(channel2:Channel)
      RETURN item
    }
    MATCH (journey:Journey)-[:HAS_RUPTURE]->(item)
    WHERE coalesce(journey.perspective, 'REALITY') IN $ruptures4_perspectives AND coalesce(journey.status, '') <> 'ARCHIVED' AND item.resolved IS NULL
    WITH item ORDER BY item.kind IS NULL, item.kind, item.key LIMIT $ruptures5_limit
    CALL (item) {
      WITH item AS rupture
      CALL (rupture) {
        MATCH (rupture)-[:FROM|TO]->(:Touchpoint)-[:HANDLED_BY]->(department:Department)
        RETURN department
        UNION
        MATCH (rupture)-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(:Touchpoint)-[:HANDLED_BY]->(department:Department)
        WHERE NOT EXISTS { (rupture)-[:FROM|TO]->() }
        RETURN department
      }
      WITH * ORDER BY department.key
      RETURN collect([coalesce(department.name, department.key)]) AS concerns8
    }
    WITH * ORDER BY item.kind IS NULL, item.kind, item.key
    RETURN collect([[item.kind, item.key], [[item.kind, head([(item)-[:LOSES|ON]->(ofWhat) | coalesce(ofWhat.name, ofWhat.key)]),
      head([(item)-[:AT]->(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]), item.stepText], concerns8]]) AS itemRows9
  }
  RETURN head(collect([coalesce(channel2.name, channel2.key), [itemRows9, total6]])) AS channel3
}
CALL () {
  CALL () {
    MATCH (department11:Department {key: $department10_key}) RETURN department11
    UNION ALL
    WITH $department10_key AS asked WHERE NOT EXISTS { MATCH (:Department {key: asked}) }
    WITH asked, CASE WHEN EXISTS { MATCH (:Department {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Department AND (asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), asked) END AS now
    MATCH (department11:Department {key: now}) RETURN department11
  }
  CALL (department11) {
    MATCH (journey:Journey)-[:HAS_HANDOFF]->(item:Handoff)
    MATCH (item)-[:FROM|TO]->(either:Touchpoint)
    MATCH (either)-[:HANDLED_BY]->(:Department)-[:PART_OF*0..]->(department11:Department)
    WHERE coalesce(journey.perspective, 'REALITY') IN $handoffs13_perspectives AND coalesce(journey.status, '') <> 'ARCHIVED' AND item.status = $handoffs14_where_status_eq
    WITH DISTINCT item ORDER BY item.volumeHigh IS NULL, item.volumeHigh DESC, item.key LIMIT $handoffs14_limit
    WITH * ORDER BY item.volumeHigh IS NULL, item.volumeHigh DESC, item.key
    RETURN collect([[item.volumeHigh, item.key], [[head([(item)-[:FROM]->(ofStart:Touchpoint) | [ofStart.name, head([(ofStart)<-[:HAS_TOUCHPOINT]-(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]),
      head([(ofStart)-[:ON]->(ofChannel:Channel) | coalesce(ofChannel.name, ofChannel.key)]), ofStart.key]]), head([(item)-[:TO]->(ofEnd:Touchpoint) | [ofEnd.name, head([(ofEnd)<-[:HAS_TOUCHPOINT]-(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]),
      head([(ofEnd)-[:ON]->(ofChannel:Channel) | coalesce(ofChannel.name, ofChannel.key)]), ofEnd.key]]), item.key]]]) AS itemRows16
  }
  RETURN head(collect([[itemRows16]])) AS department12
}
CALL () {
  CALL () {
    MATCH (step18:Step {key: $step17_key}) RETURN step18
    UNION ALL
    WITH $step17_key AS asked WHERE NOT EXISTS { MATCH (:Step {key: asked}) }
    WITH asked, split(asked, '/') AS names
    WITH asked, names, CASE WHEN EXISTS { MATCH (:Journey {key: names[0]}) } THEN names[0] ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(names[0], ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Journey AND (names[0] IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), names[0]) END AS journey
    WITH asked, names, journey + '/' + names[1] AS whole, names[0] + '/' + names[1] AS given
    WITH asked, names, CASE WHEN EXISTS { MATCH (:Step {key: whole}) } THEN whole ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(whole, ''), '\\', '\\\\'), '"', '\\"') + '"' + ' ' + '"' + replace(replace(coalesce(given, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Step AND (whole IN node.aliases OR given IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), whole) END AS step
    WITH asked, CASE size(names) WHEN 2 THEN step END AS now
    MATCH (step18:Step {key: now}) RETURN step18
  }
  CALL (step18) {
    CALL (step18) {
      MATCH (item:Rupture)-[:FROM|TO]->(either:Touchpoint)
      MATCH (either)<-[:HAS_TOUCHPOINT]-(step18:Step)
      RETURN item
      UNION
      MATCH (item:Rupture WHERE item.kind IN ['COVERAGE_GAP', 'DEAD_END', 'SILENT_GAP'])
      MATCH (item)-[:AT]->(step18:Step)
      RETURN item
    }
    MATCH (journey:Journey)-[:HAS_RUPTURE]->(item)
    WHERE item.resolved IS NULL
    RETURN count(*) AS total22
  }
  RETURN head(collect([[null, total22]])) AS step19
}
CALL () {
  CALL () {
    MATCH (item:Rupture)-[:FROM]->(from:Touchpoint)
    MATCH (from)-[:ON]->(fromChannel:Channel)
    WHERE fromChannel.key IN $ruptures23_from_channel
    RETURN item
    UNION
    MATCH (item:Rupture {kind: 'COVERAGE_GAP'})-[:ON]->(from:Channel)
    MATCH (from:Channel)
    WHERE from.key IN $ruptures23_from_channel
    RETURN item
    UNION
    MATCH (item:Rupture {kind: 'DEAD_END'})-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(from:Touchpoint)
    MATCH (from)-[:ON]->(fromChannel:Channel)
    WHERE fromChannel.key IN $ruptures23_from_channel
    RETURN item
    UNION
    MATCH (item:Rupture {kind: 'SILENT_GAP'})-[:WITNESS {role: 'MISSING'}]->(from:Touchpoint)
    MATCH (from)-[:ON]->(fromChannel:Channel)
    WHERE fromChannel.key IN $ruptures23_from_channel
    RETURN item
  }
  CALL (item) {
    MATCH (item:Rupture)-[:FROM|TO]->(either:Touchpoint)
    MATCH (either)-[:ON]->(eitherChannel:Channel)
    WHERE eitherChannel.key IN $ruptures23_either_channel
    RETURN true AS beside
    UNION
    MATCH (item:Rupture {kind: 'COVERAGE_GAP'})
    MATCH (item)-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(either:Touchpoint WHERE NOT coalesce(either.missing, false))
    MATCH (either)-[:ON]->(eitherChannel:Channel)
    WHERE eitherChannel.key IN $ruptures23_either_channel
    RETURN true AS beside
    UNION
    MATCH (item:Rupture {kind: 'COVERAGE_GAP'})-[:ON]->(either:Channel)
    MATCH (either:Channel)
    WHERE either.key IN $ruptures23_either_channel
    RETURN true AS beside
    UNION
    MATCH (item:Rupture {kind: 'DEAD_END'})-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(either:Touchpoint)
    MATCH (either)-[:ON]->(eitherChannel:Channel)
    WHERE eitherChannel.key IN $ruptures23_either_channel
    RETURN true AS beside
    UNION
    MATCH (item:Rupture {kind: 'SILENT_GAP'})-[:WITNESS {role: 'MISSING'}]->(either:Touchpoint)
    MATCH (either)-[:ON]->(eitherChannel:Channel)
    WHERE eitherChannel.key IN $ruptures23_either_channel
    RETURN true AS beside
  }
  MATCH (journey:Journey)-[:HAS_RUPTURE]->(item)
  WHERE coalesce(journey.perspective, 'REALITY') IN $ruptures23_perspectives AND coalesce(journey.status, '') <> 'ARCHIVED' AND item.resolved IS NULL
  WITH item ORDER BY item.volumeHigh IS NULL, item.volumeHigh DESC, item.key LIMIT $ruptures24_limit
  WITH * ORDER BY item.volumeHigh IS NULL, item.volumeHigh DESC, item.key
  RETURN collect([[item.volumeHigh, item.key], [item.key]]) AS itemRows25
}
RETURN [channel3, department12, step19, [itemRows25]] AS value
