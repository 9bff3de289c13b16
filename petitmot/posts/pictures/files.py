"""The files of pictures below MEDIA_ROOT: named by their content, never changed, deleted when nothing names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{36})\.[a-z0-9]{2,5}", re.ASCII)
DIGITS = "0123456789abcdef"  # a name begins with one of them


def path_of(name: str) -> Path | None:
    """Return where the file of this name is kept, or None when it is no name of ours (`../secret`)."""
    return Path(settings.MEDIA_ROOT) / name if _NAME.fullmatch(name) else None


def delete(names: Iterable[str], *, before: float | None = None) -> int:
    """Delete files; return how many were there. Whoever calls knows that nothing names them any more (rule 42).

    `before` (seconds since 1970) spares those written later: somebody may just have sent the same picture again.
    """
    deleted = 0
    for name in names:
        path = path_of(name)
        if path is not None and path.exists() and (before is None or path.stat().st_mtime < before):
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted


def kept(before: float, digit: str = "") -> Iterator[str]:
    """The names of all files that were last written before a moment (seconds since 1970), folder by folder.

    `digit` asks only for names that begin with this one of DIGITS.
    """
    media = Path(settings.MEDIA_ROOT)
    first = digit or "[0-9a-f]"
    for path in media.glob(f"{first}[0-9a-f]/[0-9a-f][0-9a-f]/*.*"):
        name = path.relative_to(media).as_posix()
        if _NAME.fullmatch(name) and path.stat().st_mtime < before:
            yield name
