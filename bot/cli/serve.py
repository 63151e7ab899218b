"""`pcnbot serve`: the web page and the API on one port."""

import contextlib
import ctypes
import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import click


@click.command()
@click.option("--host", help="The address to listen on; else PCNBOT_HOST.")
@click.option("--port", type=int, help="The port; else PCNBOT_PORT.")
def command(host: str | None, port: int | None) -> None:
    """Serve the assistant. Checks the content first, and trains if something changed."""
    from bot.cli import log
    from bot.settings import settings

    where = settings()
    log.configure(where.log_level)
    # In a process of its own: what training takes in memory goes back with it, and Rasa can be imported meanwhile.
    with subprocess.Popen([sys.executable, "-c", "from bot.cli import main; main()", "train"]) as training:
        _import_rasa(where.root)
    if training.returncode:
        sys.exit(training.returncode)
    _serve(host or where.host, port or where.port)


_M_ARENA_MAX = -8
"""Of mallopt(3)."""


def _import_rasa(root: Path) -> None:
    """Takes seconds, and less memory without what is not used."""
    from bot import unused

    one_heap()
    unused.leave_out_unused(root)
    import rasa.core.run  # noqa: F401


def _serve(host: str, port: int) -> None:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from bot import rasa_mends
    from bot.conversations.retention import keep_deleting
    from bot.settings import settings
    from bot.training import trained_model

    rasa_mends.apply()
    root = settings().root

    async def delete_old(app: Any, loop: object) -> None:
        store = app.ctx.agent.tracker_store
        app.add_task(keep_deleting(getattr(store, "_tracker_store", store)))  # Rasa wraps ours

    async def say_where(app: Any, loop: object) -> None:
        await _load_what_is_loaded_on_first_use(app.ctx.agent)
        give_back_memory()
        shown = "localhost" if host in ("0.0.0.0", "127.0.0.1") else host
        click.echo(f"The assistant is ready. Open  http://{shown}:{port}  (Ctrl-C stops it)")

    serve_application(
        model_path=str(trained_model(settings())),
        credentials=str(root / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(root / "endpoints.yml")),
        interface=host,
        port=port,
        enable_api=False,
        server_listeners=[(delete_old, "after_server_start"), (say_where, "after_server_start")],
    )


async def _load_what_is_loaded_on_first_use(agent: Any) -> None:
    """Reads a message that is nobody's, so that no patient waits for it. What fails then fails again where it is told."""
    with contextlib.suppress(Exception):
        await agent.parse_message("Hello")


def one_heap() -> None:
    """Lets all threads share one heap: glibc otherwise gives each its own, and keeps what the encoder took in each."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_M_ARENA_MAX, 1)


def give_back_memory() -> None:
    """Returns to the system what loading the model took for the moment (glibc keeps it otherwise)."""
    gc.collect()
    gc.freeze()  # what is there now stays: nobody has to wait while it is looked through for what can go
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
