"""The command line: one small file for each command, read only when it is called (so that each starts fast)."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from petitmot.site.config import Config
from petitmot.site.reading_config import ConfigError, load
from petitmot.site.saying import say

COMMANDS = {
    "serve": ("Sert les pages et fait les travaux en attente.", "Serve the pages and do the jobs that are due."),
    "worker": ("Fait les travaux en attente, sans servir de pages.", "Do the jobs that are due, without any pages."),
    "migrate": ("Met la base de données à jour.", "Bring the database up to date."),
    "doctor": ("Dit ce qui manque à une bonne marche.", "Say what a good set-up still lacks."),
    "config": ("Montre les réglages et leurs valeurs.", "Show the settings and their values."),
    "backup": ("Sauvegarde tout dans un fichier.", "Put everything into one file."),
    "restore": ("Remet une sauvegarde dans un dossier vide.", "Bring a back-up into an empty folder."),
    "mail": ("Montre les courriels écrits dans des fichiers.", "Show the mails that were written to files."),
    "jobs": ("Montre les travaux abandonnés, en reprend un.", "Show the jobs that were given up, try one again."),
    "federation": (
        "Montre les serveurs muets et ce qui les attend.",
        "Show the servers that are silent, and what waits.",
    ),
    "words": (
        "Juge des mots : `words score` lit du JSON, ligne à ligne.",
        "Judge words: `words score` reads JSON lines.",
    ),
    "seed-test-accounts": (
        "Fait des comptes pour des essais, avec leurs jetons, en JSON.",
        "Make accounts for checks, with their tokens, as JSON.",
    ),
    "version": ("Donne la version.", "Give the version."),
}


class Commands(click.Group):
    """Finds each command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"petitmot.site.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without importing a single one."""
        with formatter.section(say("Commandes", "Commands")):
            formatter.write_dl([(name, say(*texts)) for name, texts in COMMANDS.items()])


@click.command(
    cls=Commands, help=say("Petitmot : chaque rencontre commence par un petit mot.", "Petitmot: it begins with a word.")
)
def petitmot() -> None:
    """The command line as a whole."""


def run() -> None:
    """Run what was asked; a wrong setting ends it with its sentence and status 2."""
    try:
        petitmot(prog_name="petitmot")
    except ConfigError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def data_option(function: Any) -> Any:
    """The option `--data DIR` that most commands have; it stands above everything else."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False),
        expose_value=False,
        is_eager=True,
        callback=_set_data,
        help=say("Le dossier des données.", "The data folder."),
    )(function)


def _set_data(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        os.environ["PETITMOT_DATA"] = os.path.abspath(value)


def begin() -> Config:
    """Read the settings, set up the log, load Django."""
    config = load()
    # structlog imports rich wherever that is installed (some tools of a checkout bring it): a tenth of a second and
    # four megabytes for colours in tracebacks, with the values of variables in them, which no log of ours may hold.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
    from petitmot.site import logs, preparing

    preparing.make_folder(config.data)
    logs.configure(config)
    preparing.start_django()
    return config


def stop(sentence: str, status: int = 1) -> None:
    """End with a sentence on standard error."""
    click.echo(sentence, err=True)
    sys.exit(status)
