"""`petitmot jobs`: the jobs that were given up, to be seen and tried again."""

from __future__ import annotations

import click

from petitmot.site import cli
from petitmot.site.saying import say


@click.group(help=say(*cli.COMMANDS["jobs"]))
def command() -> None:
    """What is about jobs."""


@command.command("list", help=say("Les travaux abandonnés, avec leur erreur.", "The jobs given up, with their error."))
@cli.data_option
def list_() -> None:
    """One line for each job that was given up, newest first."""
    cli.begin()
    from petitmot.jobs.failures import failed_jobs

    jobs = list(failed_jobs()[:200])
    for job in jobs:
        error = (job.last_error or "").strip().splitlines()
        click.echo(f"{job.pk}  {job.given_up_at:%Y-%m-%d %H:%M} UTC  {job}  {error[-1] if error else ''}")
    if not jobs:
        click.echo(say("Aucun travail n’a été abandonné.", "No job was given up."))


@command.command(help=say("Reprend un travail abandonné, par son numéro.", "Try a given-up job again, by its number."))
@click.argument("number", type=int)
@cli.data_option
def retry(number: int) -> None:
    """Put one job back among those that are due."""
    cli.begin()
    from petitmot.jobs.failures import retry as try_again

    if not try_again(number):
        raise click.ClickException(
            say(f"Aucun travail abandonné ne porte le numéro {number}.", f"No given-up job has the number {number}.")
        )
    click.echo(say(f"Le travail {number} sera refait.", f"Job {number} will be done again."))
