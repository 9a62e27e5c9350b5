//+ journeys
MATCH (journey)-[:FOR]->(persona:Persona)
WITH DISTINCT persona ORDER BY persona.key
RETURN collect(persona) AS part
