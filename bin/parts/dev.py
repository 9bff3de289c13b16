"""Run `petitmot serve` and start it again whenever a file of the project changes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUFFIXES = {".py", ".html", ".txt", ".css", ".js", ".mo", ".toml", ".svg"}


def snapshot() -> dict[Path, int]:
    """The moment of the last change of each file that the server reads."""
    paths = [*(ROOT / "petitmot").rglob("*"), *ROOT.glob("*.toml")]
    return {path: path.stat().st_mtime_ns for path in paths if path.suffix in SUFFIXES and path.is_file()}


def serve_until_a_change(arguments: list[str]) -> None:
    seen = snapshot()
    server = subprocess.Popen([sys.executable, "-P", "-m", "petitmot", "serve", *arguments], cwd=Path.cwd())
    try:
        while snapshot() == seen:
            time.sleep(0.5)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    try:
        while True:
            serve_until_a_change(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
