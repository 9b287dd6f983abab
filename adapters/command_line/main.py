"""The commands and what they take; each is imported only when it is called."""

import errno
import os
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from adapters.command_line.printing import as_far_as_it_can, let_go
from adapters.command_line.stopping import Stop
from adapters.store.errors import DoesNotOpen
from bot.writes import StoreUnavailable

cli = typer.Typer(
    name="baton",
    help="Answers a shop's customers, and hands over to a person at the right moment.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@cli.command()
def run() -> None:
    """Start Baton; without tokens, the playground. Ctrl-C ends it."""
    from adapters.command_line import run as command

    command.run()


@cli.command()
def chat(
    customer: Annotated[str, typer.Option("--as", help="Whom to be: an id from `baton shop customers`, or guest.")],
    as_json: AsJson = False,
) -> None:
    """Talk to Baton in the terminal. !press LABEL, !file PATH, !edit TEXT, !clock +24h, !quit."""
    from adapters.command_line import chat as command

    command.chat(customer, as_json=as_json)


@cli.command()
def hear(
    file: Annotated[
        Path | None, typer.Argument(help="JSON lines with a text each; without it, standard input.")
    ] = None,
    customer: Annotated[str, typer.Option(help="Also predict why this customer writes.")] = "",
) -> None:
    """Say what is understood in each message, one JSON line each."""
    from adapters.command_line import hear as command

    command.hear(file, customer)


@cli.command()
def train(
    folders: Annotated[list[Path], typer.Argument(help="Folders of your own examples (docs/hearing.md).")],
    alone: Annotated[bool, typer.Option("--alone", help="From your examples alone, without Baton's own.")] = False,
    to_read: Annotated[
        bool,
        typer.Option("--to-read", help="Teach nothing: put what is read once only where a second reader fills it in."),
    ] = False,
) -> None:
    """Teach the ear your customers' words; the next start hears with it. Needs the extra `train`."""
    from adapters.command_line import learning as command

    if to_read:
        command.to_read(folders)
        return
    command.train(folders, alone=alone)


@cli.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="Labelled messages: .jsonl, or .txt as docs/hearing.md has them.")],
    pictures: Annotated[Path | None, typer.Option(help="A folder for pictures of errors and certainty.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure what is understood on labelled messages: every figure, each intent, the surest errors."""
    from adapters.command_line import learning as command

    command.evaluate(file, pictures, as_json=as_json)


@cli.command()
def replay(
    file: Annotated[Path, typer.Argument(help="JSON lines with a text each.")],
    as_json: AsJson = False,
) -> None:
    """Play real messages through the whole product on a scratch database."""
    from adapters.command_line import replay as command

    command.replay(file, as_json=as_json)


@cli.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def admin(
    context: typer.Context,
    verb: Annotated[str, typer.Argument(help="setup, policy, bind, block, unblock, stats, doctor, ...")] = "help",
) -> None:
    """Do what an admin does in chat: baton admin VERB [words or --options]."""
    from adapters.command_line import admin as command

    command.admin(verb, context.args)


@cli.command()
def shop(
    what: Annotated[Literal["customers", "orders", "ledger", "serve"], typer.Argument(help="What to show, or serve.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
    host: Annotated[str, typer.Option(help="serve: an address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="serve: a port; 0 takes any free one.", min=0, max=65535)] = 8090,
) -> None:
    """Show the sample shop's customers, orders, or the ledger with the money; or serve it over the shop API."""
    if what == "serve":
        from adapters.command_line import serving

        return serving.serve(host, port)
    from adapters.command_line import shop as command

    return command.shop(what, as_json=as_json)


@cli.command()
def doctor(
    url: Annotated[str, typer.Argument(help="With --shop: its address; without, BATON_SHOP_URL.")] = "",
    platform: Annotated[
        Literal["discord", "slack"] | None, typer.Option(help="Check this platform, before it connects.")
    ] = None,
    shop: Annotated[bool, typer.Option("--shop", help="Hold a shop's API to docs/shop-api.yaml.")] = False,
    customer: Annotated[str, typer.Option(help="With --shop: a customer to read.")] = "",
    write: Annotated[bool, typer.Option("--write", help="With --shop: pay that customer the smallest sum.")] = False,
) -> None:
    """Check this installation, a platform or a shop's API, and say how to mend what is wrong."""
    from adapters.command_line import doctor as command

    if not shop and (url or customer or write):
        raise Stop("An address, --customer and --write go with --shop: baton doctor --shop [URL].")
    command.doctor(platform or "", shop=(url, customer, write) if shop else None)


@cli.command()
def slack(
    what: Annotated[Literal["manifest"], typer.Argument(help="The app as Slack takes it.")],
    http: Annotated[str, typer.Option(help="Where Slack reaches this Baton; without it, Socket Mode.")] = "",
    agent: Annotated[bool, typer.Option("--agent", help="With Slack's agent view.")] = False,
    form: Annotated[
        Literal["yaml", "json"], typer.Option("--format", help="YAML says why beside each scope.")
    ] = "yaml",
) -> None:
    """Print the manifest of the Slack app to make, each scope with its reason."""
    from adapters.command_line import slack as command

    command.manifest(http, agent=agent, form=form)


@cli.command()
def knowledge(
    what: Annotated[Literal["check"], typer.Argument(help="Look for what is wrong and what is missing.")],
    offline: Annotated[bool, typer.Option("--offline", help="Leave the links alone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the shop's written answers: links, duplicates, gaps that customers have shown."""
    from adapters.command_line import knowledge as command

    command.check(offline=offline, as_json=as_json)


@cli.command()
def key(
    what: Annotated[Literal["new", "rotate", "open"], typer.Argument(help="Make one, seal all anew, open one file.")],
    file: Annotated[Path | None, typer.Argument(help="With open: a sealed file of the data folder.")] = None,
) -> None:
    """Encryption at rest: make a key, put everything under the newest, open a sealed file."""
    from adapters.command_line import key as command

    command.key(what, file)


@cli.command()
def migrate() -> None:
    """Bring the database to this version's schema; an older one is copied first."""
    from adapters.command_line import keeping as command

    command.migrate()


@cli.command()
def backup(
    to: Annotated[Path, typer.Argument(help="The file to write; it is there when the copy is whole.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Copy the database as it is at one moment, also while Baton runs."""
    from adapters.command_line import keeping as command

    command.backup(to, force=force)


def main() -> None:
    """The console script: what goes wrong is said in words."""
    # Customers' words and addresses are in every file we write: for this user alone.
    os.umask(0o077)
    as_far_as_it_can()
    try:
        cli()
    except Stop as stop:
        _end(str(stop), stop.code)
    except (StoreUnavailable, DoesNotOpen) as broken:
        _end(str(broken), 2)
    except BrokenPipeError:
        let_go()
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except OSError as full:
        if full.errno != errno.ENOSPC:
            raise
        let_go()
        _end("There is no room left where this is written to.", 1)


def _end(words: str, code: int) -> NoReturn:
    print(f"baton: {words}", file=sys.stderr)
    raise SystemExit(code)
