"""The table of settings, as it is shown: in the operator's guide, and with the values of this start."""

from __future__ import annotations

from petitmot.site.config import Config, Key, keys
from petitmot.site.reading_config import hide_secrets


def markdown() -> str:
    """The table of `docs/operating.md`."""
    lines = [
        "| In `petitmot.toml` | In the environment | Without it | Allowed | What it decides |",
        "|---|---|---|---|---|",
    ]
    for name, key in keys().items():
        cells = [f"`{name}`", f"`PETITMOT_{name.upper()}`", _without(key), key.kind.english, key.doc]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _without(key: Key) -> str:
    if key.otherwise:
        return key.otherwise
    return f"`{key.default}`" if key.default else "nothing"


def values(config: Config) -> list[tuple[str, str]]:
    """Each key with its value as it would be written, without passwords."""
    return [(name, _shown(getattr(config, name), key)) for name, key in keys().items()]


def _shown(value: object, key: Key) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ",".join(str(one) for one in value)
    return hide_secrets(str(value)) if key.secret else str(value)
