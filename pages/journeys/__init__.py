"""The list of journeys: which there are, and which are in trouble."""
