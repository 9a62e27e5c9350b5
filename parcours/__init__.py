"""The command line and the wiring: it calls, it does not decide."""
