CALL () {
  MATCH (touchpoint1:Touchpoint)
  WHERE (touchpoint1.missing IS NULL OR touchpoint1.missing <> $touchpoints2_where_missing_ne)
  RETURN collect(touchpoint1) AS members5, count(touchpoint1) AS count6, [count(touchpoint1.volumeHigh), CASE count(touchpoint1.volumeHigh) WHEN 0 THEN null ELSE toFloat(sum(touchpoint1.volumeHigh)) END, toFloat(max(touchpoint1.volumeHigh))] AS volumeHigh7
}
CALL (members5) {
  UNWIND members5 AS member9
  WITH member9.qualification AS common10, collect(member9) AS members11
  CALL (members11) {
    UNWIND members11 AS touchpoint12
    RETURN count(touchpoint12) AS count14
  }
  WITH * ORDER BY size(members11) DESC, toString(common10) IS NULL, toString(common10)
  RETURN collect([toString(common10), count14]) AS byQualification8
}
CALL (members5) {
  UNWIND members5 AS member16
  OPTIONAL MATCH (member16)-[:ON]->(common17:Channel)
  WITH common17, collect(DISTINCT member16) AS members18
  CALL (members18) {
    UNWIND members18 AS touchpoint19
    RETURN collect(touchpoint19) AS members21, count(touchpoint19) AS count22
  }
  CALL (members21) {
    UNWIND members21 AS member24
    WITH member24.missing AS common25, collect(member24) AS members26
    CALL (members26) {
      UNWIND members26 AS touchpoint27
      RETURN count(touchpoint27) AS count29
    }
    WITH * ORDER BY size(members26) DESC, toString(common25) IS NULL, toString(common25)
    RETURN collect([toString(common25), count29]) AS byMissing23
  }
  WITH * ORDER BY size(members18) DESC, common17.key IS NULL, common17.key
  RETURN collect([common17.key, count22, CASE WHEN common17 IS NULL THEN null ELSE [common17.name] END, byMissing23]) AS byChannel15
}
RETURN [[null, [count6, volumeHigh7, byQualification8, byChannel15]]] AS value
