"""The page of any node, made from the model."""
