"""`baton shop serve`: the sample shop behind the API that a real shop would have."""

import asyncio
import secrets
import signal
from contextlib import AsyncExitStack

from aiohttp import web

from adapters import logs
from adapters.command_line.opening import data_folder, settings_or_stop
from adapters.command_line.stopping import Stop
from adapters.settings import Settings
from adapters.shop.http import ShopServer
from adapters.shop.sample import SampleShop, ShopClock, pictures
from adapters.store.files import FileStore
from adapters.store.keys import keyring

LARGEST_FILE = 5_000_000
PAGE = 2
"""Orders on a page: few, so that pages are seen."""


def serve(host: str, port: int) -> None:
    """Until Ctrl-C or SIGTERM."""
    settings = settings_or_stop()
    data_folder(settings)
    logs.set_up(settings.log_level)
    asyncio.run(_serve(settings, host, port))


async def _serve(settings: Settings, host: str, port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    secret = settings.shop_secret.get_secret_value() or secrets.token_urlsafe(24)
    async with AsyncExitStack() as stack:
        runner = web.AppRunner((await _server(settings, secret)).application(), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as no:
            raise Stop(f"cannot listen on {host}:{port}: {no.strerror}.") from None
        print(f"The sample shop's API: {_address(runner)}", flush=True)
        if not settings.shop_secret.get_secret_value():
            print(
                f"BATON_SHOP_SECRET={secret}\nThe secret is for this run; set it to choose one that stays.", flush=True
            )
        print("Ctrl-C ends it.", flush=True)
        await stop.wait()


async def _server(settings: Settings, secret: str) -> ShopServer:
    files = FileStore(settings.files_dir, LARGEST_FILE, keyring(settings.key.get_secret_value()))
    photos = {name: (await files.keep(name, data)).ref for name, data in pictures.everything().items()}
    clock = ShopClock(settings.shop_file)
    if clock.offset:
        raise Stop(
            f"the sample shop's clock in {settings.data_dir} was moved ahead; set BATON_DATA_DIR to a new folder."
        )
    shop = SampleShop(settings.shop_file, clock, photos, files)
    return ShopServer(shop, files, secret, page=PAGE)


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
