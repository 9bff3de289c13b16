"""What each library could and could not do, as `docs/client-api.md` tells it. `bin/client-api --clients` writes it anew."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "client-api.md"
WRITES = "PETITMOT_WRITE_CLIENTS"  # set by bin/client-api --clients


# Refused as it should be, which is looked at; there is nothing to do here.
REFUSED = {
    "status_translate": "words are not sent away to be translated",
    "v1.statuses.$select.translate": "words are not sent away to be translated",
}
ABSENT = "tried on what is not there, which it says"
for _name in ("dismiss_notification_request", "accept_multiple_notification_requests",
              "dismiss_multiple_notification_requests", "v1.notifications.requests.$select.dismiss",
              "v1.notifications.requests.accept", "v1.notifications.requests.dismiss"):  # fmt: skip
    REFUSED[_name] = ABSENT


@dataclass
class Ledger:
    """One library: what it did, what is not asked of it and why. What fails is no line here: the test fails."""

    name: str
    did: list[str] = field(default_factory=list)
    not_asked: dict[str, str] = field(default_factory=dict)

    def markdown(self) -> str:
        """Return its part of the page."""
        did = sorted(set(self.did) - set(REFUSED))
        lines = [f"**Does**: {', '.join(f'`{name}`' for name in did)}."]
        without = self.not_asked | {name: why for name, why in REFUSED.items() if name in self.did}
        by_reason: dict[str, list[str]] = {}
        for name in sorted(without):
            by_reason.setdefault(without[name], []).append(f"`{name}`")
        if by_reason:
            lines += ["", "| Does not | Why |", "|---|---|"]
            lines += [f"| {', '.join(names)} | {why} |" for why, names in sorted(by_reason.items())]
        return "\n".join(lines)


def marks(name: str) -> tuple[str, str]:
    return f"<!-- client {name} -->", f"<!-- /client {name} -->"


def written(page: str, ledger: Ledger) -> str:
    """Return a page with the part of one library made anew."""
    begin, end = marks(ledger.name)
    before, rest = page.split(begin)
    return f"{before}{begin}\n{ledger.markdown()}\n{end}{rest.split(end)[1]}"


def hold(ledger: Ledger) -> None:
    """Write the part of one library, where that was asked for; else fail where the page says something else."""
    page = PAGE.read_text("utf-8")
    made = written(page, ledger)
    if os.environ.get(WRITES):
        PAGE.write_text(made, "utf-8")
    else:
        assert made == page, "run bin/client-api --clients"
