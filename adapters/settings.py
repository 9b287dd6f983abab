"""Settings from the environment and a `.env` file; what is wrong is named with its shape, never shown.

Each field's description is what its value looks like; `.env.example` lists them all and
a test holds the two equal.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, StringConstraints, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "BATON_"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class SettingsError(Exception):
    """A setting that is missing or cannot be used; the message names it and the shape of its value."""


class Settings(BaseSettings):
    """All settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: Path = Field(Path("data"), description="a folder that can be written to")
    knowledge_dir: Path | None = Field(None, description="a folder of Markdown answers; empty for the sample shop's")
    playground: Literal["auto", "on", "off"] = Field(
        "auto", description="auto (when no platform has a token), on or off"
    )
    web_host: Line = Field("127.0.0.1", description="an address to listen on, like 127.0.0.1")
    web_port: int = Field(
        8080,
        ge=0,
        le=65535,
        validation_alias=AliasChoices("BATON_WEB_PORT", "PORT"),
        description="a port from 1 to 65535, or 0 for any free one",
    )
    web_token: SecretStr = Field(
        SecretStr(""),
        description="a secret of 16 characters or more; made at each start when not listening on loopback",
    )
    smtp_url: SecretStr = Field(
        SecretStr(""), description="smtp://[user:password@]host[:port] or smtps://...; empty to keep mails as files"
    )
    mail_from: Line = Field("Baton <baton@example.com>", description="an e-mail address, with a name if you like")
    shop_url: Line | Literal[""] = Field(
        "", description="the shop's API, an https:// address (docs/shop-api.md); empty for the sample shop"
    )
    shop_secret: SecretStr = Field(
        SecretStr(""), description="a secret of 16 characters or more that the shop's API knows too"
    )
    demo: bool = Field(False, description="yes or no; yes lets the sample shop answer where a platform has a token")
    discord_token: SecretStr = Field(
        SecretStr(""), description="the bot's token from Discord's developer portal, without spaces"
    )
    discord_message_content: bool = Field(
        True, description="yes or no; no when the portal's Message Content Intent is off"
    )
    discord_api_url: Line = Field("https://discord.com/api/v10", description="an address like https://host/api/v10")
    discord_gateway_url: Line = Field("wss://gateway.discord.gg", description="an address like wss://host")
    discord_cdn_url: Line = Field("https://cdn.discordapp.com", description="an address like https://host")
    slack_bot_token: SecretStr = Field(
        SecretStr(""), description="the bot token of your Slack app, which begins with xoxb-, without spaces"
    )
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="an app-level token for Socket Mode, which begins with xapp-, without spaces"
    )
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="the app's signing secret from Basic Information, without spaces"
    )
    slack_client_id: Line | Literal[""] = Field("", description="the app's client id, for installs by OAuth")
    slack_client_secret: SecretStr = Field(
        SecretStr(""), description="the app's client secret, for installs by OAuth, without spaces"
    )
    slack_command: str = Field(
        "baton", pattern=r"^/?[a-z0-9_-]{1,31}$", description="the slash command's name: small letters, digits, - and _"
    )
    slack_api_url: Line = Field("https://slack.com/api/", description="an address like https://host/api/")
    slack_files_url: Line = Field("https://files.slack.com", description="an address like https://host")
    key: SecretStr = Field(
        SecretStr(""),
        description="a key as `baton key new` makes it; several, the newest first, with commas between",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="debug, info, warning or error")

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, value: SecretStr) -> SecretStr:
        url = urlsplit(value.get_secret_value())
        if value.get_secret_value() and not (url.scheme in ("smtp", "smtps") and url.hostname and _port(url.port)):
            raise ValueError
        return value

    @field_validator(
        "discord_token", "slack_bot_token", "slack_app_token", "slack_signing_secret", "slack_client_secret"
    )
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        token = value.get_secret_value().strip()
        if not token.isascii() or not all(c.isprintable() and c != " " for c in token):
            raise ValueError
        return SecretStr(token)

    @field_validator("key")
    @classmethod
    def _keys(cls, value: SecretStr) -> SecretStr:
        if not all(map(_is_key, value.get_secret_value().replace(",", " ").split())):
            raise ValueError
        return value

    @field_validator("shop_secret")
    @classmethod
    def _long(cls, value: SecretStr) -> SecretStr:
        secret = value.get_secret_value().strip()
        if secret and len(secret) < 16:
            raise ValueError
        return SecretStr(secret)

    @field_validator("shop_url")
    @classmethod
    def _shop(cls, value: str) -> str:
        url = urlsplit(value)
        if value and (
            not url.hostname
            or not re.fullmatch(r"[!-~]+", value)  # it is signed and sent as it stands here
            or url.username
            or url.query
            or url.fragment
            or not _port(url.port)
            or not (url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.hostname)))
        ):
            raise ValueError
        return value.rstrip("/")

    @field_validator("slack_command")
    @classmethod
    def _bare(cls, value: str) -> str:
        return value.removeprefix("/")

    @field_validator("discord_api_url", "discord_gateway_url", "discord_cdn_url", "slack_api_url", "slack_files_url")
    @classmethod
    def _url(cls, value: str, info: ValidationInfo) -> str:
        url, scheme = urlsplit(value), "ws" if info.field_name == "discord_gateway_url" else "http"
        if url.scheme not in (scheme, f"{scheme}s") or not url.hostname or url.username or not _port(url.port):
            raise ValueError
        return value.rstrip("/")

    @field_validator("mail_from")
    @classmethod
    def _address(cls, value: str) -> str:
        if "@" not in value or not value.isprintable():
            raise ValueError
        return value

    @field_validator("log_level", "playground", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        known = {"1": "on", "true": "on", "yes": "on", "0": "off", "false": "off", "no": "off"}
        folded = value.strip().casefold() if isinstance(value, str) else value
        return known.get(folded, folded) if isinstance(folded, str) else folded

    @property
    def database(self) -> Path:
        return self.data_dir / "baton.db"

    @property
    def shop_file(self) -> Path:
        """The sample shop's own file."""
        return self.data_dir / "shop.db"

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def mails_dir(self) -> Path:
        return self.data_dir / "mails"

    @property
    def hearing_dir(self) -> Path:
        """Where `baton train` leaves a model of the operator's own."""
        return self.data_dir / "hearing"

    @property
    def socket(self) -> Path:
        """Where a running Baton listens for `baton chat` and `baton admin`."""
        return self.data_dir / "baton.sock"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the pages."""
        return _is_loopback(self.web_host)

    @property
    def has_discord(self) -> bool:
        return bool(self.discord_token.get_secret_value())

    @property
    def has_slack(self) -> bool:
        """Whether Slack can be started: by a workspace's own token, or by installs."""
        return bool(self.slack_bot_token.get_secret_value() or self.slack_client_id)

    @property
    def has_platform(self) -> bool:
        """Whether any chat platform has a token."""
        return self.has_discord or self.has_slack

    @property
    def demonstrates(self) -> bool:
        """Whether answers are about made-up orders, and say so on a platform."""
        return self.demo and not self.shop_url

    @property
    def shows_playground(self) -> bool:
        """Whether the pages are to be opened: when asked for, or when there is no platform; never on a real shop."""
        if self.shop_url:
            return False
        return self.playground == "on" or (self.playground == "auto" and not self.has_platform)


def read_settings(env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """The settings, with `given` ones over the environment's; raises SettingsError, one line for each fault."""
    try:
        settings = Settings(**{"_env_file": env_file, **given})
    except ValidationError as wrong:
        raise SettingsError(
            "\n".join(_complaint(str(e["loc"][0]) if e["loc"] else "") for e in wrong.errors())
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file}: a text file in UTF-8 is expected.") from None
    token = settings.web_token.get_secret_value()
    if token and len(token) < 16:
        raise SettingsError(_complaint("web_token"))
    if settings.shop_url and not settings.shop_secret.get_secret_value():
        raise SettingsError(
            f"{setting_name('shop_url')} needs {setting_name('shop_secret')}: no request goes unsigned."
        )
    return settings


def setting_name(field: str) -> str:
    """How a field is called in the environment."""
    return PREFIX + field.upper()


def _complaint(where: str) -> str:
    field = where.casefold().removeprefix(PREFIX.casefold())
    field = "web_port" if field == "port" else field
    return f"{setting_name(field)}: expected {Settings.model_fields[field].description}."


def _is_key(text: str) -> bool:
    """32 random bytes as adapters.store.keys writes them; in something typed by hand few are different."""
    secret = urlsafe_b64decode(f"{text}=") if re.fullmatch(r"[A-Za-z0-9_-]{43}", text) else b""
    return len(set(secret)) >= 16 and urlsafe_b64encode(secret).decode() == f"{text}="


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _port(port: int | None) -> bool:
    """Reading `port` off a split address has checked it already; it raises ValueError."""
    return port is None or port > 0
