"""What files are by their endings: Windows says what some program put into its registry, and browsers run no other."""

import mimetypes

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def settle() -> None:
    """From here on the files that we serve are what they are, whatever the machine says."""
    for ending, kind in TYPES.items():
        mimetypes.add_type(kind, ending)
