"""`petitmot restore FILE`: a back-up into an empty folder (and, on PostgreSQL, an empty database)."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from petitmot.site import cli
from petitmot.site.config import Config
from petitmot.site.reading_config import load
from petitmot.site.saying import say

ERASED = "erased"  # those who left, in the data folder: `petitmot.people.leaving.erasure_list`


@click.command(help=say(*cli.COMMANDS["restore"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--send-waiting",
    is_flag=True,
    help=say("Envoyer aussi ce qui attendait de partir.", "Send what was waiting to leave, too."),
)
@click.option(
    "--erased",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Le fichier « erased » de l’ancien dossier : qui est parti depuis la sauvegarde repart.",
        "The file “erased” of the old folder: who has left since the back-up leaves again.",
    ),
)
@cli.data_option
def command(file: Path, send_waiting: bool, erased: Path | None) -> None:
    """Refuse a folder with something in it; else unpack, bring up to date, hold back what waited."""
    config = load()
    _refuse_if_used(config)
    from petitmot.site.archive import POSTGRESQL, ArchiveError, unpack
    from petitmot.site.postgres import PostgresError
    from petitmot.site.postgres import restore as restore_postgresql

    existed = config.data.exists()
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        database = unpack(file, config.data)
        _refuse_other_kind(config, database == POSTGRESQL)
        if database == POSTGRESQL:
            restore_postgresql(config.database, config.data / POSTGRESQL)
            (config.data / POSTGRESQL).unlink()
    except (ArchiveError, PostgresError, OSError, click.ClickException) as error:
        _empty(config.data, existed)
        if isinstance(error, click.ClickException):
            raise
        raise click.ClickException(
            say(f"{file} n’est pas une sauvegarde entière : {error}", f"{file} is not a whole back-up: {error}")
        ) from error
    _finish(send_waiting)
    _erase_again([erased] if erased else [], config)


def _refuse_if_used(config: Config) -> None:
    """The list of those who left may lie there already: it is what the old folder leaves to the new one."""
    if config.data.exists() and any(path.name != ERASED for path in config.data.iterdir()):
        raise click.ClickException(
            say(
                f"{config.data} n’est pas vide. Une sauvegarde ne se remet que dans un dossier vide (--data).",
                f"{config.data} is not empty. A back-up is only brought into an empty folder (--data).",
            )
        )


def _refuse_other_kind(config: Config, is_postgresql: bool) -> None:
    if is_postgresql and not config.database:
        raise click.ClickException(
            say(
                "Cette sauvegarde vient de PostgreSQL : nommez une base vide dans PETITMOT_DATABASE.",
                "This back-up is of a PostgreSQL database: name an empty one in PETITMOT_DATABASE.",
            )
        )
    if config.database and not is_postgresql:
        raise click.ClickException(
            say(
                "Cette sauvegarde vient de SQLite : retirez PETITMOT_DATABASE pour la remettre.",
                "This back-up is of an SQLite database: take PETITMOT_DATABASE away to bring it back.",
            )
        )


def _empty(data: Path, existed: bool) -> None:
    """Leave the folder as it was found: empty, or not there."""
    for path in data.iterdir():
        if path.name != ERASED:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not existed:
        data.rmdir()


def _finish(send_waiting: bool) -> None:
    """Bring the tables up to date, and drop what waited to go out unless it is to be sent."""
    config = cli.begin()
    from petitmot.site import preparing, restoring

    preparing.prepare(config)
    held = 0 if send_waiting else restoring.hold_back()
    click.echo(say("La sauvegarde est remise.", "The back-up is restored."))
    if held:
        click.echo(
            say(
                f"Ce qui attendait de partir ({held} envois) n’est pas reparti ; --send-waiting l’aurait envoyé.",
                f"What was waiting to leave ({held}) was not sent; --send-waiting would have sent it.",
            )
        )


def _erase_again(named: list[Path], config: Config) -> None:
    """Rule 41: the list of those who left is no part of a back-up; it is applied to what came back with one.

    It is the file that was named, and by itself the one that lies in the folder or beside it.
    """
    from petitmot.people import leaving

    kept = leaving.erasure_list()
    lists = [path for path in (kept, *named, config.data.absolute().parent / ERASED) if path.is_file()]
    if not lists:
        return
    lines = dict.fromkeys(line for path in lists for line in path.read_text().splitlines() if line.strip())
    kept.touch(mode=0o600)
    kept.write_text("".join(f"{line}\n" for line in lines))
    try:
        gone = leaving.erase_again()
    except (ValueError, KeyError, TypeError) as error:
        listed = ", ".join(map(str, lists))
        raise click.ClickException(
            say(
                f"La sauvegarde est remise, mais la liste de ceux qui sont partis ne se lit pas ({listed}).",
                f"The back-up is restored, but the list of those who left cannot be read ({listed}).",
            )
        ) from error
    click.echo(say(f"Repartis, comme avant : {gone}.", f"Gone again, as before: {gone}."))
