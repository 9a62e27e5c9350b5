"""Where operating systems differ: the only place that asks which one this is, and that has a way for each."""
