"""`petitmot words score`: how personal words are, line by line, without a server or a database."""

from __future__ import annotations

import sys

import click

from petitmot.site import cli
from petitmot.site.saying import say


@click.group(help=say(*cli.COMMANDS["words"]))
def command() -> None:
    """What is about words."""


@command.command(
    help=say("Lit du JSON ligne à ligne, rend note et raisons.", "Read JSON lines, give score and reasons.")
)
def score() -> None:
    """One line out for each line in; a bad line gives an error line and, in the end, status 2."""
    from petitmot.people.judging.lines import score_lines

    sys.exit(score_lines(sys.stdin, sys.stdout, sys.stderr))
