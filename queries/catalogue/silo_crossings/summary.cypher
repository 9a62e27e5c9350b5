UNWIND rows AS row
WITH sum(row.external) AS external, sum(row.internal) AS internal, sum(row.unknown) AS unknown, sum(row.computed) AS computed
RETURN {
  external: external, internal: internal, unknown: unknown,
  eiIndex: CASE WHEN external + internal > 0 THEN toFloat(external - internal) / (external + internal) END,
  crossingRate: CASE WHEN external + internal > 0 THEN toFloat(external) / (external + internal) END,
  computed: computed
} AS summary
