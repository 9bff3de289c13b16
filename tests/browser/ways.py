"""The ways in which a page is met: a phone, a desk, a phone whose browser runs no scripts; by day and by lamp."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Way:
    """A size in CSS pixels, and whether scripts run."""

    name: str
    width: int
    height: int
    scripts: bool = True
    light: str = "light"

    def context(self) -> dict[str, Any]:
        """What Playwright wants to know of it."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "java_script_enabled": self.scripts,
            "color_scheme": self.light,
            "has_touch": self.width < 600,
            "reduced_motion": "reduce",
            "locale": "fr-FR",
            "timezone_id": "Europe/Paris",
        }


PHONE = Way("phone", 360, 740)
DESK = Way("desk", 1280, 900)
PLAIN = Way("phone-without-scripts", 360, 740, scripts=False)
WAYS = (PHONE, DESK, PLAIN)

# Chromium refuses to run as root inside its sandbox, and has no use here for a graphics card or its maker's services.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--mute-audio",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def launching(domain: str = "", port: int = 0) -> dict[str, Any]:
    """How to start the browser: the system's Chromium where there is one, else the one that Playwright keeps.

    With a domain, a browser that finds that name on this port of the machine.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    rule = [f"--host-resolver-rules=MAP {domain} 127.0.0.1:{port}"] if domain else []
    return {"args": ARGUMENTS + rule} | ({"executable_path": found} if found else {})
