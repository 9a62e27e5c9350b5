RETURN {
  cost: CASE WHEN $whole.cost IS NOT NULL THEN {low: $whole.cost[0], high: $whole.cost[1]} END,
  known: CASE WHEN $whole.known IS NOT NULL THEN {low: $whole.known[0], high: $whole.known[1]} END,
  contacts: $whole.contacts, unknown: $whole.unknown
} AS summary
