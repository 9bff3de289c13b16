"""What the operator decides, in one typed table.

Each field of `Config` is a key: `stamps` is `stamps` in `petitmot.toml` and `PETITMOT_STAMPS` in the environment.
`docs/operating.md` holds the same table, made from this one. How it is read: `reading_config`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from petitmot.site import kinds
from petitmot.site.kinds import Kind

ROOT = Path(__file__).parents[1]  # the package `petitmot`
LOCAL = re.compile(r"(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?")


@dataclass(frozen=True)
class Key:
    """What is known of one key: its kind, its value where none is written, and what it is for."""

    kind: Kind
    default: str | Callable[[dict[str, Any]], str]
    doc: str
    otherwise: str = ""  # what stands for a default that depends on others, in the documentation
    secret: bool = False


def _key(kind: Kind, default: str | Callable[[dict[str, Any]], str], doc: str, **more: Any) -> Any:
    return field(metadata={"key": Key(kind, default, doc, **more)})


def default_data(_values: dict[str, Any]) -> str:
    """`data/` in a checkout; for an installed Petitmot the folder where this user's programs keep their data."""
    if (ROOT.parent / "pyproject.toml").exists():
        return str(ROOT.parent / "data")
    if sys.platform == "darwin":
        return "~/Library/Application Support/petitmot"
    return os.path.join(os.environ.get("XDG_DATA_HOME") or "~/.local/share", "petitmot")


def _kept_domain(values: dict[str, Any]) -> str:
    """The name that the data folder was started with (rule 39)."""
    kept = cast(Path, values["data"]) / "domain"
    return kept.read_text().strip() if kept.exists() else ""


def _default_port(values: dict[str, Any]) -> str:
    """The one that a folder for this machine only was started with, so that a plain `serve` continues it."""
    found = re.fullmatch(r"localhost:([0-9]+)", _kept_domain(values))
    return found[1] if found else "8000"


def _default_domain(values: dict[str, Any]) -> str:
    """The kept one; on a new folder, or where another port is written, `localhost` with the port."""
    kept = "" if "port" in values["written"] else _kept_domain(values)
    return kept or f"localhost:{values['port']}"


def _default_scheme(values: dict[str, Any]) -> str:
    return "http" if LOCAL.fullmatch(values["domain"]) else "https"


def _default_sender(values: dict[str, Any]) -> str:
    return f"Petitmot <bonjour@{re.sub(r':[0-9]+$', '', values['domain'])}>"


@dataclass(frozen=True)
class Config:
    """The decided values of one start. The order counts: a default may depend on the keys above it."""

    data: Path = _key(
        kinds.folder(),
        default_data,
        "Where everything is kept: database, pictures, secrets, mails that were not sent.",
        otherwise="`data/` in the project, the user's data folder when installed",
    )
    host: str = _key(kinds.host(), "127.0.0.1", "The address of this machine that the server listens on.")
    port: int = _key(kinds.number(1, 65535), _default_port, "The port that the server listens on.", otherwise="`8000`")
    domain: str = _key(
        kinds.domain(),
        _default_domain,
        "The name under which people reach this server. Written into the data at the first start, for good.",
        otherwise="`localhost:` and the port",
    )
    scheme: str = _key(
        kinds.choice("http", "https"),
        _default_scheme,
        "How people reach it. Cookies are marked Secure with `https` only.",
        otherwise="`http` for localhost, else `https`",
    )
    trusted_proxies: tuple[str, ...] = _key(
        kinds.networks(), "", "Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed."
    )
    database: str = _key(
        kinds.database(), "", "A PostgreSQL database in place of the SQLite file in the data folder.", secret=True
    )
    language: str = _key(kinds.choice("fr", "en"), "fr", "The language for those who have not chosen one.")
    sign_up: str = _key(
        kinds.choice("open", "invitation", "words"),
        "open",
        "Who may come in: everybody, those who were invited, or those who wrote a few words to the moderators.",
    )
    password_rules: str = _key(
        kinds.choice("all", "length"),
        "all",
        "`length`: only the minimum of 8 characters; `all`: no common ones either.",
    )
    rate_limits: bool = _key(kinds.switch(), "on", "Limits of pace; `off` is for tests.")
    authorised_fetch: bool = _key(
        kinds.switch(),
        "off",
        "Whether other servers must sign what they ask for. Words that are not for all always ask for it.",
    )
    federation: str = _key(
        kinds.choice("open", "listed"),
        "open",
        "Which servers are received: all but those the moderators refuse, or only those they put on a list.",
    )
    tells_limits: str = _key(
        kinds.choice("all", "users", "disabled"),
        "all",
        "Who is told by `/api/v1/instance/domain_blocks` which servers are refused or silenced here, and why.",
    )
    stamps: int = _key(kinds.number(1, 1000), "10", "How many requests of one person may wait for an answer at once.")
    mail: str = _key(
        kinds.mail_server(), "", "The mail server. Without one mails become files in the data folder.", secret=True
    )
    mail_from: str = _key(
        kinds.sender(), _default_sender, "Who the mails are from.", otherwise="`Petitmot <bonjour@` the domain `>`"
    )
    address_days: int = _key(
        kinds.number(0, 3650), "90", "For how many days network addresses are kept in the log of security events."
    )
    deletion_days: int = _key(
        kinds.number(0, 365),
        "14",
        "How many days after it was asked for an account is deleted; until then it can come back.",
    )
    body_megabytes: int = _key(
        kinds.number(2, 4096), "128", "The largest request taken, in megabytes (a film, or eight large photos)."
    )
    ffmpeg: str = _key(
        kinds.program(),
        "",
        "The ffmpeg that makes sounds and films. Without one they are refused; `off` refuses them although there is one.",
        otherwise="the one that is found in `PATH`",
    )
    allow_loopback_peers: bool = _key(
        kinds.switch(),
        "off",
        "`on` lets this server reach others on this very machine, on any port and without TLS. For tests only.",
    )
    cache_days: int = _key(
        kinds.number(1, 3650),
        "60",
        "For how many days pictures, sounds and films of other servers are kept after they were fetched.",
    )
    actor_days: int = _key(
        kinds.number(1, 3650), "7", "After how many days what is known of people of other servers is asked for again."
    )
    cache_megabytes: int = _key(
        kinds.number(10, 10_000_000),
        "5000",
        "How much room pictures, sounds and films of other servers may take, in megabytes.",
    )
    processes: int = _key(
        kinds.number(1, 64),
        "1",
        "How many processes make pages. With more than one, another accepts connections, streams and does jobs.",
    )
    threads: int = _key(kinds.number(1, 256), "4", "How many pages are made at once in one process.")
    runners: int = _key(
        kinds.number(0, 64), "2", "How many jobs are done at once in one process; 0: none, `petitmot worker` does them."
    )
    stop_seconds: int = _key(kinds.number(1, 600), "20", "How long a stop waits for requests and jobs under way.")
    log_level: str = _key(kinds.choice("debug", "info", "warning", "error"), "info", "What is worth a line in the log.")
    log_format: str = _key(kinds.choice("text", "json"), "text", "How the lines of the log look.")
    log_addresses: bool = _key(kinds.switch(), "off", "Whether the log names the network addresses of those who ask.")


def keys() -> dict[str, Key]:
    """Every key by its name, in the order of the table."""
    return {one.name: one.metadata["key"] for one in fields(Config)}
