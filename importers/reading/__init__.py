"""Files as they are: found, unpacked, decoded, and read into plain data that knows its places."""
