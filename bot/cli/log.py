"""What goes into the log: our own lines, and of libraries only what is wrong. Never a patient's words."""

import logging

import structlog


def configure(level: str = "WARNING") -> None:
    """Sets up logging for this process.

    Args:
        level: of our own lines; libraries log from WARNING up, and Rasa, whose lines can hold messages, from ERROR.
    """
    logging.basicConfig(
        format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING, force=True
    )
    logging.getLogger("bot").setLevel(level)
    for name in ("rasa", "rasa_sdk", "sanic.root", "sanic.access", "apscheduler", "matplotlib", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,  # else each of Rasa's lines that nobody wants makes a logger first
    )
