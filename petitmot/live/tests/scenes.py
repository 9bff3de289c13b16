"""Playing a scene on an event loop of its own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def play(scene):
    """Run a coroutine in a thread: a browser driven earlier in this process leaves its own loop running here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, scene).result()
