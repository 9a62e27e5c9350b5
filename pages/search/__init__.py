"""Searching everything that has words."""
