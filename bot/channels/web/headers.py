"""Headers: what every response says to browsers (OWASP HTTP Headers Cheat Sheet).

Pages run only our own scripts and styles. What other sites load, the widget's script, says so itself
(`EMBEDDABLE`): it is the only thing that they may.
"""

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.web.origins import frame_ancestors
from bot.settings import settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
EMBEDDABLE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
"""For a file that other sites' pages load."""
YEAR = 31_536_000


async def secure(request: Request, response: HTTPResponse) -> None:
    """Adds the headers that a response does not set itself."""
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if "content-security-policy" not in response.headers:
        response.headers["Content-Security-Policy"] = POLICY.format(ancestors=frame_ancestors(request))
    if settings().public_url.startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
