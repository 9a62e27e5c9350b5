"""The store: what is in the graph, how it gets there, and what is derived from it."""
