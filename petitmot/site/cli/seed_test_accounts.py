"""`petitmot seed-test-accounts`: accounts for checks from outside, printed as JSON."""

from __future__ import annotations

import json

import click

from petitmot.site import cli
from petitmot.site.saying import say


@click.command(help=say(*cli.COMMANDS["seed-test-accounts"]))
@click.option("--count", type=click.IntRange(1, 5000), required=True, help=say("Combien.", "How many."))
@click.option("--password", default="", help=say("Le même pour tous ; sinon au hasard.", "One for all; else random."))
@click.option("--prefix", default="held", help=say("Le début de chaque nom.", "What each name begins with."))
@click.option("--json", "as_json", is_flag=True, help=say("En JSON (toujours).", "As JSON (always)."))
@cli.data_option
def command(count: int, password: str, prefix: str, as_json: bool) -> None:
    """Make them, whether a server runs on this folder or not."""
    config = cli.begin()
    from petitmot.kit.refusals import Refusal
    from petitmot.site.held_accounts import seed
    from petitmot.site.preparing import prepare

    prepare(config)
    try:
        click.echo(json.dumps(seed(count, password=password, prefix=prefix)))
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
