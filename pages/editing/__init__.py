"""A journey while it is drawn: the same grid, in which every text, cell and head can be changed in its place."""
