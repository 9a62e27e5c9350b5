"""Logs: on standard error, as text or as one JSON object a line."""

import logging
from datetime import UTC, datetime

import orjson

from api.visit import VISIT


class Json(logging.Formatter):
    """One JSON object a line: time, level, logger, request, a message or what became of the request, a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": time, "level": record.levelname.lower(), "logger": record.name}
        if visit := VISIT.get():
            told["id"] = visit.id
        told |= getattr(record, "request", None) or {"message": record.getMessage()}
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return orjson.dumps(told, default=str).decode()


def set_up(style: str) -> None:
    """Log warnings, and each request unless the style is `off`."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json() if style == "json" else logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("parcours").setLevel(logging.INFO if style != "off" else logging.WARNING)
