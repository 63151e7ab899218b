"""Deletes conversations after the days that they are kept, also while nobody writes."""

import asyncio
import logging

from bot.conversations.store import EVERY_SO_OFTEN, ConversationStore
from bot.settings import settings

logger = logging.getLogger(__name__)


async def keep_deleting(store: ConversationStore) -> None:
    """Looks for old conversations once an hour, for as long as the service runs.

    Args:
        store: where they are kept.
    """
    while True:
        try:
            if number := store.delete_older_than(settings().kept_days):
                logger.info("Deleted %d conversations older than %d days.", number, settings().kept_days)
        except Exception as error:  # noqa: BLE001 - the database may be back in an hour
            logger.error("Old conversations could not be deleted: %s", type(error).__name__)
        await asyncio.sleep(EVERY_SO_OFTEN)
