// All feeds together, beside what is broken today.
CALL () {
  //+ handoffs
  WITH item WHERE item.status = 'BROKEN'
  RETURN count(item) AS broken
}
RETURN {
  handoffs: $whole.handoffs, broken: broken,
  volume: CASE WHEN $whole.volume IS NOT NULL THEN {low: $whole.volume[0], high: $whole.volume[1]} END
} AS summary
