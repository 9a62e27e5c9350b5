"""A naive second reading of the questions: rows computed from a document, without any store."""
