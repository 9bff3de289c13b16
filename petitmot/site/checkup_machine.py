"""What the doctor looks at on the machine: the data folder, the clock, open files, cores."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator

from petitmot.site.config import ROOT, Config
from petitmot.site.findings import Finding, good, worth_knowing, wrong
from petitmot.site.processes.wire import listen_in


def folder(config: Config) -> Iterator[Finding]:
    """The data folder: ours, writable, for our eyes only, with room left."""
    probe = config.data / f".doctor-{os.getpid()}"
    try:
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        yield wrong(
            f"On ne peut pas écrire dans {config.data} ({error}).", f"{config.data} cannot be written ({error})."
        )
        return
    yield good(f"On peut écrire dans {config.data}.", f"{config.data} can be written.")
    if config.data.stat().st_mode & 0o077:
        yield wrong(
            f"D’autres que vous peuvent lire {config.data} : chmod 700 {config.data}",
            f"Others can read {config.data}: chmod 700 {config.data}",
        )
    free = shutil.disk_usage(config.data).free // 1_000_000
    if free < 1000:
        yield wrong(f"Il ne reste que {free} Mo sur ce disque.", f"Only {free} MB are left on this disk.")


def films(config: Config) -> Iterator[Finding]:
    """Whether sounds and films can be taken: an ffmpeg that can write what browsers play."""
    from petitmot.posts.films import tools

    if config.ffmpeg == "off":
        yield worth_knowing(
            "Les sons et les films sont refusés (PETITMOT_FFMPEG=off).",
            "Sounds and films are refused (PETITMOT_FFMPEG=off).",
        )
    elif found := tools.tools():
        yield good(f"Sons et films : {found.ffmpeg}.", f"Sounds and films: {found.ffmpeg}.")
    elif ffmpeg := shutil.which(config.ffmpeg or "ffmpeg"):
        lacks = ", ".join(tools.lacking(ffmpeg)) or "ffprobe"
        yield worth_knowing(
            f"Les sons et les films sont refusés : il manque {lacks} à {ffmpeg}.",
            f"Sounds and films are refused: {ffmpeg} lacks {lacks}.",
        )
    else:
        yield worth_knowing(
            "Les sons et les films sont refusés : ffmpeg n’est pas installé (apt install ffmpeg).",
            "Sounds and films are refused: ffmpeg is not installed (apt install ffmpeg).",
        )


def clock(config: Config) -> Iterator[Finding]:
    """The machine's clock: codes, signatures and the order of words depend on it."""
    seen = [(ROOT / "__init__.py").stat().st_mtime]
    kept = config.data / "domain"
    if kept.exists():
        seen.append(kept.stat().st_mtime)
    if time.time() < max(seen) - 60:
        yield wrong("L’horloge de cette machine retarde.", "This machine's clock is behind.")
        return
    if shutil.which("timedatectl"):
        asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        told = subprocess.run(asked, capture_output=True, text=True, timeout=5)  # noqa: S603
        if told.stdout.strip() == "no":
            yield worth_knowing("L’horloge n’est pas réglée par le réseau (NTP).", "The clock is not set by NTP.")
            return
    yield good("L’horloge est plausible.", "The clock is plausible.")


def open_files(config: Config) -> Iterator[Finding]:
    """Each open screen is an open file."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < 4096:
        yield worth_knowing(
            f"Ce système n’accorde que {hard} fichiers ouverts : autant d’écrans au plus.",
            f"This system allows only {hard} open files: at most as many screens.",
        )


def processes(config: Config) -> Iterator[Finding]:
    """Where several processes make pages: whether they can speak to each other, and have a core each."""
    if config.processes == 1:
        return
    cores = os.cpu_count() or 1
    if config.processes > cores:
        yield worth_knowing(
            f"{config.processes} processus pour {cores} cœurs : davantage de mémoire, sans aller plus vite.",
            f"{config.processes} processes for {cores} cores: more memory, and no faster.",
        )
    probe = config.data / f".doctor-{os.getpid()}"
    try:
        listen_in(config.data, probe.name).close()
        probe.unlink()
    except OSError as error:
        yield wrong(
            f"{config.data} ne peut pas contenir la prise par laquelle les processus se parlent ({error}).",
            f"{config.data} cannot hold the socket over which the processes speak ({error}).",
        )
