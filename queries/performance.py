"""How well a touchpoint works: what was said of it, else what was measured."""

from typing import LiteralString

PERFORMANCE: LiteralString = """
toFloat(coalesce(touchpoint.performance, head(COLLECT {
  MATCH (touchpoint)<-[:MEASURES]-(measured:Measure)
  WHERE measured.value IS NOT NULL AND measured.scaleMin <> measured.scaleMax
  WITH measured,
    toFloat(measured.value - measured.scaleMin) / (measured.scaleMax - measured.scaleMin) AS measuredShare
  ORDER BY
    CASE measured.method
      WHEN 'STRUCTURED_DATA' THEN 0 WHEN 'SURVEY' THEN 1 WHEN 'CUSTOMER_COCREATION' THEN 2 WHEN 'INTERVIEW' THEN 3
      WHEN 'E_REPUTATION' THEN 4 WHEN 'VERBATIM' THEN 5 WHEN 'STAFF_COCREATION' THEN 6 WHEN 'EXPERT_OPINION' THEN 7
      ELSE 8
    END,
    measured.to IS NULL, measured.to DESC, measured.from IS NULL, measured.from DESC, measured.key
  LIMIT 1
  WITH CASE WHEN measured.higherIsBetter = false THEN 1 - measuredShare ELSE measuredShare END AS measuredShare
  RETURN round(CASE WHEN measuredShare < 0 THEN 0.0 WHEN measuredShare > 1 THEN 1.0 ELSE measuredShare END, 12)
})))
"""
"""An expression over a `touchpoint` in scope: its performance, 0..1, or null.

It is the one given, else that of its latest measure of the strongest method, put on 0..1 by scale and direction. A
measure without a value or a whole scale is passed over; one without a method is weaker than any. What is computed has
the digits that `graph.rounding` tells. It binds `measured` and `measuredShare`, which must mean nothing else around it.
"""
