"""`petitmot federation`: the servers that are silent, what waits for them, what was given up; those that are kept away."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import click

from petitmot.site import cli
from petitmot.site.saying import say

if TYPE_CHECKING:
    from petitmot.people.models import Account


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


@command.group(help=say("La liste des serveurs tenus à distance.", "The list of the servers that are kept away."))
def blocks() -> None:
    """Mastodon's CSV, out and in."""


@blocks.command(help=say("Écrit la liste (CSV de Mastodon).", "Write the list (the CSV of Mastodon)."))
@cli.data_option
def export() -> None:
    """On standard output."""
    cli.begin()
    from petitmot.moderation import block_lists

    click.echo(block_lists.written(_operator()), nl=False)


@blocks.command(
    "import",
    help=say(
        "Dit ce qu’une liste changerait ; avec --apply, le décide.",
        "Say what a list would change; with --apply, do it.",
    ),
)
@click.argument("file", type=click.File("rb"))
@click.option("--apply", "applies", is_flag=True, help=say("Décider.", "Decide."))
@click.option(
    "--changes",
    is_flag=True,
    help=say("Décider aussi ce qui est déjà décidé autrement.", "Also decide what is decided otherwise already."),
)
@cli.data_option
def import_(file: BinaryIO, applies: bool, changes: bool) -> None:
    """One line each; nothing is decided without --apply, and nothing that was decided is changed without --changes."""
    cli.begin()
    from petitmot.kit.refusals import Refusal
    from petitmot.moderation import block_lists

    operator = _operator()
    try:
        reading = block_lists.read(operator, file.read(block_lists.LARGEST + 1))
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
    lines = [line for line in reading.lines if changes or not line.before]
    for line in reading.lines:
        taken = "+" if line in lines else "="
        ties = say("  (des gens d’ici y ont des liens)", "  (people here have ties there)") if line.has_ties else ""
        before = f"{line.before} -> " if line.before else ""
        click.echo(f"{taken} {line.domain}  {before}{line.decided.measure}{ties}")
    for number, why in reading.problems:
        click.echo(say(f"! ligne {number} : {why}", f"! line {number}: {why}"), err=True)
    if applies:
        block_lists.apply(operator, lines, private_comment=file.name[:100])
    done = say(f"{len(lines)} serveurs décidés.", f"{len(lines)} servers decided.")
    would = say(f"{len(lines)} serveurs à décider, avec --apply.", f"{len(lines)} servers to decide, with --apply.")
    click.echo(done if applies else would)


def _operator() -> Account:
    """In whose name it is decided: of whoever keeps the server."""
    from petitmot.people.models import Account

    found = Account.objects.filter(role=Account.Role.OPERATOR).order_by("pk").first()
    if found is None:
        raise click.ClickException(say("Personne ne tient encore ce serveur.", "Nobody keeps this server yet."))
    return found
