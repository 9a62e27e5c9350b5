CALL () {
  //+ journeys
  RETURN collect(journey) AS scope
}
CALL (scope) {
  UNWIND scope AS journey
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
  RETURN count(step) AS steps
}
CALL (scope) {
  UNWIND scope AS journey
  MATCH (journey)-[:HAS_RUPTURE]->(item:Rupture)
  WHERE item.resolved IS NULL
    //+ AND supported (item)-[:FROM|TO|AT|WITNESS]->(:Touchpoint|Step)
  RETURN count(DISTINCT journey) AS broken
}
RETURN {total: size(scope), broken: broken, steps: steps} AS part
