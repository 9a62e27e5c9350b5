"""What breaks, as a list: what is open, whose it is, and what was decided."""
