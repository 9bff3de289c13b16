"""How a browser calls itself, said so that its owner recognises it."""

from __future__ import annotations

from petitmot.kit.language import _

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def called(agent: str) -> str:
    """Return "Firefox, Linux" for a User-Agent; a plain sentence where it says nothing known."""
    found = [next((name for mark, name in marks if mark in agent), "") for marks in (_BROWSERS, _MACHINES)]
    return ", ".join(filter(None, found)) or _("Un navigateur")
