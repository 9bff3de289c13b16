"""Markup that is finished and encoded: what pages are joined of."""

from __future__ import annotations


class Finished:
    """Bytes of a page that nothing is done to any more. In a template it stands as markup."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def __html__(self) -> str:
        return self.raw.decode()

    __str__ = __html__
