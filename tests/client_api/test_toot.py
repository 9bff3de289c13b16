"""toot, as it comes from PyPI, on the command line against a real server: every command that has a counterpart here."""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import select
import shlex
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.client_api import ledger
from tests.client_api.conftest import Place
from tests.client_api.deeds import PIXEL
from tests.client_api.test_mastodon_py import code_of

pytestmark = pytest.mark.slow
NAMED = "PETITMOT_TEST_TOOT"
GROUPS = ("follow-requests", "lists", "polls", "tags", "timelines")
REFUSED = {"login_cli": "there is no `password` grant"}


def command() -> list[str]:
    """How toot is called: from the suite's own environment, or as PETITMOT_TEST_TOOT says."""
    named = os.environ.get(NAMED)
    if named:
        return shlex.split(named)
    if importlib.util.find_spec("toot") is None:
        pytest.skip("toot is not installed here; PETITMOT_TEST_TOOT may say how to call it")
    return [sys.executable, "-P", "-m", "toot"]


def environment(home: Path) -> dict[str, str]:
    more = {
        "XDG_CONFIG_HOME": str(home),
        "PYTHONUTF8": "1",
        "BROWSER": "true",
        "PAGER": "cat",
        "TERM": "xterm-256color",
    }
    return os.environ | more


