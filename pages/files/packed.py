"""Office files, which are archives: the same content gives the same bytes, whenever it is written."""

import datetime
import io
import re
import zipfile

CORE = "docProps/core.xml"
DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can tell."""


def packed(file: bytes, changed: datetime.date | None) -> bytes:
    """The file as one that was made on the day of what it tells, whatever the clock says."""
    day = (changed or datetime.date(1980, 1, 1)).isoformat().encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as found, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for each in found.infolist():
            content = found.read(each)
            if each.filename == CORE:
                content = DATES.sub(rb"\g<1>" + day + b"T00:00:00Z", content)
            entry = zipfile.ZipInfo(each.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # not the machine's
            written.writestr(entry, content)
    return made.getvalue()
