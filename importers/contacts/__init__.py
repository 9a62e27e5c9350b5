"""Importers of contacts: what customers did, from CRMs, telephony and event logs."""
