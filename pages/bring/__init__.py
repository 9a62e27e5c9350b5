"""Bringing a file: what is probably meant by it, what would come of it, and only then it is written."""
