"""Several things are under way side by side: the first that ends, ends them all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any


async def until_one_ends(under_way: Sequence[asyncio.Future[Any]]) -> None:
    """Wait for the first to end, well or with an error, and stop the others; returns when all have stopped.

    Cancelled, it stops them all. What they raised stays in them.
    """
    try:
        await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in under_way:
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
