CALL () {
  //+ handoffs
  WITH item, CASE item.status WHEN 'BROKEN' THEN item END AS broken,
    CASE item.status WHEN 'UNKNOWN' THEN item END AS unknown, CASE item.status WHEN 'SOUND' THEN item END AS sound
  RETURN count(item) AS total, count(item.volumeHigh) = count(item) AS known,
    sum(item.volumeLow) AS low, sum(item.volumeHigh) AS high,
    count(broken) AS broken, count(broken.volumeHigh) = count(broken) AS brokenKnown,
    sum(broken.volumeLow) AS brokenLow, sum(broken.volumeHigh) AS brokenHigh,
    count(unknown) AS unknown, count(unknown.volumeHigh) = count(unknown) AS unknownKnown,
    sum(unknown.volumeLow) AS unknownLow, sum(unknown.volumeHigh) AS unknownHigh,
    count(sound) AS sound, count(sound.volumeHigh) = count(sound) AS soundKnown,
    sum(sound.volumeLow) AS soundLow, sum(sound.volumeHigh) AS soundHigh
}
RETURN {
  total: total, broken: broken, unknown: unknown, sound: sound,
  volume: CASE WHEN known THEN {low: low, high: high} END,
  brokenVolume: CASE WHEN brokenKnown THEN {low: brokenLow, high: brokenHigh} END,
  knownBrokenVolume: toFloat(brokenHigh),
  unknownVolume: CASE WHEN unknownKnown THEN {low: unknownLow, high: unknownHigh} END,
  soundVolume: CASE WHEN soundKnown THEN {low: soundLow, high: soundHigh} END
} AS part
