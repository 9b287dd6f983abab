"""Settings are read from where they should be, and what is wrong is named without being shown."""

import re
from pathlib import Path
from typing import Any

import pytest

from adapters.settings import Settings, SettingsError, read_settings, setting_name

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_the_example_lists_every_setting_and_no_other() -> None:
    listed = re.findall(r"^(BATON_\w+)=", EXAMPLE.read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(setting_name(field) for field in Settings.model_fields)


def test_the_example_states_the_defaults() -> None:
    assert read_settings(env_file=EXAMPLE) == read_settings(env_file=None)


def test_a_file_is_read_where_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("BATON_WEB_PORT=9001\nBATON_PLAYGROUND=ON\n")
    settings = read_settings(env_file=file)
    assert (settings.web_port, settings.playground) == (9001, "on")


def test_the_port_that_a_host_gives_is_honoured(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=7777\n")
    assert read_settings(env_file=file).web_port == 7777
    file.write_text("PORT=7777\nBATON_WEB_PORT=9001\n")
    assert read_settings(env_file=file).web_port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATON_WEB_PORT", "eighty"),
        ("BATON_WEB_PORT", "70000"),
        ("BATON_PLAYGROUND", "perhaps"),
        ("BATON_SMTP_URL", "hunter2:secret"),
        ("BATON_SMTP_URL", "smtp://user:hunter2@host:99999"),
        ("BATON_MAIL_FROM", "nobody"),
        ("BATON_LOG_LEVEL", "loud"),
        ("BATON_WEB_TOKEN", "hunter2"),
        ("BATON_DISCORD_TOKEN", "Bot hunter2"),
        ("BATON_DISCORD_TOKEN", "hunter2\u200b"),
        ("BATON_DISCORD_MESSAGE_CONTENT", "hunter2"),
        ("BATON_DISCORD_API_URL", "ftp://hunter2.example.com/api"),
        ("BATON_DISCORD_API_URL", "https://me:hunter2@example.com/api"),
        ("BATON_DISCORD_GATEWAY_URL", "https://hunter2.example.com"),
        ("BATON_DISCORD_CDN_URL", "hunter2"),
        ("BATON_DEMO", "hunter2"),
    ],
)
def test_a_wrong_value_is_named_with_its_shape_and_never_shown(tmp_path: Path, name: str, value: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{name}={value}\n")
    with pytest.raises(SettingsError) as wrong:
        read_settings(env_file=file)
    message = str(wrong.value)
    assert message.startswith(f"{name}: expected ")
    assert "\n" not in message
    assert "hunter2" not in message


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "shop.example.com"])
def test_pages_that_others_can_reach_are_not_local(host: str) -> None:
    assert not read_settings(env_file=None, web_host=host).is_local


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.3.2.1"])
def test_loopback_needs_no_token(host: str) -> None:
    assert read_settings(env_file=None, web_host=host).is_local


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    given: dict[str, Any] = {
        "discord_token": "hunter2.hunter2.hunter2",
        "web_token": "hunter2-hunter2-hunter2",
        "smtp_url": "smtp://me:hunter2@mail.example.com",
    }
    assert "hunter2" not in repr(read_settings(env_file=None, **given))


def test_an_address_may_be_a_stand_ins() -> None:
    settings = read_settings(
        env_file=None, discord_api_url="http://127.0.0.1:8765/api/v10/", discord_gateway_url="ws://localhost:8765/gw"
    )
    assert settings.discord_api_url == "http://127.0.0.1:8765/api/v10"
    assert settings.discord_gateway_url == "ws://localhost:8765/gw"


@pytest.mark.parametrize(
    ("playground", "token", "shows"),
    [("auto", "", True), ("auto", "t", False), ("on", "t", True), ("off", "", False), ("off", "t", False)],
)
def test_the_playground_is_for_where_no_platform_has_a_token_or_it_was_asked_for(
    playground: str, token: str, shows: bool
) -> None:
    assert read_settings(env_file=None, playground=playground, discord_token=token).shows_playground is shows
