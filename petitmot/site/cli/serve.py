"""`petitmot serve`: pages, open screens and due jobs in one process."""

from __future__ import annotations

import gc
import os
import socket
from typing import NoReturn

import click

from petitmot.site import cli
from petitmot.site.config import Config, load, say


@click.command(help=say(*cli.COMMANDS["serve"]))
@click.option("--port", type=click.IntRange(1, 65535), help=say("Le port (8000).", "The port (8000)."))
@click.option("--host", help=say("L’adresse sur laquelle écouter.", "The address to listen on."))
@cli.data_option
def command(port: int | None, host: str | None) -> None:
    """Serve until SIGTERM or SIGINT; then let what is under way finish."""
    if port is not None:
        os.environ["PETITMOT_PORT"] = str(port)
    if host is not None:
        os.environ["PETITMOT_HOST"] = host
    listener = _listen(load())
    gc.disable()  # nothing that is loaded now is ever thrown away
    config = cli.begin()
    from django.urls import get_resolver

    from petitmot.federation.delivering.sending import Sender
    from petitmot.jobs.runner import Runner
    from petitmot.site import server
    from petitmot.site.asgi import House
    from petitmot.site.bridge import Bridge
    from petitmot.site.preparing import prepare

    prepare(config)
    from petitmot.site.wsgi import application

    _ = get_resolver().url_patterns  # a house with a door missing should not open
    server.allow_many_files()
    server.stop_quietly()
    bridge = Bridge(application, threads=config.threads, limit=config.body_megabytes * 1_000_000)
    runner, sender = Runner(config.runners), Sender()
    running = server.HouseServer(
        server.uvicorn_config(House(bridge), trusted_proxies=config.trusted_proxies, stop_seconds=config.stop_seconds)
    )
    greeting = _greeting(config)
    gc.freeze()
    gc.enable()
    running.when_ready = lambda: click.echo("\n".join(greeting))
    runner.start()
    sender.start()
    try:
        running.run(sockets=[listener])
    finally:
        runner.stop(config.stop_seconds)
        sender.stop(config.stop_seconds)
        bridge.close()


def _listen(config: Config) -> socket.socket:
    """Take the port first: who cannot have it should hear so at once."""
    from petitmot.site.server import listen

    try:
        return listen(config.host, config.port)
    except OSError as error:
        _no_port(config.host, config.port, error)


def _no_port(host: str, port: int, error: OSError) -> NoReturn:
    reason = error.strerror or str(error)
    raise click.ClickException(
        say(
            f"Le port {port} de {host} ne peut pas être pris ({reason}). Choisissez-en un autre avec --port.",
            f"Port {port} of {host} cannot be had ({reason}). Choose another one with --port.",
        )
    )


def _greeting(config: Config) -> list[str]:
    from django.db import connections

    from petitmot.site.first import first_link

    address = f"{config.scheme}://{config.domain}/"
    lines = [say(f"Petitmot vous attend : {address}", f"Petitmot is waiting for you: {address}")]
    link = first_link()
    if link:
        lines += [
            say(
                "Personne n’habite encore ici. Ce lien, qui ne sert qu’une fois, ouvre le premier compte, le vôtre :",
                "Nobody lives here yet. This link, good for one time only, opens the first account, yours:",
            ),
            f"  {link}",
        ]
    connections.close_all()  # this thread asks nothing more
    return lines
