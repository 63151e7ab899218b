"""Limits: how often one conversation and one address may send something. Kept in memory for two minutes, no longer."""

import math
import time
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from sanic.request import Request


class Limits:
    """Counts with the library `limits`, in windows that slide.

    Args:
        conversation: the most messages a minute in one conversation, 0 for no limit.
        address: the same from one address, which the patients of a whole building can share.
    """

    def __init__(self, conversation: int, address: int) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._conversation = RateLimitItemPerMinute(conversation) if conversation else None
        self._address = RateLimitItemPerMinute(address) if address else None

    async def wait(self, request: Request, conversation: str | None) -> int:
        """Counts a request.

        Args:
            request: for the address it comes from.
            conversation: the one it goes on with; None for a new one.

        Returns:
            How many seconds to wait before the next, 0 where this one may go on.
        """
        for limit, name in ((self._address, address_of(request)), (self._conversation, conversation)):
            if limit and name and not await self._limiter.hit(limit, name):
                stats = await self._limiter.get_window_stats(limit, name)
                return max(1, math.ceil(stats.reset_time - time.time()))
        return 0

    async def is_first(self, conversation: str, topic: str) -> bool:
        """Whether a conversation says something of a topic for the first time today; from now on it is not."""
        return await self._limiter.hit(ONCE, conversation, topic)


ONCE = RateLimitItemPerDay(1)


def address_of(request: Request) -> str:
    """Whom to count: the address before the trusted proxies, of IPv6 the network of one household (/64).

    Sanic reads X-Forwarded-For only where PCNBOT_TRUSTED_PROXIES says how many of its entries are our own proxies'.
    """
    name = (request.remote_addr or request.ip).strip("[]")
    try:
        address = ip_address(name.partition("%")[0])
    except ValueError:
        return name
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)
