"""Traces: one span for each operation; the store adds one for each statement. They cost nothing where nobody listens.

Operations are named, never quoted: a document may hold values, and its SHA-256 tells one from another as well.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.propagate import extract
from opentelemetry.trace import Span, SpanKind, StatusCode
from starlette.datastructures import Headers

from api import errors
from api.execute import Answer, Request
from api.visit import current

TRACER = trace.get_tracer("parcours.api")


@contextmanager
def operation(headers: Headers) -> Iterator[Span]:
    """The span of one operation, below the caller's if it sent one (`traceparent`)."""
    parent = extract(headers) if "traceparent" in headers else None
    with TRACER.start_as_current_span("query", parent, SpanKind.SERVER) as span:
        yield span


def tell(span: Span, request: Request, answer: Answer) -> None:
    """Name the operation and its errors, in the span and in the log of requests."""
    visit, found = current(), answer.node
    visit.operation = found.name.value if found and found.name else None
    errors.confide(answer.errors)
    visit.codes += [str((error.extensions or {}).get("code")) for error in answer.errors]
    if not span.is_recording():
        return
    if found:
        span.update_name(f"{found.operation.value} {visit.operation or ''}".strip())
        span.set_attribute("graphql.operation.type", found.operation.value)
    if visit.operation:
        span.set_attribute("graphql.operation.name", visit.operation)
    span.set_attribute("graphql.document.hash", f"sha256:{hashlib.sha256(request.document.encode()).hexdigest()}")
    if visit.codes:
        span.set_attribute("error.type", visit.codes[0])
        span.set_status(StatusCode.ERROR)
