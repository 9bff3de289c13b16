"""The operator's texts: name and description of the server, its legal pages (rule 44). Model texts until they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, NotFound, Refusal
from petitmot.people.models import Account, ServerText

SHORT = {"name": 60, "description": 300}  # characters, the same in every language
LEGAL = ("about", "rules", "privacy", "terms", "legal")
LANGUAGES = ("fr", "en")
LONGEST = 40_000
MODELS = Path(__file__).parent / "model_texts"
_RULE = re.compile(r"^\s*(?:\d+[.)]|[-*])\s+(.+?)\s*$", re.MULTILINE)
_MARKS = re.compile(r"(\*\*|__|`)")
GAP = re.compile(r"\[\[([^\]\n]+)\]\]")


@dataclass(frozen=True)
class Text:
    """A text as it stands: `version` 0 and no `at` for a model text nobody has gone over yet."""

    kind: str
    language: str
    version: int
    text: str
    at: datetime | None = None

    @property
    def gaps(self) -> list[str]:
        """What is still to be filled in, as the text names it."""
        return GAP.findall(self.text)


def current(kind: str, language: str) -> Text:
    """Return the newest version in this language, else the model text, else (short texts) nothing."""
    _known(kind)
    row = ServerText.objects.filter(kind=kind, language=_language(kind, language)).order_by("-version").first()
    if row:
        return Text(kind, row.language, row.version, row.text, row.at)
    return Text(kind, language, 0, _model(kind, language))


def version_of(kind: str) -> str:
    """Return the version that somebody agrees to, over all languages; "0" is the model text."""
    return str(ServerText.objects.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0)


def write(by: Account, kind: str, language: str, text: str) -> Text:
    """The operator writes a new version; the old ones are kept. The same text again writes nothing.

    Refused: `not_allowed` for all but the operator, `too_long`.
    """
    if not by.is_operator:
        raise NotAllowed(_("Ces textes sont à l’opérateur du serveur."))
    _known(kind)
    text = text.replace("\r\n", "\n").strip()
    most = SHORT.get(kind, LONGEST)
    if len(text) > most:
        sentence = _("C’est trop long : %(most)s signes au plus, il y en a %(here)s.", most=most, here=len(text))
        raise Refusal(sentence, code="too_long", field=kind)
    if text == current(kind, language).text.strip():
        return current(kind, language)
    with transaction.atomic():
        version = int(version_of(kind)) + 1
        row = ServerText.objects.create(
            kind=kind, language=_language(kind, language), version=version, text=text, at=clock.now(), by=by
        )
    return Text(kind, row.language, version, text, row.at)


def gaps() -> list[tuple[str, str, str]]:
    """Return (kind, language, what is missing) for every gap of the legal pages: `petitmot doctor` tells them."""
    texts = [current(kind, language) for kind in LEGAL for language in LANGUAGES]
    return [(text.kind, text.language, gap) for text in texts for gap in text.gaps]


def rules(language: str) -> list[str]:
    """Return the rules, one by one, as the operator's page lists them: rule 1 is the first."""
    return [_MARKS.sub("", line) for line in _RULE.findall(current("rules", language).text)]


def server_name(otherwise: str) -> str:
    """Return how the operator calls this server; `otherwise` while it has no name."""
    return current("name", "fr").text or otherwise


def _known(kind: str) -> None:
    if kind not in SHORT and kind not in LEGAL:
        raise NotFound(_("Il n’y a pas de texte de ce nom."))


def _language(kind: str, language: str) -> str:
    return "" if kind in SHORT else (language if language in LANGUAGES else "fr")


def _model(kind: str, language: str) -> str:
    if kind in SHORT:
        return ""
    return (MODELS / f"{kind}.{language if language in LANGUAGES else 'fr'}.md").read_text("utf-8")
