"""Settings from the environment, read once into a frozen object; every error is listed at once."""

import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from guide.domain.protection import ProtectedPolicy

MIN_SECRET_LENGTH = 32
Listed = Annotated[tuple[str, ...], NoDecode]


class SettingsError(Exception):
    """The environment is not usable; the text lists every fault and how to mend it."""


class Environment(StrEnum):
    """Where the guide runs: on show, under development, or for real."""

    DEMO = "demo"
    DEV = "dev"
    PROD = "prod"


class Settings(BaseSettings):
    """One attribute a setting; the environment variable is GUIDE_ and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="GUIDE_", frozen=True, extra="ignore")

    env: Environment = Field(Environment.PROD, description="demo, dev or prod")
    home: Path = Field(Path("var"), description="folder of all state: database, index, mail")
    data: Path = Field(Path("data"), description="folder of the seed files")
    database_url: str = Field(
        "", description="SQLAlchemy address; empty means SQLite in GUIDE_HOME"
    )
    secret_key: SecretStr = Field(
        SecretStr(""), description=f"at least {MIN_SECRET_LENGTH} characters; needed outside demo"
    )
    secret_key_fallbacks: Listed = Field((), description="former keys, while they are rotated out")
    site_url: str = Field("http://localhost:8000", description="address of the site as readers see")
    site_name: str = Field("Brancheguiden", description="name of the guide on its pages")
    contact_mail: str = Field("redaktionen@brancheguide.example", description="the editors' mail")
    editors: Listed = Field((), description="mail addresses that get the night's reports")
    protected_policy: ProtectedPolicy = Field(
        ProtectedPolicy.STRICT, description="strict, or contact_only after legal advice"
    )
    mail_url: str = Field(
        "", description="smtp://user:password@host:port; empty writes to GUIDE_HOME/mail"
    )
    mail_from: str = Field("brancheguide@brancheguide.example", description="sender of all mail")
    proxy_hops: int = Field(0, ge=0, le=5, description="proxies in front whose headers are trusted")
    trusted_hosts: Listed = Field((), description="host names served; empty takes GUIDE_SITE_URL's")
    hsts: bool = Field(False, description="send Strict-Transport-Security (behind TLS only)")
    embed_sites: Listed = Field((), description="origins that may show the box in a frame")
    require_passkey: bool = Field(
        True, description="editors must use a passkey before the desk opens; off in the demo"
    )
    metrics_token: SecretStr = Field(
        SecretStr(""), description="bearer token for /metrics and /readyz beyond loopback"
    )

    cvr_url: str = Field(
        "http://distribution.virk.dk", description="the business register's service (plain http)"
    )
    cvr_user: str = Field("", description="login at the business register's service")
    cvr_password: SecretStr = Field(SecretStr(""), description="and its password")
    reports_url: str = Field(
        "http://distribution.virk.dk", description="the open index of annual reports (plain http)"
    )
    reports_mirror: str = Field(
        "", description="where to fetch documents instead of *.virk.dk, for tests and mirrors"
    )

    @field_validator(
        "secret_key_fallbacks", "editors", "trusted_hosts", "embed_sites", mode="before"
    )
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @model_validator(mode="before")
    @classmethod
    def _demo_defaults(cls, values: Any) -> Any:
        """Only the demo gets a secret of its own, new at every start, and a desk by link alone."""
        if isinstance(values, dict) and values.get("env") == Environment.DEMO:
            values.setdefault("require_passkey", False)
            values.setdefault("secret_key", secrets.token_urlsafe(MIN_SECRET_LENGTH))
        return values

    @field_validator("site_url")
    @classmethod
    def _whole_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            message = "must begin with http:// or https://"
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("mail_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        if value and not value.startswith(("smtp://", "smtps://")):
            message = "must begin with smtp:// or smtps://, or be empty"
            raise ValueError(message)
        return value

    @property
    def database(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.home / 'guide.db'}"

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.home / "index"

    @property
    def logos(self) -> Path:
        """The folder of companies' pictures."""
        return self.home / "logos"

    @property
    def mail_folder(self) -> Path:
        """Where mail is written when no server is set."""
        return self.home / "mail"


def load_settings() -> Settings:
    """Read the environment; raise ``SettingsError`` listing every fault."""
    try:
        settings = Settings()
    except ValidationError as error:
        faults = [
            f"GUIDE_{str(fault['loc'][0]).upper() if fault['loc'] else ''}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise SettingsError("\n".join(faults)) from error
    return settings


def require_secret(settings: Settings) -> None:
    """Refuse to serve without a real secret; raise ``SettingsError`` saying how to make one."""
    if len(settings.secret_key.get_secret_value()) < MIN_SECRET_LENGTH:
        message = (
            f"GUIDE_SECRET_KEY: needs at least {MIN_SECRET_LENGTH} characters; make one with "
            "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
        raise SettingsError(message)