@dataclass
class Terminal:
    """Three people at their terminals."""

    place: Place
    home: Path
    accounts: list[dict[str, Any]]
    made: dict[str, Any] = field(default_factory=dict)
    warm: subprocess.Popen[str] | None = None

    def __post_init__(self) -> None:
        host = self.host
        app = {"instance": host, "base_url": self.place.address, "client_id": "", "client_secret": ""}
        users = {
            f"{each['username']}@{host}": {
                "instance": host, "username": each["username"], "access_token": each["access_token"],
            }
            for each in self.accounts
        }  # fmt: skip
        written = {"apps": {host: app}, "users": users, "active_user": f"{self.name(0)}@{host}"}
        (self.home / "toot").mkdir(parents=True)
        (self.home / "toot" / "config.json").write_text(json.dumps(written))
        (self.home / "point.png").write_bytes(PIXEL)

    def name(self, number: int) -> str:
        return str(self.accounts[number]["username"])

    def __enter__(self) -> Terminal:
        how = [sys.executable, "-P", str(Path(__file__).parent / "warm.py"), "toot"]
        self.warm = None if os.environ.get(NAMED) else subprocess.Popen(
            how, env=environment(self.home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=self.home
        )  # fmt: skip
        return self

    def __exit__(self, *_how: object) -> None:
        if self.warm:
            self.warm.communicate(timeout=30)

    def says(self, *said: str, who: int = 0, typed: str = "", fails: bool = False) -> str:
        """Run one command as somebody; return what it printed. A failure carries what it said."""
        as_ = [] if said[0].startswith("login") else ["--as", f"{self.name(who)}@{self.host}"]
        code, told, wrong = self.run([*as_, *said], typed)
        assert (code != 0) is fails, f"{wrong} {told}"[-500:]
        return wrong if fails else told

    def run(self, arguments: list[str], typed: str) -> tuple[int, str, str]:
        """Run one command; return its exit status, what it said, and what it said of what went wrong."""
        if self.warm is None:
            ran = subprocess.run(
                [*command(), *arguments], env=environment(self.home), input=typed, capture_output=True, text=True,
                timeout=60, cwd=self.home,
            )  # fmt: skip
            return ran.returncode, ran.stdout, ran.stderr
        files = [self.home / name for name in ("typed", "said", "wrong")]
        for file, text in zip(files, (typed, "", ""), strict=True):
            file.write_text(text)
        assert self.warm.stdin and self.warm.stdout
        self.warm.stdin.write(json.dumps([arguments, *map(str, files)]) + "\n")
        self.warm.stdin.flush()
        return int(self.warm.stdout.readline()), files[1].read_text(), files[2].read_text()

    @property
    def host(self) -> str:
        return self.place.address.removeprefix("http://")

    def told(self, *said: str, who: int = 0) -> Any:
        return json.loads(self.says(*said, "--json", who=who))

    def config(self) -> Any:
        return json.loads((self.home / "toot" / "config.json").read_text())

    def keep(self, name: str, what: Any) -> Any:
        self.made[name] = what
        return what


def has(key: str, value: str) -> Callable[[Any, Terminal], bool]:
    return lambda told, t: value in [each[key] for each in told]


def is_(**named: Any) -> Callable[[Any, Terminal], bool]:
    return lambda told, t: all(told[key] == value for key, value in named.items())


def names(number: int) -> Callable[[Any, Terminal], bool]:
    return lambda told, t: t.name(number) in str(told)


DEEDS: dict[str, tuple[Callable[[Terminal], Any], Callable[[Any, Terminal], Any]]] = {
    "whoami": (lambda t: t.told("whoami"), lambda told, t: told["username"] == t.name(0)),
    "whois": (lambda t: t.says("whois", t.name(1)), names(1)),
    "instance": (lambda t: t.told("instance"), lambda told, t: "Petitmot" in told["version"]),
    "diag": (lambda t: t.says("diag", "--server"), lambda told, t: "petitmot" in told.lower()),
    "update-account": (
        lambda t: t.told("update-account", "--display-name", "Ana", "--note", "Bonjour", "--avatar", "point.png",
                         "--privacy", "public", "--no-locked"),
        is_(display_name="Ana"),
    ),
    "follow": (lambda t: t.told("follow", t.name(1)), is_(following=True)),
    "followers": (lambda t: t.told("followers", t.name(1)), names(0)),
    "following": (lambda t: t.told("following", t.name(0)), names(1)),
    "mute": (lambda t: t.told("mute", t.name(1)), is_(muting=True)),
    "muted": (lambda t: t.told("muted"), names(1)),
    "unmute": (lambda t: t.told("unmute", t.name(1)), is_(muting=False)),
    "upload": (
        lambda t: t.told("upload", "point.png", "--description", "un point"), is_(type="image", description="un point"),
    ),
    "post": (
        lambda t: t.keep("post", t.told("post", "Bonjour #jardin", "--media", "point.png", "--description", "un point",
                                        "--visibility", "public", "--language", "fr", who=1)),
        lambda told, t: told["tags"][0]["name"] == "jardin" and told["media_attachments"][0]["description"] == "un point",
    ),
    "status": (lambda t: t.told("status", t.made["post"]["id"]), lambda told, t: told["id"] == t.made["post"]["id"]),
    "favourite": (lambda t: t.told("favourite", t.made["post"]["id"]), is_(favourited=True)),
    "timelines favourites": (lambda t: t.told("timelines", "favourites"), names(1)),
    "unfavourite": (lambda t: t.told("unfavourite", t.made["post"]["id"]), is_(favourited=False)),
    "reblog": (
        lambda t: t.told("reblog", t.made["post"]["id"]), lambda told, t: told["reblog"]["id"] == t.made["post"]["id"],
    ),
    "reblogged-by": (lambda t: t.told("reblogged-by", t.made["post"]["id"], who=1), names(0)),
    "unreblog": (lambda t: t.told("unreblog", t.made["post"]["id"]), is_(reblogged=False)),
    "bookmark": (lambda t: t.told("bookmark", t.made["post"]["id"]), is_(bookmarked=True)),
    "bookmarks": (lambda t: t.says("bookmarks", "--once"), names(1)),
    "unbookmark": (lambda t: t.told("unbookmark", t.made["post"]["id"]), is_(bookmarked=False)),
    "pin": (lambda t: t.told("pin", t.made["post"]["id"], who=1), is_(pinned=True)),
    "unpin": (lambda t: t.told("unpin", t.made["post"]["id"], who=1), is_(pinned=False)),
    "thread": (
        lambda t: (
            t.says("post", f"@{t.name(1)} bonjour à vous", "--reply-to", t.made["post"]["id"]),
            t.says("thread", t.made["post"]["id"]),
        )[-1],
        lambda told, t: "bonjour à vous" in told,
    ),
    "polls show": (
        lambda t: (
            t.keep("asked", t.told("post", "Thé ?", "--poll-option", "oui", "--poll-option", "non", who=1)),
            t.told("polls", "show", t.made["asked"]["poll"]["id"]),
        )[-1],
        is_(multiple=False),
    ),
    "polls vote": (lambda t: t.told("polls", "vote", t.made["asked"]["poll"]["id"], "1"), is_(voted=True)),
    "post --scheduled-in": (
        lambda t: t.told("post", "plus tard", "--scheduled-in", "2h"), lambda told, t: told["params"]["text"] == "plus tard",
    ),
    "timeline": (lambda t: t.says("timeline", "--once"), names(1)),
    "tui": (lambda t: seen_in_full(t, "Thé ?"), lambda told, t: "Thé ?" in told),
    "auth": (lambda t: t.says("auth"), lambda told, t: names(0)(told, t) and names(2)(told, t)),
    "activate": (
        lambda t: (t.says("activate", f"{t.name(1)}@{t.host}"), t.says("auth"), t.says("activate", f"{t.name(0)}@{t.host}"))[1],
        lambda told, t: next(line for line in told.splitlines() if "ACTIVE" in line).strip("* ").startswith(t.name(1)),
    ),
    "login_cli": (
        lambda t: t.says("login_cli", "--instance", t.place.address, "--email", f"{t.name(0)}@example.com",
                         "--password", "password", fails=True),
        lambda told, t: "Error" in told and "password" not in t.config()["users"],
    ),
    "timelines home": (lambda t: t.told("timelines", "home"), names(1)),
    "timelines public": (lambda t: t.told("timelines", "public"), names(1)),
    "timelines account": (lambda t: t.told("timelines", "account", t.name(1)), names(1)),
    "timelines tag": (lambda t: t.told("timelines", "tag", "jardin"), names(1)),
    "timelines link": (lambda t: t.told("timelines", "link", "https://ana.example/rien"), lambda told, t: told == []),
    "timelines trending": (lambda t: t.told("timelines", "trending"), lambda told, t: told == []),
    "lists create": (lambda t: t.told("lists", "create", "Jardin"), is_(title="Jardin")),
    "lists list": (lambda t: t.told("lists", "list"), has("title", "Jardin")),
    "lists add": (lambda t: t.says("lists", "add", "Jardin", t.name(1)), names(1)),
    "lists accounts": (lambda t: t.told("lists", "accounts", "Jardin"), names(1)),
    "timelines list": (
        lambda t: (t.says("post", "au potager", who=1), t.told("timelines", "list", "Jardin"))[-1],
        lambda told, t: "au potager" in told[0]["content"],
    ),
    "lists remove": (
        lambda t: (t.says("lists", "remove", "Jardin", t.name(1)), t.told("lists", "accounts", "Jardin"))[-1],
        lambda told, t: told == [],
    ),
    "lists delete": (
        lambda t: (t.says("lists", "delete", "Jardin"), t.told("lists", "list"))[-1], lambda told, t: told == [],
    ),
    "tags follow": (lambda t: t.told("tags", "follow", "jardin"), is_(following=True)),
    "tags followed": (lambda t: t.told("tags", "followed"), has("name", "jardin")),
    "tags info": (lambda t: t.told("tags", "info", "jardin"), is_(name="jardin")),
    "tags unfollow": (lambda t: t.told("tags", "unfollow", "jardin"), is_(following=False)),
    "tags feature": (lambda t: t.told("tags", "feature", "jardin"), is_(name="jardin")),
    "tags featured": (lambda t: t.told("tags", "featured"), has("name", "jardin")),
    "tags unfeature": (
        lambda t: (t.says("tags", "unfeature", "jardin"), t.told("tags", "featured"))[-1], lambda told, t: told == [],
    ),
    "search": (lambda t: t.told("search", t.name(1)), lambda told, t: t.name(1) in str(told["accounts"])),
    "notifications": (lambda t: t.told("notifications", who=1), lambda told, t: "mention" in [n["type"] for n in told]),
    "follow-requests list": (
        lambda t: (
            t.says("update-account", "--locked", who=2), t.says("follow", t.name(2)), t.says("follow", t.name(2), who=1),
            t.told("follow-requests", "list", who=2),
        )[-1],
        names(0),
    ),
    "follow-requests accept": (
        lambda t: t.told("follow-requests", "accept", t.name(0), who=2), is_(followed_by=True),
    ),
    "follow-requests reject": (
        lambda t: t.told("follow-requests", "reject", t.name(1), who=2), is_(followed_by=False),
    ),
    "delete": (
        lambda t: (t.says("delete", t.made["post"]["id"], who=1), t.told("timelines", "tag", "jardin"))[-1],
        lambda told, t: t.made["post"]["id"] not in [each["id"] for each in told],
    ),
    "unfollow": (lambda t: t.told("unfollow", t.name(1)), is_(following=False)),
    "block": (lambda t: t.told("block", t.name(1)), is_(blocking=True)),
    "blocked": (lambda t: t.told("blocked"), names(1)),
    "unblock": (lambda t: t.told("unblock", t.name(1)), is_(blocking=False)),
}  # fmt: skip


def seen_in_full(terminal: Terminal, words: str) -> str:
    """Open the full screen of toot at a terminal of its own until these words stand in it, and leave."""
    child, end = os.forkpty()
    if not child:
        os.chdir(terminal.home)
        run = [*command(), "--as", f"{terminal.name(0)}@{terminal.host}", "tui"]
        os.execvpe(run[0], run, environment(terminal.home) | {"COLUMNS": "120", "LINES": "40"})
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    os.write(end, b"\r")  # to its warning that it is old
    seen, until = b"", time.monotonic() + 30
    while words.encode() not in seen and time.monotonic() < until:
        if select.select([end], [], [], 1)[0]:
            seen += os.read(end, 65536)
    os.write(end, b"q")
    while os.waitpid(child, os.WNOHANG)[0] == 0 and time.monotonic() < until + 10:
        if select.select([end], [], [], 0.1)[0]:
            with suppress(OSError):  # the other end is closed
                os.read(end, 65536)
    os.close(end)
    return seen.decode("utf-8", "replace")


def test_every_command_that_has_a_counterpart_works(place: Place, tmp_path: Path):
    failed, mark = {}, len(place.watch.seen)
    book = ledger.Ledger("toot", refused=REFUSED)
    with Terminal(place, tmp_path / "home", place.three(3)) as terminal:
        for name, (do, look) in DEEDS.items():
            try:
                told = do(terminal)
                assert look(told, terminal), f"answered {str(told)[:300]}"
            except Exception as error:  # noqa: BLE001 - what may go wrong is what is looked for
                failed[name] = f"{type(error).__name__}: {error}"[:500]
            else:
                book.did.append(name)
        assert not failed, "\n".join(f"{name}: {why}" for name, why in failed.items())
        book.hold_answers(place.watch.since(mark))
        book.did += ["login", "logout"]
        assert commands(terminal) == {name.removesuffix(" --scheduled-in") for name in book.did}
    ledger.hold(book)


def commands(terminal: Terminal) -> set[str]:
    """All commands of toot, with those of its groups."""
    found = set()
    for name in listed(terminal.says("--help")):
        below = listed(terminal.says(name, "--help")) if name in GROUPS else set()
        found |= {f"{name} {each}" for each in below} or {name}
    return found


def listed(said: str) -> set[str]:
    _head, _title, rest = said.partition("Commands:")
    return {line.split()[0] for line in rest.splitlines() if line.startswith("  ") and line[2] != " "}


def test_somebody_signs_in_and_out_at_the_terminal(place: Place, tmp_path: Path):
    terminal = Terminal(place, tmp_path / "home", place.three(3))  # not warm: as it is called
    (tmp_path / "home" / "toot" / "config.json").unlink()
    login = subprocess.Popen(
        [*command(), "login", "--instance", place.address],
        env=environment(tmp_path / "home"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert login.stdin and login.stdout
    login.stdin.write("n\n")  # "Open link in default browser?"
    login.stdin.flush()
    there = next(word for line in login.stdout for word in line.split() if "/oauth/authorize" in word)
    said, _none = login.communicate(code_of(place, there, place.three(3)[2]) + "\n", timeout=60)
    assert login.returncode == 0, said
    assert terminal.told("whoami", who=2)["username"] == terminal.name(2)
    terminal.says("logout", f"{terminal.name(2)}@{terminal.host}", who=2)
    assert terminal.config()["users"] == {}
