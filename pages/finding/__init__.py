"""One rupture with its proof."""
