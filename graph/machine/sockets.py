"""Ports that nobody else has."""

import socket
import sys

if sys.platform == "win32":
    ALONE = socket.SO_EXCLUSIVEADDRUSE  # where it is not set another may listen on the same port
else:
    ALONE = socket.SO_REUSEADDR
"""The option of a socket that gets a port if nobody listens there; what is left of ended connections does not count."""
