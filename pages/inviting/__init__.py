"""Inviting guests to a journey: an address and its QR code for a sheet or a screen, and who is invited now."""
