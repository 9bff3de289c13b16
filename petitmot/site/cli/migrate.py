"""`petitmot migrate`: what `serve` does by itself at its start, for those who run several machines."""

from __future__ import annotations

import click

from petitmot.site import cli
from petitmot.site.saying import say


@click.command(help=say(*cli.COMMANDS["migrate"]))
@cli.data_option
def command() -> None:
    """Bring the database up to date and say what was done."""
    config = cli.begin()
    from petitmot.site.preparing import missing_migrations, prepare

    missing = sorted(missing_migrations())
    prepare(config)
    for app, name in missing:
        click.echo(f"{app} {name}")
    click.echo(say("La base de données est à jour.", "The database is up to date."))
