"""Journey maps: from the product's own files and from the tools that people draw them in, and back."""
