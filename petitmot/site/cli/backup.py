"""`petitmot backup FILE`: everything into one file, while the server goes on."""

from __future__ import annotations

from pathlib import Path

import click

from petitmot.site import cli
from petitmot.site.reading_config import load
from petitmot.site.saying import say


@click.command(help=say(*cli.COMMANDS["backup"]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@cli.data_option
def command(file: Path) -> None:
    """Write it, read it again, say how large it is."""
    from petitmot.site.archive import ArchiveError, back_up
    from petitmot.site.postgres import PostgresError

    config = load()
    if not config.database and not (config.data / "petitmot.sqlite3").exists():
        raise click.ClickException(
            say(f"Il n’y a rien à sauvegarder dans {config.data}.", f"There is nothing to back up in {config.data}.")
        )
    try:
        size = back_up(config, file.absolute())
    except (ArchiveError, PostgresError, OSError) as error:
        raise click.ClickException(
            say(f"La sauvegarde n’a pas pu être faite : {error}", f"The back-up could not be made: {error}")
        ) from error
    megabytes = max(0.1, round(size / 1e6, 1))
    click.echo(
        say(
            f"Sauvegarde relue et entière : {file} ({megabytes} Mo).", f"Read again and whole: {file} ({megabytes} MB)."
        )
    )
