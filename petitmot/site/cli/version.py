"""`petitmot version`."""

from __future__ import annotations

import click

from petitmot import __version__
from petitmot.site import cli
from petitmot.site.saying import say


@click.command(help=say(*cli.COMMANDS["version"]))
def command() -> None:
    """Print the version alone."""
    click.echo(__version__)
