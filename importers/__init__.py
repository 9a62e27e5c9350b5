"""The importers: one file a kind, each from files to what a source says."""
