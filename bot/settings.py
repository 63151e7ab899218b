"""Settings: what an operator can set, read from the environment in one place.

Every setting has a name beginning with `PCNBOT_`, a default that works on one machine, and a sentence;
`.env.example` and `docs/operators/settings.md` are checked against this list.
"""

import fcntl
import os
import secrets
import tempfile
from functools import lru_cache
from pathlib import Path

from pydantic import BaseSettings, Field, SecretStr, ValidationError, validator

from bot.errors import SettingsError


class Settings(BaseSettings):
    """The settings of one running assistant. Frozen: a change needs a restart."""

    root: Path = Field(Path("."), description="The folder with config.yml, data/ and models/.")
    host: str = Field("0.0.0.0", description="The address to listen on.")
    port: int = Field(5005, ge=1, le=65535, description="The port of the web page and the API.")
    public_url: str = Field(
        "",
        regex="^(https?://[^/\\s]+)?$",
        description="Where patients reach it, such as https://ask.example.nhs.uk. With https, browsers are told to use nothing else.",
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        le=5,
        description="How many proxies of your own stand in front: so many entries of X-Forwarded-For are believed.",
    )
    conversation_messages: int = Field(
        30, ge=0, description="The most messages a minute in one conversation; 0 for no limit."
    )
    address_messages: int = Field(
        120,
        ge=0,
        description="The most messages a minute from one address, which many patients can share; 0 for no limit.",
    )
    database_url: str = Field(
        "sqlite:///var/conversations.db",
        description="Where conversations are kept: an SQLAlchemy address (SQLite or PostgreSQL).",
    )
    secret: SecretStr = Field(
        SecretStr(""),
        description="Signs conversation tokens. Left empty, a secret is made once and kept in var/secret.",
    )
    conversation_minutes: int = Field(
        60,
        ge=5,
        le=1440,
        description="After so many minutes without a message a conversation's token expires.",
    )
    kept_turns: int = Field(5, ge=4, le=100, description="How many turns of a conversation are remembered.")
    kept_days: int = Field(30, ge=1, le=365, description="After so many days a conversation is deleted.")
    message_limit: int = Field(500, ge=100, le=5000, description="The longest message, in characters.")
    answer_seconds: float = Field(
        10, gt=0, le=60, description="A message not answered within so many seconds gets an apology instead."
    )
    directory_file: Path = Field(
        Path("var/directory.db"), description="Where imported NHS directories are kept: an SQLite file."
    )
    directory_url: str = Field(
        "https://www.odsdatasearchandexport.nhs.uk/api/getReport?report=",
        description="Where `pcnbot directory update` finds the ODS reports; a report's name is put behind it.",
    )
    directory_seconds: float = Field(
        120, gt=0, le=3600, description="After so many seconds `pcnbot directory update` gives up."
    )
    log_level: str = Field(
        "INFO",
        regex="^(DEBUG|INFO|WARNING|ERROR)$",
        description="DEBUG, INFO, WARNING or ERROR. No level logs patients' words.",
    )

    @validator("database_url")
    def _an_address(cls, value: str) -> str:
        """Refuses what SQLAlchemy cannot read, and databases that the store was not written for."""
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError as error:
            raise ValueError(
                "this is no SQLAlchemy address, such as sqlite:///var/conversations.db"
            ) from error
        if backend not in ("sqlite", "postgresql"):
            raise ValueError("only sqlite and postgresql are known")
        return value

    class Config:
        """pydantic's own settings."""

        env_prefix = "PCNBOT_"
        allow_mutation = False

    @property
    def data(self) -> Path:
        """The folder of everything that people edit."""
        return self.root / "data"

    @property
    def models(self) -> Path:
        """The folder of trained models."""
        return self.root / "models"

    @property
    def var(self) -> Path:
        """The folder of what the running service writes."""
        return self.root / "var"

    @property
    def editions(self) -> Path:
        """The SQLite file of imported directories."""
        return self.root / self.directory_file

    def signing_secret(self) -> str:
        """The secret that signs tokens; made on first use when none is set.

        Two processes that start together agree on one.
        """
        if self.secret.get_secret_value():
            return self.secret.get_secret_value()
        return _kept_secret(self.var.absolute() / "secret")


@lru_cache(maxsize=4)
def _kept_secret(path: Path) -> str:
    """The secret in a file, which is made where there is none; read once, because each message asks for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # one process at a time looks and makes it; released when closed
        if not path.exists() or not path.read_text():
            path.unlink(missing_ok=True)
            _write_whole(path, secrets.token_urlsafe(48))
        return path.read_text()
    finally:
        os.close(folder)


def _write_whole(path: Path, text: str) -> None:
    """Writes a file that only its owner can read; never half of it."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".new") as new:  # made with mode 600
        new.write(text)
        new.flush()
        os.link(new.name, path)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read on first use.

    Raises:
        SettingsError: naming the variable and what is wrong with it.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = (f"PCNBOT_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError("; ".join(problems)) from error
