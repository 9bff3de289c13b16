"""`petitmot federation`: the servers that are silent, what waits for them, and what was given up."""

from __future__ import annotations

import click

from petitmot.site import cli
from petitmot.site.config import say


@click.group(help=say(*cli.COMMANDS["federation"]))
def command() -> None:
    """What is about other servers."""


@command.command(
    "list",
    help=say(
        "Les serveurs muets, depuis quand, et ce qui attend.", "The servers that are silent, since when, what waits."
    ),
)
@cli.data_option
def list_() -> None:
    """One line for each server, the longest silence first; then what was given up lately."""
    cli.begin()
    from petitmot.federation.delivering import overview

    lines = overview.servers()
    for line in lines:
        since = f"{line.silent_since:%Y-%m-%d %H:%M} UTC" if line.silent_since else "-"
        again = f"{line.next_try:%Y-%m-%d %H:%M} UTC" if line.next_try else "-"
        click.echo(
            say(
                f"{line.domain}  muet depuis {since}, {line.waiting} en attente, prochain essai {again}, "
                f"{line.given_up} abandonnés  {line.error}",
                f"{line.domain}  silent since {since}, {line.waiting} waiting, next try {again}, "
                f"{line.given_up} given up  {line.error}",
            )
        )
    if not lines:
        click.echo(say("Aucun serveur n’est muet, rien n’attend.", "No server is silent, nothing waits."))
    for row in overview.given_up():
        click.echo(
            say(
                f"abandonné le {row.given_up_at:%Y-%m-%d %H:%M} UTC  {row.inbox}  {row.activity}  {row.last_error}",
                f"given up on {row.given_up_at:%Y-%m-%d %H:%M} UTC  {row.inbox}  {row.activity}  {row.last_error}",
            )
        )


@command.command(
    help=say("Réessaie un serveur maintenant, par son nom.", "Try a server again now, by its name."),
)
@click.argument("domain")
@cli.data_option
def retry(domain: str) -> None:
    """End a server's pause, and try once more what was given up for it in the last days."""
    cli.begin()
    from petitmot.federation.delivering.overview import try_now

    number = try_now(domain)
    click.echo(say(f"{number} envois vers {domain} repartent.", f"{number} deliveries to {domain} go out again."))
