"""`petitmot serve`: pages, open screens and due jobs, in one process or in several."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from petitmot.site import cli
from petitmot.site.config import Config
from petitmot.site.reading_config import load
from petitmot.site.saying import say

if TYPE_CHECKING:  # Django is there only once the port is taken
    from petitmot.site.bridge import Bridge
    from petitmot.site.bridge.answer import Application
    from petitmot.site.bridge.copies import Copies
    from petitmot.site.server import HouseServer

Greet = Callable[[], None]


@click.command(help=say(*cli.COMMANDS["serve"]))
@click.option("--port", type=click.IntRange(1, 65535), help=say("Le port (8000).", "The port (8000)."))
@click.option("--host", help=say("L’adresse sur laquelle écouter.", "The address to listen on."))
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help=say("Combien de processus font les pages (1).", "How many processes make pages (1)."),
)
@cli.data_option
def command(port: int | None, host: str | None, processes: int | None) -> None:
    """Serve until SIGTERM or SIGINT; then let what is under way finish."""
    for name, value in (("PORT", port), ("HOST", host), ("PROCESSES", processes)):
        if value is not None:
            os.environ[f"PETITMOT_{name}"] = str(value)
    listener = _listen(load())
    gc.disable()  # nothing that is loaded now is ever thrown away
    config = cli.begin()
    from django.urls import get_resolver

    from petitmot.site.preparing import prepare
    from petitmot.site.server import keep_freed_memory

    keep_freed_memory()
    prepare(config)
    from petitmot.site.wsgi import application

    _ = get_resolver().url_patterns  # a house with a door missing should not open
    greeting = _greeting(config)
    serve_all = _serve_in_one if config.processes == 1 else _serve_in_several
    serve_all(config, application, listener, lambda: click.echo("\n".join(greeting)))


def _serve_in_one(config: Config, application: Application, listener: socket.socket, greet: Greet) -> None:
    """Everything in this process; workers of the same data folder may join."""
    from petitmot.kit import broadcast
    from petitmot.live import bus, shared
    from petitmot.site.bridge import Bridge
    from petitmot.site.processes.beside import Beside

    bridge = Bridge(application, threads=config.threads, limit=config.body_megabytes * 1_000_000)
    running = _server(config, bridge, greet)
    screens = shared.WithScreens(shared.shared_flag())
    bus.use(screens)
    beside = Beside(config.data, screens.greeting)
    broadcast.use(beside.tell)
    try:
        _run(config, running, listener)
    finally:
        broadcast.use(None)
        beside.close()
        bridge.close()


def _serve_in_several(config: Config, application: Application, listener: socket.socket, greet: Greet) -> None:
    """Connections, streams and jobs here; pages in processes that are forked before this one has threads."""
    from petitmot.site.processes.front import Several

    gc.freeze()  # what was loaded is shared with the workers: nothing writes into it any more
    several = Several(
        application,
        data=config.data,
        processes=config.processes,
        threads=config.threads,
        limit=config.body_megabytes * 1_000_000,
        port=listener,
    )
    running = _server(config, several.front, greet)
    orphaned: list[bool] = []

    def stop() -> None:
        orphaned.append(True)
        running.should_exit = True

    running.when_started = lambda: several.open(stop)
    try:
        _run(config, running, listener)
    finally:
        several.end(config.stop_seconds)
    if orphaned:
        cli.stop(say("Les processus des pages ont disparu.", "The processes that make pages are gone."))


def _server(config: Config, bridge: Bridge, greet: Greet) -> HouseServer:
    from petitmot.site import server
    from petitmot.site.asgi import House

    bridge.copies = _copies()
    settings = server.uvicorn_config(
        House(bridge), trusted_proxies=config.trusted_proxies, stop_seconds=config.stop_seconds
    )
    running = server.HouseServer(settings)
    running.when_ready = greet
    return running


def _copies() -> Copies | None:
    """Answers are kept where it can be asked whether something was written: on SQLite."""
    from django.db import connection

    from petitmot.client_api import rates
    from petitmot.site.bridge.copies import Copies

    if connection.vendor != "sqlite":
        return None
    return Copies(Path(str(connection.settings_dict["NAME"])), rates.count)


def _run(config: Config, running: HouseServer, listener: socket.socket) -> None:
    """Until the signal; then whoever waits for an answer has it, and jobs under way are done."""
    from petitmot.federation.delivering.sending import Sender
    from petitmot.jobs import bell
    from petitmot.jobs.runner import Runner
    from petitmot.site import garbage, server

    server.allow_many_files()
    server.stop_quietly()
    garbage.settle()
    if config.runners == 0:  # workers beside this one do the jobs
        bell.send_on()
        running.run(sockets=[listener])
        return
    bell.hear_others()
    runner, sender = Runner(config.runners), Sender()
    runner.start()
    sender.start()
    try:
        running.run(sockets=[listener])
    finally:
        runner.stop(config.stop_seconds)
        sender.stop(config.stop_seconds)


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
