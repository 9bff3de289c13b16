"""`petitmot worker`: due jobs only, for those who run several machines or processes."""

from __future__ import annotations

import signal
import threading

import click

from petitmot.site import cli
from petitmot.site.saying import say


@click.command(help=say(*cli.COMMANDS["worker"]))
@cli.data_option
def command() -> None:
    """Do due jobs until SIGTERM or SIGINT; then finish those under way and hand back the others."""
    config = cli.begin()
    from petitmot.federation.delivering.sending import Sender
    from petitmot.jobs import bell
    from petitmot.jobs.runner import Runner
    from petitmot.kit import broadcast
    from petitmot.live import bus
    from petitmot.live.shared import WithoutScreens
    from petitmot.site.preparing import prepare
    from petitmot.site.processes.beside import Joined

    prepare(config)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    screens = WithoutScreens()
    joined = Joined(config.data, screens.forget)
    bus.use(screens)
    broadcast.use(joined.tell)
    bell.hear_others()
    runner, sender = Runner(max(1, config.runners)), Sender()
    runner.start()
    sender.start()
    click.echo(say("Petitmot fait les travaux en attente.", "Petitmot does the jobs that are due."))
    stopping.wait()
    runner.stop(config.stop_seconds)
    sender.stop(config.stop_seconds)
    joined.close()
