"""A journey that is begun: what it is called, whose it is, and whose world it shows."""
