"""What is not known yet, and whom to ask."""
