CALL () {
  MATCH (department2:Department {key: $department1_key})
  OPTIONAL MATCH (department2)-[:PART_OF]->(department4:Department)
  RETURN head(collect([department2.name, CASE WHEN department4 IS NULL THEN null ELSE [department4.key, department4.name] END, department2.key])) AS department3
}
CALL () {
  MATCH (department6:Department {key: $department5_key})
  OPTIONAL MATCH (department6)-[:PART_OF]->(department8:Department)
  RETURN head(collect([department6.name, CASE WHEN department8 IS NULL THEN null ELSE [department8.key, department8.name, department8.name] END, coalesce(department6.stub, false)])) AS department7
}
RETURN [department3, department7] AS value
