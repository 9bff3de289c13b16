"""What axe hears on a page: whatever it calls serious, which no page may have."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# What a page is asked by axe, and what of it no page may have.
ASK_AXE = """async () => (await axe.run({resultTypes: ["violations"]})).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)
    + " [" + (node.any[0] || node.all[0] || {message: ""}).message + "]").join(" | "))"""


def heard_by_axe(page: Page) -> list[str]:
    """Return a line for each serious finding. The page's browser runs scripts."""
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(ASK_AXE)
    return found
