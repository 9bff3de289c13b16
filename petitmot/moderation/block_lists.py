"""Lists of servers as Mastodon writes and reads them: CSV, one line a server, to hand from one server to another.

Columns: `#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate`; severity is `suspend` (refused),
`silence` or `noop`. A file without these names is a list of names alone, each to be refused, as in Mastodon.
Source: https://docs.joinmastodon.org/admin/moderation/, `Admin::ExportDomainBlocksController`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import limiting, limits, staff
from petitmot.moderation.limiting import Decided
from petitmot.moderation.limits import Measure
from petitmot.moderation.models import ServerLimit
from petitmot.people import servers
from petitmot.people.models import Account, Server

COLUMNS = ("#domain", "#severity", "#reject_media", "#reject_reports", "#public_comment", "#obfuscate")
MEASURES = {"noop": Measure.NOTHING, "silence": Measure.SILENCED, "suspend": Measure.REFUSED}
SEVERITIES = {measure: name for name, measure in MEASURES.items()}
LARGEST = 2_000_000  # bytes
MOST_ROWS = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would reckon with, in a comment somebody else wrote


@dataclass(frozen=True)
class Line:
    """One line of a list: what it would decide, and what is decided now (`before`: a measure, or "")."""

    domain: str
    decided: Decided
    before: str = ""
    has_ties: bool = False  # somebody here follows somebody there, is followed or is a contact


@dataclass(frozen=True)
class Reading:
    """A list as it was read. `same`: how many lines are so already; `problems`: (number of the line, why)."""

    lines: list[Line] = field(default_factory=list)
    same: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def written(by: Account) -> str:
    """Return the list of this server; decisions about reports alone are not in it, as in Mastodon. Refused: `not_operator`."""
    told = io.StringIO()
    rows = csv.writer(told, lineterminator="\n")
    rows.writerow(COLUMNS)
    for limit in limits.limits(by).order_by("pk"):
        if limit.measure != Measure.NOTHING or limit.rejects_media:
            flags = [_flag(value) for value in (limit.rejects_media, limit.rejects_reports)]
            comment = _harmless(limit.public_comment)
            rows.writerow([limit.domain, SEVERITIES[Measure(limit.measure)], *flags, comment, _flag(limit.hides_name)])
    return told.getvalue()


def read(by: Account, content: bytes) -> Reading:
    """Read a list and say what it would do; nothing is decided. What cannot be read of it is named, line by line.

    Refused: `not_operator`, `too_heavy`, `not_a_list`, `too_many_rows`.
    """
    staff.refuse_all_but_operator(by)
    rows = _rows(content)
    names = [name.strip().lower() for name in rows[0]]
    has_names = any(name.lstrip("#") == "domain" for name in names)
    columns = ["#" + name.lstrip("#") for name in names] if has_names else ["#domain"]
    known = {limit.domain: limit for limit in limits.limits(by)}
    lines: dict[str, Line] = {}
    problems: list[tuple[int, str]] = []
    same = 0
    for number, row in enumerate(rows[1:] if has_names else rows, 2 if has_names else 1):
        if not any(cell.strip() for cell in row) or (not has_names and row[0].lstrip().startswith("#")):
            continue
        try:
            line = _line(columns, row, known)
        except Refusal as refusal:
            problems.append((number, refusal.sentence))
            continue
        if line is None or line.domain in lines:
            same += 1
        else:
            lines[line.domain] = line
    return Reading(_with_ties(list(lines.values())), same, problems)


def apply(by: Account, lines: Iterable[Line], *, private_comment: str = "") -> int:
    """Decide what these lines say; return how many. Refused: what `limiting.decide` refuses."""
    number = 0
    for line in lines:
        known = ServerLimit.objects.exclude(measure=Measure.ALLOWED).filter(domain=line.domain).first()
        kept = known.private_comment if known else private_comment
        limiting.decide(by, line.domain, Decided(**{**vars(line.decided), "private_comment": kept}))
        number += 1
    return number


def _rows(content: bytes) -> list[list[str]]:
    if len(content) > LARGEST:
        raise Refusal(_("Ce fichier est trop lourd : deux mégaoctets au plus."), code="too_heavy", field="list")
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    if not rows or not any(rows) or "\0" in rows[0]:
        raise Refusal(_("Ce fichier n’est pas une liste de serveurs."), code="not_a_list", field="list")
    if len(rows) > MOST_ROWS:
        raise Refusal(
            _("Cette liste est trop longue : vingt mille lignes au plus."), code="too_many_rows", field="list"
        )
    return rows


def _line(columns: list[str], row: list[str], known: dict[str, ServerLimit]) -> Line | None:
    """Return what a line would decide; None where it is so already."""
    if len(row) > len(columns):
        raise Refusal(_("Il y a plus de cases que de colonnes."), code="too_many_cells")
    said = {name: cell.strip() for name, cell in zip(columns, row, strict=False)}
    if "*" in said["#domain"]:
        raise Refusal(_("Ce nom est masqué par des étoiles."), code="name_hidden")
    name = limiting.read_name(said["#domain"])
    severity = said.get("#severity", "").lower() or "suspend"
    if severity not in MEASURES:
        raise Refusal(_("On n’y lit ni suspend, ni silence, ni noop."), code="measure_invalid")
    decided = Decided(
        measure=MEASURES[severity],
        rejects_media=_read_flag(said.get("#reject_media", "")),
        rejects_reports=_read_flag(said.get("#reject_reports", "")),
        hides_name=_read_flag(said.get("#obfuscate", "")),
        public_comment=_as_it_was(said.get("#public_comment", ""))[: limiting.LONGEST_COMMENT],
    )
    before = known.get(name)
    told = ("measure", "rejects_media", "rejects_reports", "hides_name", "public_comment")
    if before and all(getattr(before, each) == getattr(decided, each) for each in told):
        return None
    return Line(name, decided, before.measure if before else "")


def _with_ties(lines: list[Line]) -> list[Line]:
    named = {line.domain for line in lines}
    known = {server.domain: server for server in Server.objects.filter(is_local=False) if server.domain in named}
    tied = {name for name, server in known.items() if servers.have_ties(server)}
    return [Line(line.domain, line.decided, line.before, line.domain in tied) for line in lines]


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _read_flag(text: str) -> bool:
    if text.lower() in ("", "false", "f", "0", "no", "off"):
        return False
    if text.lower() in ("true", "t", "1", "yes", "on"):
        return True
    raise Refusal(_("On n’y lit ni true, ni false."), code="flag_invalid")


def _harmless(comment: str) -> str:
    """A comment that begins like a formula is shown by spreadsheets as one, unless an apostrophe stands before it."""
    return f"'{comment}" if comment.startswith(_FORMULA) else comment


def _as_it_was(comment: str) -> str:
    return comment[1:] if comment.startswith("'") and comment[1:].startswith(_FORMULA) else comment
