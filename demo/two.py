"""Two servers on two ports of this machine, with people of the demonstration on both: `bin/demo --two` calls this."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from demo import PASSWORD

ROOT = Path(__file__).parents[1]
GREETING = """
Deux serveurs se parlent sur cette machine :
  {0}  Hélène (helene@example.com), Muriel, Delphine
  {1}  Marco (marco@example.com), Nora, Fabien
Tout le monde a le même mot de passe : {2}
Ils se suivent déjà ; une demande de contact attend sur le bureau d’Hélène, une autre sur celui de Marco.
Ctrl+C arrête les deux.
"""


@dataclass(frozen=True)
class Side:
    """One of the two. Their names differ, not only their ports: a browser keeps one cookie a name."""

    number: int
    data: Path
    domain: str

    @property
    def address(self) -> str:
        return f"http://{self.domain}/"

    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PETITMOT_")}
        return clean | {
            "PETITMOT_DATA": str(self.data),
            "PETITMOT_DOMAIN": self.domain,
            "PETITMOT_PORT": self.domain.partition(":")[2],
            "PETITMOT_SCHEME": "http",
            "PETITMOT_ALLOW_LOOPBACK_PEERS": "on",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *arguments: str) -> None:
        """Do something inside this side's folder, in a process of its own."""
        subprocess.run([sys.executable, "-P", "-m", "demo.two_sides", *arguments], env=self.environment(), check=True)

    def serve(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "petitmot", "serve", "--data", str(self.data)]
        with (self.data.parent / f"{self.data.name}.log").open("ab") as log:
            return subprocess.Popen(command, env=self.environment(), stdout=log, stderr=log)


def main(data: Path, port: int) -> None:
    """Fill two folders, serve both, let their people meet, and wait."""
    sides = [Side(0, data / "un", f"localhost:{port}"), Side(1, data / "deux", f"127.0.0.1:{port + 1}")]
    for side in sides:
        side.data.mkdir(parents=True, exist_ok=True)
        side.run("gather", str(side.number))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    servers = [side.serve() for side in sides]
    try:
        for side, server in zip(sides, servers, strict=True):
            _until_it_answers(side, server)
        for side, other in zip(sides, reversed(sides), strict=True):
            side.run("follow", str(side.number), other.domain)
        for side, other in zip(sides, reversed(sides), strict=True):
            side.run("speak", str(side.number), other.domain)
        print(GREETING.format(sides[0].address, sides[1].address, PASSWORD), flush=True)
        for server in servers:
            server.wait()
    except KeyboardInterrupt:
        pass
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(30)


def _until_it_answers(side: Side, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if server.poll() is not None:
            sys.exit(f"{side.address} ne démarre pas : {side.data}.log")
        try:
            with urllib.request.urlopen(f"{side.address}.well-known/host-meta", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{side.address} ne répond pas.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
