"""`petitmot doctor`: what a good set-up still lacks."""

from __future__ import annotations

import sys

import click

from petitmot.site import cli
from petitmot.site.saying import say

MARKS = {"good": "✓", "worth knowing": "·", "wrong": "✗"}


@click.command(help=say(*cli.COMMANDS["doctor"]))
@cli.data_option
def command() -> None:
    """Ask every question; status 1 where something is wrong."""
    config = cli.begin()
    from petitmot.site import checkup

    findings = [finding for question in checkup.QUESTIONS for finding in question(config)]
    for finding in findings:
        click.echo(f"{MARKS[finding.weight]} {finding.sentence}")
    sys.exit(any(finding.weight == "wrong" for finding in findings))
