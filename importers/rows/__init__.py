"""Rows, whatever they tell of: their columns by a mapping, tables as rows, a first mapping of a table."""
