"""One file for each noun of the API. `open_all` imports them, and each opens its endpoints."""

from importlib import import_module
from pkgutil import iter_modules


def open_all() -> None:
    """Import every file of this folder."""
    for found in iter_modules(__path__):
        import_module(f"{__name__}.{found.name}")
