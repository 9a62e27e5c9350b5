CALL () {
  MATCH (touchpoint1:Touchpoint)
  WHERE (coalesce(touchpoint1.missing, false) IS NULL OR coalesce(touchpoint1.missing, false) <> $touchpoints2_where_missing_ne)
  RETURN collect(touchpoint1) AS members3, count(touchpoint1) AS count4, [count(touchpoint1.volumeHigh), CASE count(touchpoint1.volumeHigh) WHEN 0 THEN null ELSE toFloat(sum(touchpoint1.volumeHigh)) END, toFloat(max(touchpoint1.volumeHigh))] AS volumeHigh5
}
CALL (members3) {
  UNWIND members3 AS member7
  WITH member7.qualification AS common8, collect(member7) AS members9
  CALL (members9) {
    UNWIND members9 AS touchpoint10
    RETURN count(touchpoint10) AS count12
  }
  WITH * ORDER BY size(members9) DESC, toString(common8) IS NULL, toString(common8)
  RETURN collect([toString(common8), count12]) AS byQualification6
}
CALL (members3) {
  UNWIND members3 AS member14
  OPTIONAL MATCH (member14)-[:ON]->(common15:Channel)
  WITH common15, collect(DISTINCT member14) AS members16
  CALL (members16) {
    UNWIND members16 AS touchpoint17
    RETURN collect(touchpoint17) AS members18, count(touchpoint17) AS count19
  }
  CALL (members18) {
    UNWIND members18 AS member21
    WITH coalesce(member21.missing, false) AS common22, collect(member21) AS members23
    CALL (members23) {
      UNWIND members23 AS touchpoint24
      RETURN count(touchpoint24) AS count26
    }
    WITH * ORDER BY size(members23) DESC, toString(common22) IS NULL, toString(common22)
    RETURN collect([toString(common22), count26]) AS byMissing20
  }
  WITH * ORDER BY size(members16) DESC, common15.key IS NULL, common15.key
  RETURN collect([common15.key, count19, CASE WHEN common15 IS NULL THEN null ELSE [common15.name] END, byMissing20]) AS byChannel13
}
RETURN [[null, [count4, volumeHigh5, byQualification6, byChannel13]]] AS value
