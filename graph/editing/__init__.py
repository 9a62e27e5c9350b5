"""Editing the map: an act is a list of changes, carried out as one, that can be taken back."""
