"""What each library could and could not do, as `docs/client-api.md` tells it. `bin/client-api --clients` writes it anew."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from petitmot.client_api.door import TABLE
from petitmot.client_api.tests import answers
from tests.client_api import streamed
from tests.client_api.watching import Seen, Watch

PAGE = Path(__file__).parents[2] / "docs" / "client-api.md"
WRITES = "PETITMOT_WRITE_CLIENTS"  # set by bin/client-api --clients
LIBRARIES = ("Mastodon.py", "toot", "masto", "megalodon")
BEGIN, END = "<!-- asked -->", "<!-- /asked -->"


@dataclass
class Ledger:
    """One library: what it did, what is not asked of it and why. What fails is no line here: the test fails.

    `refused`: what was tried, and is refused as it should be, with the reason. `asked`: the endpoints that answered it.
    """

    name: str
    did: list[str] = field(default_factory=list)
    not_asked: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def hold_answers(self, seen: Iterable[Seen]) -> None:
        """Fail where an answer is not what is documented; remember what was asked with success."""
        for each in seen:
            name = answers.hold(each.method, each.path, each.status, each.kind, each.body)
            if name and each.status < 400:
                self.asked.add(name)

    def hold_streams(self, watch: Watch, mark: int) -> None:
        """Fail where an event of a stream is not what is documented, or none came by."""
        assert [event for told in watch.streams[mark:] for event in streamed.hold(told)], "nothing was streamed"

    def markdown(self) -> str:
        """Return its part of the page."""
        did = sorted(set(self.did) - set(self.refused))
        lines = [f"**Does**, {len(did)}: {', '.join(f'`{name}`' for name in did)}."]
        tried = {name: why for name, why in self.refused.items() if name in self.did}
        for title, rows in (("Is refused, as tried", tried), ("Is not asked", self.not_asked)):
            by_reason: dict[str, list[str]] = {}
            for name in sorted(rows):
                by_reason.setdefault(rows[name], []).append(f"`{name}`")
            if by_reason:
                lines += ["", f"| {title} | Why |", "|---|---|"]
                lines += [f"| {', '.join(names)} | {why} |" for why, names in sorted(by_reason.items())]
        return "\n".join(lines)


def endpoints() -> list[str]:
    """All endpoints that an application made for Mastodon could ask, as the page names them."""
    return [f"{one.method} {one.path}" for one in sorted(TABLE, key=lambda one: (one.path, one.method))
            if not one.path.startswith(answers.OUR_OWN)]  # fmt: skip


def read_asked(page: str) -> dict[str, set[str]]:
    """Read who asks what out of the page: the endpoints of each library."""
    rows = [line.strip("| ").split(" | ") for line in page.split(BEGIN)[1].split(END)[0].splitlines() if "`" in line]
    by_name: dict[str, set[str]] = {name: set() for name in LIBRARIES}
    for endpoint, who in rows:
        for name in who.split(", "):
            by_name.get(name, set()).add(endpoint.strip("`"))
    return by_name


def table(asked: dict[str, set[str]]) -> str:
    """Return the table of all endpoints with who asks them; last in one line those that nobody does."""
    lines, nobody = ["| Endpoint | Asked by |", "|---|---|"], []
    for endpoint in endpoints():
        who = [name for name in LIBRARIES if endpoint in asked[name]]
        if who:
            lines.append(f"| `{endpoint}` | {', '.join(who)} |")
        else:
            nobody.append(endpoint)
    said = ", ".join(nobody)
    return "\n".join([*lines, "", f"By none of them, but by tests of our own: {said}."])


def marks(name: str) -> tuple[str, str]:
    return f"<!-- client {name} -->", f"<!-- /client {name} -->"


def written(page: str, ledger: Ledger) -> str:
    """Return a page with the parts of one library made anew."""
    begin, end = marks(ledger.name)
    before, rest = page.split(begin)
    page = f"{before}{begin}\n{ledger.markdown()}\n{end}{rest.split(end)[1]}"
    made = table(read_asked(page) | {ledger.name: ledger.asked})
    return f"{page.split(BEGIN)[0]}{BEGIN}\n{made}\n{END}{page.split(END)[1]}"


def hold(ledger: Ledger) -> None:
    """Write the parts of one library, where that was asked for; else fail where the page says something else."""
    page = PAGE.read_text("utf-8")
    made = written(page, ledger)
    if os.environ.get(WRITES):
        PAGE.write_text(made, "utf-8")
    else:
        assert made == page, "run bin/client-api --clients"
