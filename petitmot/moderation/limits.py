"""What holds for a server elsewhere: questions, asked before anything comes from there or goes there."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.db.models import Case, IntegerField, QuerySet, Value, When

from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.moderation import staff
from petitmot.moderation.models import ServerLimit
from petitmot.people.models import Account, Server

Measure = ServerLimit.Measure
MOST_NAMES = 8  # of one host: its own, and those above it (`_PLACES`)


class Force(NamedTuple):
    """What holds for a host: of the decisions on its name and on those above it, the nearest."""

    refused: bool = False
    silenced: bool = False
    rejects_media: bool = False
    rejects_reports: bool = False


def in_force(host: str) -> Force:
    """Return what holds for a host, with its port where it has one. One query.

    Where only listed servers are received (`PETITMOT_FEDERATION=listed`), all others are refused.
    """
    names = names_of(host)
    found = _NAMED(**dict(zip(_PLACES, [*names, *names[:1] * MOST_NAMES], strict=False)))
    rows = {(row[0], row[1] == Measure.ALLOWED): row for row in found}
    if settings.PETITMOT_FEDERATION == "listed" and not any((name, True) in rows for name in names[:2]):
        return Force(refused=True, rejects_media=True, rejects_reports=True)
    for name in names:
        if (name, False) in rows:
            _name, measure, media, reports = rows[name, False]
            refused = measure == Measure.REFUSED
            return Force(refused, measure == Measure.SILENCED, refused or media, refused or reports)
    return Force()


def is_refused(host: str) -> bool:
    """Whether nothing comes from this host, and nothing goes there."""
    return in_force(host).refused


def names_of(host: str) -> list[str]:
    """Return the names under which something may be decided about a host, the nearest first: its own, its own without
    the port, and those above it in the tree of names, down to two labels."""
    bare = host if host.startswith("[") else host.partition(":")[0]
    labels = bare.split(".")
    above = [".".join(labels[start:]) for start in range(1, len(labels) - 1)]
    return [host, bare, *above[-(MOST_NAMES - 2) :]]


def limits(by: Account) -> QuerySet[ServerLimit]:
    """Return every decision, the newest first; those who are allowed apart (`allowed`). Refused: `not_operator`."""
    staff.refuse_all_but_operator(by)
    return ServerLimit.objects.exclude(measure=Measure.ALLOWED).select_related("by").order_by("-pk")


def allowed(by: Account) -> QuerySet[ServerLimit]:
    """Return the servers on the list of those that are received, the newest first. Refused: `not_operator`."""
    staff.refuse_all_but_operator(by)
    return ServerLimit.objects.filter(measure=Measure.ALLOWED).select_related("by").order_by("-pk")


def one(by: Account, limit_id: int) -> ServerLimit:
    """Refused: `not_operator`, `not_found`."""
    staff.refuse_all_but_operator(by)
    found = ServerLimit.objects.select_related("by").filter(pk=limit_id).first()
    if found is None:
        raise NotFound(_("Rien n’est décidé de ce serveur."))
    return found


def nearest(host: str) -> ServerLimit | None:
    """Return the decision that holds for a host: its own, or that of a name above it."""
    names = names_of(host)
    rows = ServerLimit.objects.exclude(measure=Measure.ALLOWED).filter(domain__in=names)
    return min(rows, key=lambda row: names.index(row.domain), default=None)


def told() -> QuerySet[ServerLimit]:
    """Return what is told to others: servers that are kept away or kept quiet, in this order, by name."""
    order = Case(When(measure=Measure.SILENCED, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = ServerLimit.objects.filter(measure__in=(Measure.SILENCED, Measure.REFUSED))
    return rows.annotate(place=order).order_by("place", "domain")


def shown_name(limit: ServerLimit) -> str:
    """Return the name as it is told to others: with stars in its middle, dots kept, where moderators wanted that."""
    if not limit.hides_name:
        return limit.domain
    seen = len(limit.domain) // 4
    middle = range(seen + 1, len(limit.domain) - seen)
    return "".join("*" if at in middle and sign != "." else sign for at, sign in enumerate(limit.domain))


def servers_under(domain: str) -> list[Server]:
    """Return the known servers of this name and of all names below it, with any port."""
    rows = Server.objects.filter(is_local=False, domain__contains=domain.partition(":")[0])
    return [server for server in rows if domain in names_of(server.domain)]


_PLACES = "abcdefgh"
_NAMED = Compiled[tuple[str, str, bool, bool]](
    lambda **names: ServerLimit.objects.filter(domain__in=list(names.values())).values_list(
        "domain", "measure", "rejects_media", "rejects_reports"
    ),
    **dict.fromkeys(_PLACES, str),
)
