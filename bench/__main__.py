"""`bin/bench [reading|posting|starting|federation|api|streaming] [--small] [--json] [--processes N]`: the figures of docs/bench.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import api_http, posting, starting, streaming
from bench.federation import measuring
from bench.serving import ROOT, serve

SIZES = ((100, 10_000), (1_000, 10_000), (1_000, 1_000_000))
SMALL = ((100, 10_000),)
API_SIZES = (2_000, 20_000, 1_000_000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=[], metavar="reading posting starting federation api streaming")
    parser.add_argument("--small", action="store_true", help="10 thousand posts only, shorter runs")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--processes", type=int, default=1, help="for posting, starting and federation: as `petitmot serve` has it"
    )
    parser.add_argument("--one-house", nargs=3, metavar=("FOLLOWS", "POSTS", "NUMBER"), help=argparse.SUPPRESS)
    parser.add_argument("--one-api", nargs=2, metavar=("POSTS", "NUMBER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one_api:
        return _one_api(*map(int, options.one_api))
    if options.one_house:
        return _one_house(*map(int, options.one_house))
    parts = options.parts or ["reading", "posting", "starting"]
    found: dict[str, Any] = {"machine": _machine()}
    with tempfile.TemporaryDirectory(prefix="petitmot-bench-") as folder:
        if "reading" in parts:
            found["reading"] = {
                f"{follows} follows, {posts} posts": _house(Path(folder), follows, posts, 120 if options.small else 240)
                for follows, posts in (SMALL if options.small else SIZES)
            }
        if "posting" in parts:
            data = Path(folder) / "posting"
            data.mkdir()
            with serve(data, "--processes", str(options.processes)) as served:
                found["posting"] = posting.measure(served, seconds=4 if options.small else 15)
        if "starting" in parts:
            found["starting"] = starting.measure(Path(folder), "--processes", str(options.processes))
        if "federation" in parts:
            found["federation"] = measuring.measure(
                Path(folder) / "federation", small=options.small, processes=options.processes
            )
        if "streaming" in parts:
            found["streaming"] = streaming.measure(Path(folder) / "streaming", small=options.small)
        if "api" in parts:
            found["api"] = {
                f"{posts} statuses": _api(Path(folder), posts, small=options.small)
                for posts in (API_SIZES[:1] if options.small else API_SIZES)
            }
    print(json.dumps(found, indent=1) if options.json else _told(found))
    return 0


def _house(folder: Path, follows: int, posts: int, number: int) -> dict[str, Any]:
    """Each house in a process of its own, so that one does not warm another's memory."""
    data = folder / f"house-{follows}-{posts}"
    env = dict(os.environ, PETITMOT_DATA=str(data), PETITMOT_DOMAIN="localhost:8000", PYTHONPATH=str(ROOT))
    command = [sys.executable, "-P", "-m", "bench", "--one-house", str(follows), str(posts), str(number)]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def _api(folder: Path, posts: int, *, small: bool) -> dict[str, Any]:
    """One house: through WSGI in a process of its own, then over HTTP, served by one process and by two."""
    data = folder / f"api-{posts}"
    env = dict(os.environ, PETITMOT_DATA=str(data), PETITMOT_DOMAIN=api_http.DOMAIN, PYTHONPATH=str(ROOT))
    env |= {"PETITMOT_RATE_LIMITS": "off", "PETITMOT_SCHEME": "http"}
    command = [sys.executable, "-P", "-m", "bench", "--one-api", str(posts), "20" if small else "60"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    found = dict(json.loads(done.stdout.strip().splitlines()[-1]))
    house, seconds = found.pop("house"), 0.25 if small else 0.5
    return {
        "one request at a time": found,
        "http, one process": api_http.measure(data, house, processes=1, seconds=seconds),
        "http, two processes": api_http.measure(data, house, processes=2, seconds=seconds),
    }


def _one_api(posts: int, number: int) -> int:
    _as_a_server()
    from bench.api import measure

    print(json.dumps(measure(posts, number)))
    return 0


def _one_house(follows: int, posts: int, number: int) -> int:
    _as_a_server()
    from bench.reading import measure

    print(json.dumps(measure(follows, posts, number)))
    return 0


def _as_a_server() -> None:
    """Make of this process what `petitmot serve` makes of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "petitmot.site.settings"
    from petitmot.site.preparing import prepare, start_django
    from petitmot.site.reading_config import load

    start_django()
    from petitmot.site import garbage, server

    server.keep_freed_memory()
    prepare(load())
    import_module("petitmot.site.wsgi")
    garbage.settle()


def _machine() -> dict[str, Any]:
    return {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}


def _told(found: dict[str, Any]) -> str:
    lines = [
        f"Python {found['machine']['python']}, {found['machine']['cores']} cores, load {found['machine']['load']:.1f}"
    ]
    for house, pages in found.get("reading", {}).items():
        lines.append(f"\n{house} (written in {pages['filled_in_s']} s, {pages['memory_mb']} MB)")
        lines.append(
            f"{'':8} {'p50 ms':>8} {'p99 ms':>8} {'CPU ms':>8} {'first':>8} {'req/s':>8} {'queries':>8} {'floor':>8} {'ratio':>6}"
        )
        for name, row in pages.items():
            if name in ("memory_mb", "filled_in_s"):
                continue
            o = row["ours"]
            lines.append(
                f"{name:8} {o['p50']:8.2f} {o['p99']:8.2f} {o['cpu']:8.2f} {row['first']['cpu']:8.2f} {o['per_second']:8.0f} {o['queries']:8.0f} "
                f"{row['floor']['cpu']:8.2f} {row['ratio']:6.2f}"
            )
    for name, figures in found.get("federation", {}).items():
        lines.append(f"\nfederation, {name}: " + ", ".join(f"{what} {value}" for what, value in figures.items()))
    for house, ways in found.get("api", {}).items():
        lines.append(
            f"\n{house}\n{'':14} {'p50 ms':>8} {'CPU ms':>8} {'queries':>8} {'bytes':>8} {'floor':>8} {'ratio':>6}"
        )
        lines += [_told_of_api(name, row) for name, row in ways["one request at a time"].items()]
        for way in list(ways)[1:]:
            lines += [f"\n{house}, {way}", *api_http.told(ways[way])]
    for part in ("posting", "starting", "streaming"):
        if part in found:
            lines.append(f"\n{part}: " + ", ".join(f"{name} {value}" for name, value in found[part].items()))
    return "\n".join(lines)


def _told_of_api(name: str, row: dict[str, Any]) -> str:
    ours, floor = row["ours"], row.get("floor", {"cpu": 0.0})
    return (
        f"{name:14} {ours['p50']:8.2f} {ours['cpu']:8.2f} {ours['queries']:8.0f} {ours['bytes']:8.0f} "
        f"{floor['cpu']:8.3f} {row.get('ratio', 0):6.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
