"""A form for all that can be said of a node, made from the model: what is declared there can be filled in here."""
