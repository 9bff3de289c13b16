"""`petitmot mail`: the mails that became files, because no mail server is set."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from petitmot.site import cli
from petitmot.site.reading_config import load
from petitmot.site.saying import say


@click.command(help=say(*cli.COMMANDS["mail"]))
@click.argument("number", required=False, type=click.IntRange(min=1))
@cli.data_option
def command(number: int | None) -> None:
    """List the mails, newest first, or show the one with this number (1 is the newest)."""
    from petitmot.site.mail_files import written_mails

    mails = written_mails(load().data)[::-1]
    if not mails:
        click.echo(say("Aucun courriel n’a été écrit dans un fichier.", "No mail was written to a file."))
    elif number is None:
        for place, path in enumerate(mails, 1):
            click.echo(_line(place, path))
    elif number > len(mails):
        raise click.ClickException(say(f"Il n’y a que {len(mails)} courriels.", f"There are only {len(mails)} mails."))
    else:
        _show(mails[number - 1])


def _line(place: int, path: Path) -> str:
    from petitmot.site.mail_files import read_mail

    mail = read_mail(path)
    written = datetime.fromtimestamp(int(path.name[:20]) / 1e9).astimezone()
    return f"{place:4}  {written:%d/%m/%Y %H:%M}  {mail['to']}  {mail['subject']}"


def _show(path: Path) -> None:
    from petitmot.site.mail_files import read_mail

    mail = read_mail(path)
    for header in ("From", "To", "Subject", "Date"):
        click.echo(f"{header}: {mail[header]}")
    body = mail.get_body(("plain", "html"))
    click.echo()
    click.echo(body.get_content() if body else "")
