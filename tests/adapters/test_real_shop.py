"""Which shop stands behind the counter: what is refused before anything starts, and what a real one leaves out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.app import CannotStart, build
from adapters.command_line.chat import person_or_stop
from adapters.command_line.checks import shop as shop_check
from adapters.command_line.pages import playground
from adapters.command_line.real_shop import RealTime, real_shop
from adapters.command_line.run import started
from adapters.command_line.serving import _server
from adapters.command_line.stopping import Stop
from adapters.settings import Settings, SettingsError, read_settings
from adapters.shop.http import HttpShop, Line, Signer
from adapters.shop.http.conformance import Probe, examine
from adapters.shop.sample import pictures
from adapters.store.files import FileStore
from adapters.store.keys import keyring, make_key
from bot.writes import BindingRow
from tests.adapters.shop_http.conftest import NOON, Far, far_away
from tests.shop_house import SECRET, serving

HTTPS = "https://shop.example.com/baton"


@pytest.fixture
async def far(tmp_path: Path) -> AsyncIterator[Far]:
    async with far_away(tmp_path) as one:
        yield one


def settings(path: Path, url: str = HTTPS, **more: object) -> Settings:
    return read_settings(env_file=None, data_dir=path / "data", shop_url=url, shop_secret=SECRET, **more)


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example.com",
        "shop.example.com",
        "ftp://shop.example.com",
        "https://user:password@shop.example.com",
        "https://shop.example.com/?key=1",
        "https://shop.example.com/#top",
        "https://shop.example.com:0/",
        "https:///baton",
        "https://shop.example.com/a b",
        "https://shöp.example.com",
    ],
)
def test_an_address_that_is_none_or_in_the_clear_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"BATON_SHOP_URL: expected") as wrong:
        settings(tmp_path, url)
    assert "password" not in str(wrong.value)


@pytest.mark.parametrize(
    "url", [HTTPS, f"{HTTPS}/", "http://127.0.0.1:8090", "http://localhost:8090", "http://[::1]:1"]
)
def test_https_and_loopback_are_taken(url: str, tmp_path: Path) -> None:
    assert settings(tmp_path, url).shop_url == url.rstrip("/")


def test_no_request_goes_unsigned_and_a_short_secret_is_none() -> None:
    with pytest.raises(SettingsError, match="needs BATON_SHOP_SECRET"):
        read_settings(env_file=None, shop_url=HTTPS)
    with pytest.raises(SettingsError, match="BATON_SHOP_SECRET: expected"):
        read_settings(env_file=None, shop_url=HTTPS, shop_secret="short")
    assert SECRET not in repr(read_settings(env_file=None, shop_url=HTTPS, shop_secret=SECRET))


def test_a_real_shop_is_no_demonstration_and_opens_no_playground(tmp_path: Path) -> None:
    real = settings(tmp_path, demo=True, discord_token="token")
    assert not real.demonstrates and not real.shows_playground
    assert [side.name for side in started(settings(tmp_path, discord_token="token"))] == ["Discord"], (
        "without BATON_DEMO"
    )
    with pytest.raises(Stop, match="whoever opens it be any customer"):
        started(settings(tmp_path, playground="on", discord_token="token"))
    with pytest.raises(Stop, match="no platform has a token"):
        started(settings(tmp_path))
    with pytest.raises(Stop, match=r"BATON_SHOP_URL.*or BATON_DEMO=1"):
        started(read_settings(env_file=None, discord_token="token"))


async def test_a_folder_of_the_sample_shop_is_refused_beside_a_real_one(tmp_path: Path) -> None:
    """Somebody who was "rosa" while trying it out must not be whoever has that id in earnest."""
    async with build(read_settings(env_file=None, data_dir=tmp_path / "data")):
        pass
    with pytest.raises(CannotStart, match=r"BATON_DATA_DIR"):
        async with build(settings(tmp_path)):
            raise AssertionError("it started")


async def test_nor_is_a_real_shops_folder_taken_for_the_sample_shops(far: Far, tmp_path: Path) -> None:
    async with build(settings(tmp_path, far.address), real_time=far.clock.now):
        pass
    with pytest.raises(CannotStart, match=r"BATON_SHOP_URL is not set"):
        async with build(read_settings(env_file=None, data_dir=tmp_path / "data")):
            raise AssertionError("it started")


async def test_a_file_of_the_shops_that_nobody_was_shown_goes_and_comes_again(far: Far, tmp_path: Path) -> None:
    async with build(settings(tmp_path, far.address), real_time=far.clock.now) as app:
        photos = []
        for days in (0, 2):
            far.clock.advance(timedelta(days=days))
            await app.attic.clear()
            assert not any(app.files.path(ref).exists() for ref in photos) and len(photos) == days // 2
            account = await app.shop.account("viktor")
            assert account
            photos = [p.proof.photo for order in account.orders for p in order.parcels if p.proof and p.proof.photo]
            assert photos and all([await app.files.read(ref) for ref in photos])


async def test_what_is_built_has_the_real_shop_and_nothing_made_up(far: Far, tmp_path: Path) -> None:
    async with build(settings(tmp_path, far.address), real_time=far.clock.now) as app:
        assert isinstance(app.shop, HttpShop) and app.sample is None
        assert playground(app) == ()
        assert await app.store.find(BindingRow, {"team": app.team}) == ()
        with pytest.raises(ValueError, match="sample shop's clock"):
            app.advance(timedelta(hours=1))
        person = await person_or_stop(app, "ida")
        assert (person.id, person.name) == ("terminal:ida", "Ida Brandt")
        [bound] = await app.store.find(BindingRow, {"team": app.team})
        assert (bound.person, bound.customer, bound.how) == ("terminal:ida", "ida", "shell")
        with pytest.raises(Stop, match="no customer 'nobody'"):
            await person_or_stop(app, "nobody")
        far.sample.faults.down = True
        with pytest.raises(Stop, match="baton doctor --shop"):
            await person_or_stop(app, "ida")
    async with build(settings(tmp_path, far.address), real_time=far.clock.now) as app:
        assert app.sample is None, "and it starts again, on the same folder"


async def test_the_doctor_says_which_shop_it_is(far: Far, tmp_path: Path) -> None:
    none = shop_check(read_settings(env_file=None))
    assert none.ok and none.warning and "BATON_SHOP_URL" in none.mend
    assert shop_check(settings(tmp_path, far.address)).ok
    gone = shop_check(settings(tmp_path, "http://127.0.0.1:9"))
    assert not gone.ok and "127.0.0.1:9" in gone.found and SECRET not in str(gone)


async def test_a_command_that_asks_the_shop_itself_leaves_nobodys_label_behind(
    far: Far, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A label has an address on it: nothing would ever take it away again, and no key would seal it."""
    monkeypatch.setattr(RealTime, "now", lambda _: NOON)
    asked = settings(tmp_path, far.address, key=make_key())
    async with real_shop(asked) as shop:
        account = await shop.account("viktor")
        assert account and any(p.proof and p.proof.photo for order in account.orders for p in order.parcels)
    assert not asked.files_dir.exists()


async def test_the_doctor_takes_an_id_that_is_none_for_a_finding(far: Far, tmp_path: Path) -> None:
    probe = Probe(far.address, SECRET, far.files, far.clock, "..")
    async with probe.line:
        found = await examine(probe)
    assert [one.found for one in found if one.name == "whose account"] == ["that is no id"]


async def test_the_sample_shop_is_served_from_a_folder_that_is_sealed(tmp_path: Path) -> None:
    sealed = read_settings(env_file=None, data_dir=tmp_path, key=make_key())
    keys = keyring(sealed.key.get_secret_value())
    photo = await FileStore(sealed.files_dir, 10**7, keys).keep("p.png", next(iter(pictures.everything().values())))
    server = await _server(sealed, SECRET)
    async with serving(server.application()) as address, Line(address, Signer(SECRET)) as line:
        assert await HttpShop(line, FileStore(tmp_path / "far", 10**7), RealTime()).file(photo.ref)
