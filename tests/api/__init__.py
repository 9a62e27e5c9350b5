"""The API against a real Neo4j."""
