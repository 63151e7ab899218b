"""Download: the ODS reports from the address where they are published, within limits of time and size."""

import asyncio
from dataclasses import dataclass

import aiohttp
from yarl import URL

from bot.directory.reports.layouts import LAYOUTS
from bot.directory.reports.tables import LARGEST, refused

LATER = (
    "Nothing was changed. Try again later, or download the reports yourself and use pcnbot directory import."
)
REDIRECTS = 3
SILENT = 20.0


@dataclass(frozen=True)
class Limits:
    """What a download may cost.

    Args:
        seconds: for everything, tries included.
        size: bytes of one report.
        tries: for each report, when the connection fails or the server is busy.
        pause: seconds before the second try, doubled before each one after it.
    """

    seconds: float = 120.0
    size: int = LARGEST
    tries: int = 3
    pause: float = 1.0


class _Failed(Exception):
    """A try that failed in a way in which the next one may not."""


def download(base: str, limits: Limits) -> dict[str, bytes]:
    """The three reports, by name.

    Args:
        base: the address to which a report's name is added.
        limits: of time and size.

    Raises:
        DirectoryError: one of them cannot be had; says which, why and what to do.
    """
    if not _is_web_address(base):
        raise refused(base or "(nothing)", "is no web address.", "Correct PCNBOT_DIRECTORY_URL.")
    return asyncio.run(_download(base, limits))


def _is_web_address(text: str) -> bool:
    try:
        return URL(text).scheme in ("http", "https") and bool(URL(text).host)
    except ValueError:
        return False


async def _download(base: str, limits: Limits) -> dict[str, bytes]:
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=SILENT, sock_read=SILENT)
    headers = {"Accept": "text/csv", "Accept-Encoding": "identity", "User-Agent": "pcn-assistant"}
    reports: dict[str, bytes] = {}
    address = base
    try:
        async with (
            asyncio.timeout(limits.seconds),
            aiohttp.ClientSession(
                timeout=timeout, headers=headers, auto_decompress=False, trust_env=True
            ) as session,
        ):
            for layout in LAYOUTS:
                address = base + layout.report
                reports[layout.report] = await _with_tries(session, address, limits)
    except TimeoutError as error:
        raise refused(address, f"did not arrive in {limits.seconds:g} seconds.", LATER) from error
    return reports


async def _with_tries(session: aiohttp.ClientSession, address: str, limits: Limits) -> bytes:
    for number in range(limits.tries):
        try:
            return await _content(session, address, limits.size)
        except (_Failed, aiohttp.ClientError, OSError) as error:
            if number + 1 == limits.tries:
                reason = f"cannot be downloaded: {error or type(error).__name__}."
                raise refused(address, reason, LATER) from error
        await asyncio.sleep(limits.pause * 2**number)
    raise AssertionError("not reached: the last try returns or raises")


async def _content(session: aiohttp.ClientSession, address: str, size: int) -> bytes:
    at = address
    for _ in range(REDIRECTS + 1):
        async with session.get(at, allow_redirects=False) as response:
            if response.status in (301, 302, 303, 307, 308):
                at = _redirected(response)
                continue
            if response.status == 429 or response.status >= 500:
                raise _Failed(f"the server answers {response.status}")
            if response.status != 200:
                raise refused(address, f"the server answers {response.status}.", LATER)
            return await _body(response, address, size)
    raise refused(address, "is redirected again and again.", LATER)


def _redirected(response: aiohttp.ClientResponse) -> str:
    """Where a redirect leads: within the site that was asked, or to the same with encryption."""
    here, location = response.url, response.headers.get("Location", "")
    try:
        to = here.join(URL(location))
        if to.origin() == here.origin() or to.origin() == here.with_scheme("https").with_port(443).origin():
            return str(to)
    except ValueError:
        pass  # an address that is none leads to no other place either
    raise refused(str(here), f"is redirected to another site: {location[:80]!r}.", LATER)


async def _body(response: aiohttp.ClientResponse, address: str, size: int) -> bytes:
    """The body, which is refused as soon as it is too large; aiohttp sees where it is shorter than announced."""
    parts, length = [], 0
    async for part in response.content.iter_any():
        length += len(part)
        if length > size:
            raise refused(address, f"has more than {size:,} bytes; the reports have about 5 million.", LATER)
        parts.append(part)
    return b"".join(parts)
