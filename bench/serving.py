"""A real `petitmot serve` in a process of its own, and what it weighs."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Served:
    """A server that answers: its port, its data folder, its process, and how long it took to the first answer."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]
    started_in: float
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of the bench inside the same data folder; return what it prints."""
        command = [sys.executable, "-P", "-m", module, *arguments]
        done = subprocess.run(
            command, env=_environment(self.data, self.port, self.settings), cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip().splitlines()[-1]

    def begin(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        """Begin to run a module of the bench inside the same data folder; return once it has printed its first line."""
        command = [sys.executable, "-P", "-m", module, *arguments]
        environment = _environment(self.data, self.port, self.settings)
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout and process.stdout.readline(), "it ended before it began"
        return process

    def processes(self) -> list[int]:
        """Return the process that was started, and all that it made."""
        found = [self.process.pid]
        for pid in found:
            found += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return found

    def memory_mb(self) -> float:
        """Return the proportional set size of the server, all its processes together, in MiB."""
        kilobytes = 0
        for pid in self.processes():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
        return kilobytes / 1024

    def cpu_seconds(self) -> float:
        """Return the CPU time that the server used so far: a figure that other work on the machine moves less."""
        ticks = 0
        for pid in self.processes():
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(data: Path, *more: str, port: int = 0, settings: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Start a server on a port (0: any that is free); yield it at its first answer; stop it gently."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    start = time.monotonic()
    command = [sys.executable, "-P", "-m", "petitmot", "serve", "--port", str(port), "--data", str(data), *more]
    with (data.parent / f"{data.name}.log").open("wb") as log:
        environment = _environment(data, port, settings or {})
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        while not _answers(port):
            assert process.poll() is None, (data.parent / f"{data.name}.log").read_text()[-2000:]
            assert time.monotonic() - start < 60, "no answer within a minute"
            time.sleep(0.01)
        yield Served(port, data, process, time.monotonic() - start, settings or {})
    finally:
        process.terminate()
        process.wait(20)


def get(port: int, path: str) -> int:
    """Ask for a page as a visitor; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"localhost:{port}"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _answers(port: int) -> bool:
    try:
        return get(port, "/") < 500
    except OSError:
        return False


def _environment(data: Path, port: int, settings: Mapping[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PETITMOT_")}
    return clean | {
        "PETITMOT_DATA": str(data),
        "PETITMOT_DOMAIN": f"localhost:{port}",
        "PETITMOT_RATE_LIMITS": "off",
        "PYTHONPATH": str(ROOT),
        **settings,
    }
