"""What pages are taken away as, a folder each."""
