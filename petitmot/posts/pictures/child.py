"""The child process: `python -m petitmot.posts.pictures.child FILE FOLDER WIDTHS SHAPE`.

It limits itself before it looks at the file, and imports neither Django nor anything of the house. It writes the
pictures it makes into FOLDER and one line of JSON to standard output: `{"code": ...}` for a refusal, else what it made.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from petitmot.posts.pictures.limits import LARGEST_MADE, MEMORY, SECONDS


def limit() -> None:
    """No more memory, CPU and file size than a picture needs; no core dumps."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_MADE),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main(file: str, folder: str, widths: str, shape: str) -> None:
    """Make the pictures, or say with a code why not. `shape`: whole, square or emoji."""
    limit()
    from petitmot.posts.pictures.drawing import Unfit, draw
    from petitmot.posts.pictures.emoji import draw_emoji

    try:
        if shape == "emoji":
            told = draw_emoji(Path(file), Path(folder))
        else:
            told = draw(Path(file), Path(folder), [int(width) for width in widths.split(",")], shape == "square")
    except Unfit as error:
        told = {"code": error.code}
    except MemoryError:
        told = {"code": "too_hard"}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:5])
