"""`petitmot config`: the settings with their values, or the table of the operator's guide."""

from __future__ import annotations

import click

from petitmot.site import cli
from petitmot.site.reading_config import load
from petitmot.site.saying import say


@click.command(help=say(*cli.COMMANDS["config"]))
@click.option(
    "--markdown", is_flag=True, help=say("Le tableau de docs/operating.md.", "The table of docs/operating.md.")
)
@cli.data_option
def command(markdown: bool) -> None:
    """Print one line for each setting, without passwords."""
    from petitmot.site import config_table

    if markdown:
        click.echo(config_table.markdown())
        return
    for name, value in config_table.values(load()):
        click.echo(f"{name} = {value}")
