"""Whose a rupture is."""

from typing import LiteralString

CONCERNED: LiteralString = """\
CALL (rupture) {
  MATCH (rupture)-[:FROM|TO]->(:Touchpoint)-[:HANDLED_BY]->(department:Department)
  RETURN department
  UNION
  MATCH (rupture)-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(:Touchpoint)-[:HANDLED_BY]->(department:Department)
  WHERE NOT EXISTS { (rupture)-[:FROM|TO]->() }
  RETURN department
}"""
"""Binds each `department` that a `rupture` concerns, once: who handles both ends, or, where there are none, the
touchpoints of the step."""
