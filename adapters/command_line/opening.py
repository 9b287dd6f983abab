"""What most commands begin with: settings, the data folder, the sample shop."""

import sys
from pathlib import Path

from adapters.command_line.stopping import Stop
from adapters.settings import Settings, SettingsError, read_settings
from adapters.shop.sample import SampleShop, ShopClock


def settings_or_stop() -> Settings:
    """The settings, or the end."""
    try:
        return read_settings()
    except SettingsError as wrong:
        raise Stop(str(wrong)) from None
    except OSError as no:
        raise Stop(f".env cannot be read: {no.strerror}") from None


def own_ear(settings: Settings) -> None:
    """Hear with the operator's own model, where `baton train` has made one; one that cannot be read is the end."""
    from bot.hearing.model import CARD, model, use

    own = settings.hearing_dir
    if not (own / CARD).exists():
        return
    try:
        use(own)
    except (OSError, ValueError, KeyError) as no:
        raise Stop(f"{own}: the model there cannot be read ({type(no).__name__}); train it anew.") from None
    if not model().current:
        print(
            f"baton: {own}: taught with other kinds of words than ours are now, so it hears a little worse until you "
            "run `baton train` again.",
            file=sys.stderr,
        )


def data_folder(settings: Settings) -> Path:
    """The data folder, made if it is not there."""
    folder = settings.data_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as no:
        raise Stop(f"BATON_DATA_DIR: {folder} cannot be made or used: {no.strerror}.") from None
    return folder


def sample_shop(settings: Settings) -> tuple[SampleShop, ShopClock]:
    """The sample shop as it stands, also while Baton runs."""
    data_folder(settings)
    clock = ShopClock(settings.shop_file)
    return SampleShop(settings.shop_file, clock), clock
