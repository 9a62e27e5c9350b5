"""The slides of a journey."""
