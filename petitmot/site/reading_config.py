"""Reading what the operator decided: a TOML file, then the environment on top of it. A wrong value stops the start."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from petitmot.site.config import Config, Key, default_data, keys
from petitmot.site.saying import speaks_english


class ConfigError(Exception):
    """A value that cannot be; says which key, what was written and what is allowed."""


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
    path = Path(from_env.get("data") or default_data({})).expanduser() / "petitmot.toml"
    return path if path.is_file() else None


def _read_file(path: Path, env: Mapping[str, str]) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        french, english = f"{path} ne peut pas être lu : {error}", f"{path} cannot be read: {error}"
        raise ConfigError(english if speaks_english(env) else french) from error
    unknown = sorted(content.keys() - keys().keys())
    if unknown:
        names = ", ".join(keys())
        french = f"{unknown[0]} ({path}) n’est pas un réglage de Petitmot. Les réglages sont : {names}."
        english = f"{unknown[0]} ({path}) is not a setting of Petitmot. The settings are: {names}."
        raise ConfigError(english if speaks_english(env) else french)
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
        raise ConfigError(english if speaks_english(env) else french) from error


def hide_secrets(address: str) -> str:
    """`address` with the password of `scheme://user:password@host` blotted out."""
    return re.sub(r"(//[^:/@]*:)[^@]*@", r"\1…@", address)
