"""(c) From the command to the first answer, and the weight of an idle server."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from bench.serving import get, serve


def measure(folder: Path, *more: str) -> dict[str, Any]:
    """Start on an empty folder, then on the same one used; weigh it after a hundred page requests."""
    data = folder / "start"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    with serve(data, *more) as served:
        empty = served.started_in
    port = served.port
    with serve(data, *more, port=port) as served:  # the data folder keeps the name it was started under
        used = served.started_in
        for _ in range(50):
            get(served.port, "/")
            get(served.port, "/entrer/")
        memory = served.memory_mb()
    return {"empty_s": round(empty, 2), "used_s": round(used, 2), "idle_pss_mb": round(memory, 1)}
