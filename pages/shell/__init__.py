"""What all pages share: how they look, and how they are written."""
