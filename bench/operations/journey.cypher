MATCH (j:Journey {key: $key})
RETURN [j.key, j.title, j.goal, j.perspective]
