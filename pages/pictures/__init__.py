"""Pictures: laid out once as marks with coordinates, written as SVG and PNG; the same answer gives the same bytes."""
