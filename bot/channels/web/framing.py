"""Framing: how long a body is must be said once and plainly (RFC 9112, section 6.3).

Sanic 21.12 reads for ever, and answers nobody else, where a Content-Length is negative; and a proxy that reads two
lengths otherwise than we do can be made to mix up the messages of two patients.
"""

from sanic.exceptions import InvalidUsage
from sanic.request import Request

EVENT = "http.lifecycle.request"
"""Sanic's signal for a request whose headers are there and whose body is not."""


async def check(request: Request) -> None:
    """Refuses a body whose end is not certain.

    Raises:
        InvalidUsage: two lengths, one that is no plain number, or a transfer coding other than chunked.
    """
    lengths = request.headers.getall("content-length", [])
    codings = [coding.strip().lower() for coding in request.headers.getall("transfer-encoding", [])]
    plain = all(length.strip().isascii() and length.strip().isdigit() for length in lengths)
    if len(lengths) + len(codings) > 1 or not plain or codings not in ([], ["chunked"]):
        raise InvalidUsage("Say the length of the body once, as a number or with chunks.")
