"""The map of a journey: `picture.draw` makes it of what `told.Journey` holds."""
