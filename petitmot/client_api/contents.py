"""The table of all endpoints, as `docs/client-api.md` shows it: `bin/client-api` writes it, a test holds it true."""

from __future__ import annotations

from pathlib import Path

from petitmot.client_api.door import TABLE
from petitmot.client_api.endpoints import Endpoint

BEGIN, END = "<!-- endpoints -->", "<!-- /endpoints -->"
WHO = {True: "a person", False: "an application", None: "anybody"}


def markdown() -> str:
    """Return one line for each endpoint, in the order of their paths."""
    lines = ["| Endpoint | Who | Scope | Answered |", "|---|---|---|---|"]
    for one in sorted(TABLE, key=lambda one: (one.path, one.method)):
        scopes = " or ".join(f"`{scope}`" for scope in one.scopes) or ""
        lines.append(f"| `{one.method} {one.path}` | {WHO[one.user]} | {scopes} | {_answered(one)} |")
    return "\n".join(lines)


def _answered(one: Endpoint) -> str:
    said = (one.view.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
    return " ".join(said.split()) or "as documented"


def written(page: str) -> str:
    """Return a page with the table between its two marks made anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{markdown()}\n{END}{rest.split(END)[1]}"


def write(path: Path) -> None:
    path.write_text(written(path.read_text("utf-8")), "utf-8")
