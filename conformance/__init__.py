"""Outside judges of the API, and clients that front ends would write; run by `make conformance`."""
