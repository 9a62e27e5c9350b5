"""A naive second reading of the definitions, to hold the production derivation against."""
