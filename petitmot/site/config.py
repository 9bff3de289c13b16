"""What the operator decides, in one typed table: a TOML file, then the environment on top of it.

Each field of `Config` is a key: `stamps` is `stamps` in `petitmot.toml` and `PETITMOT_STAMPS` in the environment.
`docs/operating.md` holds the same table, made from this one. A wrong value stops the start (`ConfigError`).
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from petitmot.site import kinds
from petitmot.site.kinds import Kind

ROOT = Path(__file__).parents[1]  # the package `petitmot`
LOCAL = re.compile(r"(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?")


class ConfigError(Exception):
    """A value that cannot be; says which key, what was written and what is allowed."""


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


def _default_data(_values: dict[str, Any]) -> str:
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
        _default_data,
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
    runners: int = _key(kinds.number(1, 64), "2", "How many jobs are done at once in one process.")
    stop_seconds: int = _key(kinds.number(1, 600), "20", "How long a stop waits for requests and jobs under way.")
    log_level: str = _key(kinds.choice("debug", "info", "warning", "error"), "info", "What is worth a line in the log.")
    log_format: str = _key(kinds.choice("text", "json"), "text", "How the lines of the log look.")
    log_addresses: bool = _key(kinds.switch(), "off", "Whether the log names the network addresses of those who ask.")


def keys() -> dict[str, Key]:
    """Every key by its name, in the order of the table."""
    return {one.name: one.metadata["key"] for one in fields(Config)}


def load(environment: Mapping[str, str] | None = None) -> Config:
    """Read the file, then the environment (the process's own where none is given)."""
    env = os.environ if environment is None else environment
    from_env = {name: env[f"PETITMOT_{name.upper()}"] for name in keys() if env.get(f"PETITMOT_{name.upper()}")}
    file = _file(env, from_env)
    from_file = _read_file(file, env) if file else {}
    values: dict[str, Any] = {"written": {*from_env, *from_file}}
    for name, key in keys().items():
        shown, written = name, from_env.get(name)
        if written is not None:
            shown = f"PETITMOT_{name.upper()}"
        elif name in from_file:
            shown, written = f"{name} ({file})", from_file[name]
        else:
            written = key.default(values) if callable(key.default) else key.default
        values[name] = _value(shown, key, written, env)
    del values["written"]
    return Config(**values)


def _file(env: Mapping[str, str], from_env: dict[str, str]) -> Path | None:
    """The file to read: the named one, which must exist, or the data folder's, which may."""
    if env.get("PETITMOT_CONFIG"):
        return Path(env["PETITMOT_CONFIG"]).expanduser()
    path = Path(from_env.get("data") or _default_data({})).expanduser() / "petitmot.toml"
    return path if path.is_file() else None


def _read_file(path: Path, env: Mapping[str, str]) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        french, english = f"{path} ne peut pas être lu : {error}", f"{path} cannot be read: {error}"
        raise ConfigError(english if _speaks_english(env) else french) from error
    unknown = sorted(content.keys() - keys().keys())
    if unknown:
        names = ", ".join(keys())
        french = f"{unknown[0]} ({path}) n’est pas un réglage de Petitmot. Les réglages sont : {names}."
        english = f"{unknown[0]} ({path}) is not a setting of Petitmot. The settings are: {names}."
        raise ConfigError(english if _speaks_english(env) else french)
    return {name: _written(value) for name, value in content.items()}


def _written(value: object) -> str:
    """A TOML value as it would be written in the environment."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return ",".join(str(one) for one in value)
    return str(value)


def _value(shown: str, key: Key, written: str, env: Mapping[str, str]) -> object:
    try:
        return key.kind.read(written)
    except ValueError as error:
        safe = hide_secrets(written) if key.secret else written
        french = f"{shown} vaut « {safe} » : il faut {key.kind.french}."
        english = f"{shown} is “{safe}”: it must be {key.kind.english}."
        raise ConfigError(english if _speaks_english(env) else french) from error


def hide_secrets(address: str) -> str:
    """`address` with the password of `scheme://user:password@host` blotted out."""
    return re.sub(r"(//[^:/@]*:)[^@]*@", r"\1…@", address)


def _speaks_english(env: Mapping[str, str]) -> bool:
    """The operator's language: the setting's where it is one, else that of the terminal; French where nobody says."""
    chosen = env.get("PETITMOT_LANGUAGE")
    if chosen in {"fr", "en"}:
        return chosen == "en"
    return (env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or "").lower().startswith("en")


def speaks_english() -> bool:
    """Whether what the command line says is said in English."""
    return _speaks_english(os.environ)


def say(french: str, english: str) -> str:
    """The one of two sentences that the operator reads. For what is said where Django is not started."""
    return english if speaks_english() else french
