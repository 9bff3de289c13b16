"""The name of this server, written into the data at the first start, for good (rule 39)."""

from __future__ import annotations

from petitmot.site.config import Config
from petitmot.site.reading_config import ConfigError
from petitmot.site.saying import say


def hold(config: Config) -> None:
    """Write the domain into the data at the first start; refuse to go on under another one.

    The row of the local server is what counts (several machines may share it). The file `domain` beside it lets
    commands find the domain without being told again.
    """
    from petitmot.people.servers import local_server

    kept = local_server().domain
    if kept != config.domain:
        raise ConfigError(refusal(kept, config.domain))
    path = config.data / "domain"
    if not path.exists():
        path.write_text(f"{kept}\n")


def refusal(kept: str, wanted: str) -> str:
    """What is said to somebody who starts old data under a new name."""
    return say(
        f"Ces données parlent au nom de {kept}, et PETITMOT_DOMAIN dit {wanted}. Les adresses déjà données ne changent "
        f"plus : gardez PETITMOT_DOMAIN={kept}, ou commencez ailleurs avec un autre dossier (--data).",
        f"These data speak as {kept}, and PETITMOT_DOMAIN says {wanted}. Addresses that were given out do not change: "
        f"keep PETITMOT_DOMAIN={kept}, or begin elsewhere with another folder (--data).",
    )
